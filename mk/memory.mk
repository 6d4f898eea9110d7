# Programs of this build in which one allocation fails: regress/programs/memory.
#
# They are never installed: they are in a directory that no target installs.  A
# sanitizer has its own allocator, and a static build of musl no other one.

.PHONY: failing
MEMORY		= $(BUILD)/regress/programs/memory
FAILING		= $(BUILD)/failing
FAILING_PROGRAMS = $(foreach p,$(PROGRAMS),$(FAILING)/$(p)/$(p))

LOOKUPS		= getpwnam getpwuid getgrnam getgrgid

define failing
$(FAILING)/$(1)/$(1): $(BUILD)/$(1)/main.o $(MEMORY)/failing.o \
    $(BUILD)/$(1).a $(call uses,$(1)) $(BUILD)/common.a
	@mkdir -p $$(@D)
	$$(say) LD $$@
	$$(Q)$$(LINK) $(LOOKUPS:%=-Wl,--wrap=%) -o $$@ $$^ $$(LIBS_$(1))
endef
$(foreach p,$(PROGRAMS),$(eval $(call failing,$(p))))

$(MEMORY)/plan: $(MEMORY)/plan.o
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^

#: make failing     build programs in which one allocation fails, and the program
#:                  that says which, into build/failing; never installed
failing: $(FAILING_PROGRAMS) $(MEMORY)/plan
ifeq ($(SAN)$(STATIC),)
tests: failing
endif
