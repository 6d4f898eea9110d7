#!/bin/sh
# Several hosts that name the same: a router comes only beside what its own
# host means, with real redis-writers; see closure.t for the scripts alone.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80
auth() {	# CONTAINER USERS
	echo "set http/middlewares/auth http/middlewares/auth 0@$1" \
	    "basicAuth/users $2"
}

blog() {	# CONTAINER
	echo "set http/middlewares/auth http/middlewares/auth 0@$1" \
	    'headers/frameDeny true'
}

admin() {	# MIDDLEWARES
	echo "set http/routers/admin http/routers/admin 0@admin rule" \
	    "Host(\`admin\`) service admin middlewares $1"
	echo "set http/services/admin http/services/admin 0@admin" \
	    "loadBalancer/servers/0/url $U1"
}

there() {
	view | grep -q "^traefik/$1/"
}

not_there() {
	! there "$1"
}

redis_start
writer a
writer b

# No malice is needed: a middleware of that name was there before.
snapshot b "$(blog blog)"
snapshot a "$(auth admin u:x)" "$(admin auth)"
ok 'a router is not published without its own middleware' \
    not_there http/routers/admin
ok 'the log names object, owner and container' logged a 'http/routers/admin is blocked: it refers to http/middlewares/auth, which host b (container blog) defines differently'
is 'so does the status' "$(status a redis.waiting | grep -c 'host b (container blog)')" 2
ok 'it comes when the other has gone' changes b 'del http/middlewares/auth'
ok 'at once' there http/routers/admin
none_waits() {
	[ -z "$(status a redis.waiting)" ]
}
ok 'and no longer waits' wait_for 10 none_waits

# A redeploy, while another definition waits.
kill_writer a
kill_writer b
R FLUSHALL >/dev/null
writer a reserve_names 600
writer b heartbeat 1
snapshot a "$(auth admin u:x)" "$(admin auth)"
snapshot b "$(blog blog)"
subscribe
changes a 'del http/routers/admin' 'del http/services/admin' \
    'del http/middlewares/auth'
ok 'nobody gets a name at once while its owner may come back' \
    not_there http/middlewares/auth
changes a "$(auth admin u:y)" "$(admin auth)"
is 'the owner has it back' "$(view | grep -c 'basicAuth/users=u:y\|routers/admin')" 4
is 'in two messages' "$(messages)" 2

# ... and if it does not come back.
conf a reserve_names 1
tell a reload
ok 'a reload changes for how long' wait_for 10 eval \
    '[ "$(R HGET kopd:/traefik/host/a reserve)" = 1000 ]'
changes a 'del http/routers/admin' 'del http/services/admin' \
    'del http/middlewares/auth'
ok 'then who waits gets it' wait_for 15 there http/middlewares/auth/headers
ok 'and the late one waits as a whole' changes a "$(auth admin u:x)" "$(admin auth)"
ok 'without its password it is not there' not_there http/routers/admin
changes b 'del http/middlewares/auth'
ok 'its name is kept for its host, too' wait_for 15 there http/routers/admin

# A definition that others share, and routers that name it.
share() {	# RULE
	echo 'set http/middlewares/s http/middlewares/s 0@c headers/frameDeny true'
	echo "set http/routers/$1 http/routers/$1 0@c rule Host(\`$1\`)" \
	    'service x middlewares s'
}
changes a "$(share ra)"
changes b "$(share rb)"
ok 'both share it' eval 'there http/routers/ra && there http/routers/rb'
changes a 'set http/middlewares/s http/middlewares/s 0@c headers/frameDeny false'
ok 'who changes it alone waits, with what names it' not_there http/routers/ra
ok 'which is said' logged a 'http/routers/ra is blocked'
ok 'the other is not disturbed' eval 'there http/routers/rb &&
    view | grep -q frameDeny=true'
changes b 'set http/middlewares/s http/middlewares/s 0@c headers/frameDeny false'
ok 'once both agree it is back' wait_for 10 there http/routers/ra
is 'and is what they agree on' "$(view | grep -c frameDeny=false)" 1

# Many routers name one middleware, of which the name is another host's.
{
	i=0
	while [ $i -lt 1000 ]; do
		echo "set http/routers/m$i http/routers/m$i 0@c rule Host(\`m$i\`) service x middlewares many"
		i=$((i + 1))
	done
} >"$dir/many"
changes b 'set http/middlewares/many http/middlewares/many 0@x headers/frameDeny false'
changes a 'set http/middlewares/many http/middlewares/many 0@c headers/frameDeny true' \
    "$(cat "$dir/many")"
is 'none of a thousand is there' "$(view | grep -c routers/m.*/rule)" 0
ok 'a line counts those that have none of their own' logged a \
    'and [0-9]* more objects are not published; see kopctl show'
ok 'few have one: some at each heartbeat' test \
    "$(grep -c 'http/routers/m[0-9]* is blocked' "$dir/a.log")" -le 100
changes b 'del http/middlewares/many'
all() {
	[ "$(view | grep -c routers/m.*/rule)" -eq 1000 ]
}
ok 'all come, some at a time' wait_for 20 all

# Its own middleware, which it has alone, changes without any of that.
subscribe
changes a 'set http/middlewares/many http/middlewares/many 0@c headers/frameDeny false'
is 'what it has alone changes in one message' "$(messages)" 1
ok 'and its routers stay' all
stop_writer a >/dev/null
stop_writer b >/dev/null
finish
