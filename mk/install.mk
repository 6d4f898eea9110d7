# Where an installed kopd lives; see README.

.PHONY: install install-examples uninstall
SBIN		= $(DESTDIR)$(PREFIX)/sbin
LIBEXEC		= $(DESTDIR)$(LIBEXECDIR)/kopd
CONF		= $(DESTDIR)$(SYSCONFDIR)/kopd
MANPAGES	= $(wildcard man/*.5 man/*.8)
EXAMPLES	= $(DESTDIR)$(PREFIX)/share/examples/kopd
EXAMPLE_FILES	= $(wildcard share/examples/kopd/*)

#: make install     PREFIX, DESTDIR, SYSCONFDIR, MANDIR, LIBEXECDIR, RUNDIR apply
install: all install-examples
	install -d $(SBIN) $(LIBEXEC) $(CONF)
	install -m 755 $(BUILD)/kopd/kopd $(BUILD)/kopctl/kopctl $(SBIN)
	for p in $(DAEMONS); do \
		install -m 755 $(BUILD)/$$p/$$p $(LIBEXEC) || exit; done
	install -m 644 kopd.conf.example $(CONF)
	for m in $(MANPAGES); do \
		install -D -m 644 $$m \
		    $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/} || exit; done

# They name kopd and its configuration as they are installed.
install-examples:
	install -d $(EXAMPLES)
	for e in $(EXAMPLE_FILES); do \
		sed -e 's,/usr/local/sbin/,$(PREFIX)/sbin/,g' \
		    -e 's,/etc/kopd/,$(SYSCONFDIR)/kopd/,g' $$e \
		    >$(EXAMPLES)/$${e##*/} && \
		    chmod 644 $(EXAMPLES)/$${e##*/} || exit; done

#: make uninstall   remove the installed files; the configuration stays
uninstall:
	rm -f $(SBIN)/kopd $(SBIN)/kopctl $(CONF)/kopd.conf.example
	rm -f $(foreach p,$(DAEMONS),$(LIBEXEC)/$(p))
	rm -f $(foreach m,$(notdir $(MANPAGES)),$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(m)))/$(m))
	rm -f $(foreach e,$(notdir $(EXAMPLE_FILES)),$(EXAMPLES)/$(e))
	-rmdir $(LIBEXEC) $(EXAMPLES) 2>/dev/null
