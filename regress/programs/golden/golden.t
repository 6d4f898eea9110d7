#!/bin/sh
# What Traefik's docker provider makes of lists of containers, and what we
# make of them.  Each case was made with Traefik itself, but for what differs
# on purpose: where containers want the same in different ways, the one that
# was created first has it, and what refers to another's waits; constraints with
# errors are refused, as Traefik refuses such default rules; a port or a scheme
# that is none, and a service without a load-balancer also where nothing runs,
# are errors of their container.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
golden=$TOP/regress/programs/golden
export LC_ALL=C

# case_fails NUMBER: prints what differs; false when nothing does.
case_fails() {
	"$BUILD/kopctl/kopctl" preview -f "$dir/$1.conf" "$dir/$1.json" \
	    >"$dir/out" 2>"$dir/err"
	status=$?
	wanted=0
	! grep -q '^\(error\|waits\|blocked\) ' "$dir/$1.said" || wanted=1
	! grep -q '^refused ' "$dir/$1.said" || wanted=2
	awk -f "$golden/keys.awk" "$dir/out" | sort >"$dir/got.keys"
	awk -f "$golden/said.awk" "$dir/err" | sort -u >"$dir/got.said"
	sort "$dir/$1.keys" | diff -u - "$dir/got.keys" >"$dir/difference"
	sort "$dir/$1.said" | diff -u - "$dir/got.said" >>"$dir/difference"
	[ "$status" -eq "$wanted" ] ||
	    echo "exit $status, not $wanted" >>"$dir/difference"
	"$BUILD/regress/property/validate/validate" 3.7.9 <"$dir/out" \
	    2>>"$dir/difference" >"$dir/judged"
	[ -s "$dir/difference" ]
}

awk -v dir="$dir" -f "$golden/split.awk" "$golden"/*.cases |
    awk -v step="${STEP:-1}" 'NR % step == 0' >"$dir/names"
echo "1..$(wc -l <"$dir/names")"
test=0
while read -r number name; do
	test=$((test + 1))
	if case_fails "$number"; then
		failures=$((failures + 1))
		echo "not ok $test - $name"
		sed 's/^/# /' "$dir/difference"
		sed 's/^/# said: /' "$dir/err"
	else
		echo "ok $test - $name"
	fi
done <"$dir/names"
[ "$failures" -eq 0 ]
