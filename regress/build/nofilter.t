#!/bin/sh
# An architecture for which kopd has no list of system calls: kopd says so and
# runs with the other parts of the sandbox.  A copy of the tree is built as if
# this machine were such a one.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

[ "$(uname -s)" = Linux ] || bail "this test needs Linux"
[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
    bail "the users of kopd's processes are missing: make users"
unset MAKEFLAGS MFLAGS MAKELEVEL CC SAN

# Only what includes the list of architectures is compiled again.
build=$(basename "$BUILD")
tree=$dir/tree
mkdir "$tree"
(cd "$TOP" && tar -c --exclude='./build*' --exclude=./.git .) |
    tar -C "$tree" -x
cp -a "$BUILD" "$tree/$build"
set -- BUILD="$build"
case $build in *-clang*) set -- "$@" CC=clang ;; esac
case $build in *-asan-ubsan) set -- "$@" SAN=asan,ubsan ;; esac
make -C "$tree" "$@" CPPFLAGS=-DNO_FILTER \
    -W common/confine/arch_linux.h all >"$dir/make.log" 2>&1
result $? "kopd builds without a filter" "$dir/make.log" || finish
BUILD=$tree/$build
chmod 755 "$tree" "$BUILD"

redis_start_port
engine_start

# starts LINE ...: kopd with these lines in kopd.conf.
starts() {
	kopd_conf "$@"
	log_clear
	kopd_start
}

ready() {
	kopctl -j show >"$dir/show" 2>/dev/null &&
	    json '[.[].confinement | select(. != null and . != "")] |
		length == 4' "$dir/show"
}

starts
ok "kopd runs" wait_for 20 ready
is "all four say that there is no filter, and what there is" \
    "$(jq -r '[.[].confinement | match("(no )?landlock.*").string |
	sub(" [0-9]+"; "")] | unique | join("; ")' "$dir/show")" \
    "landlock, no seccomp"
is "one line of the log says it" "$(grep -c "^kopd: sandbox: no list of \
system calls for $(uname -m): kopd runs without seccomp; users, root \
directories and Landlock still confine it\$" "$dir/kopd.log")" 1
is "no other process repeats it" "$(grep -c 'no list of' "$dir/kopd.log")" 1
kopd_stop
is "it ends in order" "$kopd_status" 0

starts 'sandbox strict'
kopd_end
is "with sandbox strict, kopd does not start" "$kopd_status" 1
ok "it logs why" grep -q "^kopd: .*sandbox strict: no list of system calls \
for $(uname -m)\$" "$dir/kopd.log"
finish
