#!/bin/sh
# All tests on Debian 13: gcc 14, hiredis 1.2, OpenSSL 3.5, Redis 8.  TESTS, if
# set, are those to run.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/release.sh"

release_begin trixie build check lint
release_tests "make test on Debian 13" JOBS=4 ${TESTS:+TESTS="$TESTS"}
finish
