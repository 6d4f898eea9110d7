#!/bin/sh
# What kopd asks of Docker and Redis, and tells Traefik: no more than what
# has happened needs.  And what it does when nothing happens.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

redis_start_port
engine_start
# Nothing of heartbeats is to be counted.
kopd_conf 'ttl 1h' 'heartbeat 30m'
kopd_start
ok 'kopd is there' logged 'connected as host'
done_is() {
	[ "$(kopctl -j show | jq -r '."route-maker".done')" = "$1" ]
}
ok 'and has nothing to do' wait_for 10 done_is 1
subscribe

# cost NAME: what was asked since then: lists, lists of ids, script calls,
# messages to Traefik.
since() {
	_list=$(requests list) _ids=$(requests ids)
	R CONFIG RESETSTAT >/dev/null
	messages >/dev/null
}
cost() {
	echo "$(($(requests list) - _list)) $(($(requests ids) - _ids))" \
	    "$(scripts_run) $(messages)"
}
since
web a 8001
A=$(routes a 8001)
ok 'a container starts' view_is "$A"
is 'a start: one list of one id, one script, one message' "$(cost)" '0 1 1 1'
ok 'a start: at most 5 kB from Docker' test \
    "$(sed -n 's/^end ids //p' "$engine_dir/out" | tail -1)" -le 5000
is 'a start: that id alone was asked for' "$(sed -n \
    's/^request ids .*%5B%22\([0-9a-f]*\)%22%5D%7D/\1/p' "$engine_dir/out" |
    tail -1 | awk '{ print length }')" 64
since
engine 'stop a'
ok 'it stops' view_is ''
is 'a stop: no list, one script, one message' "$(cost)" '0 0 1 1'
since
engine 'start a'
ok 'it starts again' view_is "$A"
is 'another start: the same' "$(cost)" '0 1 1 1'
since
web r 8009 traefik.http.services.r.loadbalancer.server.port=80
ok 'one that names its service' view_is "$A" "$(routes r 8009)"
asked=$(requests ids)
engine 'rename r z'
asked_again() {
	[ "$(requests ids)" -gt "$asked" ]
}
ok 'it gets another name, which no route has' wait_for 5 asked_again
engine 'stop z' 'destroy z'
ok 'it goes' view_is "$A"
is 'the name has changed nothing' "$(cost | cut -d ' ' -f 3-)" '2 2'
web b 8002
B=$(routes b 8002)
ok 'the next container' view_is "$A" "$B"

# Many events at once share a request.
pid=$(kopd_child route-maker)
kill -STOP "$pid"
since
i=0
MANY=
while [ $i -lt 100 ]; do
	i=$((i + 1))
	web "m$i" $((20000 + i))
	MANY="$MANY
$(routes "m$i" $((20000 + i)))"
done
kill -CONT "$pid"
ok 'a hundred events at once' view_is "$A" "$B" "$MANY"
ok 'they share requests' test $(($(requests ids) - _ids)) -le 4
ok 'and scripts' test "$(scripts_run)" -le 10
i=0
while [ $i -lt 100 ]; do
	i=$((i + 1))
	echo "stop m$i"
	echo "destroy m$i"
done >&8
ok 'they stop' view_is "$A" "$B"

# A poll that finds nothing new.
kopd_conf 'ttl 1h' 'heartbeat 30m' 'docker poll 1s'
kill -HUP "$kopd_pid"
ok 'reloaded' logged reloaded
since
polled() {
	[ "$(requests list)" -ge $((_list + 4)) ]
}
wait_for 10 polled
is 'polls that find nothing: no script, no message' \
    "$(cost | cut -d ' ' -f 2-)" '0 0 0'

# What a poll finds.
engine 'label b traefik.http.routers.b.entrypoints 3'
ok 'a poll finds what no event told' view_is "$A" "$B" \
    traefik/http/routers/b/entryPoints=xxx
is 'with one message' "$(messages)" 1

# A list that shows as running what has died.
since
engine 'lag on' 'stop a'
B="$B
traefik/http/routers/b/entryPoints=xxx"
ok 'die counts at once' view_is "$B"
wait_for 10 eval '[ "$(requests list)" -ge $((_list + 2)) ]'
is 'no list brings it back' "$(view | grep -c routers/a/)" 0
engine 'lag off'
wait_for 10 eval '[ "$(requests list)" -ge $((_list + 5)) ]'
ok 'later neither' view_is "$B"
is 'all that with one message' "$(messages)" 1
engine 'lag on' 'start a'
ok 'a start does' view_is "$A" "$B"
engine 'stop a' 'start a' 'stop a' 'start a'
ok 'the last event counts' view_is "$A" "$B"
engine 'stop a' 'start a' 'stop a'
ok 'of any number' view_is "$B"
engine 'lag off'

# With Redis' own notifications on.
R CONFIG SET notify-keyspace-events KEA >/dev/null
kopd_conf 'docker poll never'
kill -HUP "$kopd_pid"
notified() {
	kopctl -j show | jq -r '."redis-writer"["redis.notify"]' | grep -q quiet
}
ok 'notifications on: noticed' wait_for 10 notified
since
engine 'start a'
ok 'a start, notifications on' view_is "$A" "$B"
is 'is one message' "$(messages)" 1
engine 'stop a'
ok 'a stop, notifications on' view_is "$B"
is 'is one message, too' "$(messages)" 1
heartbeats 3
is 'heartbeats send none' "$(messages)" 0
is 'they are on as they were' \
    "$(R CONFIG GET notify-keyspace-events | tail -1)" AKE
R CONFIG SET notify-keyspace-events '' >/dev/null

# At rest: a heartbeat wakes redis-writer twice, when it is due and when
# Redis answers, and nobody else.
kopd_conf 'docker poll never'
kill -HUP "$kopd_pid"
wakeups() {
	awk '/^voluntary/ { n += $2 } END { print n }' \
	    "/proc/$kopd_pid/status" $(for _p in $(cat \
	    /proc/"$kopd_pid"/task/*/children); do echo "/proc/$_p/status"; done)
}
# at_rest: wake-ups and scripts up to now, of the same moment: no heartbeat
# came between the two.
at_rest() {
	until scripts=$(scripts_run) wakes=$(wakeups) &&
	    [ "$(scripts_run)" = "$scripts" ]; do
		:
	done
}
# few_wakes: while some heartbeats come.
few_wakes() {
	at_rest
	scripts_before=$scripts wakes_before=$wakes
	heartbeats 4
	at_rest
	n=$((wakes - wakes_before)) scripts=$((scripts - scripts_before))
	echo "# at rest: $n wake-ups of all processes for $scripts scripts"
	[ "$n" -le $((2 * scripts + 1)) ]
}
# On a loaded machine what Redis answers may come in two parts, which wakes
# redis-writer once more: so the best of some counts.
rests() {
	for _try in 1 2 3 4 5 6 7 8 9 10; do
		few_wakes && return
	done
	return 1
}
heartbeats 2
ok 'at rest: two wake-ups of all processes for each heartbeat' rests
kopd_stop
is 'kopd ends in order' "$kopd_status" 0
finish
