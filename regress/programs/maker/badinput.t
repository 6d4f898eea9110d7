#!/bin/sh
# Labels and lists that are wrong in every way: each is a fault of its own
# container, which is named with label, reason and what would be right; other
# containers keep their routes, and memory is bounded.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"
export LC_ALL=C
cases=$TOP/regress/programs/maker/badinput.cases
GOOD='traefik/http/services/good/loadBalancer/servers/0/url	http://10.0.0.9:80'

memory=262144			# KiB
case $BUILD in *asan*) memory=unlimited ;; esac

# preview [LINE ...]: of $dir/list.json, with these lines in kopd.conf, in so
# much memory.  All that is ever said goes to $dir/said, too.
preview() {
	printf '%s\n' "$@" >"$dir/conf"
	(ulimit -v $memory && exec "$BUILD/kopctl/kopctl" preview \
	    -f "$dir/conf" "$dir/list.json") >"$dir/out" 2>"$dir/err"
	status=$?
	sed -i 's/^kopctl: //' "$dir/err"
	cat "$dir/err" >>"$dir/said"
}
DOCKER='docker { exposed by default yes }'
EXPOSED="bind none
$DOCKER"

# Container NUMBER, with what a container has and the case's members do not.
element() {
	printf '{"Id":"%064d","Names":["/c%d"],"Created":%d' "$1" "$1" "$1"
	for _m in '"State":"running"' '"Ports":[{"PrivatePort":80,"Type":"tcp"}]' \
	    '"NetworkSettings":{"Networks":{"b":{"IPAddress":"10.0.1.1"}}}'; do
		case $2 in *"${_m%%:*}:"*) ;; *) printf ',%s' "$_m" ;; esac
	done
	printf ',%s},' "$2"
}

n=0
printf '[' >"$dir/list.json"
grep -v '^#' "$cases" >"$dir/cases"
while IFS='	' read -r members fault; do
	n=$((n + 1))
	element $n "$members" >>"$dir/list.json"
	printf 'container c%d: %s\n' $n "$fault" | sed "s/\([ .]\)NAME\([:. ]\)/\1c$n\2/g"
done <"$dir/cases" >"$dir/wanted"
printf '%s]' "$(container 9999 good)" | sed 's/10\.0\.[0-9.]*/10.0.0.9/' \
    >>"$dir/list.json"
preview "$EXPOSED"
is "all faults in one list: exit 1" "$status" 1
ok "the good container is there" grep -qxF "$GOOD" "$dir/out"
while read -r line; do
	ok "$line" grep -qxF "$line" "$dir/err"
done <"$dir/wanted"
is "and nothing else is said" "$(wc -l <"$dir/err")" "$n"

# What is too large, beside the same good container.  JQ makes the members.
large() {
	jq -nc --argjson good "$(container 9999 good |
	    sed 's/10\.0\.[0-9.]*/10.0.0.9/')" "[{Id: (\"0\" * 63 + \"1\"),
	    Names: [\"/bad\"], Created: 1, State: \"running\"} + {$3}, \$good]" \
	    >"$dir/list.json"
	preview "$EXPOSED"
	is "$1: the fault" "$(cut -c 1-300 "$dir/err")" "container bad: $2"
	is "$1: the good container alone" "$(cat "$dir/out")" "$GOOD"
	is "$1: exit 1" "$status" 1
}
large 'a name of 64 KiB' "label traefik.http.routers.$(printf '%043d' 0 |
    tr 0 x)...: its name is longer than 1024 bytes" \
    'Labels: {("traefik.http.routers." + "x" * 65536 + ".rule"): "x"}'
large '1,000 steps' "label traefik.http.middlewares.m.plugin.p$(printf '%014d' \
    0 | sed 's/0/.a/g')....: its name is longer than 1024 bytes" \
    'Labels: {("traefik.http.middlewares.m.plugin.p" + ".a" * 1000): "x"}'
large 'a value of 200 kB' 'label traefik.http.routers.x.rule: its value is '\
'longer than 122880 bytes' \
    'Labels: {"traefik.http.routers.x.rule": ("x" * 200000)}'
large 'a value of 1 MiB' 'larger than 1 MiB' \
    'Labels: {"traefik.http.routers.x.rule": ("x" * 1048576)}'
large '100,000 labels' 'larger than 1 MiB' 'Labels: ([range(100000) |
    {key: "traefik.http.routers.x\(.).rule", value: "x"}] | from_entries)'
large '20,000 short labels' 'more than 4096 labels' 'Labels:
    ([range(20000) | {key: "traefik.http.\(.)", value: "x"}] | from_entries)'
large 'deep JSON' 'nested deeper than 64 levels' \
    'X: (reduce range(500) as $i (1; [.]))'
