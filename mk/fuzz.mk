# Fuzzing: a harness for each reader of foreign bytes, with libFuzzer and the
# sanitizers, in a separate directory of objects.  And the checker of keys,
# which harnesses and regress/property use.

.PHONY: fuzz fuzz-cover harnesses
TIME		?= 60
ONLY		?=

FUZZ_BUILD	= $(BUILD)-fuzz
FUZZ_MAKE	= $(MAKE) --no-print-directory CC=clang BUILD=$(FUZZ_BUILD) \
		  SAN=asan,ubsan,fuzzer-no-link \
		  CFLAGS="-O1 -gline-tables-only"

FUZZ_COVER	= $(BUILD)-fuzz-cover
FUZZ_COVER_MAKE	= $(MAKE) --no-print-directory CC=clang BUILD=$(FUZZ_COVER) \
		  CFLAGS="-O1 -g -fprofile-instr-generate -fcoverage-mapping \
		  -Qunused-arguments"

HARNESSES	= $(patsubst %.c,$(BUILD)/%,$(wildcard regress/fuzz/*/*.c))
CHECKER		= $(patsubst %.c,$(BUILD)/%.o,$(wildcard regress/property/lib/*.c))

define harness
$(BUILD)/regress/fuzz/$(1)/%: $(BUILD)/regress/fuzz/$(1)/%.o \
    $(if $(filter-out common,$(1)),$(BUILD)/$(1).a) $(call uses,$(1)) \
    $(if $(filter route-maker traefik,$(1)),$$(CHECKER)) $(BUILD)/common.a
	$$(say) LD $$@
	$$(Q)$$(LINK) -fsanitize=fuzzer \
	    -o $$@ $$^ $$(or $$(LIBS_$(1)),$$(LIBS_kopd))
endef
$(foreach f,$(FOLDERS),$(eval $(call harness,$(f))))

$(BUILD)/regress/fuzz/%.o: regress/fuzz/%.c | $(BUILT_HEADERS)
	@mkdir -p $(@D)
	$(say) CC $@
	$(Q)$(COMPILE) -c -o $@ $<

PROPERTY	= $(patsubst %.c,$(BUILD)/%,$(wildcard regress/property/*.c))
$(PROPERTY): $(CHECKER)
$(BUILD)/regress/property/%: $(BUILD)/regress/property/%.o
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^

# The validation of redis-writer itself, compared with the checker.
VALIDATE	= $(BUILD)/regress/property/validate/validate
$(VALIDATE): $(VALIDATE).o $(BUILD)/traefik.a $(call uses,traefik) $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay)

# Only the objects of the harnesses, so that changes of what they call are
# noticed.
tests: $(PROPERTY) $(VALIDATE) $(HARNESSES:%=%.o)

harnesses: $(if $(ONLY),$(filter $(addprefix %/,$(ONLY)),$(HARNESSES)),\
    $(HARNESSES))

#: make fuzz        fuzz the parsers of foreign input; TIME=60 seconds for each,
#:                  ONLY="template labels" selects parsers
fuzz:
	@tools/packages build check
	@$(FUZZ_MAKE) harnesses
	@regress/fuzz/fuzz $(FUZZ_BUILD) $(TIME) $(ONLY)

#: make fuzz-cover  which lines of each file the inputs execute that fuzzing
#:                  starts from or has found; ONLY="template labels" for some
fuzz-cover:
	@tools/packages build check
	@$(FUZZ_COVER_MAKE) harnesses
	@regress/fuzz/cover $(FUZZ_COVER) $(FUZZ_BUILD)/fuzz $(ONLY)
