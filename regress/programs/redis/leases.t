#!/bin/sh
# A heartbeat checks the next few hosts only: it costs the same beside any
# number of them, and together the hosts find each that has expired.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/scripts.sh"

K=kopd:/traefik

# others FROM TO: adds active hosts, as redis-cli, with these numbers.
others() {
	R EVAL 'for n = ARGV[1], ARGV[2] do
		n = string.format("%d", n)
		redis.call("HSET", "kopd:/traefik/hosts", "x" .. n, n)
		redis.call("ZADD", "kopd:/traefik/numbers", n, "x" .. n)
		redis.call("SET", "kopd:/traefik/lease/x" .. n, "X")
	    	redis.call("SET", "kopd:/traefik/pulse/x" .. n, "X")
	    end' 0 "$1" "$2" >/dev/null
}

# expire HOST: its lease is over, and it has an object.
expire_host() {
	R DEL "$K/lease/$1" "$K/pulse/$1" >/dev/null
	R HSET "$K/want/$1" http/routers/x x >/dev/null
}

# The commands of a heartbeat of host a, those of its script included.
commands() {
	R CONFIG RESETSTAT >/dev/null
	call renew a A1 reap >/dev/null
	R INFO commandstats | sed -n 's/^cmdstat_.*:calls=\([0-9]*\),.*/\1/p' |
	    awk '{ n += $1 } END { print n }'
}

# beats N: the hosts that so many heartbeats of host a name, each once.
beats() {
	for _i in $(seq "$1"); do
		call renew a A1 reap | sed -n 3p
	done | sed '/^$/d' | sort | xargs
}

redis_start
scripts_load
hello a A1 >/dev/null
others 2 20
commands >/dev/null
first=$(commands)
others 21 500
is 'a heartbeat beside 500 hosts has as many commands as beside 20' \
    "$(commands)" "$first"

# Each host is checked.
expire_host x250
expire_host x499
is 'after a round of heartbeats, each expired host is found once' \
    "$(beats 70)" 'x250 x499'
is 'as long as its objects are withdrawn, no heartbeat names it' "$(beats 70)" ''
ok 'the time for this has an end' test "$(R PTTL $K/reaper/x250)" -gt 0
R DEL $K/reaper/x250 >/dev/null
is 'if the host that withdraws them ends, another heartbeat names it' \
    "$(beats 70)" x250
R DEL $K/reaper/x250 >/dev/null
is 'a host that cannot withdraw them does not get it' "$(for i in $(seq 70); do
	call renew a A1 | sed -n 3p
    done | sed '/^$/d')" ''
is 'so that another does' "$(beats 70)" x250
is 'a step of the withdrawal keeps it' "$(call reap a A1 x499 \
    http/routers/none | head -1)" OK
ok 'for a while' test "$(R PTTL $K/reaper/x499)" -gt 10000
call reap a A1 x499 http/routers/x >/dev/null
is 'after the last step nothing is kept' \
    "$(R EXISTS $K/reaper/x499 $K/host/x499)" 0
call reap a A1 x250 http/routers/x >/dev/null

# A host that has nothing gives its number back after a day.
beats 70 >/dev/null
ok 'a host without objects is noted' [ "$(R HGET $K/idle x250)" -gt 0 ]
R HSET $K/idle x250 1 >/dev/null
beats 70 >/dev/null
is 'and its number is free after a day' \
    "$(R HEXISTS $K/hosts x250; R ZSCORE $K/numbers x250;
    R HEXISTS $K/idle x250)" \
    '0

0'
hello new N1 >/dev/null
is 'the next new host gets the smallest free number' "$(R HGET $K/hosts new)" 250
hello newer N1 >/dev/null
is 'without a gap, the next one' "$(R HGET $K/hosts newer)" 501

# What others may do to the sorted set
lists_all() {
	call renew a A1 >/dev/null
	is "$1: it is made anew" "$(R ZCARD $K/numbers)" "$(R HLEN $K/hosts)"
	is "$1: with the numbers" "$(R ZSCORE $K/numbers x77)" 77
}
R DEL $K/numbers >/dev/null
lists_all deleted
R SET $K/numbers x >/dev/null
lists_all 'of another type'
R ZADD $K/numbers 7 foreign >/dev/null
lists_all 'with a member too many'
is 'which is gone' "$(R ZSCORE $K/numbers foreign)" ''
R SET $K/checked nonsense >/dev/null
expire_host x400
is 'a wrong mark of the last host: all are checked' "$(beats 70)" x400
call reap a A1 x400 http/routers/x >/dev/null
R DEL $K/checked >/dev/null
R LPUSH $K/checked 1 >/dev/null
expire_host x401
is 'a mark of another type, too' "$(beats 70)" x401

for key in idle silent; do
	R DEL $K/$key >/dev/null
	R SET $K/$key x >/dev/null
	expire_host x402
	is "$key of another type: heartbeats go on" "$(beats 70)" x402
	call reap a A1 x402 http/routers/x >/dev/null
	beats 70 >/dev/null
	is "$key of another type: it is a hash again, or gone" \
	    "$(R TYPE $K/$key | grep -c string)" 0
done

# A kopd of an older version writes no sorted set.
R HSET $K/hosts older 700 >/dev/null
expire_host older
is 'a host of an older version is found' "$(beats 70)" older
is 'and is in the set' "$(R ZSCORE $K/numbers older)" 700
R HDEL $K/hosts x60 >/dev/null
R HSET $K/hosts replaced 60 >/dev/null
expire_host replaced
is 'a host that replaces another is found, too' "$(beats 70)" replaced
is 'and the other one is gone' "$(R ZSCORE $K/numbers x60)" ''

# show hosts
numbers() {
	after=0
	while :; do
		call hosts a A1 $after >"$dir/hosts"
		awk '/^(x[0-9]+|a|new|newer|older|replaced)$/ { getline; print }' \
		    "$dir/hosts" >"$dir/numbers"
		cat "$dir/numbers"
		[ "$(tail -n 1 "$dir/hosts")" = 1 ] || break
		after=$(tail -n 1 "$dir/numbers")
	done
}
R HVALS $K/hosts | sort -n >"$dir/wanted"
is 'hosts are listed by number, in pages, each once' \
    "$(numbers | sort -n | cksum)" "$(cksum <"$dir/wanted")"
is 'in order' "$(numbers | cksum)" "$(cksum <"$dir/wanted")"

# Redis does not permit sorted sets to kopd.
R DEL $K/numbers >/dev/null
R ACL SETUSER default -@sortedset >/dev/null
is 'without sorted sets: hosts are listed' "$(numbers | cksum)" \
    "$(cksum <"$dir/wanted")"
expire_host x300
is 'without sorted sets: an expired host is found at once' "$(beats 1)" x300
is 'without sorted sets: a new host gets a number' \
    "$(hello another N1 | sed -n 2p)" 502
R ACL SETUSER default +@sortedset >/dev/null
lists_all 'permitted again'
R ACL SETUSER default -zrangebyscore >/dev/null
expire_host x301
is 'without one of the commands: an expired host is found' "$(beats 1)" x301
is 'without one of the commands: hosts are listed' \
    "$(numbers | sort -n | head -n 300 | cksum)" \
    "$(sort -n "$dir/wanted" | head -n 300 | cksum)"

finish
