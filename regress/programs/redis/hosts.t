#!/bin/sh
# Several hosts, one Redis.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

redis_start
writer a ttl 3
snapshot a "$(container web $U1)" "$(container own $U1)"
writer b ttl 3 poll 1
snapshot b "$(container web $U2 'Host(`b`)')" "$(container other $U2)"
BOTH=$(view_of "$(container_view web 1 $U1)" "$(container_view own 1 $U1)" \
    "$(container_view other 2 $U2)")
is 'each host has its own, and the first one what both want' "$(view)" "$BOTH"
ok 'who waits says so' logged b 'http/routers/web waits for host a, which defines this'
ok 'also where only servers stay out' logged b 'http/services/web is served only by host a'
is 'and shows it' "$(status b redis.waiting)" \
"http/routers/web waits for host a, which defines this name differently
http/services/web is served only by host a; to share the servers, set kop.merge-lbs on both"
subscribe
changes a 'del http/routers/web' 'del http/services/web'
is 'who waits steps in, in one message' "$(messages) $(view)" "1 $(view_of \
    "$(container_view web 2 $U2 'Host(`b`)')" "$(container_view own 1 $U1)" \
    "$(container_view other 2 $U2)")"
ok 'and notices' logged b 'http/routers/web no longer waits for host a'
is 'of which nothing remains' "$(status b redis.waiting)" ''
changes a "$(container web $U1)"
is 'who comes second waits, whoever was first before' "$(messages)" 0
changes a 'del http/routers/web' 'del http/services/web'

# Servers that both share.
changes a "set http/services/m http/services/m 1 loadBalancer/servers/0/url $U1"
changes b "set http/services/m http/services/m 1 loadBalancer/servers/0/url $U2"
is 'servers are shared' "$(view | grep services/m/)" \
"traefik/http/services/m/loadBalancer/servers/10000/url=$U1
traefik/http/services/m/loadBalancer/servers/20000/url=$U2"
changes a 'del http/services/m'
is 'and parted' "$(view | grep services/m/)" \
    "traefik/http/services/m/loadBalancer/servers/20000/url=$U2"
changes b 'del http/services/m'

# A Redis that was away for longer than all leases.
before=$(view)
R save >/dev/null
redis_stop KILL
await a redis.state 'disconnected'
await b redis.state 'disconnected'
old_leases() {
	[ "$(date +%s)" -gt $((left + 4)) ]
}
left=$(date +%s)
wait_for 10 old_leases
redis_start
await a redis.state 'connected for'
await b redis.state 'connected for'
subscribe
R config resetstat >/dev/null
wait_for 20 heartbeats 8
is 'a Redis that was away long makes nobody take from others' \
    "$(view)" "$before"
is 'in no message' "$(messages)" 0

# A host that is gone for good.
changes a "$(container web $U1)"
kill_writer a
ok 'what a dead host had goes' wait_for 30 view_is "$(view_of \
    "$(container_view web 2 $U2 'Host(`b`)')" "$(container_view other 2 $U2)")"
ok 'which is said' logged b 'host a: lease expired: withdrew its'
writer a ttl 3
snapshot a "$(container own $U1)"
is 'it comes back with its number' "$(view)" "$(view_of \
    "$(container_view web 2 $U2 'Host(`b`)')" "$(container_view other 2 $U2)" \
    "$(container_view own 1 $U1)")"

# The same name twice.
before=$(view)
writer c hostname a ttl 3
ok 'a name that another engine has is refused' \
    logged c 'hostname "a" is in use by the kopd of engine "name-a" since'
ok 'and shown' await c redis.state refused
tell c 'begin 700 snapshot' "$(container new $U2)" 'end 700'
sync_writer c
is 'nothing is written' "$(view)" "$before"
is 'withdraw says why it cannot' "$(tell c withdraw; wait_for 10 grep -q \
    '^status-end' "$dir/c.out"; grep -c '^status-end hostname' "$dir/c.out")" 1
kill_writer a
tell c 'done 700'
ok 'when the name is free, it is taken' wait_for 20 grep -q '^done 700' "$dir/c.out"
is 'with what it wants, and no more' "$(view)" "$(view_of \
    "$(container_view web 2 $U2 'Host(`b`)')" "$(container_view other 2 $U2)" \
    "$(container_view new 1 $U2)")"
writer d hostname a ttl 3
tell d 'engine engine-c name-c'
conf d hostname x
tell d reload
await d redis.state 'connected for'
conf d hostname a
tell d reload
ok 'a restart on the same engine takes over at once' \
    await d redis.state 'connected for'
snapshot d "$(container new $U2)"
ok 'and the older one is told' logged c 'is in use by the kopd of engine "name-c"'
ok 'and writes no more' await c redis.state refused
sync_writer d
is 'nor takes it back' "$(status d redis.state | cut -d ' ' -f 1)" connected
stop_writer c >/dev/null
stop_writer d >/dev/null

# Names.
writer e hostname -
ok 'without a name the engine'\''s is taken' await e redis.host name-e
tell e 'engine engine-e bad/name'
ok 'one that cannot be is said' logged e 'set `hostname'\'' in kopd.conf'
conf e hostname 'bad:name'
tell e reload
ok 'one in the configuration, too' logged e 'letters, digits'
conf e hostname good root kopd
tell e reload
ok 'a root that has our keys under it' logged e "would include kopd's own keys"
conf e root traefik
tell e reload
ok 'a good one' await e redis.state 'connected for'
tell e 'usurp engine-x name-x'
ok 'a name from route-maker is a breach, which ends it' \
    wait_for 15 grep -q '^exit 1' "$dir/e.out"
ok 'and is named' logged e 'fatal: message .* from route-maker: unknown'
end "$pid_e"
is 'the host that it named is nowhere' "$(R HEXISTS kopd:/traefik/hosts name-x)" 0
is 'it ends in order' "$(stop_writer b)" 'exit 0'
finish
