#!/bin/sh
# What the linker proves of the programs: each links the libraries that its
# role needs and calls what its role does, and all that compiler and linker
# can do against a fault is in them.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need readelf binutils

case $BUILD in
*-asan*|*-ubsan*)	# bring libraries and calls of their own
	BUILD=$dir/plain
	builds "all programs build" "$BUILD" all
	;;
esac
PROGRAMS="kopd docker-reader route-maker redis-writer kopctl"

libraries() {
	readelf -dW "$BUILD/$1/$1" |
	    sed -n 's/.*(NEEDED).*\[lib\([a-z_]*\).*/\1/p' | sort | xargs
}

# calls PROGRAM: functions of libraries; a fortified one by its usual name.
calls() {
	nm -D --undefined-only "$BUILD/$1/$1" |
	    sed 's/^ *[A-Za-z] //; s/@.*//; s/^__\([a-z]*\)_chk$/\1/' |
	    sort -u
}

# reaches PROGRAM: calls that reach another process, host or program.
reaches() {
	calls "$1" | grep -xE 'socket(pair)?|connect|bind|listen|accept4?|'\
'(send|recv)(to|from|mmsg)?|[v]?fork|exec.*|posix_spawn.*|system|popen|'\
'dlopen|ptrace|kill|getaddrinfo|gethostby.*|evdns_getaddrinfo' | xargs
}

# foreign PROGRAM: what reads formats of others, by library.
foreign() {
	calls "$1" | sed -n 's/^json_.*/jansson/p; s/^redis.*/hiredis/p
	    s/^yaml_.*/yaml/p; s/^SSL_.*/ssl/p' | sort -u | xargs
}

BASE="bsd c event_core"
is "kopd links libmd and libyaml too" "$(libraries kopd)" "$BASE md yaml"
is "docker-reader links a resolver too" "$(libraries docker-reader)" \
    "$BASE event_extra"
is "route-maker links jansson, libmd and PCRE2 too" \
    "$(libraries route-maker)" "$BASE jansson m md pcre"
is "redis-writer links hiredis, TLS and a resolver too" \
    "$(libraries redis-writer)" \
    "bsd c crypto event_core event_extra event_openssl hiredis ssl"
is "kopctl links what kopd does" "$(libraries kopctl)" "$BASE md yaml"

is "kopd starts and ends children, and has a control socket" "$(reaches kopd)" \
    "accept4 bind connect execve fork kill listen recv send socket socketpair"
is "docker-reader connects, and resolves without blocking" \
    "$(reaches docker-reader)" \
    "connect evdns_getaddrinfo recv send socket"
is "route-maker reaches nothing" "$(reaches route-maker)" ""
is "redis-writer connects, and resolves without blocking" \
    "$(reaches redis-writer)" "connect evdns_getaddrinfo socket"
is "kopctl connects, and starts route-maker" "$(reaches kopctl)" \
    "bind connect execve fork recv send socket socketpair"

for p in $PROGRAMS; do
	is "$p passes no descriptors" \
	    "$(calls "$p" | grep -xE '(send|recv)(m|mm)sg' | xargs)" ""
done
# libevent and libcrypto ask for the time in ways that no sandbox permits.
for p in kopd docker-reader route-maker redis-writer; do
	is "$p tells the time in one way" "$(nm -D --defined-only \
	    "$BUILD/$p/$p" | sed 's/.* [TW] //' | grep -cx gettimeofday)" 1
done

is "kopd reads YAML" "$(foreign kopd)" yaml
is "docker-reader reads no format of others" "$(foreign docker-reader)" ""
is "route-maker reads JSON" "$(foreign route-maker)" jansson
is "redis-writer reads Redis' replies and TLS" "$(foreign redis-writer)" "hiredis ssl"
is "kopctl reads YAML" "$(foreign kopctl)" yaml

