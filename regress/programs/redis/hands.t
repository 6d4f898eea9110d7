#!/bin/sh
# What people do to a Redis that is in use: rights and passwords that change,
# keys that are deleted, changed or made into something else, other
# programs' keys, leases that all run out at once.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

redis_start
R ACL SETUSER kopd on '>secret' '~*' '&*' +@all >/dev/null

# Two hosts, for later: those that are new take from nobody.
writer x root clock
snapshot x "$(container web $U1)"
writer y root clock
snapshot y "$(container other $U2)"
began=$(date +%s)

# Another program's keys under the root: neither ours, nor in our way.
OTHERS='traefik/http/routers/hand/rule=Host(`hand`)
traefik/http/routers/hand/service=web
traefik/http/routers/webx/rule=Host(`webx`)
traefik/http/services/hand/loadBalancer/servers/0/url=http://192.0.2.9'
echo "$OTHERS" | while IFS='=' read -r key value; do
	R SET "$key" "$value" >/dev/null
done
AUTH='user kopd password secret poll 1'
writer a $AUTH
snapshot a "$(container web $U1)"
WEB=$(container_view web 1 $U1)
is 'keys of others stay as they are' "$(view)" "$(view_of "$OTHERS" "$WEB")"
is 'and are not counted as ours' \
    "$(status a redis.objects) $(R HKEYS kopd:/traefik/shown | sort | xargs)" \
    '2 http/routers/web http/services/web'
log_clear a

# moves NAME: a container goes and another one comes, which is not there yet
# when this returns.
n=0
moves() {
	number=$((number + 1)) n=$((n + 1))
	tell a "begin $number change" "del http/services/c$((n - 1))" \
	    "del http/routers/c$((n - 1))" "$(container "c$n" $U2)" \
	    "end $number" "done $number"
	NOW=$(view_of "$OTHERS" "$WEB" "$(container_view "c$n" 1 $U2)")
}

# said TEST TEXT: a line says so, and what else lives is untouched.
said() {
	ok "$1: a line says so" logged a "$2"
	is "$1: the other container's routes are there" \
	    "$(view | grep '/web/')" "$WEB"
}

# over TEST: all is well, a line says so, and there are few.
over() {
	ok "$1: over" wait_for 20 view_is "$NOW"
	ok "$1: a line says that it is over" logged a 'connected as host a'
	ok "$1: no flood" test "$(log_count a)" -le 4
	log_clear a
}
moves
ok 'a container comes' wait_for 20 view_is "$NOW"

# after_restart: who saw many faults in a row would count them.
after_restart() {
	stop_writer a >/dev/null
	writer a $AUTH
	snapshot a "$(container web $U1)" "$(container "c$n" $U2)"
	ok 'a restart' logged a 'connected as host a'
	log_clear a
}

# Rights that are taken away: at whichever command a script is.
for command in evalsha get set mset - del hset hdel hmget - publish; do
	[ $command != - ] || {
		after_restart
		continue
	}
	R ACL SETUSER kopd "-$command" >/dev/null
	moves
	said "-$command" 'Redis does not permit this to the user'
	R ACL SETUSER kopd "+$command" >/dev/null
	over "-$command"
done
R ACL SETUSER kopd resetkeys '~kopd:*' >/dev/null
moves
said 'no right to the root' 'Redis does not permit this to the user'
R ACL SETUSER kopd '~*' >/dev/null
over 'no right to the root'

# Passwords.
after_restart
R ACL SETUSER kopd resetpass '>changed' >/dev/null
moves
ok 'a password that changed: who is in stays in' wait_for 20 view_is "$NOW"
log_clear a
R CLIENT KILL USER kopd >/dev/null
moves
said 'a password that changed' 'rejects the user or password'
R ACL SETUSER kopd '>secret' >/dev/null
over 'a password that changed'
R ACL DELUSER kopd >/dev/null
moves
said 'a user who is gone' 'rejects the user or password'
R ACL SETUSER kopd on '>secret' '~*' '&*' +@all >/dev/null
over 'a user who is gone'
is 'no password in any line' "$(cat "$dir"/*.log | grep -c secret)" 0

