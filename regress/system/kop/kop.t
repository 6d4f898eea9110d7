#!/bin/sh
# traefik-kop's settings and labels: what its containers have here.  Each
# case was made with traefik-kop 0.20.1 itself, on the same list; where we
# differ on purpose, the case says what it publishes, and that we do not.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
golden=$TOP/regress/programs/golden kop=$TOP/regress/system/kop
export LC_ALL=C

# with FILE COMMAND ...: with the variables of the file, and no others.
with() {
	_file=$1
	shift
	while IFS= read -r _variable; do
		set -- "$_variable" "$@"
	done <"$_file"
	env -i "$@"
}

# case_fails NUMBER: prints what differs; false when nothing does.
case_fails() {
	with "$dir/$1.env" "$BUILD/kopctl/kopctl" migrate >"$dir/kopd.conf" \
	    2>"$dir/err"
	"$BUILD/kopctl/kopctl" preview -f "$dir/kopd.conf" "$dir/$1.json" \
	    >"$dir/out" 2>>"$dir/err"
	status=$?
	wanted=0
	! grep -q '^\(error\|waits\|blocked\) ' "$dir/$1.said" || wanted=1
	awk -f "$golden/keys.awk" "$dir/out" | sort >"$dir/got.keys"
	awk -f "$golden/said.awk" "$dir/err" | sort -u >"$dir/got.said"
	{
		sort "$dir/$1.keys" | diff -u - "$dir/got.keys"
		sort "$dir/$1.said" | diff -u - "$dir/got.said"
		[ "$status" -eq "$wanted" ] ||
		    echo "exit $status, not $wanted"
		grep -xF -f "$dir/$1.others" "$dir/got.keys" |
		    sed 's/^/as traefik-kop has it: /'
	} >"$dir/difference"
	[ -s "$dir/difference" ]
}

awk -v dir="$dir" -f "$golden/split.awk" "$kop"/*.cases >"$dir/names"
awk -v dir="$dir" -f "$kop/env.awk" "$kop"/*.cases
echo "1..$(wc -l <"$dir/names")"
while read -r number name; do
	if case_fails "$number"; then
		failures=$((failures + 1))
		echo "not ok $number - $name"
		sed 's/^/# /' "$dir/difference"
		sed 's/^/# said: /' "$dir/err"
	else
		echo "ok $number - $name"
	fi
done <"$dir/names"
[ "$failures" -eq 0 ]
