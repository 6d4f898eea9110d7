# Tests that run as long as wished: several redis-writers with random input,
# compared with a model (regress/programs/soak/soak.h), and kopd as a whole
# (regress/soak/soak).

.PHONY: random soak
SEED		?=
STEPS		?= 2000
MINUTES		?= 60

SOAK		= $(BUILD)/regress/programs/soak/soak
$(SOAK): $(patsubst %.c,$(BUILD)/%.o,$(wildcard regress/programs/soak/*.c))
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libbsd-overlay hiredis)

tests: $(SOAK)

#: make random      compare random hosts with a model; SEED=7 STEPS=100000
random:
	@tools/packages build check
	@$(MAKE) --no-print-directory all $(FAKE)/maker $(SOAK)
	@SEED="$(SEED)" STEPS="$(STEPS)" regress/programs/soak/run $(BUILD)

#: make soak        run kopd with faults at random, for MINUTES=60; SEED=7 for
#:                  the same plan
soak:
	@tools/packages build check
	@$(MAKE) --no-print-directory all tests
	@MINUTES="$(MINUTES)" SEED="$(SEED)" regress/soak/soak $(BUILD)
