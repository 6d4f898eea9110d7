#!/bin/sh
# Redis closes the connection after each command of what is under way: other
# hosts and this one are withdrawn, what a traefik-kop left is taken over, the
# host gets another name by a reload, kopd stops.  redis-writer lives, answers
# each request once, and comes to the end of it when it is connected again.

. "$TOP/regress/lib/redis.sh"

HANGUPS=$BUILD/regress/lib/fake/hangups WRITER=$BUILD/redis-writer/redis-writer
[ -x "$HANGUPS" ] || bail "$HANGUPS is missing: make tests"
pids=
redis_start

# hangups SCENARIO DATABASE: starts it.
hangups() {
	"$HANGUPS" "$WRITER" "$sock" "$2" "$1" >"$dir/$1.out" \
	    2>"$dir/$1.log" &
	eval "pid_$1=$!"
	pids="$pids $!"
}

# judge SCENARIO COMMANDS: it has so many at least.
judge() {
	eval "wait \$pid_$1" || sed 's/^/# /' "$dir/$1.out"
	is "$1: redis-writer lives, and comes to the end" \
	    "$(grep -v '^exit 0\|^commands ' "$dir/$1.out")" ''
	sed -n 's/^commands/# &/p' "$dir/$1.out"
	n=$(sed -n 's/^commands \([0-9]*\) .*/\1/p' "$dir/$1.out")
	ok "$1: a cut after each of its commands" test "${n:-0}" -ge "$2"
	is "$1: no report of a sanitizer" \
	    "$(grep 'ERROR: \|runtime error:' "$dir/$1.log")" ''
}

database=0
for scenario in others own rename twice underway stop; do
	database=$((database + 1))
	hangups $scenario $database
done
judge others 20
judge own 6
judge rename 25
judge twice 20
judge underway 40
judge stop 5
finish
