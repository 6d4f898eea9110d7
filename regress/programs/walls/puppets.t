#!/bin/sh
# No program that is installed has anything of a puppet, and make installs no
# puppet.

. "$TOP/regress/lib/tap.sh"

cd "$TOP" || exit 1
mark=$(sed -n 's/^#define PUPPET_MARK.*"\(.*\)".*/\1/p' \
    regress/programs/walls/puppet.h)
ok "there is a mark" [ -n "$mark" ]

has_mark() {
	LC_ALL=C grep -qF "$mark" "$1"
}

for p in kopd docker-reader route-maker redis-writer kopctl; do
	ok "the puppet of $p takes the message" has_mark \
	    "$BUILD/puppets/$p/$p"
	ok "$p that is installed does not know it" not has_mark "$BUILD/$p/$p"
	ok "nor has it the function" not eval \
	    'nm "$BUILD/$p/$p" | grep -q -e puppet_obey -e __wrap_'
done
for library in "$BUILD"/*.a; do
	ok "${library##*/} has nothing of it" not has_mark "$library"
done
is "no source of a program names it" \
    "$(grep -rl --include='*.[chy]' -e PUPPET_MARK -e walls/puppet ./*/ |
	grep -v -e '^\./regress/' -e '^\./build')" ""

make -n DESTDIR="$dir/root" BUILD="$BUILD" install >"$dir/make" 2>&1
ok "make install says what it does" grep -q 'install -m 755' "$dir/make"
is "and installs nothing of it" "$(grep 'install .*puppets' "$dir/make")" ""
finish
