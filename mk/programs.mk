# A directory is a program, or a library of several programs.  Its objects
# except main.o form an archive, so that the unit tests link the same objects.

FOLDERS		= common go traefik policy kopd docker-reader route-maker redis-writer kopctl

# The archives that a program or library links besides its own: preview reads
# kopd.conf and starts a process as kopd does.  All link common.
USES_traefik		= go
USES_policy		= traefik go
USES_kopd		= policy traefik go
USES_route-maker	= policy traefik go
USES_redis-writer	= policy traefik go
USES_kopctl		= kopd policy traefik go
uses		= $(patsubst %,$(BUILD)/%.a,$(USES_$(1)))

other_systems	= $(patsubst %,\%_%.c,$(filter-out $(SYSTEM),$(SYSTEMS)))
sources		= $(filter-out $(other_systems),$(wildcard $(1)/*.c $(1)/*/*.c)) \
		  $(patsubst %.y,%.c,$(wildcard $(1)/*/*.y))
objects		= $(patsubst %.c,$(BUILD)/%.o,$(call sources,$(1)))

# Written only if they change, so that nothing is rebuilt otherwise.  A source
# that includes one of them has it in its .d; the others do not depend on it.
BUILT_HEADERS	= $(BUILD)/build.h $(BUILD)/paths.h
update		= cmp -s $(1).new $(1) || mv $(1).new $(1); rm -f $(1).new
.PHONY: headers
$(BUILT_HEADERS): headers ;
headers:
	@mkdir -p $(BUILD)
	@{ printf '#define KOPD_VERSION "%s"\n' '$(VERSION)'; \
	   $(if $(SECCOMP_DEBUG),echo '#define SECCOMP_DEBUG';) \
	} >$(BUILD)/build.h.new
	@{ printf '#define KOPD_CONF "%s/kopd/kopd.conf"\n' '$(SYSCONFDIR)'; \
	   printf '#define KOPD_SOCKET "%s/kopd/kopd.sock"\n' '$(RUNDIR)'; \
	   printf '#define KOPD_LIBEXEC "%s/kopd"\n' '$(LIBEXECDIR)'; \
	} >$(BUILD)/paths.h.new
	@$(call update,$(BUILD)/build.h)
	@$(call update,$(BUILD)/paths.h)

define program
$(BUILD)/$(1).a: $$(filter-out %/main.o,$$(call objects,$(1)) $$(GENERATED_$(1):%.c=%.o))
	$$(Q)rm -f $$@
	$$(Q)$$(AR) rcs $$@ $$^

$(BUILD)/$(1)/$(1): $(BUILD)/$(1)/main.o $(BUILD)/$(1).a $(call uses,$(1)) $(BUILD)/common.a
	$$(say) LD $$@
	$$(Q)$$(LINK) -o $$@ $$^ $$(LIBS_$(1))
endef

# Tables generated from data of the tree.
GENERATED_go		= $(BUILD)/go/unicode_table.c
GENERATED_traefik	= $(BUILD)/traefik/fields.c
GENERATED_route-maker	= $(BUILD)/route-maker/translate/v1_table.c
GENERATED_redis-writer	= $(BUILD)/redis-writer/scripts.c

# All sources, for regress/openbsd.
GENERATED	= $(patsubst %.y,$(BUILD)/%.c,$(wildcard */*/*.y)) \
		  $(foreach f,$(FOLDERS),$(GENERATED_$(f)))
SOURCES		= $(foreach f,$(FOLDERS),$(wildcard $(call sources,$(f)))) \
		  $(GENERATED)

$(foreach p,$(filter-out common,$(FOLDERS)),$(eval $(call program,$(p))))

$(BUILD)/common.a: $(filter-out %/main.o,$(call objects,common))
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c | $(BUILT_HEADERS)
	@mkdir -p $(@D)
	$(say) CC $@
	$(Q)$(COMPILE) -c -o $@ $<

$(BUILD)/%.o: $(BUILD)/%.c | $(BUILT_HEADERS)
	@mkdir -p $(@D)
	$(say) CC $@
	$(Q)$(COMPILE) -c -o $@ $<

# Replaces the rule of make, which would write the parser next to its grammar.
%.c: %.y

$(BUILD)/%.c: %.y
	@mkdir -p $(@D)
	$(Q)$(YACC) -o $@ $<

$(BUILD)/go/unicode_table.c: go/unicode.tsv tools/unicode.awk
	@mkdir -p $(@D)
	$(Q)awk -f tools/unicode.awk go/unicode.tsv > $@

$(BUILD)/traefik/fields.c: traefik/fields.tsv tools/fields.awk
	@mkdir -p $(@D)
	$(Q)awk -f tools/fields.awk traefik/fields.tsv > $@

$(BUILD)/route-maker/translate/v1_table.c: route-maker/translate/v1.tsv \
    tools/v1.awk
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f tools/v1.awk route-maker/translate/v1.tsv > $@

SCRIPTS		= $(sort $(wildcard redis-writer/lua/*.lua \
		  redis-writer/takeover/*.lua))
$(BUILD)/redis-writer/scripts.c: tools/embed.awk $(SCRIPTS)
	@mkdir -p $(@D)
	$(Q)awk -f tools/embed.awk $(SCRIPTS) > $@

# Beside the objects, lanes have root directories of other systems there.
-include $(shell find $(addprefix $(BUILD)/,$(FOLDERS) regress) -type f \
    -name '*.d' 2>/dev/null)
