#!/bin/sh
# notify-keyspace-events, which redis-writer switches off for the time of a
# change: what somebody else sets it to is not undone.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

flags() {
	R CONFIG GET notify-keyspace-events | tail -1
}

flags_are() {
	[ "$(flags)" = "$1" ]
}

redis_start
R CONFIG SET notify-keyspace-events KEA >/dev/null
# Without heartbeats it learns of them by its changes alone.
writer a heartbeat 3600
snapshot a "$(container web http://192.0.2.1:1)"
ok 'they are on' await a redis.notify quiet
changes a "$(container web http://192.0.2.1:2)"
is 'and stay on' "$(flags)" AKE
is 'with no line' "$(grep -c notify-keyspace-events "$dir/a.log")" 0

n=2
# set_meanwhile FLAGS AS-REDIS-SAYS-IT
set_meanwhile() {
	n=$((n + 1))
	R CONFIG SET notify-keyspace-events "$1" >/dev/null
	log_clear a
	changes a "$(container web http://192.0.2.1:$n)" \
	    "$(container web$n http://192.0.2.1:$n)"
	ok "set to \"$1\" between two changes: so it stays" \
	    wait_for 10 flags_are "$2"
	ok "set to \"$1\": a line says so" logged a "was set to \"$2\" during a change"
	changes a "del http/routers/web$n" "del http/services/web$n"
	is "set to \"$1\": after the next change, too" "$(flags)" "$2"
	is "set to \"$1\": one line" \
	    "$(grep -c 'was set to' "$dir/a.log")" 1
}
set_meanwhile Kg$ 'g$K'
set_meanwhile KEA AKE
set_meanwhile 'KEAm' AKEm
set_meanwhile Exg 'gxE'

# Off: Traefik is told by a message of its own.
R CONFIG SET notify-keyspace-events KA >/dev/null
conf a heartbeat 1
tell a reload
ok 'on again' await a redis.notify quiet
conf a heartbeat 3600
tell a reload
sync_writer a
R CONFIG SET notify-keyspace-events '' >/dev/null
subscribe
changes a "$(container web http://192.0.2.1:99)" \
    "$(container last http://192.0.2.1:99)"
ok 'switched off between two changes: so it stays' wait_for 10 flags_are ''
is 'and one message is sent' "$(messages)" 1

# Set again and again while changes are under way.
R CONFIG SET notify-keyspace-events KA >/dev/null
conf a heartbeat 1
tell a reload
ok 'on once more' await a redis.notify quiet
conf a heartbeat 3600
tell a reload
for round in 1 2 3 4 5 6; do
	number=$((number + 1))
	tell a "begin $number snapshot" "many 0 $((1500 * (round % 2) + 100))" \
	    "end $number"
	for each in KA KEA Kg$ KEAm KExg AK KEA KgE; do
		R CONFIG SET notify-keyspace-events "$each" >/dev/null
	done
	R CONFIG SET notify-keyspace-events KEAm >/dev/null
	tell a "done $number"
	wait_for 30 grep -q "done $number\( \|\$\)" "$dir/a.out"
	sync_writer a
	ok "many changes, round $round: the last one stays" \
	    wait_for 10 flags_are AKEm
done
finish
