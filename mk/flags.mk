# Compiler and linker flags: warnings, hardening, libraries.

# These are the caller's, from the command line or the environment.  They follow
# our own flags, so that they win.
CFLAGS		?= -O2 -g
CPPFLAGS	?=
LDFLAGS		?=
PKG_CONFIG	?= pkg-config

# WERROR=1: a warning is an error.  Not by default, because another compiler has
# other warnings.
WERROR		?=

# make print-WARN SYSTEM=openbsd: the value of a variable.
print-%:
	@echo $($*)

# V=1 shows the commands.
Q		= $(if $(V),,@)
say		= @printf '  %-4s%s\n'

# On OpenBSD, libc has the functions of libbsd and libmd.
ifeq ($(SYSTEM),openbsd)
STD		= -std=c17 -D_BSD_SOURCE -I/usr/local/include
IN_LIBC		= libbsd-overlay libmd
YACC		= yacc
else
STD		= -std=c17 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
		  -DLIBBSD_OPENBSD_VIS $(shell $(PKG_CONFIG) --cflags libbsd-overlay)
IN_LIBC		=
YACC		= byacc
endif

WARN		= $(if $(WERROR),-Werror) -Wall -Wextra -Wpedantic -Wshadow -Wpointer-arith \
		  -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes \
		  -Wmissing-declarations -Wold-style-definition -Wundef \
		  -Wwrite-strings -Wvla -Wformat=2 -Wimplicit-fallthrough \
		  -Wnull-dereference -Wdouble-promotion
ifeq ($(COMPILER),gcc)
WARN		+= -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
		  -Wtrampolines
endif

HARDEN		= -fPIE -fstack-protector-strong $(CLASH) \
		  -fno-strict-aliasing -fno-delete-null-pointer-checks
# Jumps of the processor go only where the compiler permits them.
ifneq ($(filter x86_64-% amd64-% i%86-%,$(TARGET)),)
HARDEN		+= -fcf-protection=full
endif
ifneq ($(filter aarch64-% arm64-%,$(TARGET)),)
HARDEN		+= -mbranch-protection=standard
endif
LDHARDEN	= $(PIE) -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack \
		  -Wl,-z,separate-code -Wl,--as-needed

# The first of some flags that this compiler accepts; a comma in it is a space.
takes		= $(shell echo 'int f(int); int f(int a) { return a; }' | \
		  $(CC) $(subst $(comma), ,$(1)) -Werror -c -x c \
		  -o /dev/null - 2>/dev/null && echo yes)
first_taken	= $(if $(1),$(if $(call takes,$(firstword $(1))),\
		  $(subst $(comma), ,$(firstword $(1))),\
		  $(call first_taken,$(wordlist 2,9,$(1)))))

# clang accepts it on some systems only.
CLASH		:= $(call first_taken,-fstack-clash-protection)

# Variables on the stack are initialised to zero (clang before 16 needs a second
# flag for it), and registers are cleared before a function returns.  valgrind.t
# builds without the former, which hides uninitialised variables.
AUTO_INIT	:= $(call first_taken,-ftrivial-auto-var-init=zero \
		  -ftrivial-auto-var-init=zero$(comma)-enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang)
CLEAR_REGS	:= $(call first_taken,-fzero-call-used-regs=used-gpr)

# The highest level of the compiler and libc: 3 also checks sizes that are known
# only at run time.  A level of the caller stays.
ifneq ($(SYSTEM),openbsd)
ifeq ($(findstring _FORTIFY_SOURCE,$(CC) $(CPPFLAGS) $(CFLAGS)),)
FORTIFY		:= $(filter 0 1 2 3,$(shell echo __USE_FORTIFY_LEVEL | \
		  $(CC) $(CPPFLAGS) $(CFLAGS) -U_FORTIFY_SOURCE \
		  -D_FORTIFY_SOURCE=3 -include stdlib.h -E -P \
		  -x c - 2>/dev/null | tail -n 1))
FORTIFIED	= $(if $(FORTIFY),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(FORTIFY))
endif
endif

ifeq ($(SAN),)
HARDEN		+= $(FORTIFIED) $(AUTO_INIT) $(CLEAR_REGS)
else
# The sanitizers' runtimes need more than a role may have: see
# common/confine/base_linux.c.
HARDEN		+= -fsanitize=$(subst asan,address,$(subst ubsan,undefined,$(SAN))) \
		  -fno-sanitize-recover=all -fno-omit-frame-pointer -DSANITIZED
LDHARDEN	+= -fsanitize=$(subst asan,address,$(subst ubsan,undefined,$(SAN)))
endif

# The programs do not depend on the directory in which they are built.  The
# compiler would take its name from PWD.
export PWD	:= $(CURDIR)
ifeq ($(COVER),)
PREFIX_MAP	= -ffile-prefix-map=$(CURDIR)=. \
		  $(if $(filter /%,$(BUILD)),-ffile-prefix-map=$(BUILD)=build)
endif

pkglibs		= $(shell $(PKG_CONFIG) --libs $(filter-out $(IN_LIBC),$(1)))
# A header is included by its path from the top.  regress/build/layers.t checks
# which directory may include which.
COMPILE		= $(CC) $(STD) -iquote . -iquote $(BUILD) $(WARN) $(HARDEN) \
		  $(PREFIX_MAP) $(CPPFLAGS) $(CFLAGS) -MMD -MP
LINK		= $(CC) $(HARDEN) $(LDHARDEN) $(CFLAGS) $(LDFLAGS)

LIBS_go		= $(call pkglibs,libbsd-overlay libpcre2-8)
LIBS_kopd		= $(call pkglibs,libevent_core libbsd-overlay libmd yaml-0.1)
LIBS_docker-reader	= $(call pkglibs,libevent_core libevent_extra libbsd-overlay)
LIBS_route-maker	= $(call pkglibs,libevent_core libbsd-overlay jansson libmd libpcre2-8) -lm
LIBS_redis-writer	= $(call pkglibs,libevent_core libevent_extra libevent_openssl libbsd-overlay hiredis libssl libcrypto)
LIBS_kopctl		= $(call pkglibs,libevent_core libbsd-overlay libmd yaml-0.1)
