#!/bin/sh
# What kopd keeps for itself in Redis, or what Traefik reads, is deleted by
# hand, with kopd running or not, and then containers stop, start and change:
# in the end the view is what the hosts want, Traefik has been told, and what
# others wrote is there.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80 U3=http://192.0.2.3:80

# Written by hand: beside ours, and once below a router of ours.
OTHERS='traefik/http/middlewares/x/headers/frameDeny=true
traefik/http/routers/hand/rule=Host(`hand`)
traefik/http/routers/hand/service=gone
traefik/http/routers/gone/priority=7'

# changed NAME URL: its router without a middleware that it had.
limited() {
	printf '%s\n' \
	    "set http/middlewares/$1 http/middlewares/$1 0 headers/frameDeny true" \
	    "set http/services/$1 http/services/$1 0 loadBalancer/servers/0/url $2" \
	    "set http/routers/$1 http/routers/$1 0 rule Host(\`$1\`) service $1 middlewares $1"
}
shared() {
	printf '%s\n' "set http/services/m http/services/m 1" |
	    sed "s|\$| loadBalancer/servers/0/url $1|"
}

# What host a wants at first, and in the end; b wants the same all the time.
first() {
	container keep $U1
	container gone $U1
	limited edit $U1
	shared $U1
}
last() {
	container keep $U1
	container edit $U3
	container new $U1
	shared $U1
}
B="$(container other $U2)
$(shared $U2)
$(container gone $U2 'Host(`b`)')"

# view_at NUMBER-OF-A NUMBER-OF-B: the view in the end.  The name of what
# went is b's then.
view_at() {
	view_of "$OTHERS" "$(container_view keep "$1" $U1)" \
	    "$(container_view edit "$1" $U3)" \
	    "$(container_view new "$1" $U1)" \
	    "$(container_view other "$2" $U2)" \
	    "$(container_view gone "$2" $U2 'Host(`b`)')" \
	    "traefik/http/services/m/loadBalancer/servers/${1}0000/url=$U1" \
	    "traefik/http/services/m/loadBalancer/servers/${2}0000/url=$U2"
}
is_right() {
	[ "$(view)" = "$(view_at 1 2)" ]
}

# The books say what is there: each key of the view but others' is in them.
{
booked_keys
cat <<'LUA'
local out, all = {}, redis.call('HGETALL', 'kopd:/traefik/shown')
for i = 1, #all, 2 do
	for _, key in ipairs(keys_in(all[i], all[i + 1])) do
		out[#out + 1] = key
	end
end
table.sort(out)
return out
LUA
} >"$dir/booked.lua"
booked() {
	R EVAL "$(cat "$dir/booked.lua")" 0
}
ours() {
	view | grep -vxF "$OTHERS" | cut -d = -f 1 | grep -v tls/certificates
}
is_booked() {
	[ "$(booked)" = "$(ours)" ] &&
	    [ "$(R HLEN kopd:/traefik/want/a)" = 7 ]
}

# deleted KIND: keys are.
deleted() {
	case $1 in
	all)	R FLUSHALL ;;
	books)	R --scan --pattern 'kopd:*' | xargs redis-cli -s "$sock" DEL ;;
	view)	view | cut -d = -f 1 | xargs redis-cli -s "$sock" DEL ;;
	one)	R DEL traefik/http/routers/gone/rule \
		    traefik/http/routers/keep/rule ;;
	field)	R HDEL kopd:/traefik/want/a http/routers/gone \
		    http/routers/edit ;;
	claim)	R HDEL kopd:/traefik/shown http/routers/gone \
		    http/routers/edit ;;
	both)	R DEL kopd:/traefik/want/a kopd:/traefik/claims ;;
	inert)	R DEL traefik/tls/certificates ;;
	*)	R DEL "kopd:/traefik/$1" ;;
	esac >/dev/null
}
others_write() {
	echo "$OTHERS" | while IFS='=' read -r key value; do
		R SET "$key" "$value" >/dev/null
	done
}

# begin: both hosts have published what they want at first.
begin() {
	R FLUSHALL >/dev/null
	number=0
	writer a $FAST
	snapshot a "$(first)"
	writer b $FAST
	snapshot b "$B"
	others_write
	subscribe
}
FAST='poll 2 heartbeat 1 reserve_names 0'

# ended KIND TEST: all is as it should be, in the end.
ended() {
	case $1 in
	all|view)	others_write ;;
	esac
	ok "$2: the view is right" wait_for 60 is_right || {
		view >"$dir/got"
		view_at 1 2 | diff - "$dir/got" | sed 's/^/# /'
	}
	n=$(messages)
	ok "$2: Traefik is told" test "$n" -ge 1
	ok "$2: in few messages" test "$n" -le 12
	ok "$2: the books are right" wait_for 60 is_booked
	ok "$2: the view stays so" is_right
	kill_writer a
	kill_writer b
}

