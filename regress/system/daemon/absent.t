#!/bin/sh
# A start where the interface, its address or the default route is missing
# waits for it: in a network namespace of the test's own.

if [ "$(id -u)" -ne 0 ]; then
	echo 'not ok 1 - a network namespace needs root: run this test as root'
	echo 1..1
	exit 1
fi
if [ "${1:-}" != inside ]; then
	exec unshare -n "$0" inside
fi

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
command -v ip >/dev/null || bail "ip is missing: apt-get install iproute2"

ip link set lo up
redis_start_port
engine_start
web a 8001

routes_at() {
	routes a 8001 | sed "s/192.0.2.1/$1/"
}
interface() {
	ip link add eth9 type veth peer name there
	ip link set there up
	ip link set eth9 up
}
check() {
	env -i "$BUILD/kopd/kopd" -n -f "$dir/kopd/kopd.conf" >"$dir/out" 2>&1
}
shown() {
	[ "$(kopctl -j show 2>/dev/null | jq -r '.kopd["bind.detail"]')" = "$1" ]
}

kopd_conf 'bind interface "eth9"'
interface
ip addr add 198.51.100.7/24 dev eth9
check
is 'the interface is there: kopd -n says nothing of it' \
    "$? $(cat "$dir/out")" '0 configuration OK'
kopd_start
ok 'the interface is there: it publishes' view_is "$(routes_at 198.51.100.7)"
kopd_stop
before=$(view)

ip link del eth9
check
is 'the interface is gone: kopd -n exits 0' $? 0
ok 'the interface is gone: kopd -n warns, with the line' grep -q \
    "kopd.conf:3: warning: bind: interface eth9: there is no such interface: kopd would wait for it" \
    "$dir/out"
log_clear
kopd_start
ok 'the interface is gone: a start waits, and says what to do' logged \
    'kopd.conf:3: bind: interface eth9: there is no such interface: kopd waits for it and publishes nothing until then; bring the interface up'
ok 'the interface is gone: kopd is ready all the same' logged '^kopd: ready'
ok 'kopctl show says what it waits for' wait_for 10 shown \
    'waiting: interface eth9: there is no such interface'
is 'so does route-maker' "$(kopctl -j show |
    jq -r '."route-maker"."docker.state.detail"')" \
    'this host has no address to publish; Docker is not asked until it has one'
kopctl explain a >"$dir/out" 2>&1
is 'and kopctl explain' "$? $(grep -c 'has no address to publish' "$dir/out")" \
    '1 1'
ok 'a reload is taken, and it goes on waiting' kopctl reload
ok 'as shown' shown 'waiting: interface eth9: there is no such interface'
web b 8002
engine 'destroy b'
is 'no route is touched' "$(view)" "$before"
is 'it is said once' "$(lines 'there is no such interface')" 1
interface
ok 'an interface without an address is no better' wait_for 10 shown \
    'waiting: interface eth9: it has no address'
is 'no route is touched then' "$(view)" "$before"
ip addr add 198.51.100.8/24 dev eth9
ok 'with an address it publishes' view_is "$(routes_at 198.51.100.8)"
ok 'which is said' logged \
    '^kopd: bind: the address is 198.51.100.8: publishing starts'
ok 'and shown' shown 198.51.100.8
before=$(view)
ip link del eth9
ok 'one that goes later is kept' logged \
    'bind: interface eth9: there is no such interface; 198.51.100.8 stays published'
kopctl reload >"$dir/out" 2>&1
is 'a reload with an interface that is gone changes nothing' \
    "$? $(view | md5sum)" "1 $(echo "$before" | md5sum)"
kopd_stop
is 'it ends in order' "$kopd_status" 0

log_clear
kopd_start
ok 'it waits again' logged 'kopd waits for it'
ok 'and is ready' logged '^kopd: ready'
kopd_stop
is 'SIGTERM ends it while it waits' "$kopd_status" 0
is 'and the routes stay' "$(view)" "$before"

kopd_conf 'bind default'
check
is 'no default route: kopd -n exits 0' $? 0
ok 'no default route: kopd -n warns' grep -q \
    'kopd.conf:3: warning: bind: there is no default route: kopd would wait for it' "$dir/out"
log_clear
kopd_start
ok 'no default route: a start waits' logged \
    'bind: there is no default route: kopd waits for it .*(bind ip)'
ok 'and is ready then' logged '^kopd: ready'
is 'no route is touched meanwhile' "$(view)" "$before"
kopd_conf 'bind interface "eth9"'
ok 'a reload to an interface that is not there yet' kopctl reload
ok 'is waited for' wait_for 10 shown \
    'waiting: interface eth9: there is no such interface'
kopd_conf 'bind default'
ok 'and back' kopctl reload
interface
ip addr add 198.51.100.9/24 dev eth9
ip route add default via 198.51.100.1
ok 'with a default route it publishes' view_is "$(routes_at 198.51.100.9)"
kopd_stop
ip route del default
log_clear
kopd_start
ok 'it waits for a route, once more' logged 'kopd waits for it'
ok 'and is ready once more' logged '^kopd: ready'
kopd_conf 'bind ip 192.0.2.1'
ok 'a reload to an address that is fixed' kopctl reload
ok 'publishes at once' view_is "$(routes_at 192.0.2.1)"
ok 'and nothing is waited for' shown 192.0.2.1
kopd_stop

# In the background the call comes back, since kopd works.
kopd_conf 'bind interface "eth8"'
timeout 60 env -i PATH="$PATH" "$BUILD/kopd/kopd" -f "$dir/kopd/kopd.conf" \
    -s "$dir/kopd.sock" >"$dir/out" 2>&1
is 'in the background the start is back while it waits' $? 0
ok 'with the reason at the terminal' grep -q 'kopd waits for it' "$dir/out"
kopd_find
kill "$kopd_pid"
ok 'and ends' wait_for 10 gone "$kopd_pid"
kopd_pid=
finish
