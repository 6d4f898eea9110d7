#!/bin/sh
# The whole kopd with a proxy before Docker that permits less than all, or takes
# less than all; and with Podman, as far as it differs from Docker.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

html='<html><body><h1>403 Forbidden</h1>Request forbidden by administrative rules.</body></html>'

shown() {
	kopctl -j show | jq -r ".[\"$1\"][\"$2\"]"
}
stored() {
	R HGET "kopd:/traefik/host/$1" "$2"
}
without_hostname() {
	sed /^hostname/d "$dir/kopd/kopd.conf" >"$dir/kopd/new"
	cat "$dir/kopd/new" >"$dir/kopd/kopd.conf"
}

redis_start_port
engine_start

# docker-socket-proxy as it comes: INFO=0.
engine "answer info html 403 $html"
web a 8001
kopd_conf
without_hostname
kopd_start
ok 'no information, no hostname: it is said what to do' logged \
    "^route-maker: Docker's information is refused; set hostname in kopd.conf, or allow /info (INFO=1 in docker-socket-proxy, -allowGET=/info in socket-proxy)"
heard=$(requests info)
asked_again() {
	[ "$(requests "$1")" -gt "$heard" ]
}
ok 'it is asked again' wait_for 15 asked_again info
is 'the line is there once' "$(lines 'is refused')" 1
kopd_conf
ok 'hostname is set: a reload' kopctl reload
ok 'is enough' view_is "$(routes a 8001)"
machine="machine $(shown kopd engine | cut -d ' ' -f 2) $engine_socket"
is 'the engine is this machine and the place of the socket' \
    "$(shown kopd engine)" "$machine"
ok 'of 32 digits' expr "$machine" : "machine [0-9a-f]\\{32\\} /"
is 'which are a digest of the machine-id, and not that itself' \
    "$machine" "machine $(printf %s "kopd$(cat /etc/machine-id)$engine_socket" |
    sha256sum | cut -c 1-32) $engine_socket"
is 'in Redis, too, with the hostname' \
    "$(stored kopd engine) $(stored kopd engine_name)" "$machine kopd"
log_clear
kopd_stop
kopd_start
ok 'a restart has the name at once' logged 'connected as host kopd'
kill -9 "$kopd_pid"
kopd_end
kopd_start
web b 8002
ok 'so it is when kopd is killed' view_is "$(routes a 8001)" "$(routes b 8002)"
is 'no name was taken' "$(lines taken)" 0
is 'nothing that a page says in tags is in the log' "$(lines '<')" 0
engine 'answer info right' 'close events'
ok 'information is permitted: it is another engine, to be accepted' \
    logged 'the Docker engine has changed to FAKE:ENGINE'
ok 'a reload' kopctl reload
ok 'accepts it' wait_for 10 eval '[ "$(stored kopd engine)" = FAKE:ENGINE ]'
ok 'the routes stay' view_is "$(routes a 8001)" "$(routes b 8002)"
kopd_stop

# No events.
log_clear
engine "answer events html 403 $html"
kopd_conf 'docker poll 1s'
kopd_start
ok 'no events: it is said, and how late changes show' logged \
    "^route-maker: Docker's events are refused: changes are found after up to 1s; allow /events"
web c 8003
ok 'what starts is published all the same' \
    view_is "$(routes a 8001)" "$(routes b 8002)" "$(routes c 8003)"
engine 'stop c'
ok 'what stops goes' view_is "$(routes a 8001)" "$(routes b 8002)"
is 'kopctl show says it' "$(shown route-maker docker.state.detail)" \
    'connected, events are refused'
is 'the line is there once' "$(lines 'are refused')" 1
is 'events are not asked for at each poll' "$(requests events | awk '
    { print ($1 <= 6) }')" 1
engine 'answer events right'
ok 'they are permitted: a reload' kopctl reload
ok 'ends that' logged "Docker's events: works again"
kopd_stop

# No lists.
log_clear
engine "answer list html 403 $html"
kopd_conf 'docker poll never'
kopd_start
ok 'no lists: it is said what to allow' logged \
    "^route-maker: Docker's list of containers is refused; allow /containers/json (CONTAINERS=1"
ok 'the routes stay' view_is "$(routes a 8001)" "$(routes b 8002)"
engine 'answer list right' 'destroy b'
ok 'they are permitted: it goes on' view_is "$(routes a 8001)"
kopd_stop

# Somebody who wants TLS.
log_clear
engine 'answer info tls'
kopd_start
ok 'an engine that wants TLS: the line says where to look' logged \
    "^route-maker: the Docker engine at $engine_socket uses TLS; see REMOTE ENGINES in kopd.conf(5)"
engine 'answer info right'
ok 'it is over' logged "Docker's information: works again"

# Requests that are too long.  ids: how many the last requests had at most.
ids() {
	sed -n 's/^request ids //p' "$engine_dir/out" | tail -n "$1" |
	    awk '{ n = gsub(/%22%2C%22/, ""); if (n > max) max = n }
	    END { print max + 1 }'
}
routers() {
	[ "$(R EVAL "return #redis.call('KEYS', 'traefik/http/routers/$1*/rule')" \
	    0)" -eq "$2" ]
}
# starts PREFIX: 1,000 at once.
starts() {
	n=0
	while [ $n -lt 1000 ]; do
		n=$((n + 1))
		printf 'web %s%d %d traefik.enable=true traefik.http.routers.%s%d.rule=Host(`%s%d`)\n' \
		    "$1" $n $((20000 + n)) "$1" $n "$1" $n
	done >"$dir/starts"
	_answers=$(($(engine_answers) + 1000))
	cat "$dir/starts" >&8
	wait_for 30 engine_answered
}
log_clear
starts x
ok '1,000 starts' wait_for 20 routers x 1000
is 'are asked for by no more than 100 at a time' "$(ids 99 | awk '
    { print ($1 <= 100) }')" 1
engine 'longest 4000 400'
starts y
ok '1,000 starts through a proxy that takes no long requests' \
    wait_for 20 routers y 1000
is 'are asked for by no more than 50 at a time' "$(ids 10 | awk '
    { print ($1 <= 50) }')" 1
engine 'longest 1000 reset' 'close events'
starts z
ok '1,000 starts through one that breaks the connection' \
    wait_for 30 routers z 1000
is 'no fault is said of that' "$(lines 'list of some')" 0
engine 'longest 0 400'
kopd_stop
is 'kopd ends in order' "$kopd_status" 0
finish
