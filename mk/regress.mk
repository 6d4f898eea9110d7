# Tests: cmocka binaries and shell scripts, all TAP, all run by prove.

.PHONY: check check-unit test tests units played
JOBS		?= 4

UNIT_SOURCES	= $(wildcard regress/unit/*/*.c)
UNIT_TESTS	= $(patsubst %.c,$(BUILD)/%,$(UNIT_SOURCES))
SHELL_TESTS	= $(sort $(filter-out regress/lanes/%,\
		  $(wildcard regress/*/*.t regress/*/*/*.t)))

define unit
$(BUILD)/regress/unit/$(1)/%: $(BUILD)/regress/unit/$(1)/%.o \
    $(if $(filter-out common,$(1)),$(BUILD)/$(1).a) $(call uses,$(1)) $(BUILD)/common.a
	$$(say) LD $$@
	$$(Q)$$(LINK) -o $$@ $$^ \
	    $$(or $$(LIBS_$(1)),$$(LIBS_kopd)) $$(call pkglibs,cmocka)
endef
$(foreach f,$(FOLDERS),$(eval $(call unit,$(f))))

$(BUILD)/regress/unit/%.o: regress/unit/%.c | $(BUILT_HEADERS)
	@mkdir -p $(@D)
	$(say) CC $@
	$(Q)$(COMPILE) -c -o $@ $<

# Tests of each role's sandbox from inside: <role>.c or <role>-<variant>.c.
SANDBOX		= $(BUILD)/regress/programs/sandbox
INSIDE		= inside forbidden memory descriptors sockets \
		  permitted
INSIDE_SOURCES	= $(filter-out $(INSIDE:%=regress/programs/sandbox/%.c),\
		  $(wildcard regress/programs/sandbox/*.c))
INSIDE_TESTS	= $(patsubst %.c,$(BUILD)/%,$(INSIDE_SOURCES))
inside_role	= $(firstword $(foreach f,$(FOLDERS),\
		  $(if $(filter $(f) $(f)-%,$(1)),$(f))))

define inside
$(SANDBOX)/$(1): \
    $(patsubst %,$(SANDBOX)/%.o,$(1) $(INSIDE)) \
    $(BUILD)/$(call inside_role,$(1)).a \
    $(call uses,$(call inside_role,$(1))) $(BUILD)/common.a
	$$(say) LD $$@
	$$(Q)$$(LINK) $$(WRAP_$(1)) -o $$@ $$^ \
	    $$(LIBS_$(call inside_role,$(1)))
endef
$(foreach t,$(INSIDE_SOURCES:regress/programs/sandbox/%.c=%),\
    $(eval $(call inside,$(t))))

# Plays a kernel.
WRAP_route-maker-levels = -Wl,--wrap=syscall

# Programs for tests: one source, one program.
FAKE		= $(BUILD)/regress/lib/fake
$(FAKE)/%: $(FAKE)/%.o $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ \
	    $(filter-out %.a,$^) $(filter %.a,$^) $(LIBS_kopd) \
	    $(call pkglibs,libevent_core hiredis)

# Their common parts: the fake Docker engine, the reader of commands in the
# drivers of one program, and a proxy that misbehaves.
fake_parts	= $(patsubst %.c,$(BUILD)/%.o,\
		  $(wildcard regress/lib/fake/$(1)/*.c))
$(FAKE)/engine: $(call fake_parts,docker) \
    $(FAKE)/driver/input.o
$(patsubst %,$(FAKE)/%,cuts hangups maker neighbours reader): \
    $(call fake_parts,driver)
$(FAKE)/proxy: $(FAKE)/driver/input.o
$(patsubst %,$(FAKE)/%,cuts hangups proxy): $(call fake_parts,wire)

FAKES		= $(patsubst %.c,$(BUILD)/%,$(wildcard regress/lib/fake/*.c))

# Clocks that leap or are fast, to be loaded before the libraries of a program.
CLOCKS		= $(FAKE)/clock/clock.so \
		  $(FAKE)/clock/fast.so
$(CLOCKS): $(BUILD)/%.so: %.c
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(STD) $(WARN) -O2 -fPIC -shared -o $@ $<

# A route-maker that ends at one label.
FRAGILE		= $(FAKE)/fragile/route-maker
$(FRAGILE): $(FAKE)/fragile/fragile.o $(BUILD)/route-maker/main.o \
    $(BUILD)/route-maker.a $(call uses,route-maker) $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -Wl,--wrap=container_parse \
	    -o $@ $^ $(LIBS_route-maker)

units: $(UNIT_TESTS)

# Without what a static build cannot have: cmocka, and objects that are loaded.
played: $(INSIDE_TESTS) $(FAKES)

tests: units played $(CLOCKS) $(FRAGILE)

#: make check       install what tests need (Debian), build, run every test
#: make test        the same, and install nothing; TESTS="regress/..." for these
#: make check-unit  build and run the unit tests alone
#: WERROR=1         a warning is an error, as in make check
#: SAN=asan,ubsan   use sanitizers in build and tests; CC=clang works, too
#: SECCOMP_DEBUG=1  build programs that log a call that their sandbox does not
#:                  permit: for developers, see HACKING; make install refuses it
TESTS		?= $(UNIT_TESTS) $(INSIDE_TESTS) $(WALL_TESTS) $(SHELL_TESTS)

check:
	@tools/packages build check lint
	@$(MAKE) --no-print-directory WERROR=1 test

test: all tests
	@BUILD=$(BUILD) regress/run -j$(JOBS) $(TESTS)

check-unit: $(UNIT_TESTS)
	@BUILD=$(BUILD) regress/run -j$(JOBS) $(UNIT_TESTS)
