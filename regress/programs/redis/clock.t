#!/bin/sh
# The clock on the wall leaps by 400 days whenever redis-writer looks at it:
# nothing that it does depends on that.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

CLOCK=$BUILD/regress/lib/fake/clock/clock.so
[ -f "$CLOCK" ] || bail "$CLOCK is missing: make tests"
U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

is 'the clock leaps' "$(LD_PRELOAD=$CLOCK perl -e '
	my $a = time; my $b = time;
	print abs($a - $b) > 700 * 86400 ? "yes" : "no"')" yes

# redis-writer with that clock, its driver without.
real=$WRITER WRITER=$dir/leaping
cat >"$WRITER" <<SH
#!/bin/sh
# The library of the sanitizers need not be the first one.
ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$CLOCK exec "$real" "\$@"
SH
chmod 755 "$WRITER"

redis_start
writer a ttl 3 poll 1
snapshot a "$(container web $U1)"
writer b ttl 3
snapshot b "$(container two $U2)"
ok 'both are there' view_is "$(view_of "$(container_view web 1 $U1)" \
    "$(container_view two 2 $U2)")"
p=$(pgrep -P "$pid_a")
ok 'it is that clock' grep -q "$CLOCK" "/proc/$p/maps"

# Heartbeats, more than a lease lasts; what is looked over.
subscribe
R CONFIG RESETSTAT >/dev/null
ok 'they beat' wait_for 20 heartbeats 10
is 'and nothing happens' "$(messages)" 0
is 'nobody has lost a lease' \
    "$(cat "$dir/a.log" "$dir/b.log" | grep -c 'lease ran out\|gone')" 0
R DEL traefik/http/routers/web/rule >/dev/null
ok 'what is deleted comes back' wait_for 10 view_is "$(view_of \
    "$(container_view web 1 $U1)" "$(container_view two 2 $U2)")"

# Tries to connect, and a silent peer.
R SAVE >/dev/null
redis_stop KILL
ok 'a Redis that dies is noticed' await a redis.state 'disconnected'
redis_start
ok 'and found again' await a redis.state 'connected for'
ok 'by both' await b redis.state 'connected for'
ok 'with all routes' wait_for 20 view_is "$(view_of \
    "$(container_view web 1 $U1)" "$(container_view two 2 $U2)")"
kill -STOP "$redis_pid"
stopped=$(date +%s)
ok 'a silent Redis is noticed' logged a 'no reply within'
noticed=$(stat -c %Y "$dir/a.log")
ok 'within 10 seconds' test $((noticed - stopped)) -le 10
kill -CONT "$redis_pid"
ok 'and found again' await a redis.state 'connected for'
await b redis.state 'connected for'

# A host that is gone: not before its lease ran out and the other one was
# there for a while.
ok 'nobody was taken for gone before' \
    test "$(cat "$dir/a.log" "$dir/b.log" | grep -c 'lease expired')" -eq 0
kill_writer b
ok 'a host that is gone is taken away' wait_for 25 view_is \
    "$(view_of "$(container_view web 1 $U1)")"
is 'it ends in order' "$(stop_writer a)" 'exit 0'
finish
