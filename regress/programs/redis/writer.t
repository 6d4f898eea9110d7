#!/bin/sh
# redis-writer with a Redis that comes and goes.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

# Redis is not there yet.
writer a
ok 'an absent Redis is said' logged a 'check that Redis runs'
ok 'and shown' await a redis.state 'disconnected: there is no such socket'
tell a 'begin 1 snapshot' "$(container web $U1)" 'end 1' 'done 1'
redis_start
ok 'it is found when it comes' wait_for 20 grep -q '^done 1' "$dir/a.out"
WEB=$(view_of "$(container_view web 1 $U1)")
is 'with what was set meanwhile' "$(view)" "$WEB"
ok 'and that is said' logged a 'connected as host a, number 1'
# Redis makes its socket before it listens there, which is another reason.
for reason in 'there is no such socket' 'nothing listens there'; do
	ok 'one line for all tries, and one that counts them' \
	    test "$(grep -c "$reason; check that Redis runs" "$dir/a.log")" \
	    -le 2
done
number=1

# Changes.
subscribe
changes a "$(container two $U2)"
is 'a new container is one message' "$(messages)" 1
changes a "$(container two $U2)"
is 'the same again is none' "$(messages)" 0
changes a "$(container two $U1)"
is 'another address is one' "$(messages)" 1
changes a 'del http/routers/two' 'del http/services/two'
is 'its end is one' "$(messages)" 1
is 'and leaves nothing' "$(view)" "$WEB"
# Without heartbeats, which are scripts, too.
conf a heartbeat 3600
tell a reload
sync_writer a
await a redis.pending 0
R config resetstat >/dev/null
changes a "$(container two $U2)"
is 'one change is one script call' "$(R info commandstats |
    sed -n 's/.*evalsha:calls=\([0-9]*\),.*/\1/p')" 1
conf a heartbeat 1
tell a reload
changes a 'del http/routers/two' 'del http/services/two'
is 'which is what it says that a change costs' "$(status a redis.messages)" \
    '1 a change'

# With notifications on.
R config set notify-keyspace-events KEA >/dev/null
ok 'notifications are noticed' await a redis.notify quiet
is 'what a change costs then' "$(status a redis.messages)" \
    '1 a change; of 1 or 2 keys, 1 a key'
messages >/dev/null
changes a "$(container web $U2)"
is 'of one key it is one' "$(messages)" 1
changes a "$(container web $U1)"
messages >/dev/null
changes a "$(container two $U2)"
is 'with notifications on, a new container is one message' "$(messages)" 1
is 'and they are on again' "$(R config get notify-keyspace-events | tail -1)" AKE
changes a 'del http/routers/two' 'del http/services/two'
is 'its end is one' "$(messages)" 1
conf a notify_quiet 0
tell a reload
ok '`notify quiet no'\'' is heeded' await a redis.notify native
changes a "$(container two $U2)"
is 'each key is a message then' "$(messages)" 3
is 'which it says' "$(status a redis.messages)" '1 a key'
changes a 'del http/routers/two' 'del http/services/two'
messages >/dev/null
R config resetstat >/dev/null
wait_for 20 heartbeats 3
is 'at rest there is no message' "$(messages)" 0
is 'and nothing is written but the lease' "$(R info commandstats |
    sed -n 's/^cmdstat_\(mset\|del\|hset\|hdel\):.*/\1/p')" ''
conf a notify_quiet 1
tell a reload
R config set notify-keyspace-events '' >/dev/null
ok 'a reload keeps the connection' await a redis.notify publish
is 'all the time' "$(grep -c 'connected as' "$dir/a.log")" 1

# Things that happen to Redis.
R del traefik/http/routers/web/rule >/dev/null
conf a poll 1
tell a reload
ok 'a deleted key comes back' wait_for 10 view_is "$WEB"
ok 'which is said' logged a '1 keys were changed by another client'
R set traefik/http/routers/web/rule nonsense >/dev/null
ok 'and a changed one' wait_for 10 view_is "$WEB"
R flushall >/dev/null
ok 'all of it comes back after FLUSHALL' wait_for 10 view_is "$WEB"
messages >/dev/null
R script flush >/dev/null
changes a "$(container two $U2)"
TWO=$(view_of "$(container_view two 1 $U2)" "$(container_view web 1 $U1)")
is 'forgotten scripts are loaded again' "$(view)" "$TWO"

redis_stop KILL
ok 'a Redis that dies is noticed' await a redis.state 'disconnected'
tell a 'begin 99 change' "$(container three $U1)" 'del http/routers/two' \
    'del http/services/two' 'end 99' 'done 99'
redis_start
ok 'and written to when it is back, empty' \
    wait_for 20 grep -q '^done 99' "$dir/a.out"
THREE=$(view_of "$(container_view three 1 $U1)" "$(container_view web 1 $U1)")
is 'with the newest state' "$(view)" "$THREE"

R save >/dev/null
redis_stop KILL
redis_start
ok 'a Redis that comes back with its data is known' \
    await a redis.state 'connected for'
is 'and has it' "$(view)" "$THREE"

# A Redis that is stopped, not dead.
R config resetstat >/dev/null
kill -STOP "$redis_pid"
stopped=$(date +%s)
log_clear a
ok 'a silent Redis is noticed' logged a 'no reply within'
noticed=$(stat -c %Y "$dir/a.log")
ok 'and shown' await a redis.last_error 'no reply within'
ok 'within 10 seconds' test $((noticed - stopped)) -le 10
kill -CONT "$redis_pid"
ok 'and found again' await a redis.state 'connected for'

# Our own end.
before=$(R --no-raw dump kopd:/traefik/want/a)
subscribe
is 'it ends in order' "$(stop_writer a)" 'exit 0'
is 'and routes stay' "$(view)" "$THREE"
writer a
ok 'a restart takes over' await a redis.state 'connected for'
snapshot a "$(container web $U1)" "$(container three $U1)"
is 'and changes not one key' "$(messages) $(view)" "0 $THREE"
is 'nor what is stored' "$(R --no-raw dump kopd:/traefik/want/a)" "$before"
tell a withdraw
ok 'withdraw says that it is done' wait_for 10 grep -q '^status-end $' "$dir/a.out"
is 'and takes all away' "$(view)" "$INERT"
is 'stays withdrawn' "$(status a redis.state | cut -d : -f 1)" withdrawn
is 'and ends' "$(stop_writer a)" 'exit 0'
writer a withdraw_on_exit 1
snapshot a "$(container web $U1)"
is 'what was withdrawn comes back with a new start' "$(view)" "$WEB"
is 'withdraw on exit' "$(stop_writer a) $(view)" "exit 0 $INERT"

# In one go: what is new is there before what names it.
writer a
tell a 'begin 500 snapshot' 'many 0 2000' 'end 500' 'done 500'
ok 'a large snapshot' wait_for 30 grep -q '^done 500' "$dir/a.out"
is 'is there' "$(R dbsize)" "$((2000 * 4 + 8))"
is 'with all objects' "$(status a redis.objects)" 4000
tell a 'begin 501 snapshot' "$(container web $U1)" 'end 501' 'done 501'
ok 'and a small one after it' wait_for 30 grep -q '^done 501' "$dir/a.out"
is 'removes the rest' "$(view)" "$WEB"
is 'it ends in order again' "$(stop_writer a)" 'exit 0'
finish
