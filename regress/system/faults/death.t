#!/bin/sh
# Processes of a kopd at work that die, stand still, or have no room left:
# what is in Redis stays, and a restart changes not one key.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

redis_start_port
engine_start
kopd_conf
web a 8001
web b 8002
BOTH=$(routes a 8001; routes b 8002)

# untouched NAME: nothing was written since `subscribe' but the lease.
untouched() {
	is "$1: Traefik is told nothing, and no key has changed" \
	    "$(messages) $(view | md5sum)" "0 $kept"
}
watch() {
	subscribe
	kept=$(view | md5sum)
	R CONFIG RESETSTAT >/dev/null
	log_clear
}
writes() {
	R info commandstats | sed -n 's/^cmdstat_\(mset\|del\|hdel\):.*/\1/p'
}

kopd_start
ok 'kopd publishes' view_is "$BOTH"
R CONFIG SET notify-keyspace-events KEA >/dev/null
heartbeats 1
for role in docker-reader route-maker redis-writer; do
	others=$(cat /proc/"$kopd_pid"/task/*/children)
	watch
	kill -9 "$(kopd_child "$role")"
	kopd_end
	is "$role is killed: kopd ends with 1" "$kopd_status" 1
	is "$role is killed: one line of kopd's names it and the signal" \
	    "$(lines "^kopd: $role was killed by signal 9") $(lines \
	    '^kopd: .*killed')" '1 1'
	for p in $others; do
		ok "$role is killed: $p ends too" wait_for 5 gone "$p"
	done
	untouched "$role is killed"
	kopd_start
	ok "$role is killed: kopd is started again" logged 'connected as host'
	heartbeats 2
	untouched "$role is killed, and back"
	is "$role is killed, and back: nothing was written" "$(writes)" ''
done

others=$(cat /proc/"$kopd_pid"/task/*/children)
watch
kill -9 "$kopd_pid"
kopd_end
for p in $others; do
	ok "kopd is killed: $p ends by itself" wait_for 5 gone "$p"
done
untouched 'kopd is killed'
kopd_start
ok 'kopd is killed, and started again' logged 'connected as host'
heartbeats 2
untouched 'kopd is killed, and back'

kill -TERM "$kopd_pid"
kopd_end
is 'SIGTERM: in order' "$kopd_status" 0
untouched SIGTERM
kopd_start
ok 'after SIGTERM: started again' logged 'connected as host'
heartbeats 2
untouched 'after SIGTERM'

# One stands still while events come.
R CONFIG SET notify-keyspace-events '' >/dev/null
n=0
for role in docker-reader route-maker redis-writer; do
	n=$((n + 1))
	pid=$(kopd_child "$role")
	kill -STOP "$pid"
	web "still$n" "81$n"
	engine 'stop a'
	for i in $(seq 200); do
		echo "web flood$i 9000"
		echo "stop flood$i"
		echo "destroy flood$i"
	done >"$dir/flood"
	cat "$dir/flood" >&8
	engine stats
	is "$role stands still: the routes are as they were" \
	    "$(view | grep -c "routers/still$n\|flood")" 0
	kill -CONT "$pid"
	STILL="$STILL
$(routes "still$n" "81$n")"
	ok "$role goes on: it catches up" view_is "$(routes b 8002)" "$STILL"
	engine 'start a'
	ok "$role goes on: the next event" view_is "$BOTH" "$STILL"
done
is 'nobody has ended for that' "$(lines killed)" 0

# The log's disk is full, or nobody reads the log any more.
kopd_stop
env -i PATH="$PATH" "$BUILD/kopd/kopd" -d -v -f "$dir/kopd/kopd.conf" \
    -s "$dir/kopd.sock" 2>/dev/full >/dev/full &
kopd_pid=$!
web full 8300
FULL=$(routes full 8300)
ok 'a log that takes no line: routes are published' \
    view_is "$BOTH" "$STILL" "$FULL"
ok 'a log that takes no line: kopctl gets its answer' \
    sh -c "'$BUILD/kopctl/kopctl' -s '$dir/kopd.sock' show >/dev/null"
kopd_stop
is 'a log that takes no line: an orderly end' "$kopd_status" 0

mkfifo "$dir/pipe"
true <"$dir/pipe" &
env -i PATH="$PATH" "$BUILD/kopd/kopd" -d -v -f "$dir/kopd/kopd.conf" \
    -s "$dir/kopd.sock" 2>"$dir/pipe" >/dev/null &
kopd_pid=$!
engine 'stop full'
ok 'a log that nobody reads any more: routes are published' \
    view_is "$BOTH" "$STILL"
kopd_stop
is 'a log that nobody reads any more: an orderly end' "$kopd_status" 0

# Started without standard descriptors, or with others.
env -i "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" \
    <&- >&- 2>&- 7</dev/zero &
kopd_pid=$!
ok 'nothing open: kopd answers' wait_for 10 kopctl show
is 'nothing open: /dev/null is' "$(readlink "/proc/$kopd_pid/fd/0" \
    "/proc/$kopd_pid/fd/1" "/proc/$kopd_pid/fd/2" | sort -u)" /dev/null
is 'what else was open is not' "$(readlink "/proc/$kopd_pid/fd/"* |
    grep -c "/dev/zero\|$engine_dir")" 0
kopd_stop
is 'nothing open: an orderly end' "$kopd_status" 0

# No descriptors at the start.
log_clear
prlimit --nofile=10 env -i "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
    -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1
is 'no descriptors at the start: it ends with 1' $? 1
ok 'no descriptors at the start: the line says so' \
    logged 'kopd: .*Too many open files'

# No descriptors left while it runs, as an ordinary user, whose limits an
# ordinary user may change.
log_clear
kopd_start_as_user
ok 'kopd starts as an ordinary user' logged 'connected as host'
cpu() {
	awk '{ print $14 + $15 }' "/proc/$1/stat"
}
for role in docker-reader redis-writer; do
	n=$((n + 1))
	pid=$(kopd_child "$role")
	$as_user prlimit --pid "$pid" --nofile=3:
	log_clear
	web "none$n" "82$n"
	[ "$role" = docker-reader ] ||
	    R CLIENT KILL TYPE normal SKIPME yes >/dev/null
	before=$(cpu "$pid")
	ok "$role has no descriptors: the line says so" \
	    logged "$role: .*Too many open files"
	kill -USR1 "$kopd_pid"
	ok "$role has no descriptors: kopd answers all the same" \
	    logged "status: $role"
	ok "$role has no descriptors: it does not run in circles" \
	    test $(($(cpu "$pid") - before)) -lt 20
	is "$role has no descriptors: no flood" \
	    "$(lines "^$role: .*open files")" 1
	$as_user prlimit --pid "$pid" --nofile=64:
	STILL="$STILL
$(routes "none$n" "82$n")"
	ok "$role has some again: it catches up" view_is "$BOTH" "$STILL"
done
kopd_stop
is 'kopd ends in order' "$kopd_status" 0
finish
