#!/bin/sh
# Redis says that a host has more objects than any host can have: what is
# remembered of them is bounded, and a line says so.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

MOST=$((4 * 65536)) MORE=500

# junk HOST: so many objects of it that nobody wants.
junk() {
	R EVAL 'for i = 1, tonumber(ARGV[2]) do
		redis.call("HSET", "kopd:/traefik/want/" .. ARGV[1],
		    "http/services/junk" .. i, "x")
	    end' 0 "$1" $((MOST + MORE)) >/dev/null
}

left_of() {
	R HLEN "kopd:/traefik/want/$1"
}

# kilobytes NAME: the most memory that it had.
kilobytes() {
	eval "_driver=\$pid_$1"
	_pid=$(ps -o pid= --ppid "$_driver" | tr -d ' ')
	sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$_pid/status"
}

redis_start
junk a
writer a heartbeat 3600
number=$((number + 1))
tell a "begin $number snapshot" "$(container web http://192.0.2.1:80)" \
    "end $number" "done $number"
ok 'what is too much is said' \
    logged a "Redis has $MORE objects of host a that are not wanted"
ok 'ours come all the same' wait_for 30 eval \
    '[ "$(R EXISTS traefik/http/routers/web/rule)" = 1 ]'
ok 'what is remembered goes' wait_for 60 eval \
    '[ "$(left_of a)" -le $((MORE + 2)) ]'
ok 'memory is bounded' test "$(kilobytes a)" -lt 300000
log_clear a
R CLIENT KILL TYPE normal >/dev/null
ok 'the rest goes after the next connect' wait_for 30 eval \
    '[ "$(left_of a)" = 2 ]'

# The same of a host that is gone.
junk x
R HSET kopd:/traefik/hosts x 99 >/dev/null
R HSET kopd:/traefik/host/x engine e engine_name e number 99 >/dev/null
withdraw_x() {
	sync_writer a
	: >"$dir/a.out"
	tell a 'withdraw x'
	wait_for 90 grep -q '^status-end' "$dir/a.out"
	sed -n 's/^status withdrawn //p' "$dir/a.out"
}
is 'of a host that is gone, likewise' "$(withdraw_x)" "host x: $MOST objects"
ok 'which is said' logged a "host x has more than $MOST objects"
is 'and again for the rest' "$(withdraw_x) $(left_of x)" \
    "host x: $MORE objects 0"
finish
