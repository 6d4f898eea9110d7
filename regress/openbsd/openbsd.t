#!/bin/sh
# The programs compile for OpenBSD, with its own warnings and flags: against
# include/, our declarations of what the manual pages of OpenBSD have, and the
# headers of the libraries that are ports there.  Nothing is run.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need clang
need nm binutils
cd "$TOP" || exit 1

CC="clang -target x86_64-unknown-openbsd -nostdlibinc"

# variable NAME: its value in a build for OpenBSD.
variable() {
	make --no-print-directory SYSTEM=openbsd BUILD="$BUILD" CC="$CC" \
	    WERROR=1 "print-$1"
}

# Ports, which come with headers of their own; queue(3) and tree(3), of which
# libbsd has OpenBSD's.
ports=$dir/ports
mkdir -p "$ports/sys" "$ports/bsd/sys"
for header in event2 hiredis jansson.h jansson_config.h yaml.h pcre2.h; do
	for from in /usr/include /usr/include/*-linux-gnu; do
		[ ! -e "$from/$header" ] || ln -s "$from/$header" "$ports/"
	done 2>/dev/null
done
for from in /usr/include/bsd/sys /usr/include/*-linux-gnu/bsd/sys; do
	[ ! -e "$from/queue.h" ] ||
	    ln -s "$from/queue.h" "$from/tree.h" "$ports/sys/"
done
ln -s "$TOP/regress/openbsd/include/sys/cdefs.h" "$ports/bsd/sys/"

FLAGS="$(variable STD) $(variable WARN) $(variable HARDEN) -iquote . \
    -iquote $BUILD -isystem regress/openbsd/include -isystem $ports"

# compiles SOURCE ...: into objects below $dir; prints what the compiler says.
compiles() {
	printf '%s\n' "$@" | CC="$CC" FLAGS="$FLAGS" OUT=$dir \
	    xargs -P "$(nproc)" -n 8 sh -c '
		failed=0
		for source; do
			object=$OUT/${source%.c}.o
			mkdir -p "${object%/*}"
			$CC $FLAGS -c -o "$object" "$source" || failed=1
		done
		exit $failed' compile
}

sources=$(variable SOURCES)
ok "there are sources" [ "$(echo "$sources" | wc -w)" -gt 250 ]
compiles $sources >"$dir/errors" 2>&1
result $? "all compile without a warning" "$dir/errors"

# It compiles no more than that system has.
for code in '#include <linux/netlink.h>' '#include <bsd/string.h>' \
    '#include <sys/prctl.h>' '#include <string.h>
int main(void) { return mempcpy(0, 0, 0) != 0; }'; do
	echo "$code" >"$dir/foreign.c"
	ok "not: $(echo "$code" | tail -n 1)" \
	    not compiles "$dir/foreign.c" 2>/dev/null
done

# What a file refers to is in another one, or declared in a header.
objects=$(for source in $sources; do echo "$dir/${source%.c}.o"; done)
nm -u $objects | sed -n 's/^ *U //p' | sort -u >"$dir/wanted"
nm --defined-only $objects | sed -n 's/.* [A-Z] //p' | sort -u >"$dir/defined"
cat regress/openbsd/include/*.h regress/openbsd/include/*/*.h \
    "$ports"/*.h "$ports"/*/*.h | grep -ow '[a-zA-Z_0-9]*' |
    sort -u >"$dir/declared"
is "nothing is missing" "$(comm -23 "$dir/wanted" "$dir/defined" |
    comm -23 - "$dir/declared" |
    grep -vx -e __stack_smash_handler -e __guard_local -e environ \
	-e _GLOBAL_OFFSET_TABLE_ -e 'pcre2_.*_8')" ""

# names OBJECT: what it defines for others, but the calls of libc that a Linux
# file replaces.
names() {
	nm --defined-only "$1" | sed -n 's/.* [A-Z] //p' |
	    grep -vx -e sendto -e gettimeofday -e time | sort
}

for source in $sources; do
	case $source in
	*_openbsd.c)
		stem=${source%_openbsd.c}
		is "$stem is the same to others on both systems" \
		    "$(names "$dir/${stem}_openbsd.o")" \
		    "$(names "$BUILD/${stem}_linux.o")" ;;
	esac
done

# portable FILE ...: the calls of tables of Linux, but those of which a Linux
# file is the reason, and those for waiting, which only Linux does.
portable() {
	sed -e '/ waits\[\] = {/,/^};/d' -e '/_linux\.c: /d' "$@" |
	    sed -n -e 's/.*ALLOW[A-Z_]*(\([a-z0-9_]*\)[,)].*/\1/p' \
		-e 's/.*ALLOW_SOCKET(AF_.*/socket/p' | sort -u
}

# broken PROGRAM PROMISE ...: the calls that no promise permits.
broken() {
	_program=$1
	shift
	set -- " $* "
	_tables=$_program/sandbox_linux.c
	! grep -q dial_linux.h $_tables ||
	    _tables="$_tables common/confine/dial_linux.h"
	portable $_tables | while read -r _call; do
		_permitted=
		for _promise in $(sed -n "s/^$_call[[:space:]]*//p" \
		    regress/openbsd/promises); do
			case $1 in *" $_promise "*) _permitted=1 ;; esac
			[ "$_promise" != - ] || _permitted=1
		done
		[ "$_permitted" ] || echo "$_call"
	done
}
for program in kopd docker-reader route-maker redis-writer kopctl; do
	promises=$(sed -n 's/.*"\(stdio[a-z ]*\)".*/\1/p' \
	    $program/sandbox_openbsd.c | tr ' \n' '  ')
	ok "$program makes promises" [ "$promises" ]
	is "$program needs no others" "$(broken $program $promises)" ""
done
is "a promise that is missing is found" "$(broken kopd stdio unix cpath)" openat
finish
