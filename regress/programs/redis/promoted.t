#!/bin/sh
# A replica is promoted while a change is on its way to what was the primary:
# READONLY is seen at once, and the change is written where it belongs, also
# where the new primary lacks what was written last.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
. "$TOP/regress/lib/sentinel.sh"
. "$TOP/regress/lib/wire.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

server one
server two --replicaof 127.0.0.1 "$one_port"
linked() {
	[ "$(field "$1" replication master_link_status)" = up ]
}
ok 'a replica' wait_for 20 linked two
wire_start w "$one_port"
writer a socket - address 127.0.0.1 port "$wire_w"
snapshot a "$(container web $U1)"
WEB=$(container_view web 1 $U1)

# has SERVER TEXT ...: that is what Traefik sees there.
has() {
	_has=$1
	shift
	[ "$(on "$_has" EVAL_RO 'local keys, out = redis.call("KEYS", "traefik/*"), {}
	    for i, k in ipairs(keys) do
		out[i] = k .. "=" .. redis.call("GET", k)
	    end
	    table.sort(out)
	    return out' 0)" = "$(view_of "$@")" ]
}
ok 'the replica has the routes' wait_for 10 has two "$WEB"

# promote NEW OLD PORT: NEW becomes the primary, OLD its replica.
promote() {
	on "$1" REPLICAOF NO ONE >/dev/null
	on "$2" REPLICAOF 127.0.0.1 "$3" >/dev/null
}
log_clear a
wire w hold up
number=$((number + 1))
tell a "begin $number change" "$(container two $U2)" "end $number" \
    "done $number"
wire_says w 'held up'
promote two one "$two_port"
wire w pass up
ok 'it says that this is a replica now' \
    logged a 'is a replica and accepts no writes'
is 'and has written nothing there' "$(grep -c '^done' "$dir/a.out")" 1
wire w server "$two_port"
ok 'the change is written to the new primary' \
    wait_for 20 grep -q "^done $number " "$dir/a.out"
TWO=$(container_view two 1 $U2)
ok 'which has all routes' has two "$WEB" "$TWO"
ok 'a line says that it is over' logged a 'connected as host a'
ok 'the replica has them, too' wait_for 20 linked one
ok 'all of them' wait_for 10 has one "$WEB" "$TWO"

# The same where the last writes never came to the replica, and the writer
# knows that they were taken.
log_clear a
on one REPLICAOF 127.0.0.1 1 >/dev/null
changes a "$(container three $U1)" 'del http/routers/web' \
    'del http/services/web'
ok 'the replica lacks the last change' has one "$WEB" "$TWO"
promote one two "$one_port"
wire w server "$one_port"
wire w end
ok 'what got lost is written again' wait_for 20 has one "$TWO" \
    "$(container_view three 1 $U1)"
ok 'a line says that it is over' logged a 'connected as host a'
ok 'few lines in all' test "$(log_count a)" -le 4
is 'it ends in order' "$(stop_writer a)" 'exit 0'
finish
