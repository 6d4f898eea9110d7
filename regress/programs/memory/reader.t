#!/bin/sh
# Each allocation of docker-reader fails once: it ends with one line, or goes on
# and copies what it should.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"
. "$TOP/regress/lib/memory.sh"

READER=$failing/docker-reader/docker-reader
id=$(printf '%064x' 7)
engine_begin
engine containers 30

# heard STRING: waits for a line, or for the end.
heard() {
	wait_for 60 grep -q "^$1\|^exit\|^killed" "$dir/reader.out"
}

# A driver that plays its neighbours, and has ended with it, reads nothing more.
run() {
	rm -f "$dir/1" "$dir/2" "$dir/3" "$dir/4"
	reader 'conf timeout 40'
	tell 'request 1 info' 'request 2 list' "request 3 ids $id" \
	    'request 4 events'
	heard 'end 2' && heard 'end 3' && heard 'data 4'
	tell 'reload' 'cancel 4' 'request 5 version' 'status docker.state'
	heard 'end 5'
	tell stop
	heard exit
	end "$reader_pid"
	cat "$dir/1" "$dir/2" "$dir/3" | sed '/^Date/d' >"$dir/copied"
}

judge() {
	case $(grep '^exit \|^killed' "$dir/reader.out") in
	'exit 0')
		cmp "$dir/copied" "$dir/right" ;;
	'exit '*)
		fatal_line "$dir/reader.log" docker-reader ;;
	*)
		echo 'it has neither ended nor gone on:'
		tail -n 3 "$dir/reader.out" "$dir/reader.log" ;;
	esac
}

run
cp "$dir/copied" "$dir/right"
is 'without a failure: it copies' \
    "$(grep -c '^end [1235] complete' "$dir/reader.out") $(grep ^exit "$dir/reader.out")" \
    '4 exit 0'
each_allocation 'each allocation of docker-reader fails once' docker-reader \
    run judge
without_memory docker-reader run judge
finish
