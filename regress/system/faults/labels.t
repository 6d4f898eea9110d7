#!/bin/sh
# Labels that Traefik would not decode: that container alone is ignored, and
# one line names it, the label, the reason and the nearest field there is.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
kopd_conf
web good 8001
GOOD=$(routes good 8001)
kopd_start
ok 'a good container' view_is "$GOOD"

# bad NAME LABEL REGEX [LABEL=VALUE ...]: a container like the good one with
# these labels too.
n=0
bad() {
	n=$((n + 1)) what=$1 label=$2 reason=$3
	shift 3
	log_clear
	web "bad$n" 8002 "$@"
	ok "$what: the line names container, label and reason" \
	    logged "^route-maker: container bad$n: label $label: $reason"
	web "next$n" 8003
	ok "$what: only that container is ignored" \
	    view_is "$GOOD" "$(routes "next$n" 8003)"
	is "$what: one line" "$(other_lines)" 1
	engine "stop bad$n" "stop next$n"
	ok "$what: the last one goes" view_is "$GOOD"
	engine "destroy bad$n" "destroy next$n"
}

bad 'a typo' traefik.http.routers.x.entrypoint \
    'unknown field .entrypoint. of a router; did you mean .entryPoints.?' \
    traefik.http.routers.x.entrypoint=web
bad 'a field of nothing' traefik.http.rooters.x.rule \
    'unknown field .rooters. of .http.; did you mean .routers.?' \
    'traefik.http.rooters.x.rule=Path(`/x`)'
bad 'a wrong type' traefik.http.routers.x.priority \
    '.high. is not a value for .priority.; set ' \
    traefik.http.routers.x.priority=high
bad 'a wrong boolean' traefik.http.services.x.loadbalancer.passhostheader \
    '.ja. is not a value for .passHostHeader.; set ' \
    traefik.http.services.x.loadbalancer.passhostheader=ja
bad 'a slash in a name' 'traefik.http.routers.a/b.rule' '.*a/b' \
    'traefik.http.routers.a/b.rule=Path(`/x`)'
bad 'digits only' 'traefik.http.middlewares.404.*' '.*404' \
    traefik.http.middlewares.404.compress=true
bad 'an empty step' 'traefik.http.routers..rule' 'an empty step' \
    'traefik.http.routers..rule=Path(`/x`)'
bad 'bytes that are no text' 'traefik.http.routers.x.\\\^\[\[31mpriority' \
    'unknown field' \
    'traefik.http.routers.x.\u001b[31mpriority=1'

# A label that is mended, or broken while the container runs, which needs
# another container with real engines but not here.
log_clear
web turn 8004
T=$(routes turn 8004)
ok 'a container is right' view_is "$GOOD" "$T"
engine 'label turn traefik.http.routers.turn.rulle 3' 'start turn'
ok 'it gets a wrong label: that is said' \
    logged 'container turn: label traefik.http.routers.turn.rulle: unknown'
is 'its last good routes stay' "$(view)" \
    "$(printf '%s\n' "$GOOD" "$T" traefik/tls/certificates=true | sort)"
ok 'kopctl show has the error' sh -c \
    "'$BUILD/kopctl/kopctl' -s '$dir/kopd.sock' show | grep -q 'error.*turn.*rulle'"
engine 'stop turn'
ok 'and go when it stops' view_is "$GOOD"

# Conflicts: the container that was created first has the name.
log_clear
web one 8005 'traefik.http.routers.both.rule=Path(`/one`)' \
    traefik.http.routers.both.service=one
web two 8006 'traefik.http.routers.both.rule=Path(`/two`)' \
    traefik.http.routers.both.service=two
ok 'a router defined in two ways: both containers are named' \
    logged 'routers/both.* container two .*container one'
ONE=$(routes one 8005) TWO=$(routes two 8006)
both() {
	printf 'traefik/http/routers/both/%s\n' "rule=Path(\`/$1\`)" \
	    "service=$1"
}
ok 'the first one has it, the rest of the second one is there' \
    view_is "$GOOD" "$ONE" "$TWO" "$(both one)"
engine 'stop one'
ok 'the second one gets it when the first one stops' \
    view_is "$GOOD" "$TWO" "$(both two)"
ok 'which is said' logged 'routers/both is now that of container two'
# Names that differ in case only are one to Traefik's Redis provider.
log_clear
web up 8007 traefik.http.middlewares.Twin.compress=true
UP=$(routes up 8007)
ok 'a middleware' view_is "$GOOD" "$TWO" "$(both two)" "$UP" \
    traefik/http/middlewares/Twin/compress=true
web down 8008 traefik.http.middlewares.twin.compress=true
DOWN=$(routes down 8008)
ok 'one whose name differs in case only: both containers are named' \
    logged 'middlewares/twin of container down waits for container up'
ok 'it alone is ignored' view_is "$GOOD" "$TWO" "$(both two)" "$UP" \
    traefik/http/middlewares/Twin/compress=true "$DOWN"
engine 'stop up'
ok 'and comes when the other one goes' view_is "$GOOD" "$TWO" \
    "$(both two)" traefik/http/middlewares/twin/compress=true "$DOWN"
kopd_stop
is 'all that with one kopd, which ends in order' "$kopd_status" 0
finish
