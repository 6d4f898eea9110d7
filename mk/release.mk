# What a release has: the source, and what the programs are linked with.

.PHONY: dist sbom
DIST		?= $(CURDIR)/build/dist

#: make dist        pack the last commit as build/dist/kopd-VERSION.tar.gz, with
#:                  its SHA-256
dist:
	@tools/dist $(VERSION) $(DIST)

#: make sbom        write which libraries the programs of this build are linked
#:                  with, as build/kopd-VERSION.cdx.json (CycloneDX)
sbom: all
	@CC="$(CC)" PKG_CONFIG="$(PKG_CONFIG)" tools/sbom $(VERSION) $(BUILD) \
	    $(foreach p,$(sort $(PROGRAMS)),\
	    "$(p):$(filter-out $(IN_LIBC),$(MODULES_$(p)))") \
	    >$(BUILD)/kopd-$(VERSION).cdx.json
	@echo $(BUILD)/kopd-$(VERSION).cdx.json
