# The paths of an installed kopd; see README.

.PHONY: install install-programs install-examples install-etc install-editing uninstall

ifneq ($(SECCOMP_DEBUG),)
ifneq ($(filter install%,$(MAKECMDGOALS)),)
$(error programs of SECCOMP_DEBUG are not to be installed)
endif
endif

SBIN		= $(DESTDIR)$(PREFIX)/sbin
LIBEXEC		= $(DESTDIR)$(LIBEXECDIR)/kopd
CONF		= $(DESTDIR)$(SYSCONFDIR)/kopd
MANPAGES	= $(wildcard man/*.5 man/*.7 man/*.8)
SHARE		= $(DESTDIR)$(PREFIX)/share/kopd
EXAMPLES	= $(DESTDIR)$(PREFIX)/share/examples/kopd
EXAMPLE_FILES	= $(wildcard share/examples/kopd/*)

# The files that start kopd: each file of etc/ with its directory.  If that is
# empty, the file is not installed.
ifeq ($(SYSTEM),openbsd)
RCDIR		?= $(SYSCONFDIR)/rc.d
else
SYSTEMDUNITDIR	?= $(PREFIX)/lib/systemd/system
SYSUSERSDIR	?= $(PREFIX)/lib/sysusers.d
endif
OPENRCDIR	?=
STARTERS	= $(if $(SYSTEMDUNITDIR),\
		  kopd.service=$(SYSTEMDUNITDIR)/kopd.service \
		  kopd@.service=$(SYSTEMDUNITDIR)/kopd@.service \
		  kopd-metrics.socket=$(SYSTEMDUNITDIR)/kopd-metrics.socket \
		  kopd-metrics@.service=$(SYSTEMDUNITDIR)/kopd-metrics@.service) \
		  $(if $(SYSUSERSDIR),kopd.sysusers=$(SYSUSERSDIR)/kopd.conf) \
		  $(if $(RCDIR),kopd.rc=$(RCDIR)/kopd) \
		  $(if $(OPENRCDIR),kopd.openrc=$(OPENRCDIR)/kopd)
starter_places	= $(foreach s,$(STARTERS),$(DESTDIR)$(lastword $(subst =, ,$(s))))

# They contain the installed paths of kopd and its configuration.
fill		= sed -e 's,/usr/local/sbin/,$(PREFIX)/sbin/,g' \
		  -e 's,/etc/kopd/,$(SYSCONFDIR)/kopd/,g'
fill_run	= -e 's,/run/kopd,$(RUNDIR)/kopd,g' \
		  -e 's,Paths=/run,Paths=$(RUNDIR),'

# What shells and editors read; made of the pages and of the keywords.
BASHCOMPDIR	?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR	?= $(PREFIX)/share/zsh/site-functions
VIMDIR		?= $(PREFIX)/share/vim/vimfiles
EDITING		= $(if $(BASHCOMPDIR),\
		  completion/kopd.bash=$(BASHCOMPDIR)/kopd \
		  completion/kopd.bash=$(BASHCOMPDIR)/kopctl) \
		  $(if $(ZSHCOMPDIR),completion/_kopd=$(ZSHCOMPDIR)/_kopd) \
		  $(if $(VIMDIR),vim/syntax.vim=$(VIMDIR)/syntax/kopd.vim \
		  vim/ftdetect.vim=$(VIMDIR)/ftdetect/kopd.vim)
editing_places	= $(foreach s,$(EDITING),$(DESTDIR)$(lastword $(subst =, ,$(s))))
EDITING_FILES	= $(patsubst %,$(BUILD)/share/%,completion/kopd.bash \
		  completion/_kopd vim/syntax.vim vim/ftdetect.vim)

$(BUILD)/share/completion/%: share/completion/% tools/completion.awk \
    man/kopd.8 man/kopctl.8
	@mkdir -p $(@D)
	$(Q)awk -f tools/completion.awk $< man/kopd.8 man/kopctl.8 >$@

$(BUILD)/share/vim/syntax.vim: share/vim/syntax.vim tools/vim.awk \
    kopd/conf/keywords.h policy/criterion.c
	@mkdir -p $(@D)
	$(Q)awk -f tools/vim.awk kopd/conf/keywords.h policy/criterion.c $< >$@

$(BUILD)/share/vim/ftdetect.vim: share/vim/ftdetect.vim
	@mkdir -p $(@D)
	$(Q)cp $< $@

#: make install     PREFIX, DESTDIR, SYSCONFDIR, MANDIR, LIBEXECDIR, RUNDIR,
#:                  SYSTEMDUNITDIR, SYSUSERSDIR, OPENRCDIR, RCDIR, BASHCOMPDIR,
#:                  ZSHCOMPDIR, VIMDIR apply
install: install-programs install-examples install-etc install-editing
	install -d $(CONF)
	install -m 644 kopd.conf.example $(CONF)
	install -d $(SHARE)
	install -m 644 share/kopctl.schema.json $(SHARE)
	for m in $(MANPAGES); do \
		install -D -m 644 $$m \
		    $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/} || exit; done

install-programs: all
	install -d $(SBIN) $(LIBEXEC)
	install -m 755 $(BUILD)/kopd/kopd $(BUILD)/kopctl/kopctl $(SBIN)
	for p in $(DAEMONS); do \
		install -m 755 $(BUILD)/$$p/$$p $(LIBEXEC) || exit; done

install-etc:
	for s in $(STARTERS); do \
		p="$(DESTDIR)$${s#*=}" && install -d "$${p%/*}" && \
		    $(fill) $(fill_run) "etc/$${s%%=*}" >"$$p" || exit; \
		case $$s in \
		*rc=*)	chmod 755 "$$p" ;; \
		*)	chmod 644 "$$p" ;; \
		esac || exit; done

install-editing: $(EDITING_FILES)
	for s in $(EDITING); do \
		install -D -m 644 "$(BUILD)/share/$${s%%=*}" \
		    "$(DESTDIR)$${s#*=}" || exit; done

install-examples:
	install -d $(EXAMPLES)
	for e in $(EXAMPLE_FILES); do \
		$(fill) $$e >$(EXAMPLES)/$${e##*/} && \
		    chmod 644 $(EXAMPLES)/$${e##*/} || exit; done

#: make uninstall   remove the installed files; the configuration stays
uninstall:
	rm -f $(SBIN)/kopd $(SBIN)/kopctl $(CONF)/kopd.conf.example
	rm -f $(foreach p,$(DAEMONS),$(LIBEXEC)/$(p))
	rm -f $(foreach m,$(notdir $(MANPAGES)),$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(m)))/$(m))
	rm -f $(foreach e,$(notdir $(EXAMPLE_FILES)),$(EXAMPLES)/$(e))
	rm -f $(starter_places) $(editing_places) $(SHARE)/kopctl.schema.json
	-rmdir $(LIBEXEC) $(EXAMPLES) $(SHARE) 2>/dev/null
