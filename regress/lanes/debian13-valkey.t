#!/bin/sh
# The tests that need a Redis, with the Valkey of Debian 13.  TESTS, if set, are
# those to run.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/release.sh"

release_begin trixie build check lint valkey
REDIS_SERVER=valkey-server
with_redis=$(cd "$TOP" && grep -l 'lib/\(redis\|maker\|kop\)\.sh' \
    $(find regress -name '*.t' ! -path 'regress/lanes/*' | sort) | tr '\n' ' ')
release_tests "the tests that need a Redis, with a Valkey" JOBS=4 \
    TESTS="${TESTS:-$with_redis}"
finish