large 'a deep map' 'nested deeper than 64 levels' \
    'X: (reduce range(500) as $i (1; {"Labels": .}))'

# 4,000 faults in one container: sixteen are said, and how many there are.
jq -nc '[{Id: ("0" * 63 + "1"), Names: ["/bad"], State: "running", Labels:
    ([range(4000) | {key: "traefik.http.routers.x\(.).rul", value: "x"}] |
    from_entries)}]' >"$dir/list.json"
preview "$EXPOSED"
is "sixteen faults of 4,000" "$(grep -c "unknown field" "$dir/err")" 16
is "and how many more" "$(tail -n 1 "$dir/err")" \
    "container bad: and 3984 more errors in its labels"

# 4,000 labels of 400 steps each.
jq -nc '[{Id: ("0" * 63 + "1"), Names: ["/bad"], State: "running", Labels:
    ([range(1000) | {key: ("traefik.http.middlewares.m.plugin.p\(.)" +
    ".a" * 400), value: "x"}] | from_entries)}]' >"$dir/list.json"
preview "$EXPOSED"
ok "too many steps" grep -q "^container bad: label traefik.*: the labels' \
names have too many steps\$" "$dir/err"

# No fault to Traefik, nor here: an index is a text, names hold any letters.
jq -nc '[{Id: ("0" * 63 + "1"), Names: ["/fine"], State: "running",
    Ports: [{PrivatePort: 80, Type: "tcp"}],
    NetworkSettings: {Networks: {b: {IPAddress: "10.0.0.1"}}},
    Labels: {"traefik.http.routers.x.rule": "x",
    "traefik.http.routers.x.tls.domains[4294967295].main": "a",
    "traefik.http.routers.x.tls.domains[99999999999999999999].main": "b",
    "traefik.http.routers.X.rule": "one object with x",
    "traefik.http.middlewares.\u0001.compress": "true", "": "x"}}]' \
    >"$dir/list.json"
preview "$EXPOSED"
is "huge indexes" "$status $(grep -c 'domains/[01]/main' "$dir/out")" "0 2"
is "names that differ in case are one" "$(grep -ci routers/x/rule "$dir/out")" 1

# What other settings make of a container.
one() {
	printf '[%s]' "$(container 1 "$1" "$2" "${3:-}")" >"$dir/list.json"
	shift 3
	preview "$@"
}
one 404 '' '' "$EXPOSED"
is "a container of digits" "$(cat "$dir/err")" "container 404: its name \
makes \`404': Redis cannot store a name of digits only; add a letter, or set \
labels of a router and a service"
one ___ '' '' "$EXPOSED"
is "a container without letters" "$(cat "$dir/err")" "container ___: its \
name makes \`': Redis cannot store an empty name; set a name, or set labels of a \
router and a service"
one c '"traefik.http.routers.r.rule":"x","kop.bind.ip":"a/b"' '' \
    'bind ip 192.0.2.1' "$DOCKER"
is "an address that is none" "$(cat "$dir/err")" "container c: http service \
c: label kop.bind.ip: a/b is neither an IP address nor a name; set one such as 192.0.2.1"
one c '"kop.bind.ip":"192.0.2.300"' '' 'bind ip 192.0.2.1' "$DOCKER"
is "one that looks like an address" "$(cut -d: -f 3- "$dir/err")" " label \
kop.bind.ip: 192.0.2.300 is neither an IP address nor a name; set one such as 192.0.2.1"
one c '"kop.bind.ip":"edge-7.example.com."' '' 'bind ip 192.0.2.1' "$DOCKER"
ok "a name is one" grep -q '//edge-7.example.com.:80$' "$dir/out"

# What traefik-kop does not mind: it is said, and published.
for label in kop.merge-lbs traefik.merge-lbs; do
	one c "\"$label\":\"maybe\"" '' "$EXPOSED"
	is "$label that is neither" "$status $(cat "$dir/err")" "0 container \
c: label $label: \`maybe' is handled as \`false'; set \`true' or \`false'"
	ok "... costs nothing else" grep -q services/c/ "$dir/out"
done
# bound ADDRESS ...: container c, its port 80 bound to 8080 of these.
bound() {
	_ports=
	for _a; do
		_ports="$_ports,{\"IP\":\"$_a\",\"PrivatePort\":80,\
\"PublicPort\":8080,\"Type\":\"tcp\"}"
	done
	printf '[{"Id":"%064d","Names":["/c"],"State":"running","Labels":{%s},
	    "Ports":[%s]}]' 1 "$labels" "${_ports#,}" >"$dir/list.json"
	preview "bind ip $bind" "$DOCKER"
}
labels= bind=192.0.2.1
bound 127.0.0.1
is "a port of loopback alone" "$status $(cat "$dir/err")" "0 container c: \
http service c: its port 80 is bound only to port 8080 of 127.0.0.1, and \
cannot be reached at 192.0.2.1; bind it to an address that others can reach"
is "... is published all the same" "$(cut -f 2 "$dir/out")" \
    http://192.0.2.1:8080
