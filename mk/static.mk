# Static programs: with the libc of the compiler, or with musl.  tools/musl
# makes a compiler for musl, and the libraries.

.PHONY: static
STATIC		?=
STATIC_GOALS	?= all
ARCHITECTURE	?=
MUSL		?= build/musl$(if $(ARCHITECTURE),-$(ARCHITECTURE))
FOR_MUSL	= $(filter %musl-gcc,$(CC))

ifneq ($(STATIC),)
PIE		= -static-pie
PKG_CONFIG	= $(if $(FOR_MUSL),env PKG_CONFIG_LIBDIR=$(MUSL)/lib/pkgconfig) \
		  pkg-config $(if $(FOR_MUSL),--define-prefix) --static
else
PIE		= -pie
endif

#: make static      link the programs statically, into build-static/;
#:                  CC=musl-gcc: with musl, into build-musl/, and first make its
#:                  libraries from Debian's sources in MUSL=build/musl;
#:                  ARCHITECTURE=arm64 or armhf: for such a machine
static:
	$(if $(FOR_MUSL),@tools/musl $(MUSL) $(ARCHITECTURE))
	@$(MAKE) --no-print-directory STATIC=yes \
	    $(if $(FOR_MUSL),CC=$(abspath $(MUSL))/bin/musl-gcc) $(STATIC_GOALS)

.PHONY: image
IMAGE		?= kopd
BASE		?=

#: make image       build the image kopd with Docker; IMAGE=NAME; BASE=IMAGE has
#:                  Debian, else one is made (as root, with debootstrap);
#:                  ARCHITECTURE=arm64 or armhf: for such a machine
image:
	@ARCHITECTURE=$(ARCHITECTURE) tools/image $(IMAGE) $(VERSION) $(BASE)
