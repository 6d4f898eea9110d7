#!/bin/sh
# Several kopd side by side, on one engine and one Redis.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
web plain 8001
web red 8002 kop.namespace=red
web both 8003 kop.namespace=red,blue
web blue 8004 kop.namespace=blue
number() {
	R HGET kopd:/traefik/hosts "$1"
}
started() {	# NAME LINE ...
	kopd_use "$1"
	shift
	kopd_conf 'ttl 6s' "$@"
	kopd_start
}

started first 'docker namespace "red"'
RED=$(routes red 8002 1; routes both 8003 1)
ok 'the first one, with a namespace of its own' view_is "$RED"
started second 'docker namespace "blue"'
BLUE=$(routes blue 8004 2)
ok 'the second one: what both want is there once' view_is "$RED" "$BLUE"
is 'each has a number of its own' "$(number first) $(number second)" '1 2'
ok 'the second one says what the first one serves' \
    logged 'redis-writer: http/services/both is served only by host first'
log_clear

# One goes for good: the other takes over what both want.
kopd_use first
kill -9 "$kopd_pid"
kopd_end
kopd_use second
ok 'the first one is killed: when its lease is over the second one says so' \
    wait_for 40 grep -q 'host first: lease expired' "$dir/second.log"
ok 'and has what both want' view_is "$BLUE" "$(routes both 8003 2)"

# The same name again, on the same engine: the newer one goes on.
rm -rf "$dir/third"
kopd_use third
kopd_conf 'ttl 6s' 'hostname "second"' 'docker namespace "blue"'
kopd_start
ok 'a third one under the name of the second: it has the lease' \
    logged 'connected as host second'
kopd_use second
ok 'the second one says that its name is taken' \
    logged 'hostname "second" is in use by the kopd of engine "fake"'
web more 8005 kop.namespace=blue
ok 'containers are published, by one of them' \
    view_is "$BLUE" "$(routes both 8003 2)" "$(routes more 8005 2)"
is 'the other one writes nothing' "$(lines 'connected as')" 0
kopd_stop
is 'it ends in order' "$kopd_status" 0

# And on another socket is not the same as on the same one.
kopd_use third
"$BUILD/kopd/kopd" -d -f "$dir/third/kopd.conf" -s "$dir/third.sock" \
    >"$dir/out" 2>&1
is 'the same control socket' $? 1
ok 'is refused with a reason' grep -q "another kopd listens at" "$dir/out"
engine 'stop more'
ok 'the one that was there goes on' \
    view_is "$BLUE" "$(routes both 8003 2)"
kopd_stop
is 'and ends in order' "$kopd_status" 0
finish
