#!/bin/sh
# Docker's data was wiped: another engine comes back behind the same socket.
# Whose routes these are in Redis stays as it is until somebody accepts that.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

# wiped OLD ID NAME NEW: the engine is away, and another one when it is back,
# with another container.
wiped() {
	engine refuse 'close events' "destroy $1" "become $2 $3"
	web "$4" 8001
	engine listen
}

# A name that changes without end: kopd is told of each, redis-writer of none.
names_change() {
	_n=0
	while [ $_n -lt 20 ]; do
		_n=$((_n + 1))
		engine refuse 'close events' "become ID$_n name$_n"
		_lists=$(requests list)
		engine listen
		wait_for 15 asked_more || return 1
	done
}
asked_more() {
	[ "$(requests list)" -gt "$_lists" ]
}
shown() {
	kopctl -j show | jq -r ".kopd[\"$1\"]"
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
log_clear
engine refuse 'close events' listen
web a2 8002
ok 'it is restarted' view_is "$(routes a 8001)" "$(routes a2 8002)"
engine 'destroy a2'
ok 'and goes on' view_is "$(routes a 8001)"
is 'nothing is said of another one' "$(lines 'another one')" 0
wiped a SECOND fake b
ok 'a second one: it is said' logged \
    "^route-maker: the Docker engine has changed to SECOND (fake) from FAKE:ENGINE (fake)"
ok 'its container replaces that of the first' view_is "$(routes b 8001)"
ok 'kopd does not accept it by itself' logged "^kopd: the Docker engine \
has changed to SECOND (fake): .* of FAKE:ENGINE (fake); .*kopctl reload"
is 'in Redis the first one stays' "$(stored kopd)" FAKE:ENGINE
is 'kopctl show has both, as kopd and as route-maker see it' \
    "$(shown engine) $(shown engine.other) \
$(kopctl -j show | jq -r '."route-maker"["engine.id"]')" \
    'FAKE:ENGINE SECOND SECOND'
cp "$dir/kopd/kopd.conf" "$dir/kopd/good"
echo 'wrong' >>"$dir/kopd/kopd.conf"
ok 'a reload that fails' not kopctl reload 2>"$dir/err"
is 'does not accept it' "$(stored kopd) $(shown engine)" \
    'FAKE:ENGINE FAKE:ENGINE'
cat "$dir/kopd/good" >"$dir/kopd/kopd.conf"
ok 'a reload' kopctl reload
ok 'accepts it: it is the one in Redis' wait_for 10 stored_is kopd SECOND
ok 'its routes stay' view_is "$(routes b 8001)"
is 'and none waits to be accepted' "$(shown engine.other)" null
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
ok 'another engine of another name: it is said' \
    logged '^kopd: the Docker engine has changed to THIRD (renamed)'
ok 'its routes are those of the old name' view_is \
    "$(routes c 8001 "$(R HGET kopd:/traefik/hosts fake)")"
ok 'more of them follow' names_change
is 'no host is registered for any' \
    "$(R HKEYS kopd:/traefik/hosts | sort | tr '\n' ' ')" 'fake kopd '
is 'no flood' "$(lines '^kopd: the Docker engine has changed' |
    awk '{ print ($1 <= 3) }')" 1
engine refuse 'close events' 'become THIRD renamed' listen
ok 'it is the third one again' \
    wait_for 10 eval '[ "$(shown engine.other)" = THIRD ]'
kill -HUP "$kopd_pid"
ok 'a SIGHUP accepts that one: it is another host' \
    logged 'connected as host renamed'
is 'in Redis, too' "$(stored renamed)" THIRD
ok 'what the old name had is taken away when its lease is over' \
    logged 'host fake: lease expired'
ok 'and the new one has its routes' \
    view_is "$(routes c 8001 "$(R HGET kopd:/traefik/hosts renamed)")"
kopd_stop
is 'kopd ends in order then' "$kopd_status" 0
finish