# Keys of the view.
mended() {
	ok "$1: mended" wait_for 20 view_is "$NOW"
	ok "$1: a line says so" logged a 'keys were changed by another client'
	log_clear a
}
KEY=traefik/http/routers/web/rule
R DEL $KEY traefik/http/routers/web/service >/dev/null
mended 'keys that were deleted'
R SET $KEY nonsense >/dev/null
mended 'a key that was changed'
R SET $KEY nonsense PX 100000 >/dev/null
mended 'a key that was made to expire'
becomes() {	# TYPE COMMAND ...
	type=$1 key=$2
	shift 2
	R DEL "$key" >/dev/null
	"$@" >/dev/null
	ok "$key as a $type: mended" wait_for 20 view_is "$NOW"
	log_clear a
}
becomes list $KEY R RPUSH $KEY x
becomes hash $KEY R HSET $KEY x y
becomes set $KEY R SADD $KEY x
becomes stream $KEY R XADD $KEY '*' x y
KEY=traefik/tls/certificates
becomes hash $KEY R HSET $KEY x y

after_restart

# What kopd keeps for itself, while a container goes and another one comes.
# (Whoever writes another text over a lease takes it, over the layout ends us.)
takes() {	# KEY DEL | RPUSH x | SET nonsense
	key=kopd:/traefik/$1
	test="$1, $2"
	shift
	R DEL "$key" >/dev/null
	[ "$1" = DEL ] || R "$1" "$key" "$2" >/dev/null
}
changes_come() {
	moves
	ok "$test: a change arrives" wait_for 20 view_is "$NOW"
	ok "$test: no flood" \
	    test "$(log_count a)" -le 6
	log_clear a
}
for key in format hosts claims host/a lease/a; do
	takes $key DEL
	changes_come
	takes $key RPUSH x
	changes_come
done
after_restart
for key in hosts claims host/a; do
	takes $key SET nonsense
	changes_come
done

# What was set is not known to the one who removes it.
for how in DEL 'RPUSH x' 'SET nonsense'; do
	takes want/a $how
	ok "$test: mended" wait_for 20 eval \
	    '[ "$(R HLEN kopd:/traefik/want/a 2>/dev/null)" = 4 ]'
	changes_come
done

after_restart
R SET kopd:/traefik/format 2 >/dev/null
log_clear a
before=$(view)
moves
ok 'a newer layout: a line says so' logged a 'has another layout; use'
is 'a newer layout: nothing is written' "$(view)" "$before"
R SET kopd:/traefik/format 1 >/dev/null
over 'a newer layout'

# All leases at once, as if Redis' clock had been set: nobody loses anything.
grace_is_over() {
	[ "$(date +%s)" -gt $((began + 11)) ]
}
wait_for 12 grace_is_over
ok 'no host is new' grace_is_over
R CONFIG SET notify-keyspace-events KEA >/dev/null
redis-cli -s "$sock" psubscribe '__keyspace*:clock/*' >"$dir/clock" &
pids="$pids $!"
wait_for 5 grep -q psubscribe "$dir/clock"
log_clear x
log_clear y
R DEL kopd:/clock/lease/x kopd:/clock/lease/y >/dev/null
for w in x y; do
	ok "leases that run out: $w says so" logged $w 'the lease has expired'
	ok "leases that run out: $w goes on" logged $w "connected as host $w"
done
R CONFIG RESETSTAT >/dev/null
wait_for 20 heartbeats 12
is 'leases that run out: nobody takes from the others' \
    "$(grep -c 'lease expired' "$dir/x.log" "$dir/y.log" | xargs)" \
    "$dir/x.log:0 $dir/y.log:0"
is 'leases that run out: not one key has changed' \
    "$(grep -c pmessage "$dir/clock")" 0

# Others' keys are there to the end.
tell a withdraw
ok 'withdraw' wait_for 10 grep -q '^status-end $' "$dir/a.out"
is 'takes what is ours and leaves what is not' "$(view)" \
    "$(view_of "$OTHERS")"
finish
