#!/bin/sh
# Redis Sentinel: the master is found, and followed when it changes.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
. "$TOP/regress/lib/sentinel.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

server one
server two --replicaof 127.0.0.1 "$one_port"
ok 'a replica' wait_for 20 eval '[ "$(field two replication master_link_status)" = up ]'
sentinel_server s1 "$one_port"
sentinel_server s2 "$one_port"
ok 'the sentinels know it' wait_for 20 eval \
    '[ "$(field s1 sentinel master0 | grep -o slaves=1)" ] &&
    [ "$(field s2 sentinel master0 | grep -o slaves=1)" ]'
ports="sentinel_ports $one_port sentinel_ports $two_port"

# sees NAME: what Traefik would see there.
sees() {
	on "$1" EVAL 'local keys, out = redis.call("KEYS", "traefik/*"), {}
	    for i, k in ipairs(keys) do
		out[i] = k .. "=" .. redis.call("GET", k)
	    end
	    table.sort(out)
	    return out' 0
}

server_has() {
	[ "$(sees "$1")" = "$2" ]
}

# The first of the list is nobody.
writer a socket - sentinels 1:127.0.0.1 sentinels "$s1_port:127.0.0.1" \
    sentinels "$s2_port:127.0.0.1" sentinel_master mymaster $ports
ok 'a sentinel that is away is said' \
    logged a 'sentinel 127.0.0.1:1: nothing listens there'
ok 'the next one knows the master' \
    logged a "the master \"mymaster\" is 127.0.0.1:$one_port"
snapshot a "$(container web $U1)"
WEB=$(view_of "$(container_view web 1 $U1)")
is 'which gets the routes' "$(sees one)" "$WEB"
is 'status says who said it' "$(status a redis.sentinel)" \
    "127.0.0.1:$s1_port, master 127.0.0.1:$one_port"

# A change on command: by subscription.
log_clear a
on s1 sentinel failover mymaster >/dev/null
ok 'a new master is followed' \
    logged a "is 127.0.0.1:$two_port, no longer 127.0.0.1:$one_port"
ok 'and connected to' logged a 'connected as host a'
changes a "$(container two $U2)"
BOTH=$(view_of "$(container_view web 1 $U1)" "$(container_view two 1 $U2)")
ok 'it gets what changes' server_has two "$BOTH"
ok 'the old one becomes a replica' wait_for 30 eval \
    '[ "$(field one replication master_link_status)" = up ]'

# The master dies, and the last writes with it: nothing reaches the replica
# any more before it is gone.
log_clear a
on one replicaof 127.0.0.1 1 >/dev/null
changes a 'del http/routers/web' 'del http/services/web'
on one replicaof 127.0.0.1 "$two_port" >/dev/null &
kill_server two
ok 'a master that dies is replaced' \
    logged a "is 127.0.0.1:$one_port, no longer 127.0.0.1:$two_port"
TWO=$(view_of "$(container_view two 1 $U2)")
ok 'what it had not passed on is written again' \
    wait_for 30 server_has one "$TWO"

# The sentinel at hand dies, when the other one has heard of the new master:
# a sentinel alone would wait for a majority and go on naming the old one.
ok 'the other sentinel has heard of it' wait_for 30 eval \
    '[ "$(on s2 sentinel get-master-addr-by-name mymaster | tail -n 1)" = \
    "$one_port" ]'
kill_server s1
log_clear a
ok 'another one is asked' await a redis.sentinel \
    "127.0.0.1:$s2_port, master 127.0.0.1:$one_port"
is 'the writer ends in order' "$(stop_writer a)" 'exit 0'

# What sentinels say that is of no use.
writer b socket - sentinels "$s2_port:127.0.0.1" sentinel_master other $ports
ok 'an unknown master' logged b 'does not know the master "other"'
stop_writer b >/dev/null
writer c socket - sentinels "$s2_port:127.0.0.1" sentinel_master mymaster \
    sentinel_ports 1
ok 'a port that is not configured' \
    logged c "is 127.0.0.1:$one_port, and the sandbox does not permit this port"
stop_writer c >/dev/null

# Which masters there may be: the sentinel is obeyed in nothing else, and no
# connection is made to another.
for masters in 127.0.0.2 127.0.0.1:1 redis.test 127.0.0.0/31 ::1; do
	writer m socket - sentinels "$s2_port:127.0.0.1" \
	    sentinel_master mymaster sentinel_masters "$masters" $ports
	[ "$masters" = 127.0.0.0/31 ] || {
		ok "masters { $masters }: another one is refused" logged m \
		    "names the master 127.0.0.1:$one_port, which .masters"
		is "masters { $masters }: nothing was sent to it" \
		    "$(grep -c "127.0.0.1:$one_port: connected\|is 127.0.0.1" \
		    "$dir/m.log")" 0
		stop_writer m >/dev/null
		continue
	}
	ok "masters { $masters }: it is one of these" \
	    logged m 'connected as host m'
	stop_writer m >/dev/null
done
# One that was permitted at the start, and is no more by a reload.
writer n socket - sentinels "$s2_port:127.0.0.1" sentinel_master mymaster \
    sentinel_masters 192.0.2.1 sentinel_masters "127.0.0.1:$one_port" $ports
ok 'one of several masters' logged n 'connected as host n'
conf n sentinel_masters - sentinel_masters 192.0.2.1
tell n reload
ok 'a reload takes a master away' \
    logged n "names the master 127.0.0.1:$one_port, which .masters"
conf n sentinel_masters - sentinel_masters 127.0.0.1
log_clear n
tell n reload
ok 'and permits it again' logged n 'connected as host n'
stop_writer n >/dev/null
writer d socket - sentinels "$one_port:127.0.0.1" sentinel_master mymaster \
    $ports
ok 'a Redis that is no sentinel' logged d "sentinel 127.0.0.1:$one_port: "
stop_writer d >/dev/null

# As many as there may be: the sandbox has the masters' ports, too.
writer f socket - sentinel_master mymaster \
    sentinels "$s2_port:127.0.0.1" \
    $(seq -f 'sentinels %g:127.0.0.1' 2 256) $ports
ok 'a master beside 256 sentinels' logged f 'connected as host f'
stop_writer f >/dev/null

# Sentinels with a password.
sentinel_server s3 "$one_port" 'requirepass guarded'
writer e socket - sentinels "$s3_port:127.0.0.1" sentinel_master mymaster \
    $ports
ok 'a password is wanted' logged e 'Redis requires a password'
conf e sentinel_password guarded
tell e reload
ok 'and given' logged e 'connected as host e'
is 'and it ends' "$(stop_writer e)" 'exit 0'
finish
