#!/bin/sh
# What a packager gives to make is used: the compiler, flags, pkg-config.  No
# protection is lost by it.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need readelf binutils
need clang

cd "$TOP" || exit 1
unset PKG_CONFIG WERROR BUILD
export PATH

# value NAME MAKE-ARGUMENT ...: a variable of the makefile.
value() {
	_variable=$1
	shift
	make --no-print-directory "print-$_variable" "$@"
}

# defined MACRO MAKE-ARGUMENT ...: its value as the compiler sees it.
defined() {
	_macro=$1
	shift
	$(value COMPILE "$@") -E -dM -x c /dev/null -MF /dev/null 2>&1 |
	    sed -n -e "s/^#define $_macro //p" -e '/warning/p'
}

# Every program that the makefile might call instead of what it is told.
mkdir "$dir/bin"
for name in pkg-config uname; do
	printf '#!/bin/sh\necho %s >>"%s/called"\nexit 1\n' $name "$dir" \
	    >"$dir/bin/$name"
done
printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v pkg-config)" \
    >"$dir/bin/given-pkg-config"
printf '#!/bin/sh\necho "$@" >>"%s/compiled"\nexec cc "$@"\n' "$dir" \
    >"$dir/bin/given-cc"
chmod 755 "$dir"/bin/*

# As dpkg-buildflags(1) has them; -s and a build id are seen in the program.
PATH=$dir/bin:$PATH builds "make with a packager's variables" "$dir/b" \
    CC=given-cc PKG_CONFIG=given-pkg-config \
    CFLAGS="-g -O2 -fstack-protector-strong -Wformat -DGIVEN_CFLAGS" \
    CPPFLAGS="-Wdate-time -D_FORTIFY_SOURCE=2 -DGIVEN_CPPFLAGS" \
    LDFLAGS="-Wl,-z,relro -Wl,--build-id=0x0123456789abcdef" \
    "$dir/b/docker-reader/docker-reader"
is "nothing else is called" "$(cat "$dir/called" 2>/dev/null)" ""
ok "CFLAGS and CPPFLAGS are used for each object" not eval \
    'grep "^.* -c " "$dir/compiled" | grep "docker-reader/.*\.c" |
	grep -v "DGIVEN_CPPFLAGS.*DGIVEN_CFLAGS"'
ok "objects were compiled" [ "$(grep -c 'docker-reader/.*\.c' \
    "$dir/compiled")" -gt 5 ]
program=$dir/b/docker-reader/docker-reader
ok "LDFLAGS are used" eval \
    'readelf -nW "$program" | grep -q "Build ID: 0123456789abcdef$"'
ok "the program is still position independent, with tables filled at start" \
    eval 'readelf -dW "$program" | grep -q "NOW PIE"'
ok "its own flags are there, too" grep -q -e '-fno-strict-aliasing' \
    "$dir/compiled"
is "nothing is defined twice" "$(grep -i redefined "$dir/make.log")" ""

is "_FORTIFY_SOURCE of CPPFLAGS stays" \
    "$(defined _FORTIFY_SOURCE CPPFLAGS=-D_FORTIFY_SOURCE=1)" 1
is "that of CFLAGS stays" \
    "$(defined _FORTIFY_SOURCE 'CFLAGS=-O2 -D_FORTIFY_SOURCE=1')" 1
is "that of the compiler's command stays" \
    "$(defined _FORTIFY_SOURCE 'CC=cc -D_FORTIFY_SOURCE=1')" 1
ok "otherwise there is one" [ "$(defined _FORTIFY_SOURCE)" -ge 2 ]
is "but not without optimization, which it needs" \
    "$(defined _FORTIFY_SOURCE CFLAGS=-O0)" 0
is "variables of the environment are used" \
    "$(CFLAGS=-Os CPPFLAGS=-DA LDFLAGS=-Wl,-s CC=clang value COMPILE)" \
    "$(value COMPILE CFLAGS=-Os CPPFLAGS=-DA CC=clang)"
is "by the linker, too" \
    "$(LDFLAGS=-Wl,-s value LINK | sed 's/.* //')" "-Wl,-s"

# The compiler says what it is and for what it builds.
ln -s "$(command -v clang)" "$dir/bin/cc"
is "a cc that is clang" "$(PATH=$dir/bin:$PATH value COMPILER CC=cc)" clang
is "is not given warnings of gcc" "$(PATH=$dir/bin:$PATH value WARN CC=cc |
    grep -o -e -Wlogical-op)" ""
is "gcc is" "$(value WARN CC=gcc | grep -o -e -Wlogical-op)" -Wlogical-op
rm "$dir/bin/cc"

# builds_for MACHINE: a compiler that builds for it, and for nothing here.
builds_for() {
	printf '#!/bin/sh\n[ "$*" != -dumpmachine ] || exec echo %s\n%s' \
	    "$1" 'exec cc "$@"' >"$dir/bin/cross-cc"
	chmod 755 "$dir/bin/cross-cc"
}
builds_for sparc64-linux-gnu
is "a machine without that protection does not get its flag" \
    "$(value HARDEN CC="$dir/bin/cross-cc" | grep -o -e -fcf-protection)" ""
is "its objects have a directory of their own" \
    "$(value BUILD CC="$dir/bin/cross-cc")" build-sparc64-linux-gnu
builds_for x86_64-unknown-linux-gnu
ok "x86_64 gets it" eval \
    'value HARDEN CC="$dir/bin/cross-cc" | grep -q -e "-fcf-protection=full"'
builds_for amd64-unknown-openbsd7.6
is "a compiler for OpenBSD takes the sources for OpenBSD" \
    "$(value SYSTEM CC="$dir/bin/cross-cc")" openbsd
builds_for m68k-atari-mint
ok "another system is an error" not value SYSTEM CC="$dir/bin/cross-cc" \
    2>"$dir/err"
ok "it names the target" grep -q 'builds for m68k-atari-mint' "$dir/err"

is "a warning is no error" "$(value WARN | grep -o -e '-Werror$\|-Werror ')" ""
is "it is one with WERROR=1" "$(value WARN WERROR=1 | cut -d' ' -f1)" -Werror
ok "make check sets it" eval \
    '[ "$(make -n check | grep -c "WERROR=1 test")" -eq 1 ]'
finish
