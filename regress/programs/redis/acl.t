#!/bin/sh
# The rules for kopd's user in kopd.conf(5): enough for everything, and each
# of them is needed.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
. "$TOP/regress/lib/kop.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

redis_start
R ACL SETUSER kopd reset on '>secret' $(rules kopd 1) >/dev/null
R MONITOR >"$dir/monitor" &
pids="$pids $!"
wait_for 5 grep -q OK "$dir/monitor"

# Not by a script: those in the monitor are the writer's.
view() {
	R --scan --pattern 'traefik/*' | sort | while read -r key; do
		echo "$key=$(R GET "$key")"
	done
}

AUTH='user kopd password secret'
writer a $AUTH poll 1 notify_pause 4294967295	# auto
ok 'it connects' await a redis.state 'connected for'
snapshot a "$(container web $U1)" "$(container two $U1)"
changes a 'del http/routers/two' 'del http/services/two'
is 'it sets and removes' "$(view)" "$(view_of "$(container_view web 1 $U1)")"
is 'it may not look at the configuration' \
    "$(status a redis.notify)" 'publish (CONFIG GET is not permitted)'
is 'and says what that costs' "$(status a redis.messages)" \
    '1 a change; 1 a key besides, if notify-keyspace-events is on'
R DEL traefik/http/routers/web/rule >/dev/null
ok 'it mends' wait_for 10 view_is "$(view_of "$(container_view web 1 $U1)")"
conf a expire_keys 1
tell a reload
expiring() {
	[ "$(R PTTL traefik/http/routers/web/rule)" -gt 0 ]
}
ok 'it lets keys expire' wait_for 10 expiring
writer b $AUTH
snapshot b "$(container two $U2)"
kill_writer a
R DEL kopd:/traefik/lease/a >/dev/null
ok 'it takes away what a dead host left' wait_for 25 view_is \
    "$(view_of "$(container_view two 2 $U2)")"
stop_writer b >/dev/null
writer b $AUTH
snapshot b "$(container two $U2)"
is 'it compares' "$(view)" "$(view_of "$(container_view two 2 $U2)")"
sync_writer b
: >"$dir/b.out"
tell b withdraw
ok 'it withdraws' wait_for 10 grep -q '^status-end $' "$dir/b.out"
complaints() {
	cat "$dir"/*.log |
	    grep -v 'does not permit the search for keys of traefik-kop' |
	    grep -v 'is unknown, because CONFIG GET is not permitted' |
	    grep -i 'noperm\|permit'
}
is 'without a complaint of Redis' "$(complaints)" ''
ok 'that messages of Redis have no pauses is said' \
    logged a 'unknown, because CONFIG GET is not permitted: messages that Redis'
ok 'what it may not look for is said' \
    logged a 'does not permit the search for keys of traefik-kop'

# What the scripts called, and what the writer did without them.
used() {
	R PING "end $1" >/dev/null
	wait_for 5 grep -q "\"PING\" \"end $1\"" "$dir/monitor"
	sed -n 's/^[0-9.]* \[0 lua\] "\([^"]*\)".*/\1/p
	s/^[0-9.]* \[.*\] "SCRIPT" "LOAD".*/script|load/p
	s/^[0-9.]* \[.*\] "\(EVALSHA\|HSCAN\|HKEYS\|SMEMBERS\)".*/\1/p
	s/^[0-9.]* \[.*\] "\(SCAN\)".*"traefik\[_.*/\1/p' \
	    "$dir/monitor" | tr A-Z a-z | sort -u >"$dir/used"
}
unneeded() {	# PART
	used "$1"
	rules kopd "$1" | sed -n 's/^+//p' | grep -vxF -f "$dir/used"
}
is 'every rule is needed' "$(unneeded 1)" ''

# Where traefik-kop was, or is on another host.
R ACL SETUSER kopd $(rules kopd 2) >/dev/null
kop_web d gone $U1
kop_web e shared $U2
writer d $AUTH poll 1 withdraw_on_exit 1
snapshot d "$(container shared $U1)"
ok 'it takes over from traefik-kop' logged d 'complete: 2 objects'
is 'and waits for the one of another host' "$(status d redis.waiting | head -1)" \
    'http/routers/shared waits for host traefik-kop@e, which defines this name differently'
