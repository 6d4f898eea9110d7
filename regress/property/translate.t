#!/bin/sh
# Whatever the labels of Traefik 1, the keys that come out are such that Traefik
# takes them: no label of Traefik 1 reaches Redis.
# usage: translate.t; COUNT=100000 for more containers, SEED=1 for others

. "$TOP/regress/lib/tap.sh"
COUNT=${COUNT:-1800} SEED=${SEED:-1}
property=$BUILD/regress/property
table=$TOP/traefik/fields.tsv
rows=$TOP/route-maker/translate/v1.tsv
here=$TOP/regress/property

cat >"$dir/kopd.conf" <<'EOF'
bind none
labels v1 {
	domain "docker"
	exposed by default yes
	entry point "http" is "web"
	entry point "https" is "websecure" tls certificate resolver "le"
}
EOF

# try VERSION SEED N: random containers; prints the keys' number.
try() {
	{ echo "traefik version $1"; cat "$dir/kopd.conf"; } >"$dir/one.conf"
	awk -v seed="$2" -v count="$3" -f "$here/v1.awk" "$rows" \
	    >"$dir/list.json"
	env -i "$BUILD/kopctl/kopctl" preview -f "$dir/one.conf" \
	    "$dir/list.json" >"$dir/keys" 2>"$dir/said"
	if [ $? -gt 1 ]; then
		tail -n 1 "$dir/said"
		return 1
	fi
	if grep 'unknown field' "$dir/said" | head -n 1 | grep .; then
		return 1
	fi
	"$property/check" "$table" "$1" <"$dir/keys" 2>&1 &&
	    "$property/validate/validate" "$1" <"$dir/keys" >/dev/null \
	    2>"$dir/said" || { cat "$dir/said"; return 1; }
}

each=300 all=0 round=0
while [ $round -lt $((COUNT / each)) ]; do
	case $((round % 3)) in
	0)	version=3.7.9 ;;
	1)	version=3.0.0 ;;
	2)	version=2.11.0 ;;
	esac
	seed=$((SEED + round))
	result=$(try $version $seed $each)
	result $? "traefik $version, seed $seed, $each containers: $result" &&
	    all=$((all + ${result%% *}))
	round=$((round + 1))
done
ok "$all keys are more than $COUNT" [ $all -gt "$COUNT" ]
finish
