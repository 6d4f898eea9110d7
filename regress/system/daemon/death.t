#!/bin/sh
# Processes that die or stand still, kopd in the background, and starts that
# cannot work.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/kopd.sh"

mkdir "$dir/redis"
cat >"$dir/kopd/kopd.conf" <<EOT
bind ip 192.0.2.1
docker { socket "$dir/docker.sock" }
redis { socket "$dir/redis/redis.sock" }
EOT
pids=
at_exit kill_all

kill_all() {
	kill_ours KILL $pids
}

answers() {
	kopctl -j show >"$dir/show" 2>"$dir/err"
}

pid_of() {
	jq -r ".\"$1\".pid" "$dir/show"
}

all_gone() {
	for p in $pids; do
		gone "$p" || return 1
	done
}

started() {
	: >"$dir/kopd.log"
	kopd_start
	wait_for 30 grep -q "kopd: ready" "$dir/kopd.log" && answers &&
	    pids=$(jq -r '.[].pid' "$dir/show")
}

# dies PID: what is logged from then on is in $dir/said, when all are gone.
dies() {
	_before=$(wc -l <"$dir/kopd.log")
	kill -9 "$1"
	wait_for 10 all_gone && tail -n +$((_before + 1)) "$dir/kopd.log" |
	    grep -v 'no Docker engine\|^redis-writer: Redis at' >"$dir/said"
}

for role in docker-reader route-maker redis-writer; do
	ok "kopd starts, for $role" started
	dies "$(pid_of $role)"
	ok "$role dies, and all end" wait_for 10 all_gone
	wait "$kopd_pid"
	is "kopd's status" $? 1
	kopd_pid=
	is "one line names who died of what; the others are silent" \
	    "$(cat "$dir/said")" "kopd: $role was killed by signal 9 (Killed)
kopd: ended"
done

ok "kopd starts, to be killed itself" started
dies "$kopd_pid"
wait "$kopd_pid" 2>/dev/null
ok "its children end" wait_for 10 all_gone
is "one of them says so, and no other" "$(cat "$dir/said")" "docker-reader: \
kopd ended unexpectedly: its other processes end, too; \
the routes stay in Redis until the lease expires"
ok "its socket is left" test -S "$dir/kopd.sock"
ok "the next one takes it" started

stopped=$(pid_of route-maker)
kill -STOP "$stopped"
kopctl show >/dev/null 2>"$dir/err"
is "one stands still: kopctl says who does not answer" "$(cat "$dir/err")" \
    "kopctl: no answer from route-maker"
ok "kopd goes on" kopctl log brief
kill -CONT "$stopped"
ok "and so does the process" wait_for 10 answers
is "it is the same one" "$(pid_of route-maker)" "$stopped"
kill -STOP "$stopped"
kill -TERM "$kopd_pid"
wait "$kopd_pid"
is "one that does not end: kopd ends with 1" $? 1
kopd_pid=
ok "and says who" grep -q "route-maker did not end" "$dir/kopd.log"
kill -CONT "$stopped"
ok "it ends when it may" wait_for 10 all_gone

# cat ends when nobody holds the other end of its pipe any more.
timeout 60 sh -c '"$@" 2>&1 | cat' sh env -i "$BUILD/kopd/kopd" \
    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" >"$dir/out"
is "in the background, with nothing of the terminal left" $? 0
ok "it answers as soon as the call is back" answers
pids=$(jq -r '.[].pid' "$dir/show")
parent=$(pid_of kopd)
is "in a session of its own" "$(cut -d ' ' -f 6 "/proc/$parent/stat")" \
    "$parent"
kill "$parent"
ok "and ends" wait_for 10 all_gone

env -i "$BUILD/kopd/kopd" -f "$dir/kopd/kopd.conf" \
    -s "$dir/missing/kopd.sock" >"$dir/out" 2>&1
is "a start that cannot work fails at the terminal" $? 1
ok "with the reason" grep -q "missing: No such file" "$dir/out"
: >"$dir/file"
env -i "$BUILD/kopd/kopd" -f "$dir/kopd/kopd.conf" -s "$dir/file" \
    >"$dir/out" 2>&1
is "a file in the place of the socket is not removed" $? 1
ok "but named" grep -q "is not a socket" "$dir/out"
ok "and there" test -f "$dir/file"
finish
