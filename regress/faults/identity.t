#!/bin/sh
# Docker's data was wiped: another engine comes back behind the same socket.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

# wiped OLD ID NAME NEW: the engine is away, and another one when it is back,
# with another container.
wiped() {
	engine refuse 'close events' "destroy $1" "become $2 $3"
	web "$4" 8001
	engine listen
}

# stored HOST: whose routes Redis takes these for.
stored() {
	R HGET "kopd:/traefik/host/$1" engine
}
stored_is() {
	[ "$(stored "$1")" = "$2" ]
}

redis_start_port
engine_start
kopd_conf 'ttl 2s'
web a 8001
kopd_start
ok 'the first engine' view_is "$(routes a 8001)"
is 'is the one in Redis' "$(stored kopd)" FAKE:ENGINE
wiped a SECOND fake b
ok 'a second one: it is said' logged \
    "^route-maker: Docker's engine is another one: SECOND (fake), it was FAKE:ENGINE (fake)"
ok 'its container replaces that of the first' view_is "$(routes b 8001)"
ok 'it is the one in Redis' wait_for 10 stored_is kopd SECOND
is 'kopctl show has it' \
    "$(kopctl -j show | jq -r '."route-maker"["engine.id"]')" SECOND
kopd_stop
is 'kopd ends in order' "$kopd_status" 0
kopd_start
log_clear
ok 'a restart takes over at once, as on any engine' \
    logged 'connected as host kopd'
kopd_stop

# The host is called as the engine is.
kopd_conf 'ttl 2s'
sed /^hostname/d "$dir/kopd/kopd.conf" >"$dir/kopd/new"
cat "$dir/kopd/new" >"$dir/kopd/kopd.conf"
log_clear
kopd_start
ok 'without a hostname it is that of the engine' \
    logged 'connected as host fake'
wiped b THIRD renamed c
ok 'another engine of another name: that host' \
    logged 'connected as host renamed'
is 'in Redis, too' "$(stored renamed)" THIRD
ok 'what the old name had is taken away when its lease is over' \
    logged 'host fake is gone'
ok 'and the new one has its routes' \
    view_is "$(routes c 8001 "$(R HGET kopd:/traefik/hosts renamed)")"
kopd_stop
is 'kopd ends in order then' "$kopd_status" 0
finish
