#!/bin/sh
# A kopd at work whose processes crash, stand still longer than the lease, reach
# a limit of memory, or lose Docker fifty times: one line says what happens, and
# no key is wrong.  After 10,000 events a process holds no more than after 100.
#
# Which fault has which test:
#	an allocation fails		regress/programs/memory
#	no descriptors			faults/death.t, programs/redis/faults.t
#	no memory (RLIMIT_AS)		here
#	no room for the log		faults/death.t
#	no room where Redis saves	programs/redis/faults.t
#	SIGKILL of each process		faults/death.t, faults/kill.t (at random)
#	SIGSEGV of each process		here: at the start, at work, at a reload
#	SIGSTOP of a process		faults/death.t, daemon/death.t
#	SIGSTOP of all			here: longer than the lease
#	the parent dies			faults/death.t, daemon/death.t, here
#	two kopd			faults/twins.t
#	Docker restarts			here (the fake engine, fifty times),
#					faults/engine.t, programs/docker/real.t
#	an update in place		lanes/upgrade.t, daemon/replaced.t

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
kopd_conf 'ttl 6s' 'heartbeat 1s' 'docker poll 5s'
web a 8001
A=$(routes a 8001)

# start: until it publishes.
start() {
	log_clear
	kopd_start
	logged 'connected as host' && view_is "$A"
}

# crashes ROLE STAGE: it is at that stage, and gets SIGSEGV; a process that is
# stopped has to go on for that.
crashes() {
	others=$(cat /proc/"$kopd_pid"/task/*/children)
	kept=$(view | md5sum)
	pid=$(kopd_child "$1")
	kill -SEGV "$pid"
	kill -CONT "$pid" 2>/dev/null
	kopd_end
	is "$1 crashes $2: kopd ends with 1, and one line names it" \
	    "$kopd_status $(lines "^kopd: $1 was killed by signal 11")" '1 1'
	for p in $others; do
		gone "$p" || wait_for 5 gone "$p" ||
		    ok "$1 crashes $2: $p ends" false
	done
	is "$1 crashes $2: no key has changed" "$(view | md5sum)" "$kept"
}

child_is_there() {
	[ -n "$(kopd_child "$1")" ]
}
for role in docker-reader route-maker redis-writer; do
	ok "$role: kopd is started" start
	crashes "$role" 'at work'
	log_clear
	kopd_start
	wait_for 10 child_is_there "$role"
	crashes "$role" 'at the start'
	start
	kill -STOP "$(kopd_child "$role")"
	kill -HUP "$kopd_pid"
	crashes "$role" 'at a reload'
done

ok 'kopd is started, to crash itself' start
others=$(cat /proc/"$kopd_pid"/task/*/children)
kill -SEGV "$kopd_pid"
kopd_end
for p in $others; do
	ok "kopd crashes: $p ends" wait_for 5 gone "$p"
done

# Suspended: Redis has forgotten the lease.
ok 'kopd is started, to be suspended' start
all="$kopd_pid $(cat /proc/"$kopd_pid"/task/*/children)"
# shellcheck disable=SC2086
kill -STOP $all
lease_is_over() {
	[ "$(R EXISTS kopd:/traefik/lease/kopd)" = 0 ]
}
ok 'suspended: the lease expires' wait_for 30 lease_is_over
is 'suspended: the routes stay' "$(view | grep -c '/rule=')" 1
engine 'web b 8002 traefik.enable=true traefik.http.routers.b.rule=Host(`b.example.com`)'
# shellcheck disable=SC2086
kill -CONT $all
B=$(routes b 8002)
ok 'continued: what has happened meanwhile is published' view_is "$A" "$B"
ok 'continued: the lease is there again' wait_for 20 not lease_is_over
engine 'stop b' 'destroy b'
ok 'continued: the next event' view_is "$A"

# held: descriptors and kilobytes of each process.
held() {
	for p in $all; do
		printf '%s %s %s\n' "$p" "$(find "/proc/$p/fd" -type l | wc -l)" \
		    "$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$p/status")"
	done
}

# churn FROM TO: three events for each number.
churn() {
	for i in $(seq "$1" "$2"); do
		printf 'web churn%s 9000 %s\nstop churn%s\ndestroy churn%s\n' \
		    "$i" 'traefik.enable=true' "$i" "$i"
	done >"$dir/churn"
	_answers=$(($(engine_answers) + 3 * ($2 - $1 + 1)))
	cat "$dir/churn" >&8
	wait_for 200 engine_answered
	web last 9999
	view_is "$A" "$(routes last 9999)"
	engine 'stop last' 'destroy last'
	view_is "$A"
}
ok '100 events' churn 1 34
held >"$dir/before"
ok '10,000 events' churn 101 3400
held >"$dir/after"
is 'after 10,000 events each process has as many descriptors as after 100' \
    "$(cut -d ' ' -f 1,2 "$dir/after")" "$(cut -d ' ' -f 1,2 "$dir/before")"
is 'and less than 4 MB more' "$(paste -d ' ' "$dir/before" "$dir/after" |
    awk '$6 - $3 >= 4096')" ''

# The fake engine: a real one needs seconds for each start.
restarts() {
	for i in $(seq 50); do
		engine absent 'close events' "web r$i 9000" "stop r$i" \
		    "destroy r$i" listen || return 1
	done
}
held >"$dir/before"
ok 'Docker restarts fifty times while containers come and go' restarts
web last 9999
ok 'Docker restarts: what is there at the end is published' \
    view_is "$A" "$(routes last 9999)"
held >"$dir/after"
is 'Docker restarts: no descriptor is left' \
    "$(cut -d ' ' -f 1,2 "$dir/after")" "$(cut -d ' ' -f 1,2 "$dir/before")"
engine 'stop last' 'destroy last'
ok 'Docker restarts: the next event' view_is "$A"

# A limit of memory, which the process reaches.
# An ordinary user may change it.
kopd_stop
log_clear
kopd_start_as_user
ok 'kopd is started as an ordinary user' logged 'connected as host'
pid=$(kopd_child route-maker)
size=$(sed -n 's/^VmSize:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status")
log_clear
$as_user prlimit --pid "$pid" --as=$((size * 1024)):
engine 'containers 3000'
kopd_end
is 'route-maker has no more memory: kopd ends with 1, and one line says why' \
    "$kopd_status $(lines '^route-maker: fatal: .*Cannot allocate memory')" '1 1'
# It may have published some of the new ones.
is 'route-maker has no more memory: the former routes stay' \
    "$(view | grep -xF "$A")" "$A"
log_clear
prlimit --as=8000000 env -i "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
    -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1
ok 'no memory at the start: it does not start' test $? -ne 0
ok 'no memory at the start: a line says so' \
    grep -q 'Cannot allocate memory\|failed to map' "$dir/kopd.log"
finish
