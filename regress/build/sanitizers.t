#!/bin/sh
# What AddressSanitizer and UndefinedBehaviorSanitizer see in the unit tests,
# in each role's sandbox, and in the daemon at work.  "make SAN=asan,ubsan
# check" runs all tests so.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"

BUILD=$dir/sanitized
builds "sanitizers: all programs and tests build" "$BUILD" SAN=asan,ubsan \
    CFLAGS="-O1 -g" all tests

# unwatched SYMBOL: programs that a sanitizer has no part in.
unwatched() {
	for _program in $(programs "$BUILD"); do
		nm -D "$_program" | grep -q "$1" || echo "$_program"
	done
}

is "AddressSanitizer is in each program" "$(unwatched __asan_init)" ""
is "UndefinedBehaviorSanitizer is in each program" \
    "$(unwatched __ubsan_handle)" ""

pass_all "sanitizers" "$BUILD/regress/unit" "$BUILD/regress/programs/sandbox"
# A tenth of the golden cases: each is two processes, slow to start so.
export STEP=10
pass "sanitizers" programs/golden/golden programs/maker/events \
    programs/redis/scripts programs/redis/hangups system/config/conf \
    system/daemon/control system/preview/preview
finish
