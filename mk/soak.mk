# Several redis-writers with random input, compared with a model: see
# regress/programs/soak/soak.h.

.PHONY: soak
SEED		?=
STEPS		?= 2000

SOAK		= $(BUILD)/regress/programs/soak/soak
$(SOAK): $(patsubst %.c,$(BUILD)/%.o,$(wildcard regress/programs/soak/*.c))
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libbsd-overlay hiredis)

tests: $(SOAK)

#: make soak        compare random hosts with a model; SEED=7 STEPS=100000
soak:
	@tools/packages build check
	@$(MAKE) --no-print-directory all $(FAKE)/maker $(SOAK)
	@SEED="$(SEED)" STEPS="$(STEPS)" regress/programs/soak/run $(BUILD)
