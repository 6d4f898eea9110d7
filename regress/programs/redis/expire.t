#!/bin/sh
# Keys that expire: never while the host lives, with the shortest ttl and many
# keys, too, and all of them by themselves when it does not and no other kopd
# runs.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

redis_start --notify-keyspace-events Ex
redis-cli -s "$sock" PSUBSCRIBE '__keyevent@*__:expired' >"$dir/expired" &
pids="$pids $!"
wait_for 5 grep -q psubscribe "$dir/expired"

# expired: how many keys of the view did, since the last call.
expired() {
	R PUBLISH __keyevent@0__:expired "marker $tests" >/dev/null
	wait_for 5 grep -q "marker $tests" "$dir/expired"
	grep -c '^traefik/' "$dir/expired"
	: >"$dir/expired"
}

# passes N: until each key was renewed so often, if there are few.
passes() {
	R CONFIG RESETSTAT >/dev/null
	wait_for 60 heartbeats $(($1 * 5))
}

# kicked: the writer has connected anew.
kicked() {
	log_clear a
	R CLIENT KILL TYPE normal SKIPME yes >/dev/null
	logged a 'connected as host a'
}

least() {	# the first to go, ms
	view | cut -d = -f 1 | grep -v tls/ | while read -r key; do
		R PTTL "$key"
	done | sort -n | head -1
}

lapsed() {
	[ "$(R EXISTS kopd:/traefik/lease/a)" = 0 ]
}

VIEW=$(view_of "$(container_view web 1 $U1)" "$(container_view two 1 $U1)")
for ttl in 2 5; do
	writer a ttl $ttl expire_keys 1 notify_quiet 0
	snapshot a "$(container web $U1)" "$(container two $U1)"
	wait_for 10 view_is "$VIEW"
	expired >/dev/null
	subscribe
	ok "ttl $ttl: keys expire with the lease" \
	    test "$(least)" -gt 0 -a "$(least)" -le ${ttl}000
	passes 4
	is "ttl $ttl: after twice as long none has gone" "$(expired)" 0
	is "ttl $ttl: it is no news to Traefik" "$(messages)" 0
	ok "ttl $ttl: a connection that breaks" kicked
	passes 2
	ok "ttl $ttl: one that breaks again" kicked
	changes a "$(container two $U2)"
	passes 4
	changes a "$(container two $U1)"
	is "ttl $ttl: a change between, and none has gone" "$(expired)" 0
	is "ttl $ttl: all are there" "$(view)" "$VIEW"
	is "ttl $ttl: nothing was mended" \
	    "$(grep -c 'were changed by another client' "$dir/a.log")" 0
	R DEL traefik/http/routers/web/rule >/dev/null
	ok "ttl $ttl: what vanished comes back" wait_for 10 view_is "$VIEW"
	kill_writer a
	ok "ttl $ttl: when it dies they go by themselves" \
	    wait_for 20 view_is "$INERT"
	ok "ttl $ttl: and so does the lease" wait_for 20 lapsed
done
writer a ttl 2 expire_keys 1 notify_quiet 0
snapshot a "$(container web $U1)" "$(container two $U1)"
ok 'when it comes back they are there' wait_for 10 view_is "$VIEW"

# Another ttl, by a reload and by a restart.
expired >/dev/null
conf a ttl 60 expire_keys 1
tell a reload
all_last() {
	[ "$(least)" -gt 30000 ]
}
ok 'a longer ttl holds for all keys at once' wait_for 10 all_last
stop_writer a >/dev/null
writer a
snapshot a "$(container web $U1)" "$(container two $U1)"
all_stay() {
	[ "$(least)" = -1 ]
}
ok 'without expire keys they stay' wait_for 10 all_stay
is 'none has gone' "$(expired)" 0
conf a ttl 6 expire_keys 1
tell a reload
all_expire() {
	[ "$(view | cut -d = -f 1 | grep -v tls/ | while read -r key; do
		R PTTL "$key"; done | sort -n | tail -1)" -le 6000 ] &&
	    [ "$(least)" -gt 0 ]
}
ok 'with it they expire' wait_for 10 all_expire
conf a expire_keys 0 ttl 60
tell a reload
ok 'and without it they stay' wait_for 10 all_stay
is 'none has gone, either' "$(expired)" 0
stop_writer a >/dev/null

# Where Redis tells Traefik of each key, it does not of those renewed.
R FLUSHALL >/dev/null
R CONFIG SET notify-keyspace-events KEA >/dev/null
writer a ttl 3 expire_keys 1
await a redis.notify 'quiet'
snapshot a "$(container web $U1)" "$(container two $U1)"
subscribe
passes 5
is 'keys that are renewed are no messages' "$(messages)" 0
kill_writer a
R CONFIG SET notify-keyspace-events Ex >/dev/null

# Many: ten thousand objects, renewed while more come and a connection breaks.
# It takes longer than ttl; a loaded machine renews so many in that time.
R FLUSHALL >/dev/null
writer a ttl 15 expire_keys 1 notify_quiet 0
tell a 'begin 500 snapshot' 'many 0 5000' 'end 500' 'done 500'
ok 'many objects' wait_for 60 grep -q '^done 500' "$dir/a.out"
expired >/dev/null
R CONFIG RESETSTAT >/dev/null
ok 'they are renewed' wait_for 60 heartbeats 60
ok 'a connection that breaks, with many' kicked
tell a 'begin 501 change' 'many 5000 5100' 'end 501' 'done 501'
ok 'more come' wait_for 60 grep -q '^done 501' "$dir/a.out"
R CONFIG RESETSTAT >/dev/null
ok 'they are renewed, too' wait_for 60 heartbeats 80
is 'none of many has gone' "$(expired)" 0
is 'nothing was mended' "$(grep -c 'were changed by another client' "$dir/a.log")" 0
finish
