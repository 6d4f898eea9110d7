#!/bin/sh
# Traefik's version: a label that the version aimed at does not know is its
# container's fault, for each field and each version in which one came.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"
. "$TOP/regress/lib/kopd.sh"
kopctl=$BUILD/kopctl/kopctl
table=$TOP/regress/programs/maker/versions.tsv
export LC_ALL=C

# preview VERSION FILE: as that version would have it.
preview() {
	printf 'bind none\ntraefik version %s\ndocker {\n%s\n}\n' "$1" \
	    "exposed by default yes" >"$dir/conf"
	"$kopctl" preview -f "$dir/conf" "$2" >"$dir/out" 2>"$dir/err"
	status=$?
}

# One container a row, named after its line, with that label alone.
grep -v '^#' "$table" | jq -Rsc '[split("\n")[] | select(. != "") |
    split("\t")] | to_entries | [.[] | (.key + 1 | tostring) as $n | {
    Id: ("0" * 64 + $n)[-64:], Names: ["/c" + $n], Created: 1,
    State: "running", Ports: [{PrivatePort: 80, Type: "tcp"}],
    NetworkSettings: {Networks: {b: {IPAddress: "10.0.0.1"}}},
    Labels: {(.value[0] | sub("NAME"; "n" + $n)): .value[1]}}]' \
    >"$dir/all.json"

# The versions in which a field came, those before them, and the ends.
awk -F'\t' '!/^#/ { print $3; print $4 } END { print "3.7.9"; print "2.11.53" }' \
    "$table" | sort -u | awk -F. '$1 == "-" { next }
	{ print }
	$3 > 0 { print $1 "." $2 "." $3 - 1 }
	$3 == 0 && $1 == 3 && $2 > 0 { print "3." $2 - 1 ".99" }' |
    sort -u >"$dir/versions"

# wanted VERSION: the rows that it does not know.
wanted() {
	grep -v '^#' "$table" | awk -F'\t' -v version="$1" '
	function number(s,	v) {
		split(s, v, ".")
		return v[1] * 10000 + v[2] * 100 + v[3]
	}
	{
		since = version ~ /^2/ ? $3 : $4
		if (since == "-" || number(version) < number(since))
			print "c" NR
	}' | sort
}

while read -r version; do
	preview "$version" "$dir/all.json"
	sed -n "s/^kopctl: container \(c[0-9]*\): .*is unknown to Traefik \
$version: .*/\1/p; s/^kopctl: container \(c[0-9]*\): .*needs a field below it \
before Traefik .*/\1/p" "$dir/err" | sort >"$dir/got"
	wanted "$version" >"$dir/wanted"
	is "Traefik $version" "$(cat "$dir/got")" "$(cat "$dir/wanted")"
done <"$dir/versions"
ok "there were versions" test "$tests" -gt 20

# What is published, and what is said.
printf '[%s,%s,%s]' "$(container 1 old '"traefik.http.routers.old.rule":"R",
    "traefik.http.middlewares.w.ipwhitelist.sourcerange":"10.0.0.0/8"')" \
    "$(container 2 new '"traefik.http.routers.new.rule":"Host(`new`)",
    "traefik.http.services.new.loadbalancer.strategy":"p2c"')" \
    "$(container 3 gone \
    '"traefik.http.middlewares.g.headers.accesscontrolalloworigin":"*"')" \
    >"$dir/three.json"
OLD='traefik/http/middlewares/w/ipWhiteList/sourceRange	10.0.0.0/8
traefik/http/routers/old/rule	R
traefik/http/routers/old/service	old
traefik/http/services/old/loadBalancer/servers/0/url	http://10.0.0.1:80'
GONE="kopctl: container gone: label \
traefik.http.middlewares.g.headers.accesscontrolalloworigin: \
\`accessControlAllowOrigin' is unknown to Traefik"
GONE_SINCE="2.4.14 was the last version with it; its name is now \
\`accessControlAllowOriginList'"

preview 3.3 "$dir/three.json"
is "the version has not got it yet: exit 1" "$status" 1
is "the other containers are there" "$(cat "$dir/out")" "$OLD"
is "container, label, the version that has it, and what to do" \
    "$(sort "$dir/err")" "$GONE 3.3.0: $GONE_SINCE
