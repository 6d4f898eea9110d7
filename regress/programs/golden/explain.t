#!/bin/sh
# What kopctl preview -v says of the cases: each label of each container is
# there once, each key comes from a label or from none, and together they are
# the keys that the case has.  Left out are cases of containers that wait, and
# value-long, since long values are cut.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
golden=$TOP/regress/programs/golden
export LC_ALL=C

awk -v dir="$dir" -f "$golden/split.awk" "$golden"/*.cases >"$dir/names"
while read -r number name; do
	! grep -q '^refused \|^waits ' "$dir/$number.said" || continue
	[ "$name" != value-long ] || continue
	"$BUILD/kopctl/kopctl" -j preview -v -f "$dir/$number.conf" \
	    "$dir/$number.json" >"$dir/out" 2>/dev/null
	printf '{"case":"%s","list":' "$name"
	cat "$dir/$number.json"
	printf ',"said":'
	cat "$dir/out"
	printf '}\n'
	sed "s/^/$name	/" "$dir/$number.keys" >>"$dir/keys"
done <"$dir/names" >"$dir/said"
cat >"$dir/compare.jq" <<'EOF2'
def escaped: gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n");
# Where Redis has no server, a mark says so; x@docker is our own x; a server
# may have any slot.
def plain: map(select(endswith("/loadBalancer/servers\ttrue") | not) |
    gsub("@docker"; "") | gsub("/servers/[0-9]+/"; "/servers/N/")) | unique;

(reduce ($keys | split("\n")[] | select(. != "")) as $line ({};
    ($line | index("\t")) as $at | .[$line[:$at]] += [$line[$at + 1:]])) as
    $wanted | inputs | .case as $case |
{ case: $case,
  labels: (([.list[].Labels // {} | to_entries[] | .key + "=" + .value] |
    sort) == ([.said.containers[].labels[] | .name + "=" + .value] | sort)),
  got: ([.said.containers[] | .labels[].keys[], .defaults[] |
    (.key | escaped) + "\t" + (.value | escaped)] | plain),
  wanted: (($wanted[$case] // []) | plain) }
EOF2
jq -nc --rawfile keys "$dir/keys" -f "$dir/compare.jq" "$dir/said" >"$dir/cases"
ok 'there are cases' [ "$(wc -l <"$dir/cases")" -gt 300 ]
is 'each label is there, once' "$(jq -r 'select(.labels | not) | .case' \
    "$dir/cases")" ''
is 'the keys are those of the case' "$(jq -r 'select(.got != .wanted) |
    .case, "- \(.wanted - .got)", "+ \(.got - .wanted)"' "$dir/cases")" ''
finish
