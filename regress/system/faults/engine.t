#!/bin/sh
# The whole kopd with a Docker engine that does not do as it should: one line
# says it, one that it is over, and meanwhile the last good routes stay.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

redis_start_port
engine_start
engine absent
kopd_conf 'docker timeout 10s'
kopd_start

# Absent at start.
ok 'Docker is absent at start: the line says where it is waited for' \
    logged "no Docker engine at $engine_socket"
web a 8001
engine listen
A=$(routes a 8001)
ok 'Docker appears: its containers are published' view_is "$A"
ok 'which is said' logged 'Docker engine fake: .*1 '
is 'no flood: one line each' \
    "$(lines 'no Docker engine at') $(lines 'Docker engine fake')" '1 1'

# keep: nobody may touch what Traefik sees.
keep() {
	subscribe
	kept=$(view)
	log_clear
}
# kept NAME: all stayed as it was.
kept() {
	is "$1: the routes stayed all the time" "$(messages) $(view)" \
	    "0 $kept"
}
# over NAME COUNT: a new container shows that works again.
n=1
over() {
	n=$((n + 1))
	web "w$n" "90$n"
	A="$A
$(routes "w$n" "90$n")"
	ok "$1 is over: the next container is published" view_is "$A"
	ok "$1: one line when it is over" logged "${2:-works again\\|answers again}"
	is "$1: no flood" "$(other_lines | awk '{ print ($1 <= 5) }')" 1
}

# A restart of the engine: no socket, then a new one.
keep
engine absent 'close events'
ok 'the engine goes: it is said' logged 'route-maker: '
ok 'and that it is waited for' logged "no Docker engine"
heartbeats 2
kept 'the engine is away'
engine listen
over 'the restart'

keep
engine refuse 'close events'
ok 'an engine that refuses' logged 'no Docker engine listens at'
kept 'an engine that refuses'
engine listen
over 'refusal'

# What stops while nobody hears of it.
web gone 8999
ok 'a container that will stop' view_is "$A" "$(routes gone 8999)"
engine absent 'close events' 'stop gone' listen
ok 'it stops while the engine is away: its routes go' view_is "$A"

# Answers that are none.
# spoilt NAME REGEX HOW: of the list of all, and of the one a start asks for.
spoilt() {
	keep
	engine "answer list $3" 'close events'
	ok "the list: $1: it is said" logged "list of containers: .*$2"
	heartbeats 1
	kept "the list: $1"
	engine 'answer list right'
	over "the list: $1"
	keep
	engine "answer ids $3"
	web "x$n" 9999
	ok "a container: $1: it is said" logged "list of some.*: .*$2"
	kept "a container: $1"
	engine 'answer ids right'
	A="$A
$(routes "x$n" 9999)"
	over "a container: $1"
}
spoilt 'HTTP 500' '500' 500
spoilt 'not HTTP' 'not HTTP' garbage
spoilt 'chunked' 'check the proxy before Docker' chunked
spoilt 'cut in the middle' '' 'cut 300'
spoilt 'no answer' 'takes too long' hang

keep
engine 'answer info garbage' 'close events'
ok 'something else listens there: it is said' logged 'information: '
heartbeats 1
kept 'something else'
engine 'answer info right'
over 'something else'

keep
engine 'answer events 500' 'close events'
ok 'no events: it is said' logged 'events: .*500'
kept 'no events'
engine 'answer events right'
over 'no events'

keep
zeros=$(printf '%064d' 0)
engine 'event {"Type":"container","Act' 'event [1,2]' 'event 7' \
    'event {"Type":"container","Action":"start"}' \
    'event {"Type":"container","Action":"start","Actor":{"ID":"zz"}}' \
    "event {\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"$zeros\"},\"timeNano\":9223372036854775807}"
ok 'events that are none: it is said' logged 'an event of Docker: '
over 'events that are none' 'an event of Docker: '

# Health.
keep
engine 'health a unhealthy'
ok 'a container falls ill: its routes go' \
    view_is "$(echo "$A" | grep -v '/a/')"
engine 'health a healthy'
ok 'and come back when it is well' view_is "$A"
is 'each with one message' "$(messages)" 2

# Containers that nobody expects.
keep
engine 'web huge 8002 traefik.enable=true' \
    "label huge traefik.http.routers.huge.rule $((64 * 1024 * 1024))" \
    'start huge'
ok 'a label of 64 MiB: the container is named' \
    logged 'container .*huge.*: \|container [0-9a-f]*: '
over 'a label of 64 MiB' 'container .*: '
is 'the others are there' "$(view | grep -c huge)" 0
engine 'destroy huge'

keep
engine 'web nul 8003 traefik.enable=true' 'nul nul' 'start nul'
ok 'a label with a NUL: the container is named' logged 'container .*: .*NUL\|container .*: .*u0000'
over 'a label with a NUL' 'container .*: '
is 'it is ignored' "$(view | grep -c routers/nul)" 0
engine 'destroy nul'
log_clear

# 10,000 containers at once.
engine 'containers 10000' 'close events'
count_routers() {
	R EVAL 'return #redis.call("KEYS", "traefik/http/routers/c*/tls")' 0
}
all_there() {
	[ "$(count_routers)" -eq 10000 ]
}
ok '10,000 containers: all are there' wait_for 20 all_there
is '10,000 containers: no line is said of any of them' \
    "$(lines 'route-maker: .*c[0-9]')" 0
keep
engine 'answer list cut 9000000' 'close events'
ok '10,000 containers, the list cut: it is said' logged 'truncated after 9000000'
heartbeats 1
kept '10,000 containers, the list cut'
engine 'answer list right'
ok '10,000 containers, the list whole again' logged 'list.*works again'
kept '10,000 containers, the list whole again'
kopd_stop
is 'all that with one kopd, which ends in order' "$kopd_status" 0

# A socket that is not for everybody.
group=$(id -gn)
chmod 600 "$engine_socket"
if [ "$(id -u)" -ne 0 ]; then
	chmod 0 "$engine_socket"
fi
log_clear
kopd_start_as_user
ok 'permission denied: the line names the socket and its group' \
    logged "permission denied at $engine_socket: .* group $group"
chmod 666 "$engine_socket"
ok 'permission granted: a line' logged 'answers again'
kopd_stop
is 'no flood' "$(lines 'permission denied')" 1
finish
