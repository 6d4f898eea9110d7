#!/bin/sh
# How many objects one script call has: 200, and fewer where many hosts want
# the same, since it has to look at the definitions of each.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

# services FROM TO: lines that set so many.
services() {
	i=$1
	while [ "$i" -lt "$2" ]; do
		echo "set http/services/s$i http/services/s$i 0 loadBalancer/servers/0/url http://192.0.2.1:80"
		i=$((i + 1))
	done
}

# Number of changes that a host has made.
seq_of() {
	R HGET "kopd:/traefik/host/$1" seq
}

# others N: as many hosts are there, and live.
others() {
	R EVAL 'for i = 1, ARGV[1] do
		redis.call("HSET", "kopd:/traefik/hosts", "o" .. i, 100 + i)
		redis.call("SET", "kopd:/traefik/lease/o" .. i, "x")
	    end' 0 "$1" >/dev/null
}

# all_want FROM TO N: these hosts claim these objects.
all_want() {
	R EVAL 'local hosts = {}
	    for i = 1, ARGV[3] do
		hosts[i] = "o" .. i
	    end
	    for i = ARGV[1], ARGV[2] - 1 do
		redis.call("HSET", "kopd:/traefik/claims",
		    "http/services/s" .. i, table.concat(hosts, " "))
	    end' 0 "$@" >/dev/null
}

redis_start
QUIET='ttl 900 heartbeat 600'

writer alone $QUIET
snapshot alone "$(services 0 400)"
is 'where one host is: calls of 200' "$(seq_of alone)" 2
kill_writer alone
R FLUSHALL >/dev/null

# With the writer they are 20: 50 objects could be 1000 definitions.
others 19
writer apart $QUIET
snapshot apart "$(services 1000 1001)"
changes apart "$(services 0 400)"
is 'where the others want nothing of that: 50, 50, 200, 100' \
    "$(seq_of apart)" 5
subscribe
tell apart withdraw
ok 'all of it goes' wait_for 20 view_is "$INERT"
is 'in calls of 200 then' "$(messages)" 3
kill_writer apart
R FLUSHALL >/dev/null

others 19
all_want 0 200 19
writer among $QUIET
snapshot among "$(services 0 200)"
is 'where all want the same: calls of 50' "$(seq_of among)" 4
subscribe
changes among "$(services 1000 1040)"
is 'a small change is one call' "$(seq_of among) $(messages)" '5 1'
changes among "$(services 0 200 | sed 's/:80/:81/')"
is 'of which nothing is learnt: the next is of 50 again' \
    "$(seq_of among)" 9
messages >/dev/null
tell among withdraw
ok 'all of that goes' wait_for 20 view_is "$INERT"
ok 'in calls of 50 while they are shared' test "$(messages)" -gt 2
kill_writer among
R FLUSHALL >/dev/null

# Hosts that came later.
writer first $QUIET
snapshot first "$(services 1000 1010)"
others 19
all_want 0 200 19
changes first "$(services 0 10)"
changes first "$(services 10 200)"
is 'who finds that others came has smaller calls: 10, 10, 50, 50, 50, 40' \
    "$(seq_of first)" 6
kill_writer first
R FLUSHALL >/dev/null

writer late ttl 900 heartbeat 1 poll 1
snapshot late "$(services 0 10)"
others 19
all_want 0 200 19
R CONFIG RESETSTAT >/dev/null
ok 'what is there is looked at' wait_for 20 heartbeats 6
changes late "$(services 10 210)"
is 'which tells of them, too: 10, 50, 50, 50, 50' "$(seq_of late)" 5
finish
