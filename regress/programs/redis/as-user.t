#!/bin/sh
# What writers do they do as Redis' user of kopd.conf(5), with the rules that
# it has there and no other.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/acl.sh"

# as_user TEST PART ...: that test, with these commands of the page.
as_user() {
	test=$1
	shift
	KOPD_RULES="$*" sh "$TOP/regress/programs/redis/$test.t" \
	    >"$dir/out" 2>&1
	status=$?
	grep '^not ok\|^#' "$dir/out" >"$dir/wrong"
	result $status "$test.t, with the rules of command $*" "$dir/wrong"
}

is 'there are three commands' "$(for n in 1 2 3 4; do
    rules kopd $n | grep -c .; done | xargs)" "$(rules kopd 1 | grep -c .) 4 4 0"
as_user hosts 1
as_user withdraw 1
as_user kop 1 2
as_user writer 1 3
finish
