#!/bin/sh
# kopctl show hosts, and kopctl withdraw HOST, with two kopd.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
web one 8001 kop.namespace=red,blue
kopd_use first
kopd_conf 'docker namespace "red"'
kopctl show hosts >"$dir/out" 2>&1
is 'without a kopd there are no hosts' $? 1
ok 'which is said' grep -q 'kopd does not run, or uses another socket' "$dir/out"
kopd_start
ok 'the first one' view_is "$(routes one 8001 1)"
kopd_use second
kopd_conf 'docker namespace "blue"' 'ttl never'
kopd_start
ok 'the second one' logged 'http/services/one is served only by host first (container one)'
kopctl -j show hosts >"$dir/hosts"
is 'hosts are shown as JSON' "$(jq -c 'map([.name, .number, .lease, .engine,
    .engine_name, .objects, .waiting])[]' "$dir/hosts")" \
'["first",1,"held","FAKE:ENGINE","fake",2,[]]
["second",2,"held","FAKE:ENGINE","fake",2,[{"object":"http/services/one","owner":"first","conflict":"alone","cause":"","container":"one","reason":"is served only by host first (container one); to share the servers, set kop.merge-lbs on both"}]]'
is 'with what is left of a lease' "$(jq -c 'map(.lease_ms | if . then . > 0 and
    . <= 60000 else . end)' "$dir/hosts")" '[true,null]'
kopctl show hosts >"$dir/out"
is 'and as text' "$(grep -c '^host \|lease             held\|engine            fake, id FAKE:ENGINE\|	objects           2$' "$dir/out")" 8
ok 'with who waits' grep -q \
    '^	waiting           http/services/one is served only by host first (container one); ' "$dir/out"

kopctl withdraw first >"$dir/out" 2>&1
is 'a host that lives is not withdrawn by another one' $? 1
ok 'which says why' grep -q \
    'host first runs, on engine "fake", and would publish again' "$dir/out"
kopd_use first
kopctl withdraw second >"$dir/out" 2>&1
is 'nor if its lease is for ever' $? 1
ok 'which is heard of' grep -q 'host second has sent a heartbeat within the last minute' "$dir/out"
kopctl withdraw nobody 2>"$dir/out"
is 'one that is not there cannot be' $? 1
kopctl withdraw "$(printf '%01025d' 0)" 2>/dev/null
is 'nor one with a name too long' $? 1
kopctl withdraw first second 2>/dev/null
is 'nor two' $? 1
kopd_use second
kill -9 "$kopd_pid"
kopd_end
kopd_use first
R DEL kopd:/traefik/pulse/second >/dev/null
ok 'one that is gone but has its lease for ever is shown so' \
    eval 'kopctl show hosts | grep -q "there was no heartbeat for a minute"'
ok 'its status, too, has it' logged 'host second on this engine is inactive'
kopctl withdraw second 2>"$dir/out"
is 'and withdrawn' "$? $(cat "$dir/out")" '0 kopctl: host second: 2 objects'
is 'so that nothing is left of it' \
    "$(kopctl -j show hosts | jq -c '.[1] | [.name, .lease, .objects]')" \
    '["second","none",0]'
ok 'and all of the other one' view_is "$(routes one 8001 1)"
ok 'the log has who asked' logged \
    "^kopd: withdrawing all routes of host second: requested by kopctl (uid $(id -u))\$"

# Redis writes nothing for a moment: what is asked meanwhile is answered.
R CLIENT PAUSE 4000 WRITE >/dev/null
kopctl withdraw 2>"$dir/withdrawn" &
asker=$!
withdrawing() {
	kopctl show | grep -q 'withdrawing for [0-9] s$'
}
ok 'while it withdraws, status says so, and for how long' \
    wait_for 10 withdrawing
kopctl withdraw 2>"$dir/out"
is 'who withdraws it again is told' "$? $(cat "$dir/out")" \
    '1 kopctl: this host is already being withdrawn'
