#!/bin/sh
# Messages to Traefik are paced, changes are not: the first message is sent at
# once, and those of the pause after it are held back until its end.  The tests
# end a pause by deleting its key.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/scripts.sh"
. "$TOP/regress/lib/writer.sh"

PAUSED=kopd:/traefik/paused UNSENT=kopd:/traefik/unsent

pause_ends() {
	R DEL $PAUSED >/dev/null
}

# web HOST N: host HOST changes its router, and prints the first word.
web() {
	change "$1" "http/routers/$1" "$(router "$1" "Host(\`$1-$2.test\`)" x)" |
	    head -1
}

first_line=
redis_start
scripts_load
pause=60000
hello a A1 >/dev/null
hello b B1 >/dev/null
hello c C1 >/dev/null
pause_ends

# A pause
subscribe
is 'a lone change is told at once' "$(web a 1)" 'OK 0 1'
is 'with one message' "$(messages)" 1
ok 'the pause begins' test "$(R PTTL $PAUSED)" -gt 30000
like 'a change in the pause is held back' "$(web a 2)" '^OK [1-9][0-9]* 0$'
ok 'for what is left of the pause' \
    test "$(web a 3 | cut -d ' ' -f 2)" -le 60001
is 'its keys are set at once' "$(R GET traefik/http/routers/a/rule)" \
    'Host(`a-3.test`)'
is 'without a message' "$(messages)" 0
for n in 1 2 3 4 5 6 7 8 9; do
	web a "a$n" >/dev/null
	web b "b$n" >/dev/null
	web c "c$n" >/dev/null
done
is 'changes of several hosts are held back, too' "$(messages)" 0
like 'send: the pause is not over' "$(call send a A1 | xargs)" '^OK [1-9][0-9]* 0$'
is 'so nothing is sent' "$(messages)" 0
pause_ends
is 'send: the pause is over' "$(call send b B1 | xargs)" 'OK 0 1'
is 'one message for all' "$(messages)" 1
is 'nothing is held back any more' "$(R EXISTS $UNSENT)" 0
is 'send: nothing is held back' "$(call send a A1 | xargs)" OK
is 'so nothing is sent, again' "$(messages)" 0
like 'the next change is held back' "$(web b 2)" '^OK '
pause_ends
is 'a change after the pause is told at once' "$(web c 2)" 'OK 0 1'
is 'with what was held back, in one message' "$(messages)" 1
is 'and nothing is held back' "$(R EXISTS $UNSENT)" 0

# The writer whose message was held back dies
like 'held back' "$(web a 4)" '^OK '
like 'a heartbeat of another host in the pause' \
    "$(call renew b B1 | head -1)" '^OK [1-9][0-9]* 0$'
is 'sends nothing' "$(messages)" 0
pause_ends
is 'a heartbeat of another host after the pause' \
    "$(call renew b B1 | head -1)" 'OK 0 1'
is 'sends the message' "$(messages)" 1
like 'held back, once more' "$(web a 5)" '^OK '
pause_ends
hello a A2 >/dev/null
is 'the next start sends it, if no host runs' "$(messages)" 1
is 'nothing is held back then' "$(R EXISTS $UNSENT)" 0

# Redis has lost the last change, as after a failover: the keys of that change
# are gone, and Traefik may have them.
pause_ends
web a 6 >/dev/null
pause_ends
messages >/dev/null
seq=$(seq_of a)
call hello a A2 engine-a name-a 0 take "$seq" 0 0 >/dev/null
is 'a start that finds the last change sends no message' "$(messages)" 0
R HSET kopd:/traefik/host/a seq "$((seq - 1))" >/dev/null
call hello a A2 engine-a name-a 0 take "$seq" 0 0 >/dev/null
is 'a start that does not find it sends one' "$(messages)" 1

# What other clients may make of the keys
wrong() {	# NAME COMMAND ...
	name=$1
	shift
	pause_ends
	R "$@" >/dev/null
	is "$name: told at once" "$(web a "$name")" 'OK 0 1'
	is "$name: one message" "$(messages)" 1
}
wrong no-expiry SET $PAUSED 1
wrong far-away SET $PAUSED 1 PX 3600000
wrong list LPUSH $PAUSED 1
pause_ends
R DEL $UNSENT >/dev/null
R LPUSH $UNSENT 1 >/dev/null
is 'a mark of another type is a message' "$(call renew a A2 | head -1)" 'OK 0 1'
is 'which is sent' "$(messages)" 1
is 'and then it is gone' "$(R EXISTS $UNSENT)" 0

# No pause
pause=0
is 'never: told at once, though another host pauses' "$(web a never1)" 'OK 0 1'
is 'never: again' "$(web a never2)" 'OK 0 1'
is 'never: a message each' "$(messages)" 2

# Redis itself sends a message for each key
pause=60000
like 'held back before' "$(web a native0)" '^OK '
R CONFIG SET notify-keyspace-events KEA >/dev/null
channel=
is 'notifications: nothing is held back' "$(web a native1)" OK
is 'notifications: a message of Redis' "$(messages)" 1
is 'notifications: it told all' "$(R EXISTS $UNSENT)" 0
is 'notifications: it begins a pause' "$(R EXISTS $PAUSED)" 1
R CONFIG SET notify-keyspace-events '' >/dev/null
channel=__keyspace@0__:traefik/kopd
pause_ends

# The pause of auto: one message is enough to see it, and more keys make it
# longer.
pause_of() {	# KEYS: the milliseconds, of a database with as many keys
	R FLUSHALL >/dev/null
	R EVAL 'for i = 1, ARGV[1] do
		redis.call("SET", "key" .. i, i)
	    end' 0 "$1" >/dev/null
	cat "$TOP/redis-writer/lua/keys.lua" "$TOP/redis-writer/lua/pace.lua" \
	    >"$dir/pause.lua"
	echo 'return pause_of()' >>"$dir/pause.lua"
	R --eval "$dir/pause.lua" , traefik a A1 60000 '' 0 "${2:-auto}"
}
is 'auto: a short pause beside few keys' "$(pause_of 10)" 100
is 'auto: 16,000 keys' "$(pause_of 16000)" 1600
is 'auto: there is a longest pause' "$(pause_of 400000)" 30000
is 'a pause is what is configured' "$(pause_of 400000 5000)" 5000
is 'and no longer than a minute' "$(pause_of 0 99999000)" 60000
R FLUSHALL >/dev/null
R EVAL 'for i = 1, 1000 do
	redis.call("HSET", "kopd:/traefik/shown", i, 1)
    end' 0 >/dev/null
R ACL SETUSER limited on '>secret' '~*' '&*' +@all -dbsize >/dev/null
is 'auto, DBSIZE is not permitted: by the number of objects' \
    "$(R --user limited --pass secret --no-auth-warning \
    --eval "$dir/pause.lua" , traefik a A1 60000 '' 0 auto)" 800

# redis-writer sends what was held back when the pause ends, without a heartbeat
R FLUSHALL >/dev/null
subscribe
writer w heartbeat 3600 notify_pause 60
snapshot w "$(container web http://192.0.2.1:1)"
count=$(messages)
changes w "$(container web http://192.0.2.1:2)"
is 'redis-writer: the message of a change is held back' "$(messages)" 0
is 'redis-writer: the pause is shown' "$(status w redis.pause)" 60s
sent() {
	count=$((count + $(messages)))
	[ "$count" -ge "$1" ]
}
conf w notify_pause 1
tell w reload
sync_writer w
pause_ends
changes w "$(container web http://192.0.2.1:3)"
ok 'redis-writer: the first change after the pause has a message' sent 2
changes w "$(container web http://192.0.2.1:4)"
changes w "$(container web http://192.0.2.1:5)"
ok 'redis-writer: the message follows when the pause ends' wait_for 20 sent 3
is 'redis-writer: and nothing is held back' "$(R EXISTS $UNSENT)" 0

# A stop does not wait for the end of the pause.
conf w notify_pause 60
tell w reload
sync_writer w
changes w "$(container web http://192.0.2.1:6)"
changes w "$(container web http://192.0.2.1:7)"
is 'redis-writer: a message is held back before a stop' "$(R EXISTS $UNSENT)" 1
messages >/dev/null
is 'redis-writer: it stops' "$(stop_writer w)" 'exit 0'
is 'redis-writer: and sends the message' "$(messages) $(R EXISTS $UNSENT)" '1 0'
writer w heartbeat 3600 notify_pause 60 withdraw_on_exit 1
snapshot w "$(container web http://192.0.2.1:8)"
changes w "$(container web http://192.0.2.1:9)"
messages >/dev/null
is 'redis-writer: it withdraws' "$(stop_writer w)" 'exit 0'
is 'redis-writer: with a message' "$(messages) $(R EXISTS $UNSENT)" '1 0'
writer w heartbeat 3600 notify_pause 60
snapshot w "$(container web http://192.0.2.1:1)"

R CONFIG SET notify-keyspace-events KEA >/dev/null
conf w notify_quiet 0 heartbeat 1 notify_pause 4294967295
tell w reload
ok 'redis-writer: messages of Redis have no pauses' await w redis.pause \
    'auto; none between messages of Redis itself (notify-keyspace-events is on, and kopd.conf has `notify quiet no'\'')'
ok 'redis-writer: a line says so' logged w 'notify-keyspace-events of Redis is on, and kopd.conf has `notify quiet no'\'': messages that Redis sends to Traefik for each key have no pauses; set it to the empty string'

finish