# Functions that cannot be told how much room there is, or that run a shell.
UNBOUNDED='gets|strcpy|strcat|sprintf|vsprintf|scanf|sscanf|tmpnam|mktemp'
for p in $PROGRAMS; do
	readelf -hldW "$BUILD/$p/$p" >"$dir/elf"
	calls "$p" >"$dir/calls"
	nm -D --undefined-only "$BUILD/$p/$p" >"$dir/symbols"

	ok "$p: position independent" grep -q 'Flags:.* PIE' "$dir/elf"
	ok "$p: tables of addresses are read-only" \
	    grep -q '^ *GNU_RELRO' "$dir/elf"
	ok "$p: and filled at start" grep -q 'Flags:.*NOW' "$dir/elf"
	ok "$p: the stack cannot be executed" \
	    grep -q '^ *GNU_STACK .* RW  *0x' "$dir/elf"
	is "$p: no memory to write and execute" \
	    "$(grep '^ *LOAD .* RWE ' "$dir/elf")" ""
	is "$p: code stays as it is, libraries where they are" \
	    "$(grep -E 'TEXTREL|RPATH|RUNPATH' "$dir/elf")" ""
	ok "$p: stack protector" grep -q __stack_chk_fail "$dir/symbols"
	ok "$p: fortified" grep -q '__snprintf_chk' "$dir/symbols"
	is "$p: no function that knows no bounds" \
	    "$(grep -xE "$UNBOUNDED" "$dir/calls")" ""
done

# takes FLAG ...: whether the compiler of this build knows it.
case $BUILD in
*-clang*)	compiler=clang ;;
*)		compiler=cc ;;
esac
machine=$("$compiler" -dumpmachine)
takes() {
	"$compiler" "$@" -Werror -c -x c -o /dev/null /dev/null 2>/dev/null
}

fortify_3() {
	[ "$(echo __USE_FORTIFY_LEVEL | "$compiler" -O2 -U_FORTIFY_SOURCE \
	    -D_FORTIFY_SOURCE=3 -include stdlib.h -E -P -x c - |
	    tail -n 1)" = 3 ]
}

# code PROGRAM: its instructions, one a line, below the functions' names.
code() {
	objdump -d --no-show-raw-insn "$BUILD/$1/$1" |
	    sed 's/^ *[0-9a-f]*:\t//; s/ *#.*//'
}

# Calls whose fourth argument, the room there is, is not a constant.
dynamic_sizes() {
	awk '/^[0-9a-f]+ <.*>:$/ { set = "" }
	    /^call .*<__mem(cpy|move|set)_chk/ {
		n += set != "" && set !~ /\$/
		set = ""
	    }
	    /,%[er]cx$/ { set = $0 }
	    END { print n + 0 }' "$dir/code"
}

# Functions' ends, and those with registers cleared just before.
cleared_returns() {
	awk '/^xor +%/ { n++; next }
	    /^ret/ { all++; cleared += n > 1 }
	    { n = 0 }
	    END { print (cleared / all > 0.75 ? "most" : cleared "/" all) }' \
	    "$dir/code"
}

# log.c makes each line in an array that nothing else initializes.
lines_zeroed() {
	sed -n '/<log_v[a-z.0-9]*>:$/,/^$/p' "$dir/code" |
	    grep -qE '^rep stos|^call .*<memset@plt>'
}

case $machine in
x86_64-*)
	for p in $PROGRAMS; do
		code "$p" >"$dir/code"
		! fortify_3 || ok "$p: fortified where sizes vary" \
		    [ "$(dynamic_sizes)" -gt 0 ]
		! takes -fzero-call-used-regs=used-gpr ||
		    is "$p: returns leave nothing in registers" \
		    "$(cleared_returns)" most
		ok "$p: variables on the stack begin as zero" lines_zeroed
	done
	;;
esac

# Each object has to say so, for the linker to say it of the program; which
# it does where the C library's own start does.
case $machine in
x86_64-*)
	for a in "$BUILD"/*.a; do
		is "${a##*/}: each object has IBT and SHSTK" \
		    "$(readelf -nW "$a" | grep -c 'x86 feature: IBT, SHSTK')" \
		    "$(ar t "$a" | wc -l)"
	done
	if readelf -nW "$(cc -print-file-name=crt1.o)" | grep -q IBT; then
		for p in $PROGRAMS; do
			ok "$p: IBT and SHSTK" sh -c \
			    "readelf -nW '$BUILD/$p/$p' | grep -q 'IBT, SHSTK'"
		done
	fi
	;;
esac
finish
