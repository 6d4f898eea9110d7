#!/bin/sh
# clang builds everything without a warning, and what it builds works.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need clang

BUILD=$dir/clang
builds "clang: all programs and tests build" "$BUILD" CC=clang all tests \
    "$BUILD/regress/bench/measure"
pass_all "clang" "$BUILD/regress/unit" "$BUILD/regress/sandbox"
pass "clang" golden/golden daemon/control redis/scripts
finish
