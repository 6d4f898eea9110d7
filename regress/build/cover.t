#!/bin/sh
# "make cover" counts what a process executes that is confined, is killed, or
# runs as another user.  One program alone, because all of them take a while.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need clang
need llvm-cov llvm
need jq

BUILD=$dir/cover
inside=regress/programs/sandbox/docker-reader
builds "cover: docker-reader builds" "$BUILD" CC=clang COVER=yes \
    "$BUILD/docker-reader/docker-reader" "$BUILD/$inside"
"$TOP/regress/cover" -j1 "$BUILD" "$BUILD/$inside" >"$dir/table" 2>"$dir/errors"
result $? "cover: tests pass while they are counted" "$dir/errors"
sed 's/^/# /' "$dir/table"

# share DIRECTORY: how much of its lines the tests executed, in percent.
share() {
	awk -v dir="$1" '$1 == dir { print int($3) }' "$dir/table"
}
is "each directory of the program has a row" \
    "$(sed -n 's/^\([a-z-]*\/[a-z\/]*\) .*/\1/p' "$dir/table" | xargs)" \
    "common/ common/confine/ docker-reader/"
ok "what was executed before the sandbox counts" \
    [ "$(share common/confine/)" -gt 50 ]
ok "what was not executed does not" [ "$(share docker-reader/)" -lt 50 ]
# The test calls fatal() in a confined process and nowhere else.
llvm-cov report "$BUILD/docker-reader/docker-reader" -show-functions \
    -instr-profile="$BUILD/counts/all" "$TOP/common/log.c" >"$dir/functions"
ok "what was executed in the sandbox counts" [ "$(awk '$1 == "fatal" {
    print $5 - $6 }' "$dir/functions")" -gt 0 ]
finish
