#!/bin/sh
# What kopctl preview makes of labels of Traefik 1 and of registrator.  The keys
# of example.cases, rule.cases and registrator.cases are those that Traefik 3
# makes of labels which behave as the old ones did in Traefik 1.7.34 and in
# registrator; the other cases have what is said of labels that cannot be
# translated.  Also: each label of Traefik 1 is in a case.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
golden=$TOP/regress/programs/golden
here=$TOP/regress/programs/translate
export LC_ALL=C

# case_fails NUMBER: prints what differs; false when nothing does.
case_fails() {
	"$BUILD/kopctl/kopctl" preview -f "$dir/$1.conf" "$dir/$1.json" \
	    >"$dir/out" 2>"$dir/err"
	awk -f "$golden/keys.awk" "$dir/out" | sort >"$dir/got.keys"
	sed 's/^kopctl: //' "$dir/err" | sort >"$dir/got.said"
	sort "$dir/$1.keys" | diff -u - "$dir/got.keys" >"$dir/difference"
	sort "$dir/$1.said" | diff -u - "$dir/got.said" >>"$dir/difference"
	"$BUILD/regress/property/validate/validate" 3.7.9 <"$dir/out" \
	    2>>"$dir/difference" >"$dir/judged"
	[ -s "$dir/difference" ]
}

awk -v dir="$dir" -f "$golden/split.awk" "$here"/*.cases >"$dir/names"
while read -r number name; do
	case_fails "$number"
	result $((! $?)) "$name" "$dir/difference"
done <"$dir/names"

sed -n 's/^container //p' "$here"/*.cases |
    jq -r '.Labels | keys[]' | sort -u >"$dir/labels"
awk -F '\t' '!/^#/ { print $1 }' "$TOP/route-maker/translate/v1.tsv" |
    while read -r name; do
	expression=$(printf '%s\n' "$name" | sed 's/\./[.]/g; s/<name>/[^.]*/')
	grep -q "^traefik[.]$expression\$" "$dir/labels" || echo "$name"
done >"$dir/untested"
is 'each label of Traefik 1 is in a case' "$(cat "$dir/untested")" ''
sed -n 's/^KEY("\([A-Z_]*\)".*/\1/p' \
    "$TOP/route-maker/translate/registrator_keys.h" |
    while read -r key; do
	grep -q "^SERVICE_$key\$" "$dir/labels" || echo "$key"
done >"$dir/untested"
is 'each label of registrator is in a case' "$(cat "$dir/untested")" ''
finish
