#!/bin/sh
# kopctl watch: a line for each change, with what happened, when, and how long
# it took; how it ends; and that nothing waits for a watcher that does not read.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

command -v jq >/dev/null || bail "jq is missing: apt-get install jq"

# watch NAME [OPTION ...]: starts one, and waits until kopd and redis-writer
# know of it.  Its output is $dir/NAME and $dir/NAME.err.
watchers=0
watch() {
	_watch=$1
	shift
	"$BUILD/kopctl/kopctl" -s "$dir/$kopd_name.sock" "$@" watch \
	    >"$dir/$_watch" 2>"$dir/$_watch.err" &
	watcher=$!
	kopds="$kopds $watcher"
	watchers=$((watchers + 1))
	wait_for 10 watched $watchers
}

# watched N: kopd has so many watchers.
watched() {
	[ "$(kopctl -j show | jq .kopd.watchers)" -eq "$1" ]
}

# ended: waits for the watcher, sets $status.
ended() {
	wait_for 10 gone "$watcher" || return 1
	wait "$watcher"
	status=$?
	watchers=$((watchers - 1))
}

# seen NAME FILTER: waits until jq finds that in an output.
seen() {
	wait_for 15 found "$@" && return
	diagnose <"$dir/$1"
	return 1
}

found() {
	json -s "[.[] | select($2)] | length > 0" "$dir/$1"
}

# the NAME CONTAINER FILTER: of the last line of a container.
the() {
	jq -cs "[.[] | select(.container == \"$2\")] | last | $3" "$dir/$1"
}

redis_start_port
engine_start
kopd_conf
kopd_start
web first 8001
ok 'kopd publishes' view_is "$(routes first 8001)"
is 'nobody watches' "$(kopctl -j show | jq .kopd.watchers)" 0

before=$(date +%s)
watch json -j
ok 'a watcher' watch text
web web 8002
ok 'a start is a line' seen json '.container == "web"'
is 'with the objects, and the address' \
    "$(the json web '[.published, .changed, .removed, .addresses, .more]')" \
    '[["http/routers/web","http/services/web"],[],[],["http://192.0.2.1:8002"],0]'
is 'how long it took is a number of milliseconds' \
    "$(the json web '.latency_ms | . >= 0 and . < 60000')" true
