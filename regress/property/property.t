#!/bin/sh
# Whatever the labels, the keys that come out are such that Traefik takes
# them: random containers through kopctl preview, and a checker that knows
# nothing of route-maker but the field table.
# usage: property.t; COUNT=100000 for more containers, SEED=1 for others

. "$TOP/regress/lib/tap.sh"
COUNT=${COUNT:-6000} SEED=${SEED:-1}
property=$BUILD/regress/property
table=$TOP/traefik/fields.tsv
here=$TOP/regress/property
tab=$(printf '\t')

# check VERSION: judges what kopctl preview printed.
check() {
	"$property/check" "$table" "$1" 2>&1
}

grep -v '^#' "$here/wrong.tsv" >"$dir/wrong"
while IFS="$tab" read -r wanted keys; do
	printf '%s\n' "$keys" | tr '\t' '\n' |
	    sed -e 's/^/traefik\//' -e "s/=/$tab/" >"$dir/keys"
	said=$(check 3.7.9 <"$dir/keys")
	ok "the checker sees: $wanted" [ "${said#*: }" = "$wanted" ] ||
	    echo "# $said"
done <"$dir/wrong"


# conf VERSION NUMBER: a kopd.conf, of some kinds one after the other.
conf() {
	printf 'bind none\ntraefik version %s\n' "$1"
	case $(($2 % 3)) in
	1)	echo 'lossy labels yes' ;;
	2)	echo 'merge equal yes' ;;
	esac
	printf 'docker {\n\texposed by default yes\n'
	case $(($2 % 3)) in
	0)	echo '	default rule "Host(`{{ normalize .Name }}.example`)"' ;;
	1)	echo '	allow empty services yes' ;;
	2)	echo '	use bind port ip yes' ;;
	esac
	echo '}'
}

# try VERSION SEED N: random containers; prints the keys' number.
try() {
	conf "$1" "$2" >"$dir/kopd.conf"
	"$property/generate" "$table" "$1" "$2" "$3" >"$dir/list.json"
	env -i "$BUILD/kopctl/kopctl" preview -f "$dir/kopd.conf" \
	    "$dir/list.json" >"$dir/keys" 2>"$dir/said"
	status=$?
	if [ $status -gt 1 ]; then
		tail -n 1 "$dir/said"
		return 1
	fi
	check "$1" <"$dir/keys" &&
	    "$property/validate/validate" "$1" <"$dir/keys" >/dev/null 2>"$dir/said" ||
	    { cat "$dir/said"; return 1; }
}

versions="2.11.0 2.11.53 3.0.0 3.3.4 3.6.0 3.7.9"
each=300
rounds=$((COUNT / each))
all=0 round=0
while [ $round -lt $rounds ]; do
	set -- $versions
	shift $((round % $#))
	seed=$((SEED + round))
	result=$(try "$1" $seed $each)
	result $? "traefik $1, seed $seed, $each containers: $result" &&
	    all=$((all + ${result%% *}))
	round=$((round + 1))
done
ok "$all keys are more than $COUNT" [ $all -gt "$COUNT" ]
finish
