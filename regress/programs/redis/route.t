#!/bin/sh
# The way to name servers: none at the start, one that is out of reach, and a
# host that gets another address while kopd runs.

if [ "$(id -u)" -ne 0 ]; then
	echo 'not ok 1 - a network namespace needs root: run this test as root'
	echo 1..1
	exit 1
fi
if [ "${1:-}" != inside ]; then
	exec unshare -n -m "$0" inside
fi

. "$TOP/regress/lib/tap.sh"
sock=/nonexistent
. "$TOP/regress/lib/writer.sh"
command -v ip >/dev/null || bail "ip is missing: apt-get install iproute2"
at_exit end_all

end_all() {
	kill_ours KILL $pids
}

: >"$dir/resolv.conf"
mount --bind "$dir/resolv.conf" "$(readlink -f /etc/resolv.conf)"
ip link add v0 type veth peer name v1
ip link set v0 up
ip link set v1 up

echo 'nameserver 10.9.0.1' >"$dir/resolv.conf"
writer a socket - address redis.test port 6379
ok 'no way to a name server at the start: it waits' logged a \
    'no route to a name server of /etc/resolv.conf; waiting'
ok 'and goes on without' logged a 'only names of /etc/hosts resolve'
writer h socket - address localhost port 1
logged h 'waiting for the network' >/dev/null
writer n socket - address redis.test port 6379
logged n 'waiting for the network' >/dev/null
ip addr add 10.9.0.2/24 dev v0
ok 'the network comes up while it waits' await n redis.state connect
stop_writer n >/dev/null
ok 'a name of /etc/hosts needs none' logged h 'at localhost:1 ([0-9:]'
stop_writer h >/dev/null

printf 'nameserver 192.0.2.53\nnameserver 10.9.0.1\n' >"$dir/resolv.conf"
writer b socket - address redis.test port 6379
ok 'one of two is out of reach' logged b 'name server 192.0.2.53: no route to it'
ok 'the other one is used' logged b 'redis.test.*does not resolve'
stop_writer b >/dev/null

writer c socket - address redis.test port 6379
ok 'a name server that does not answer' logged c 'does not resolve'
ip addr del 10.9.0.2/24 dev v0
ip addr add 10.9.0.3/24 dev v0

# ends NAME: for want of a name server, to be started again.
ends() {
	wait_for 90 grep -q "^exit 1" "$dir/$1.out" &&
	    grep -q 'fatal: redis.test does not resolve for 30 seconds' \
	    "$dir/$1.log"
}
ok 'who had no way at the start ends' ends a
ok 'this host has another address: it ends' ends c
finish