bound 127.0.0.2 ::1
ok "of both families" grep -q 'bound only to port 8080 of' "$dir/err"
bound 127.0.0.1 192.0.2.1
is "of others, too: no warning" "$status $(cat "$dir/err")" '0 '
bound 127.0.0.1 ::
is "of the other family" "$status $(cat "$dir/err")" "0 container c: http \
service c: its port 80 is bound only to port 8080 of ::, and cannot be reached at \
192.0.2.1; bind it to an address that others can reach"
bound ''
is "of any: no warning" "$status $(cat "$dir/err")" '0 '
bind=127.0.0.1
bound 127.0.0.1
is "where Traefik is on this host: no warning" "$status $(cat "$dir/err")" '0 '
bind=192.0.2.1 labels='"kop.bind.ip":"192.0.2.7"'
bound 127.0.0.1
is "nor where a label says who listens" "$status $(cat "$dir/err")" '0 '

# Ports of the host that may be those of another program.
SEEN='"State":"running","Ports":[{"PrivatePort":53,"PublicPort":53,"Type":"udp"}]'
PORT='"traefik.http.services.c.loadbalancer.server.port":"3000"'
one c '' "$SEEN" 'bind ip 192.0.2.1' "$DOCKER"
is "a port of UDP for HTTP" "$status $(cat "$dir/err")" "1 container c: http \
service c: it has no port because none of TCP is exposed, only those of \
another protocol; set its label loadbalancer.server.port"
one c "$PORT" '' 'bind ip 192.0.2.1' "$DOCKER"
is "a port that is not published" "$status $(cat "$dir/err")" "0 container c: \
http service c: port 3000 is not published; http://192.0.2.1:3000 may be \
another program; publish the port, or see unpublished ports in kopd.conf(5)"
ok "... goes to the host" grep -q '//192.0.2.1:3000$' "$dir/out"
one c "$PORT" '' 'bind ip 192.0.2.1' 'unpublished ports refuse' "$DOCKER"
is "... is refused" "$status $(cut -d: -f 1,4- "$dir/err")" "1 container c: \
port 3000 is not published, and kopd.conf has \`unpublished ports refuse'; \
publish the port"
ok "... with all of the container" test ! -s "$dir/out"
one c "$PORT" '' 'bind ip 192.0.2.1' 'unpublished ports container' "$DOCKER"
is "... goes to the container" "$status $(cat "$dir/err")" '0 '
ok "... at its own port" grep -q '//10.0.0.1:3000$' "$dir/out"
one c '"traefik.http.services.c.loadbalancer.healthcheck.port":"3000"' \
    "$(echo "$SEEN" | sed 's/udp/tcp/')" 'bind ip 192.0.2.1' "$DOCKER"
is "a health check's port that is not published" "$(cat "$dir/err")" \
    "container c: http service c: health check: port 3000 is not published, \
and Traefik cannot check it at 192.0.2.1; publish it"
one c '"traefik.docker.network":"web"' '' 'bind ip 192.0.2.1' "$DOCKER"
is "a network that it is not in" "$(sed -n '1s/;.*//p' "$dir/err")" \
    "container c: http service c: port 80 is not published"
is "... is said, and what counts" "$(sed -n 2p "$dir/err")" "container c: \
label traefik.docker.network: the container has no address in network \`web'; \
192.0.2.1 is used instead; set the full name of the network, which begins \
with the name of the project in Docker Compose"
one c '"traefik.http.middlewares.m.compress":"true"' '' 'bind none' \
    'docker { exposed by default yes default rule "{{ fail `no` }}" }'
is "a default rule that fails" "$status $(cat "$dir/err")" "0 container c: \
http router c: the default rule fails at 1:4: at <fail \`no\`>: no"
ok "costs the router alone" grep -q services/c/ "$dir/out"

# Versions of Traefik; what each lacks is in versions.t.
AIM='"traefik.http.middlewares.m.errors.errorrequestheaders":"x",
    "traefik.http.services.s.loadbalancer.healthcheck.mode":"x",
    "traefik.http.routers.r.parentrefs":"x",
    "traefik.http.middlewares.m.contenttype":"true",
    "traefik.http.middlewares.m.headers.accesscontrolalloworigin":"x"'
one c "$AIM" '' 'traefik version 2.11' "$EXPOSED"
is "Traefik 2.11: all are faults" "$(wc -l <"$dir/err")" 5
one c "$AIM" '' 'traefik version 3.0' "$EXPOSED"
is "Traefik 3.0: three are" "$(wc -l <"$dir/err")" 3

