#!/bin/sh
# clang builds everything without a warning, and what it builds works.  It is
# called cc here, as on systems that have no other compiler.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need clang

BUILD=$dir/clang
mkdir "$dir/bin"
ln -s "$(command -v clang)" "$dir/bin/cc"
PATH=$dir/bin:$PATH builds "clang: all programs and tests build" "$BUILD" \
    CC=cc all tests
is "clang: it was clang" "$(readelf -p .comment "$BUILD/kopd/kopd" |
    grep -c clang)" 1
pass_all "clang" "$BUILD/regress/unit" "$BUILD/regress/programs/sandbox"
export STEP=5
pass "clang" programs/golden/golden system/daemon/control programs/redis/scripts

# Two lists' labels and memory, and rules: five tables.
figures() {
	LISTED=20 ONLY="labels rules memory" "$TOP/regress/bench/bench" \
	    "$BUILD" >"$dir/figures"
	_status=$?
	sed 's/^/# /' "$dir/figures"
	[ $_status -eq 0 ] && [ "$(grep -c ' aim ' "$dir/figures")" -eq 5 ]
}
ok "clang: the benchmark of route-maker alone" figures
finish
