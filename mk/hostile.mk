# A compromised process sends messages on its channels: see
# regress/system/hostile/hostile.t and regress/system/hostile/attacks.t.

.PHONY: hostile
SEED		?=
RUNS		?=

TAKEOVER	= $(BUILD)/regress/system/hostile/takeover
HOSTILE		= $(patsubst %.c,$(BUILD)/%.o,\
		  $(wildcard regress/system/hostile/*.c))
$(TAKEOVER): $(HOSTILE) $(CHECKER) $(BUILD)/traefik.a $(call uses,traefik) $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay)

# The same on purpose.
ATTACK		= $(BUILD)/regress/system/hostile/attack/attack
$(ATTACK): $(ATTACK).o $(filter-out %/main.o,$(HOSTILE)) $(CHECKER) \
    $(BUILD)/traefik.a $(call uses,traefik) $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay)

tests: $(TAKEOVER) $(ATTACK)

#: make hostile     as root: test compromised processes; RUNS=500 SEED=7
hostile:
	@tools/packages build check
	@$(MAKE) --no-print-directory all tests
	@TOP="$(CURDIR)" BUILD=$(BUILD) RUNS="$(RUNS)" SEED="$(SEED)" \
	    regress/system/hostile/hostile.t
