#!/bin/sh
# kopd with musl, linked statically: it compiles without a warning, and the
# tests of the sandbox and the daemon pass with the filters as they are.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need musl-gcc musl-tools
need readelf binutils
cd "$TOP" || exit 1

# The next run takes what this one builds.
folder=$TOP/build-musl
make --no-print-directory -j"$(nproc)" CC=musl-gcc BUILD="$folder" \
    STATIC_GOALS="all played" static >"$dir/make.log" 2>&1
result $? "make static CC=musl-gcc" "$dir/make.log" || finish
is "no warnings" "$(grep -i warning "$dir/make.log")" ""
BUILD=$folder
export BUILD

for program in kopd docker-reader route-maker redis-writer kopctl; do
	file=$BUILD/$program/$program
	readelf -l "$file" >"$dir/headers"
	ok "$program is static" not grep -q INTERP "$dir/headers"
	ok "$program can be at any address" grep -q 'type is DYN' "$dir/headers"
	ok "$program has nothing of glibc" not grep -q GLIBC "$file"
done

pass_all musl "$BUILD/regress/programs/sandbox"
pass musl programs/sandbox/levels programs/sandbox/outside \
    programs/sandbox/programs
for test in regress/system/daemon/*.t; do
	name=${test#regress/}
	pass musl "${name%.t}"
done
pass musl system/config/conf system/faults/redis programs/redis/wire \
    programs/redis/tls programs/redis/writer programs/docker/relay \
    programs/maker/badinput
finish