sync_writer d
: >"$dir/d.out"
tell d hosts
ok 'it shows hosts' wait_for 10 grep -q '^status-end $' "$dir/d.out"
sync_writer d
: >"$dir/d.out"
tell d 'withdraw traefik-kop@e'
ok 'it takes over what it is asked for' wait_for 10 grep -q '^status-end $' "$dir/d.out"
is 'all of it' "$(view)" "$(view_of "$(container_view shared 3 $U1)")"
sync_writer d
: >"$dir/d.out"
tell d 'withdraw b'
ok 'it withdraws another host' wait_for 10 grep -q '^status-end $' "$dir/d.out"
is 'without a complaint of Redis then' "$(complaints)" ''
is 'every rule of these is needed' "$(unneeded 2)" ''
stop_writer d >/dev/null

# What the user may not do.
as_kopd() {
	case $(REDISCLI_AUTH=secret redis-cli -s "$sock" --user kopd "$@" 2>&1) in
	*NOPERM*)	return 1 ;;
	*)		return 0 ;;
	esac
}
ok 'it may not read other keys' not as_kopd GET other
ok 'nor write them' not as_kopd SET other x
ok 'nor write them by a script' not as_kopd EVAL 'redis.call("SET", "other", 1)' 0
ok 'nor list all keys' not as_kopd KEYS '*'
ok 'nor flush' not as_kopd FLUSHALL
ok 'nor configure' not as_kopd CONFIG SET maxmemory 1
ok 'nor publish elsewhere' not as_kopd PUBLISH other x

# With CONFIG, what is on can be hushed; without CONFIG SET it says so.
R CONFIG SET notify-keyspace-events KEA >/dev/null
R ACL SETUSER kopd '+config|get' >/dev/null
writer c $AUTH
await c redis.notify 'quiet'
snapshot c "$(container web $U1)" "$(container two $U1)"
is 'where CONFIG SET is not permitted, it writes all the same' "$(view)" \
    "$(view_of "$(container_view two 4 $U1)" "$(container_view web 4 $U1)")"
ok 'and says so' logged c 'kopd cannot suppress them'
is 'and shows it' "$(status c redis.notify | grep -c native)" 1
R ACL SETUSER kopd $(rules kopd 3) >/dev/null
stop_writer c >/dev/null
writer c $AUTH
await c redis.notify 'quiet'
snapshot c
subscribe
changes c "$(container web $U1)"
is 'where it is, a change is one message' "$(messages)" 1

# Somebody forgets a rule.
R ACL SETUSER kopd -publish >/dev/null
tell c 'begin 900 change' "$(container three $U1)" 'end 900' 'done 900'
ok 'a rule that is missing is said' logged c 'rules in kopd.conf(5)'
R ACL SETUSER kopd +publish >/dev/null
ok 'and when it is there, all goes on' wait_for 20 grep -q '^done 900' "$dir/c.out"
stop_writer c >/dev/null

# Traefik's user, by what Traefik asks.
R ACL SETUSER traefik reset on '>secret' $(rules traefik) >/dev/null
as_traefik() {
	case $(REDISCLI_AUTH=secret redis-cli -s "$sock" --user traefik "$@" 2>&1) in
	*NOPERM*)	return 1 ;;
	*)		return 0 ;;
	esac
}
ok 'Traefik may read' as_traefik MGET traefik/http/routers/web/rule
ok 'and look for what there is' as_traefik SCAN 0 MATCH 'traefik*' COUNT 10
ok 'but not write' not as_traefik SET traefik/x y
ok 'nor read what is ours' not as_traefik MGET kopd:/traefik/format
ok 'nor configure' not as_traefik CONFIG SET notify-keyspace-events KEA
REDISCLI_AUTH=secret redis-cli -s "$sock" --user traefik \
    PSUBSCRIBE '__keyspace*:traefik*' >"$dir/traefik" &
pids="$pids $!"
ok 'it may listen' wait_for 5 grep -q '^psubscribe' "$dir/traefik"
R ACL SETUSER kopd $(rules kopd 1) >/dev/null
R CONFIG SET notify-keyspace-events '' >/dev/null
writer f $AUTH
snapshot f "$(container six $U1)"
ok 'and is told of a change' wait_for 5 grep -q '^pmessage' "$dir/traefik"
stop_writer f >/dev/null
finish
