# The walls of each process: regress/programs/walls.
#
# A puppet is a program of this build with a function that the linker replaces:
# it makes the system calls that a message names.  Puppets are never installed:
# they are in a directory that no target installs.

.PHONY: puppets walls
WALLS		= $(BUILD)/regress/programs/walls
PUPPETS		= $(BUILD)/puppets
PUPPET_PROGRAMS	= $(foreach p,$(PROGRAMS),$(PUPPETS)/$(p)/$(p))

# The functions, and the files that have the others.
puppet_wraps	= $(or $(WRAPS_$(1)),msg_get)
puppet_parts	= $(or $(PARTS_$(1)),puppet_message)
WRAPS_kopctl		= request_complete
PARTS_kopctl		= puppet_request
WRAPS_docker-reader	= msg_get client_ask
PARTS_docker-reader	= puppet_message puppet_ask

define puppet
$(PUPPETS)/$(1)/$(1): $(BUILD)/$(1)/main.o $(WALLS)/puppet.o \
    $(patsubst %,$(WALLS)/%.o,$(call puppet_parts,$(1))) \
    $(BUILD)/$(1).a $(call uses,$(1)) \
    $(BUILD)/common.a
	@mkdir -p $$(@D)
	$$(say) LD $$@
	$$(Q)$$(LINK) $(addprefix -Wl$$(comma)--wrap=,$(call puppet_wraps,$(1))) \
	    -o $$@ $$^ \
	    $$(LIBS_$(1))
endef
$(foreach p,$(PROGRAMS),$(eval $(call puppet,$(p))))

#: make puppets      build programs for tests that make any system call, into
#:                  build/puppets; never installed
puppets: $(PUPPET_PROGRAMS)

# <role>.c or <role>-<variant>.c is a test; the rest is common to them.
WALL_PARTS	= main model live trial range named puppet
WALL_SOURCES	= $(filter-out %/puppet_message.c %/puppet_request.c \
		  %/puppet_ask.c \
		  $(WALL_PARTS:%=regress/programs/walls/%.c),\
		  $(wildcard regress/programs/walls/*.c))
WALL_TESTS	= $(patsubst %.c,$(BUILD)/%,$(WALL_SOURCES))

define wall
$(WALLS)/$(1): $(patsubst %,$(WALLS)/%.o,$(1) $(WALL_PARTS)) \
    $(BUILD)/$(call inside_role,$(1)).a \
    $(call uses,$(call inside_role,$(1))) $(BUILD)/common.a
	$$(say) LD $$@
	$$(Q)$$(LINK) -Wl,--wrap=confine -Wl,--wrap=confine_chroot \
	    $(if $(filter kopd-logger,$(1)),-Wl$$(comma)--wrap=log_set_json) \
	    -o $$@ $$^ \
	    $$(LIBS_$(call inside_role,$(1)))
endef
$(foreach t,$(WALL_SOURCES:regress/programs/walls/%.c=%),\
    $(eval $(call wall,$(t))))

#: make walls       build these and the tests that send them messages
walls: $(WALL_TESTS) $(PUPPET_PROGRAMS)
tests: walls