kopctl: container new: label traefik.http.services.new.loadbalancer.strategy: \
\`strategy' is unknown to Traefik 3.3.0: 3.4.0 is the first version with it; \
\`wrr' is what there is"
preview 3.4 "$dir/three.json"
is "3.4 is 3.4.0, which has it" "$(grep -c new "$dir/out") \
$(cat "$dir/err")" "4 $GONE 3.4.0: $GONE_SINCE"

# Without a version, keys are made for the newest: what an older one lacks is
# named, each field once.
R=traefik.http.middlewares
needs() {
	grep 'traefik version is not set' "$dir/log" |
	    sed -n 's/^route-maker: traefik version is not set; \([^:]*\): .*/\1/p'
}
later=$(container 3 late "\"$R.late.retry.status\":\"500\",\"$R.e.errors.\
statusrewrites.418\":\"404\"")
commands="$(begin "$(container 1 one "\"$R.one.retry.status\":\"502\",\
\"$R.one.retry.attempts\":\"2\",\"$R.c.compress.defaultencoding\":\"br\"")\
,$(container 2 two "\"$R.two.retry.status\":\"502,503\",\"traefik.http.services.\
two.loadbalancer.strategy\":\"p2c\",\"traefik.http.services.two.loadbalancer.\
server.preservepath\":\"true\"")")
count
text events $(event start 3)
answer ids [$later]
count
stop"
play "conf traefik_assumed 1
$commands" >/dev/null
is "each field that is newer than 3.0 is named once, with its version" \
    "$(needs | sed 's/ (.*//' | sort)" \
    "$(printf '%s\n' 'compress.defaultEncoding needs 3.0.2' \
    'errors.statusRewrites needs 3.4' 'loadBalancer.servers.preservePath '\
'needs 3.2' 'loadBalancer.strategy needs 3.4' 'retry.status needs 3.7')"
ok "with the container and what to do" grep -q "retry.status needs 3.7 \
(http/middlewares/one of container one): .*set \`traefik version' in kopd.conf" "$dir/log"
play "$commands" >/dev/null
is "none where it is set" "$(needs)" ""

# note VERSION-LINE LABEL: what preview -v has beside a key.
note() {
	printf 'bind none\n%s\ndocker {\nexposed by default yes\n}\n' "$1" \
	    >"$dir/conf"
	"$kopctl" -j preview -v -f "$dir/conf" "$dir/retry.json" 2>"$dir/err" |
	    jq -r --arg l "$2" '.containers[].labels[] | select(.name == $l) |
	    .outcome + " " + .note'
}
printf '[%s]' "$(container 1 one "\"$R.one.retry.status\":\"502\",\
\"$R.one.retry.attempts\":\"2\"")" >"$dir/retry.json"
is "preview -v says it of the label" "$(note '' $R.one.retry.status)" \
    "key retry.status needs 3.7, and \`traefik version' is not set"
is "of no other" "$(note '' $R.one.retry.attempts)" 'key '
printf 'bind none\ndocker {\nexposed by default yes\n}\n' >"$dir/conf"
"$kopctl" -j preview -v -f "$dir/conf" "$dir/all.json" 2>"$dir/err" |
    jq -r '.containers[] | .name as $c | .labels[] |
    select(.outcome == "key" and (.keys[0].key | split("/") | length > 3) and
    (.keys[0].value != "true" or .value == "true")) |
    $c + " " + (.note |
    capture(" needs (?<v>[0-9.]*), and").v // "")' | sort >"$dir/got"
awk -F'\t' '/^#/ { next }
	{ row++; split($4, v, ".") }
	{ since = v[1] == 3 && v[2] + v[3] > 0 ? $4 : "" }
	{ sub(/\.0$/, "", since) }
	{ print "c" row, since }' "$table" | sort >"$dir/all"
# Of a label that Traefik skips there is no key, or that of an object.
join "$dir/all" "$dir/got" | cut -d' ' -f 1,2 | sed 's/^\([^ ]*\)$/\1 /' \
    >"$dir/wanted"
ok "there are some" test "$(grep -c '3' "$dir/wanted")" -gt 50
is "of each field that is newer than 3.0.0, the version" "$(cat "$dir/got")" \
    "$(cat "$dir/wanted")"
is "not when it is set" "$(note 'traefik version 3.7' $R.one.retry.status)" \
    'key '
"$kopctl" preview -f "$dir/conf" "$dir/retry.json" >/dev/null 2>"$dir/err"
is "no fault, and nothing else is said" "$? $(cat "$dir/err")" '0 '

# Newer than any that is known: read as the newest, which is said everywhere.
NEWER="traefik version 3.99.0 is newer than this kopd: labels are read as for \
3.7.9"
preview 3.99 "$dir/three.json"
is "a newer one has what the newest has" "$(grep -c new "$dir/out")" 4
ok "with a warning" grep -q "^kopctl: $dir/conf:2: $NEWER\$" "$dir/err"
engine_socket=$dir/docker.sock redis_port=1
kopd_conf 'traefik version 3.99'
env -i "$BUILD/kopd/kopd" -nv -f "$dir/kopd/kopd.conf" >"$dir/out" 2>"$dir/err"
is "kopd -n takes it" "$?" 0
is "kopd -nv says the target" "$(grep ^traefik "$dir/out")" \
    'traefik version 3.99.0'
ok "and kopd -n warns" grep -q "kopd.conf:[0-9]*: $NEWER" "$dir/err"
kopd_start
ok "kopd warns when it starts" logged "^kopd: .*kopd.conf:[0-9]*: $NEWER"
kopd_stop
kopd_conf 'traefik version 2.11.99'
env -i "$BUILD/kopd/kopd" -n -f "$dir/kopd/kopd.conf" 2>"$dir/err"
ok "of 2.11, too" grep -q "2.11.99 is newer .* as for 2.11.53" "$dir/err"

finish