# The network of another container.
others() {
	printf '['
	for _i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		container $_i "c$_i" '' "\"State\":\"running\",\"HostConfig\":{
		    \"NetworkMode\":\"container:c$((_i + 1))\"}"
		printf ,
	done
	printf '%s]' "$(container 13 c13 "$1")"
}
others '' >"$dir/list.json"
preview "$EXPOSED"
ok "a chain of networks that is too long" grep -q "^container c1: http \
service c1: more than [0-9]* containers in a row use each other's network" \
    "$dir/err"
others '"traefik.docker.nothing":"x"' >"$dir/list.json"
preview "$EXPOSED"
ok "the network of a container with wrong labels" grep -q "^container c12: \
http service c12: it uses the network of container c13, whose labels have \
errors" "$dir/err"

# Routers and services that do not fit.
TWO='"traefik.http.services.a.loadbalancer.server.port":"80",
    "traefik.http.services.b.loadbalancer.server.port":"80"'
RULED='docker { exposed by default yes default rule "{{ .Labels.rule }}" }'
one c "$TWO" '' 'bind none' "$RULED"
ok "several services, and no router" grep -q 'set labels of a router for each' \
    "$dir/err"
one c '"rule":""' '' 'bind none' \
    'docker { exposed by default yes default rule "{{ index .Labels `rule` }}" }'
ok "a default rule that is empty" grep -q 'has an empty result' "$dir/err"
one ___ '"traefik.http.routers.r.rule":"x"' '' 'lossy labels yes' "$EXPOSED"
ok "a service that has no name" grep -q 'its service has no name' "$dir/err"
one c '"traefik.frontend.rule":"Host:a.example"' '' 'bind none' \
    'labels v1 { exposed by default no }'
ok "labels of Traefik 1 that are not enabled" grep -q \
    'labels of Traefik 1 and is not enabled: set exposed by default in labels v1' \
    "$dir/err"
LONG=$(printf '%0980d' 0 | tr 0 x)
one c "\"traefik.http.routers.a$LONG.rule\":\"x\"" '' "$EXPOSED"
SCHEME=$(printf '%0122870d' 0 | tr 0 x)
one c "\"traefik.http.services.s.loadbalancer.server.scheme\":\"$SCHEME\"" \
    '' "$EXPOSED"
ok "a scheme that makes a url too long" grep -q \
    "the value of .loadBalancer/servers/0/url' is too long" "$dir/err"
LONG=$(printf '%0100000d' 0 | tr 0 x)
one c "\"SERVICE_NAME\":\"$LONG\"" '' 'bind none' \
    'labels registrator { exposed by default yes internal yes }'
is "a long name for registrator" "$(cat "$dir/err")" "container c: label \
SERVICE_NAME: the name is longer than 1024 bytes"
printf '[{"Id":"%064d","Names":["/c"],"x":"\001"}]' 1 >"$dir/list.json"
preview "$EXPOSED"
is "a control byte" "$(cat "$dir/err")" \
    'container c: contains a NUL or another control byte'


# A name that one reader takes for Id and another one does not.
printf '[{"\\u0049d":"%064d","Names":["/c"]},
    {"Id":"\\u0030%063d","Names":["/c"]}]' 1 2 >"$dir/list.json"
preview "$EXPOSED"
is "an Id with escapes" "$(sort -u "$dir/err")" \
    'container without an id: its Id has escapes'

# Each sentence that these files say of a container was said above, but for
# what another file says before them, what describes a type that no label has,
# and what explain alone says.
unsaid() {
	cat <<-EOT
	its name is too long
	its value is too long
	%zu labels of Traefik, more than %d
	a name is too long
	longer than %d bytes
	the value of \`%.64s' cannot be published: %s
	not an object
	there is no address to publish; set \`bind' in kopd.conf
	the lowest exposed port
	the only published port
	from its label
	; the name is the service and project of Docker Compose
	a whole number of 64 bits without a sign
	a number such as \`1.5'
	a string
	EOT
}
for source in address check container/parse emit express express_free \
    json_scan label own route router routes service unknown value; do
	awk -f "$TOP/regress/programs/maker/sentences.awk" \
	    $(find "$TOP/route-maker" "$TOP/traefik" -path "*/$source.c") \
	    >"$dir/sentences"
	unsaid | grep -vxFf - "$dir/sentences" >"$dir/expected"
	while IFS= read -r sentence; do
		pattern=$(printf '%s\n' "$sentence" | sed 's/%%/%/g
		    s/[][\\.*^$]/\\&/g
		    s/%[-0-9\\.*]*\(l*[duxs]\|zu\|c\)/.*/g')
		ok "$source: $sentence" grep -q -e "$pattern" "$dir/said"
	done <"$dir/expected"
	ok "$source says something" test -s "$dir/expected"
done

finish
