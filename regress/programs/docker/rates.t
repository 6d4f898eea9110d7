#!/bin/sh
# What a route-maker that has been taken over can make docker-reader do: it may
# ask so often and no more, and what it does not read does not pile up.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"

bound() {
	awk -v name="$1" '$2 == name { print $3 }' "$TOP/common/bounds.h"
}
milliseconds() {
	date +%s%3N
}
asked() {
	grep -c "^request $1 " "$dir/engine.out"
}
id=$(printf '%064d' 7)
burst=$(bound DOCKER_LIST_BURST) rate=$(bound DOCKER_LIST_RATE)
debt=$(bound DOCKER_DEBT_MAX)

engine_begin
engine containers 3

# As many as may be at once, and four more: these wait for their time.
reader
begin=$(milliseconds)
n=0
while [ $n -lt $((burst + 4)) ]; do
	n=$((n + 1))
	tell "request $n list"
	says "end $n complete 0" >/dev/null || break
done
took=$(($(milliseconds) - begin))
is "all lists come" "$(said end)" $((burst + 4))
ok "no faster than the rate allows" [ $took -ge $((4000 / rate - 100)) ]
is "they are whole" "$(sed '1,/^\r$/d' "$dir/$n" | jq length)" 3

# One kind that waits keeps no other one waiting.
tell "flood $((debt - 10)) 1 list" "request 2 list" "request 3 ping"
ok "a ping does not wait for lists" says "end 3 complete 0"
before=$(asked list)
tell "cancel 2" "request 4 info"
says "end 4 complete 0"
is "one that waited and was cancelled was never asked" "$(asked list)" $before
is "and nothing is wrong" "$(reader_end)" "exit 0"

# flooded KIND WHAT BOUND [ARGUMENT ...]: far more than may wait.
flooded() {
	kind=$1 what=$2 most=$(bound "$3_BURST") each=$(bound "$3_RATE")
	shift 3
	before=$(asked "$kind") begin=$(milliseconds)
	reader
	tell "flood $((most + debt + 500)) 1 $kind $*"
	ok "a flood of $kind: the process ends" says "exit 1"
	ok "a flood of $kind: says why" logged \
	    "route-maker exceeds the rate of requests for $what"
	end "$reader_pid"
	# That took its time, in which some more may be asked.
	took=$(($(milliseconds) - begin))
	ok "a flood of $kind: Docker sees no more than the burst" [ \
	    $(($(asked "$kind") - before)) -le \
	    $((most + 1 + each * took / 1000)) ]
}
flooded ping pings DOCKER_ASK
flooded version "the version" DOCKER_ASK
flooded info "the engine's information" DOCKER_ASK
flooded list "full lists" DOCKER_LIST
flooded ids "lists of some containers" DOCKER_IDS "$id"
flooded events events DOCKER_ASK

# Messages about TCP are too short for what follows.
if [ "$ENGINE_OVER" = tcp ]; then
	finish
	exit
fi

# A route-maker that does not read, and asks for more: answers stop, and the
# messages about requests, here long ones, are too many at last.  Up to 213 kB
# of the answers are in the socket; these messages are 350 kB.
engine containers 10000
long=$engine_folder/$(printf '%0960d' 0 | sed 's,00,./,g')docker.sock
copied() {
	tell "status docker.bytes"
	[ "$(sed -n 's/^status docker.bytes //p' "$dir/reader.out" |
	    tail -n 1)" -ge 1048576 ]
}
reader "conf socket $long"
tell deaf "request 1 list" "request 2 list" "request 3 list" "request 4 list" \
    "request 5 list" "request 6 list" "request 7 list"
ok "an answer goes on until the queue is full" wait_for 30 copied
engine absent
tell "cancel 1" "flood 250 1 ids $id" "flood 20 1 ping" "flood 20 1 info" \
    "flood 20 1 version" "flood 20 1 events"
ok "one that does not read: the process ends" says "exit 1"
ok "... says why" logged "route-maker does not read: 1[01][0-9]* bytes are waiting"
end "$reader_pid"
finish
