#!/bin/sh
# The whole kopd with a Redis that does not do as it should: one line says
# what to do, containers are followed meanwhile, and their routes are there
# when Redis takes them again.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

redis_start_port --enable-protected-configs yes
redis_stop
engine_start
kopd_conf

# fault NAME TEXT: one line says what is wrong; a container that starts
# meanwhile has to wait.
n=0
fault() {
	n=$((n + 1))
	web "f$n" "81$n"
	ok "$1: the line says what to do" logged "redis-writer: .*$2"
}

# mended NAME: what was missed is there, and nothing else has changed.
mended() {
	ALL="$ALL
$(routes "f$n" 81$n)"
	ok "$1: published when it works again" view_is "$ALL"
	ok "$1: a line says that it is over" logged 'Redis .* connected as host kopd'
	ok "$1: no flood" test "$(other_lines "redis-writer: ")" -le "${2:-4}"
	log_clear
}

# Absent at start.
ALL=
kopd_start
fault 'Redis is absent at start' 'check that Redis runs'
redis_again() {
	redis_start --port "$redis_port" --bind 127.0.0.1 \
	    --enable-protected-configs yes
}
redis_again
mended 'Redis is absent at start'

# Killed, and back with and without its data.
redis_stop KILL
fault 'Redis is killed' 'check that Redis runs\|disconnected by Redis'
redis_again
mended 'Redis comes back empty'

R SAVE >/dev/null
before=$(view)
redis_stop KILL
ok 'Redis is killed again: it is said' \
    logged 'check that Redis runs\|disconnected by Redis'
log_clear
redis_again
subscribe
ok 'Redis comes back with its data: kopd is there again' \
    logged 'connected as host kopd'
ok 'and beats' heartbeats 4
is 'and changes not one key' "$(messages) $(view)" "0 $before"
log_clear

# Errors that Redis gives to a client that is connected.
R CONFIG SET maxmemory 1 >/dev/null
fault 'OOM' 'its memory is full'
is 'OOM: the last good routes stay' "$(view)" "$before"
R CONFIG SET maxmemory 0 >/dev/null
mended OOM
before=$(view)

R REPLICAOF 127.0.0.1 1 >/dev/null
fault READONLY 'is a replica and accepts no writes; set the primary'
is 'READONLY: the last good routes stay' "$(view)" "$before"
R REPLICAOF NO ONE >/dev/null
mended READONLY
before=$(view)

# A full disk.
redis_disk_full
fault MISCONF 'cannot save to its disk'
is 'MISCONF: the last good routes stay' "$(view)" "$before"
redis_disk_free
mended MISCONF

# Passwords.
R CONFIG SET requirepass right >/dev/null
REDISCLI_AUTH=right
export REDISCLI_AUTH
R CLIENT KILL TYPE normal SKIPME yes >/dev/null
fault 'no password' 'Redis requires a password; set'
R CONFIG SET requirepass '' >/dev/null
unset REDISCLI_AUTH
mended 'no password'
kopd_stop
is "all the time it is the same kopd, which ends in order" "$kopd_status" 0

kopd_conf 'redis password "wrong"'
R CONFIG SET requirepass right >/dev/null
REDISCLI_AUTH=right
export REDISCLI_AUTH
log_clear
kopd_start
fault 'a wrong password' 'rejects the user or password; check both'
is 'a wrong password is in no line' "$(lines wrong\")" 0
R CONFIG SET requirepass wrong >/dev/null
REDISCLI_AUTH=wrong
mended 'a wrong password'
kopd_stop
R CONFIG SET requirepass '' >/dev/null
unset REDISCLI_AUTH

kopd_conf 'redis database 99'
kopd_start
ok 'a database that is not there: the line names the setting' \
    logged 'no database with this number; check `database'
kopd_stop

# LOADING.
kopd_conf
kopd_start
ok 'as ever' logged 'connected as host kopd'
redis_kill_filled
log_clear
redis_start_loading 200 --port "$redis_port" --bind 127.0.0.1
fault LOADING 'is loading its data; retrying'
R CONFIG SET key-load-delay 0 >/dev/null
mended LOADING 6

# Something else on that port.
redis_stop KILL
mkdir "$dir/web"
busybox httpd -f -p "127.0.0.1:$redis_port" -h "$dir/web" 2>/dev/null &
httpd_pid=$!
pids="$pids $httpd_pid"
fault 'a web server' 'a web server answers there, not Redis'
end "$httpd_pid"
redis_again
mended 'a web server' 6
kopd_stop
is "kopd ends in order" "$kopd_status" 0
finish
