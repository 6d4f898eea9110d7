# Where an installed kopd lives; see README.

.PHONY: install uninstall
SBIN		= $(DESTDIR)$(PREFIX)/sbin
LIBEXEC		= $(DESTDIR)$(LIBEXECDIR)/kopd
CONF		= $(DESTDIR)$(SYSCONFDIR)/kopd
MANPAGES	= $(wildcard man/*.5 man/*.8)

#: make install     PREFIX, DESTDIR, SYSCONFDIR, MANDIR, LIBEXECDIR, RUNDIR apply
install: all
	install -d $(SBIN) $(LIBEXEC) $(CONF)
	install -m 755 $(BUILD)/kopd/kopd $(BUILD)/kopctl/kopctl $(SBIN)
	for p in $(DAEMONS); do \
		install -m 755 $(BUILD)/$$p/$$p $(LIBEXEC) || exit; done
	install -m 644 kopd.conf.example $(CONF)
	for m in $(MANPAGES); do \
		install -D -m 644 $$m \
		    $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/} || exit; done

#: make uninstall   remove what install put there; configuration stays
uninstall:
	rm -f $(SBIN)/kopd $(SBIN)/kopctl $(CONF)/kopd.conf.example
	rm -f $(foreach p,$(DAEMONS),$(LIBEXEC)/$(p))
	rm -f $(foreach m,$(notdir $(MANPAGES)),$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(m)))/$(m))
	-rmdir $(LIBEXEC) 2>/dev/null
