#!/bin/sh
# The connection is cut after each byte of a change and of its answer, in
# order or with a reset, and here and there while a connection is set up: the
# view is right after each, no key is lost or doubled, and Traefik is told
# once.  Where a change is a transaction, after every third byte.

. "$TOP/regress/lib/redis.sh"

CUTS=$BUILD/regress/lib/fake/cuts WRITER=$BUILD/redis-writer/redis-writer
[ -x "$CUTS" ] || bail "$CUTS is missing: make tests"
pids=
redis_start

# cut_all NAME PREFIX STEP: the counts are shared by as many as there are
# letters, each under its own root: most of the time they wait to connect.
letters='a b c d e f g h'
cut_all() {
	first=0 waited_for=
	for letter in $letters; do
		"$CUTS" "$WRITER" "$sock" "$2$letter" "$first" "$3" \
		    >"$dir/$2$letter.out" 2>"$dir/$2$letter.log" &
		waited_for="$waited_for $!"
		first=$((first + $3 / 8))
	done
	pids="$pids $waited_for"
	ended=0
	for p in $waited_for; do
		wait "$p" || ended=$?
	done
	cat "$dir/$2"?.out >"$dir/$2"
	is "$1: all come to an end" "$ended" 0
	is "$1: the view is right after each cut, and Traefik told once" \
	    "$(grep -v '^up \|^pid \|^ready ' "$dir/$2")" ''
	sed -n 's/^up/# up/p' "$dir/$2"
	up=$(sed -n 's/^up \([0-9]*\).*/\1/p' "$dir/$2" | sort -n | tail -1)
	down=$(sed -n 's/.*down \([0-9]*\).*/\1/p' "$dir/$2" | sort -n | tail -1)
	cuts=$(awk '/^up/ { n += $6 } END { print n + 0 }' "$dir/$2")
	ok "$1: $cuts cuts in $((up + down)) bytes and greetings" \
	    test "$cuts" -ge $(((up + down) * 8 / $3))
}

cut_all 'one call' p 8
R CONFIG SET notify-keyspace-events KEA >/dev/null
cut_all 'a transaction' q 24
is 'notifications are on all the time' \
    "$(R CONFIG GET notify-keyspace-events | tail -1)" AKE
finish
