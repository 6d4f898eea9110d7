#!/bin/sh
# The rules for kopd's user in kopd.conf(5): enough for everything, and each
# of them is needed.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

# The commands that kopd.conf(5) gives the user of that name.
rules() {
	awk -v user="$1" '
		/^redis-cli ACL SETUSER/ { mine = $4 == user }
		/^\.Ed/ { mine = 0 }
		mine' "$TOP/man/kopd.conf.5" |
	    sed 's/\\(aq//g; s/\\e$//' | tr ' ' '\n' | grep '^[+~&]'
}

redis_start
R ACL SETUSER kopd reset on '>secret' $(rules kopd) >/dev/null
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
writer a $AUTH poll 1
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
tell b withdraw
ok 'it withdraws' wait_for 10 grep -q '^status-end $' "$dir/b.out"
is 'without a complaint of Redis' \
    "$(grep -i 'noperm\|permit' "$dir/a.log" "$dir/b.log")" ''

# What the scripts called, and what the writer did without them.
used=$( { sed -n 's/^[0-9.]* \[0 lua\] "\([^"]*\)".*/\1/p
	s/^[0-9.]* \[.*\] "SCRIPT" "LOAD".*/script|load/p
	s/^[0-9.]* \[.*\] "\(EVALSHA\|HSCAN\|HKEYS\)".*/\1/p' \
	"$dir/monitor"; } | tr A-Z a-z | sort -u)
missing=
for rule in $(rules kopd | sed -n 's/^+//p'); do
	echo "$used" | grep -qxF "$rule" || missing="$missing $rule"
done
is 'every rule is needed' "$missing" ''

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
    "$(view_of "$(container_view two 3 $U1)" "$(container_view web 3 $U1)")"
ok 'and says so' logged c 'does not let us gather them'
is 'and shows it' "$(status c redis.notify | grep -c native)" 1
R ACL SETUSER kopd '+config|set' +multi +exec >/dev/null
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
finish
