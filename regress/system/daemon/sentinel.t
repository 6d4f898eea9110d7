#!/bin/sh
# Redis behind Sentinel by traefik-kop's variables: masters at any port, now
# and after a failover; with `ports' in kopd.conf at these alone.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/sentinel.sh"
. "$TOP/regress/lib/kopd.sh"

server one
server two --replicaof 127.0.0.1 "$one_port"
ok 'a replica' wait_for 20 eval '[ "$(field two replication master_link_status)" = up ]'
sentinel_server s1 "$one_port"
sentinel_server s2 "$one_port"
ok 'the sentinels know it' wait_for 20 eval \
    '[ "$(field s1 sentinel master0 | grep -o slaves=1)" ] &&
    [ "$(field s2 sentinel master0 | grep -o slaves=1)" ]'
engine_start
web a 8001

# configure LINE ...: kopd.conf, without a word of Redis.
configure() {
	printf '%s\n' 'hostname "kopd"' 'heartbeat 1s' "$@" \
	    >"$dir/kopd/kopd.conf"
}

# start [VARIABLE=VALUE ...]: kopd with these and those of the test.
start() {
	log_clear
	env -i PATH="$PATH" BIND_IP=192.0.2.1 \
	    DOCKER_HOST="unix://$engine_socket" \
	    REDIS_SENTINEL_ADDRS="127.0.0.1:$s1_port,127.0.0.1:$s2_port" \
	    REDIS_SENTINEL_MASTER=mymaster "$@" "$BUILD/kopd/kopd" -d \
	    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" \
	    >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}

# has SERVER NAME: it has that router.
has() {
	[ "$(on "$1" get "traefik/http/routers/$2/service")" = "$2" ]
}

confinement() {
	kopctl -j show | jq -r '."redis-writer".confinement'
}

[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
    bail "the users of kopd's processes are missing: make users"
configure
start
ok 'the master is found at its port' logged "is 127.0.0.1:$one_port"
ok 'it gets the routes' wait_for 20 has one a
ok 'the line of the start says that any port is permitted' \
    logged '^kopd: ready, .*; redis-writer may connect to any TCP port, because'
ok 'so does kopctl show' eval \
    'confinement | grep -q ", any TCP port\(,\|$\)"'
log_clear
on s1 sentinel failover mymaster >/dev/null
ok 'a failover to another port is followed' \
    logged "is 127.0.0.1:$two_port, no longer 127.0.0.1:$one_port"
web b 8002
ok 'the new master gets what changes' wait_for 20 has two b
ok 'the old one becomes a replica' wait_for 30 eval \
    '[ "$(field one replication master_link_status)" = up ]'

# A reload lists ports: they hold, but the sandbox stays as it is.
log_clear
configure "sentinel { ports { $one_port } }"
ok 'a reload with ports' kopctl reload
ok 'which says what the sandbox permits' \
    logged 'the sandbox of redis-writer permits any port until kopd is started'
ok 'a master at another port is refused' \
    logged "is 127.0.0.1:$two_port, and the sandbox does not permit this port"
kopd_stop
is 'kopd ends in order' "$kopd_status" 0

# With ports from the start: for the sandbox, too.
configure "sentinel { ports { $one_port, $two_port } }"
start
ok 'with ports: the master gets the routes' logged 'connected as host kopd'
is 'nothing is said of any port' "$(lines 'any TCP port')" 0
ok 'nor by kopctl show' eval '! confinement | grep -q "any TCP port"'
configure
ok 'a reload without ports is refused' not kopctl reload 2>"$dir/err"
ok 'since it needs a restart' \
    grep -q 'a port of sentinels or masters is new: this needs a restart' \
    "$dir/err"
kopd_stop
configure "sentinel { ports { $one_port } }"
start
ok 'a port that is not listed is refused' \
    logged "is 127.0.0.1:$two_port, and the sandbox does not permit this port"
kopd_stop

# An address of Redis beside the sentinels: traefik-kop asks the sentinels.
configure
start REDIS_ADDR=127.0.0.1:1
ok 'an address beside sentinels is not asked' logged 'connected as host kopd'
kopd_stop

configure 'sandbox strict'
start
kopd_end
is 'sandbox strict without ports: kopd does not start' "$kopd_status" 1
ok 'and says what is missing' \
    logged 'REDIS_SENTINEL_ADDRS: sandbox strict needs .ports. in the sent'
configure 'sandbox strict' "sentinel { ports { $one_port, $two_port } }"
env -i REDIS_SENTINEL_ADDRS="127.0.0.1:$s1_port" REDIS_SENTINEL_MASTER=m \
    "$BUILD/kopd/kopd" -n -f "$dir/kopd/kopd.conf" >"$dir/out" 2>&1
result $? 'with ports it is right' "$dir/out"
finish