redis_start
for lost in format hosts idle claims held shown blocked/http/services/gone \
    want/a host/a lease/a pulse/a want/b host/b lease/b kops left field claim \
    both one view inert books all; do
	begin
	deleted $lost
	changes a 'del http/routers/gone' 'del http/services/gone' \
	    'del http/middlewares/edit' "$(container edit $U3)" \
	    "$(container new $U1)"
	ended $lost "$lost, while kopd runs"
done
for lost in format hosts idle claims held shown blocked/http/services/gone \
    want/a host/a lease/a kops left field claim both one view inert all; do
	begin
	stop_writer a >/dev/null
	deleted $lost
	writer a $FAST
	snapshot a "$(last)"
	ended $lost "$lost, before a start"
done

# All books at once, before a start: what ran on is there, and whose the rest
# is nobody can tell.  The other host stands still until the first one has
# started: else it might store its own first, and have the names.
signal_writer() {	# NAME SIGNAL
	eval "p=\$pid_$1"
	kill "-$2" "$(ps -o pid= --ppid "$p" | tr -d ' ')"
}
begin
before=$(view)
stop_writer a >/dev/null
signal_writer b STOP
deleted books
writer a $FAST
snapshot a "$(first)"
ok 'books, before a start: the log says what may be left' logged a \
    'all of kopd:/traefik/ was deleted from Redis, but not the routes'
signal_writer b CONT
same() {
	[ "$(view)" = "$before" ] && [ "$(booked)" = "$(ours)" ]
}
ok 'books, before a start: what is wanted still is as it was' wait_for 60 same
changes a 'del http/routers/keep' 'del http/services/keep'
is 'books, before a start: it goes when it is not wanted any more' \
    "$(view)" "$(echo "$before" | grep -v /keep/)"
is 'the log of the other one says nothing' \
    "$(grep -c 'was deleted from Redis' "$dir/b.log")" 0
kill_writer a
kill_writer b

# A host that is withdrawn, and one that is gone: what is left is found.
begin
subscribe
R DEL kopd:/traefik/want/a kopd:/traefik/claims >/dev/null
tell a withdraw
ok 'a host withdraws what Redis has lost' \
    wait_for 60 grep -q '^status-end $' "$dir/a.out"
WITHOUT_A=$(view_of "$OTHERS" "$(container_view other 2 $U2)" \
    "$(container_view gone 2 $U2 'Host(`b`)')" \
    "traefik/http/services/m/loadBalancer/servers/20000/url=$U2")
ok 'nothing of it is left' wait_for 60 view_is "$WITHOUT_A"
ok 'and Traefik is told' test "$(messages)" -ge 1
kill_writer a
kill_writer b
R FLUSHALL >/dev/null
others_write
writer b $FAST
snapshot b "$(container other $U2)"
ALONE=$(view_of "$OTHERS" "$(container_view other 1 $U2)")
for lost in want/a host/a hosts claims shown; do
	writer a $FAST
	snapshot a "$(first)"
	kill_writer a
	subscribe
	R DEL kopd:/traefik/$lost kopd:/traefik/lease/a >/dev/null
	ok "$lost of a host that is gone: its routes go" \
	    wait_for 60 view_is "$ALONE"
	ok "$lost of a host that is gone: Traefik is told" \
	    test "$(messages)" -ge 1
	gone_a() {
		[ "$(R EXISTS kopd:/traefik/want/a kopd:/traefik/host/a)" = 0 ] &&
		    [ "$(R HKEYS kopd:/traefik/shown | grep -c .)" = 2 ]
	}
	ok "$lost of a host that is gone: so do its books" \
	    wait_for 60 gone_a
done
kill_writer b

# Without claims each host takes its own definition for the one that counts:
# a router must not stay beside another host's service.
R FLUSHALL >/dev/null
writer a $FAST
snapshot a "$(container web $U1)"
writer b $FAST
snapshot b "set http/services/web http/services/web 0 loadBalancer/servers/0/url $U2" \
    "set http/routers/two http/routers/two 0 rule Host(\`two\`) service web"
ok 'a router waits for its service' logged b 'http/routers/two is blocked'
for lost in claims held; do
	R DEL kopd:/traefik/$lost >/dev/null
	R CONFIG RESETSTAT >/dev/null
	wait_for 60 heartbeats 16
	right() {	# of the two services the router has its own, or is not there
		[ "$(view)" = "$(view_of "$(container_view web 1 $U1)")" ] ||
		    [ "$(view)" = "$(view_of \
		    'traefik/http/routers/two/rule=Host(`two`)' \
		    traefik/http/routers/two/service=web \
		    "traefik/http/services/web/loadBalancer/servers/20000/url=$U2")" ]
	}
	ok "$lost: a router is there with its own service, or not at all" \
	    wait_for 60 right
done
kill_writer a
kill_writer b

# Nobody wants anything.
begin
stop_writer a >/dev/null
stop_writer b >/dev/null
R FLUSHALL >/dev/null
writer a $FAST
snapshot a
told() {
	[ "$(messages)" -ge 1 ]
}
ok 'all is lost and nothing is wanted: Traefik is told' wait_for 60 told
is 'all is lost and nothing is wanted: one key is there' "$(view)" "$INERT"
finish