is 'the time is that of the change, as RFC 3339 has it' \
    "$(the json web '.time | test("^[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z$") and
    (sub("\\.[0-9]+Z"; "Z") | fromdate | . >= '"$before"' and
    . <= '"$(date +%s)"')')" true
is 'what was there before is no line' "$(the json first .)" null
engine 'rename web other'
ok 'a change of the container is one, too' seen json '.changed != []'
engine 'stop other'
ok 'a stop as well' seen json '(.removed // []) != []'
is 'with what was removed' \
    "$(jq -cs 'last | [.removed, .addresses]' "$dir/json")" \
    '[["http/routers/web","http/services/other"],[]]'
is 'the same lines as text' "$(sed -n 's/^[0-9-]\{10\} [0-9:]\{8\}\.[0-9]\{3\} *[0-9]* ms  //
    /container web: published/p' "$dir/text")" \
    'container web: published http/routers/web, http/services/web -> http://192.0.2.1:8002'
ok 'the log has the same' logged \
    'container web: published http router web: .* -> http://192.0.2.1:8002'
R DEL traefik/http/routers/first/rule >/dev/null
ok 'a repair changes nothing' view_is "$(routes first 8001)"
is 'and is no line' "$(the json first .)" null

kill -INT "$watcher"
ok 'SIGINT ends it' ended
is 'with status 0' "$status" 0
is 'and without a word' "$(cat "$dir/text.err")" ''
ok 'kopd sees that' wait_for 10 watched 1
watch term
kill -TERM "$watcher"
ok 'SIGTERM ends it' ended
is 'with status 0, too' "$status" 0

# The end of the reader: seen at once, not with the next change.
mkfifo "$dir/pipe"
"$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" watch >"$dir/pipe" 2>"$dir/err" &
watcher=$!
kopds="$kopds $watcher"
exec 7<"$dir/pipe"
ok 'a watcher with a pipe' wait_for 10 watched 2
watchers=2
exec 7<&-
ok 'it ends when nobody reads it any more' ended
is 'with status 0 as well' "$status $(cat "$dir/err")" '0 '

# Root has all places, another user half of them.
most=8 why='kopd has too many clients that watch'
[ "$(id -u)" -eq 0 ] || most=4 why='kopd has too many clients of this user'
n=1
while [ $((n += 1)) -le $most ]; do
	watch "w$n"
done
ok "$most at once" watched $most
kopctl watch >"$dir/out" 2>"$dir/err"
is 'not one more' $? 1
ok 'which is told why' grep -q "$why" "$dir/err"
ok 'others are answered' eval 'kopctl show >"$dir/out"'
kill_ours TERM $(echo "$kopds" | tr ' ' '\n' | tail -n $((most - 1)))
ok 'all but one end' wait_for 10 watched 1
watchers=1

# A watcher that is stopped, and one that reads, while 1,000 containers start
# and stop.  Each has so many objects that their lines do not fit into a queue.
peak() {
	awk '/^VmHWM/ { print $2 }' "/proc/$1/status"
}
watch slow -j
slow=$watcher
kill -STOP "$slow"
parent=$(peak "$kopd_pid")
writer=$(kopd_child redis-writer)
labels=$(for n in 1 2 3 4 5 6 7 8 9 10; do
	printf ' %s' "traefik.http.middlewares.m$n-%s-$(printf %060d $n).stripprefix.prefixes=/x"
done)
set --
for n in $(seq 1000); do
	set -- "$@" "web b$n $((10000 + n)) traefik.enable=true \
traefik.http.routers.b$n.rule=Path(\`/b$n\`)$(printf "$labels" \
	    b$n b$n b$n b$n b$n b$n b$n b$n b$n b$n)"
done
started=$(date +%s)
engine "$@"
routers() {
	[ "$(R EVAL 'return #redis.call("KEYS", "traefik/http/routers/b*/rule")' \
	    0)" -eq "$1" ]
}
ok '1,000 containers are published while a watcher is stopped' \
    wait_for 120 routers 1000
echo "# after $(($(date +%s) - started)) s"
set --
for n in $(seq 1000); do
	set -- "$@" "stop b$n"
done
engine "$@"
ok 'and removed' wait_for 120 routers 0
ok 'kopctl is answered' eval 'kopctl show >"$dir/out"'
has_all() {
	[ "$(jq -c 'select(.container | test("^b")?)' "$dir/json" |
	    wc -l)" -ge 2000 ]
}
ok 'the one that reads has them all' wait_for 30 has_all
is 'and lost none' "$(jq -c 'select(.lost)' "$dir/json")" ''
is 'kopd has not grown by more than 4 MB' \
    "$((($(peak "$kopd_pid") - parent) / 4096))" 0
kill -CONT "$slow"
# Each line of the fast one since then is in the output of the slow one, or
# counted as lost.
all_counted() {
	_all=$(jq -c 'select(.container | test("^b")?)' "$dir/json" | wc -l)
	_slow=$(jq -s '[.[] | if .lost then .lost else 1 end] | add' "$dir/slow")
	[ "$_all" -eq "$_slow" ]
}
ok 'the slow one is told how many lines it lost' wait_for 30 all_counted
ok 'which are some' [ "$(jq -s '[.[].lost // 0] | add' "$dir/slow")" -gt 100 ]
ok 'and has read some' [ "$(jq -c 'select(.container)' "$dir/slow" |
    wc -l)" -gt 100 ]
watcher=$slow
kill -INT "$slow"
ok 'SIGINT ends it, too' ended

watch last
kopd_stop
ok "kopd's end ends it" ended
is 'with status 1' "$status $(cat "$dir/last.err")" '1 kopctl: kopd is ending'
is 'kopd itself ends well' "$kopd_status" 0
is 'and no process complained' "$(grep -c 'fatal\|killed' "$dir/kopd.log")" 0
finish