kopctl withdraw second 2>"$dir/out"
is 'so is who withdraws another one' "$? $(cat "$dir/out")" \
    '1 kopctl: this host is already being withdrawn'
ok 'explain is answered meanwhile' \
    eval 'kopctl explain one | grep -q withdrawing'
ok 'so are routes' eval 'kopctl show routes >/dev/null'
R CLIENT UNPAUSE >/dev/null
wait "$asker"
is 'without a name it is this host' "$? $(cat "$dir/withdrawn")" \
    '0 kopctl: 2 objects'
ok 'which is said' view_is ''
ok 'with who asked' logged \
    "^kopd: withdrawing all routes of this host: requested by kopctl (uid $(id -u))\$"
kopctl show hosts >"$dir/out" 2>&1
is 'hosts are shown then, too' "$? $(grep -c '^host ' "$dir/out")" '0 2'
is 'and it has nothing' "$(kopctl -j show hosts |
    jq -c '.[0] | [.name, .lease, .objects]')" '["first","none",0]'
ok 'status says so' eval 'kopctl show | grep -q "withdrawn: restart kopd to publish"'
ok 'explain is answered' eval 'kopctl explain one | grep -q "withdrawn"'
kopctl show routes >"$dir/out" 2>&1
is 'routes are shown' $? 0
kopctl withdraw 2>"$dir/out"
is 'withdrawn again it is' $? 0
kopctl withdraw second 2>"$dir/out"
is 'but no other one' "$? $(cut -d , -f 1 "$dir/out")" \
    '1 kopctl: this host is withdrawn'
web two 8002 kop.namespace=red
engine stats
kopd_stop
is 'and writes nothing' "$(view)" traefik/tls/certificates=true
kopd_start
ok 'until it starts again' view_is "$(routes one 8001 1; routes two 8002 1)"
redis_stop
ok 'Redis ends' logged "Redis at 127.0.0.1:$redis_port"
# away WHERE COMMAND ...: kopctl says where Redis is, and why it has no answer.
away() {
	_where=$1
	shift
	kopctl "$@" >"$dir/out" 2>&1
	is "kopctl $* without Redis" $? 1
	ok "kopctl $* without Redis says where and why" \
	    grep -q "^kopctl: Redis $_where" "$dir/out"
}
away "at 127.0.0.1:$redis_port: ." show hosts
away "at 127.0.0.1:$redis_port: ." withdraw
away "at 127.0.0.1:$redis_port: ." withdraw second
kopd_stop
is 'it ends in order' "$kopd_status" 0

# elsewhere WHERE LINE ...: a Redis that has never answered.
elsewhere() {
	_place=$1
	shift
	printf '%s\n' 'bind ip 192.0.2.1' "docker { socket \"$engine_socket\" }" \
	    "$@" >"$dir/$kopd_name/kopd.conf"
	log_clear
	kopd_start
	ok "$_place: it is ready" logged '^kopd: ready'
	ok "$_place: Redis is missed" logged '^redis-writer: Redis'
	away "$_place: ." show hosts
	kopd_stop
}
mkdir "$dir/none"
elsewhere "at $dir/none/redis.sock" "redis { socket \"$dir/none/redis.sock\" }"
elsewhere 'at 127.0.0.1:1' 'redis { host 127.0.0.1 port 1 }'
elsewhere 'at \[::1\]:1' 'redis { host "::1" port 1 }'
elsewhere 'by sentinels 127.0.0.1:1, 127.0.0.1:2' \
    'sentinel {' 'master "m"' 'host 127.0.0.1 port 1' 'host 127.0.0.1 port 2' '}'
printf '%s\n' 'bind ip 192.0.2.1' "docker { socket \"$dir/none/d.sock\" }" \
    'redis { host 127.0.0.1 port 1 }' >"$dir/$kopd_name/kopd.conf"
log_clear
kopd_start
ok 'without an engine: it is ready' logged '^kopd: ready'
away "at 127.0.0.1:1: waiting for the Docker engine's name" show hosts
finish
