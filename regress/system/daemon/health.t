#!/bin/sh
# kopctl health: its line, its JSON and its exit status, for each state.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

# health_is STATUS REGEX: waits for this exit status and this line.
health_is() {
	wait_for 20 health_equals "$@" && return
	echo "status $status: $line" | diagnose
	log_show
	return 1
}

health_equals() {
	line=$(kopctl health 2>"$dir/err")
	status=$?
	[ "$status" -eq "$1" ] && printf '%s\n' "$line" | grep -q -e "$2" &&
	    [ "$(printf '%s\n' "$line" | wc -l)" -eq 1 ] && [ ! -s "$dir/err" ]
}

# json FILTER: of the same with -j, after health_is.
json() {
	kopctl -j health | jq -r "$1"
}

ok 'no kopd: it is down' health_is 2 "^down: $dir/kopd.sock: kopd does not run"
is 'the same in JSON' "$(json '.status, .reasons[].subject')" 'down
kopd'

redis_start_port
engine_start
engine absent
kopd_conf
kopd_start
ok 'no Docker: degraded' health_is 1 \
    "^degraded: no Docker engine at $engine_socket; retrying; published routes stay"
is 'the same in JSON' "$(json '.status, .reasons[0].subject')" 'degraded
docker'
engine listen
web one 8001
web two 8002
ok 'all is in order: publishing' health_is 0 \
    '^publishing: 2 of 2 containers are published, with 4 objects$'
is 'the same in JSON' "$(json tostring)" \
    '{"status":"publishing","reasons":[],"containers":2,"published":2,"objects":4}'
web bad 8003 traefik.http.routers.bad.entrypoint=x
ok 'a container with errors leaves it in order' health_is 0 \
    '^publishing: 2 of 3 containers'

engine absent 'close events'
ok 'Docker goes: degraded' health_is 1 '^degraded: .*; published routes stay$'
engine listen
ok 'Docker is back' health_is 0 '^publishing: '

redis_stop KILL
ok 'Redis goes: degraded' health_is 1 \
    "^degraded: Redis at 127.0.0.1:$redis_port: .*; retrying; published routes stay$"
is 'the same in JSON' "$(json '.status, .reasons[0].subject, .containers')" \
    'degraded
redis
3'
redis_start --port "$redis_port" --bind 127.0.0.1
ok 'Redis is back' health_is 0 '^publishing: '

kopctl health now >"$dir/out" 2>"$dir/err"
is 'an argument: the status says that nothing is known' "$? $(cat "$dir/out")" \
    '2 '
ok '... and why' grep -q 'health takes no arguments' "$dir/err"

# Another kopd has the hostname.
R SET kopd:/traefik/lease/kopd another >/dev/null
R HSET kopd:/traefik/host/kopd engine other engine-name other >/dev/null
ok 'another kopd takes the lease: degraded' health_is 1 \
    '^degraded: hostname "kopd" is in use .*set a unique `hostname'
is 'the same in JSON' "$(json '.reasons[0].subject')" lease
R DEL kopd:/traefik/lease/kopd >/dev/null
ok 'the lease is free: publishing' health_is 0 '^publishing: '

kopctl withdraw >"$dir/out" 2>&1
ok 'withdrawn: degraded' health_is 1 \
    '^degraded: all routes of this host are withdrawn; restart kopd'
is 'the same in JSON' "$(json '.reasons[0].subject')" withdrawn
kopd_stop

kopd_conf 'bind interface "none0"'
kopd_start
ok 'no address to publish: degraded' health_is 1 \
    '^degraded: bind: .*none0.*; nothing is published until then$'
is 'the same in JSON' "$(json '.reasons[0].subject')" address
kopd_stop
ok 'it has ended: down' health_is 2 '^down: '
finish
