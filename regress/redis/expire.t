#!/bin/sh
# Keys that expire: never while the host lives, and all of them by themselves
# when it does not and no other kopd runs.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80

redis_start --notify-keyspace-events Ex
redis-cli -s "$sock" PSUBSCRIBE '__keyevent@*__:expired' >"$dir/expired" &
pids="$pids $!"
wait_for 5 grep -q psubscribe "$dir/expired"
writer a ttl 3 expire_keys 1 notify_quiet 0
snapshot a "$(container web $U1)" "$(container two $U1)"
VIEW=$(view_of "$(container_view web 1 $U1)" "$(container_view two 1 $U1)")
least() {	# the first to go, ms
	view | cut -d = -f 1 | grep -v tls/ | while read -r key; do
		R PTTL "$key"
	done | sort -n | head -1
}
ok 'keys expire with the lease' test "$(least)" -gt 0 -a "$(least)" -le 3000
R CONFIG RESETSTAT >/dev/null
wait_for 30 heartbeats 18
is 'after three times as long all are there' "$(view)" "$VIEW"
is 'and none has ever gone' "$(grep -c expired "$dir/expired")" 1
kill_writer a
ok 'when it dies they go by themselves' wait_for 15 view_is "$INERT"
lapsed() {
	[ "$(R EXISTS kopd:/traefik/lease/a)" = 0 ]
}
ok 'and so does the lease' wait_for 10 lapsed
writer a ttl 3 expire_keys 1
snapshot a "$(container web $U1)" "$(container two $U1)"
ok 'when it comes back they are there' wait_for 10 view_is "$VIEW"
stop_writer a >/dev/null
finish
