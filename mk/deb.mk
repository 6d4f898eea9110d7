# The package of Debian.

.PHONY: deb
SUITES		?= bookworm trixie

#: make deb         as root: build packages for SUITES="bookworm trixie", each on
#:                  a clean Debian in build-chroot, into build-deb
deb:
	@tools/packages lanes
	@tools/deb $(SUITES)
