#!/bin/sh
# kopctl preview of compose files: compose.cases has files, and what is
# published and reported of them.  `compose.t show NAME' prints that of one case.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
kopctl=$BUILD/kopctl/kopctl
cases=$TOP/regress/system/preview/compose.cases
export LC_ALL=C

# Each case becomes a directory: its files below shop, and env, args, conf,
# wanted.
awk -v dir="$dir" '
function begin(name) {
	at = dir "/" ++n
	system("mkdir -p " at "/shop/common")
	print n, name
	printf "" > (at "/env")
	print "compose.yml" > (at "/args")
	close(at "/args")
	printf "" > (at "/conf")
	printf "" > (at "/wanted")
}
/^\t/ {
	print substr($0, 2) > file
	next
}
{ word = $1; rest = substr($0, length($1) + 2) }
word == "case" { begin(rest) }
word == "file" { file = at "/shop/" rest }
word == "env" { print rest > (at "/env") }
word == "args" { print rest > (at "/args") }
word == "conf" { print rest > (at "/conf") }
word ~ /^(key|said|exit)$/ { print > (at "/wanted") }
' "$cases" >"$dir/names"

# run NUMBER: prints what becomes of a case.
run() {
	set -- "$dir/$1" $(cat "$dir/$1/args")
	(
		_at=$1
		shift
		cd "$_at/shop" || exit
		while IFS= read -r _variable; do
			export "$_variable"
		done <../env
		[ -s ../conf ] || printf '%s\n' 'bind ip 192.0.2.7' \
		    'docker { exposed by default yes }' >../conf
		timeout 60 "$kopctl" preview -f ../conf "$@" >../out 2>../err
		echo "exit $?"
		sed 's,^traefik/,key ,' ../out
		sed 's/^kopctl: /said /' ../err
	)
}

if [ "${1:-}" = show ]; then
	number=$(awk -v name="$2" '$2 == name { print $1 }' "$dir/names")
	run "$number"
	exit
fi

# Variables of the caller do not matter.
for variable in $(env | sed -n 's/^\(COMPOSE_[A-Z_]*\)=.*/\1/p'); do
	unset "$variable"
done
while read -r number name; do
	run "$number" >"$dir/$number/got"
	diff -u "$dir/$number/wanted" "$dir/$number/got" >"$dir/$number/diff"
	result $? "$name" "$dir/$number/diff"
done <"$dir/names"
finish
