#!/bin/sh
# A wire, or what is at its other end, that does not do as it should: half
# open, slow, cut, garbled, with answers that no Redis gives.  Each is one
# line, survived by reconnecting, and one line says when it is over.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
. "$TOP/regress/lib/wire.sh"

redis_start

# begin NAME [FIELD VALUE ...]: a writer behind a wire of that name, and its
# first container.
begin() {
	_begin=$1
	shift
	wire_start "$_begin"
	eval "_port=\$wire_$_begin"
	writer "$_begin" root "$_begin" socket - address 127.0.0.1 port "$_port" \
	    "$@"
	snapshot "$_begin" "$(container web http://192.0.2.1:80)"
	ok "$_begin: connected" logged "$_begin" "connected as host $_begin"
	log_clear "$_begin"
}

# has NAME TEXT ...: whether that is all of its view.
has() {
	_root=$1
	shift
	[ "$(R EVAL 'local keys, out = redis.call("KEYS", ARGV[1] .. "/*"), {}
	    for i, k in ipairs(keys) do
		out[i] = k .. "=" .. redis.call("GET", k)
	    end
	    table.sort(out)
	    return out' 0 "$_root")" = \
	    "$(printf '%s\n' "$@" "$INERT" | sed "s,^traefik/,$_root/," |
	    sort)" ]
}

# pending NAME URL: a change that is on its way when this returns.
pending() {
	number=$((number + 1)) url=$2
	tell "$1" "begin $number change" "$(container web "$url")" \
	    "end $number" "done $number"
}

# arrived TEST NAME LINES: it is there, and the log had so many lines.
arrived() {
	ok "$1: the change arrives" wait_for 20 grep -q "^done $number " \
	    "$dir/$2.out"
	ok "$1: the view is right" has "$2" "$(container_view web 1 "$url")"
	ok "$1: a line says that it is over" logged "$2" \
	    "connected as host $2"
	is "$1: no other line" "$(log_count "$2")" "$3"
	log_clear "$2"
}

# Half-open, with heartbeats as seldom as they are unless configured: both
# ways, and the way back alone.  Nobody says a thing, at rest.
begin mute heartbeat 5
begin deaf heartbeat 5
begin slow heartbeat 5
begin idle heartbeat 5
begin bulk heartbeat 5
begin line heartbeat 5
ok 'a machine that is gone would be asked for' wait_for 5 eval \
    'ss -Htno "dport = :$wire_idle" | grep -q "timer:(keepalive,[0-4]"'
wire mute hold up
wire mute hold down
wire deaf hold down
wire slow trickle down 1 1000
wire bulk hold down
wire line hold down
wire idle hold down
held=$(date +%s%3N)
pending mute http://192.0.2.1:81
pending deaf http://192.0.2.1:81
pending slow http://192.0.2.1:81
pending bulk http://192.0.2.1:81
pending line http://192.0.2.1:81
wire bulk inject '$1073741824\r\nabc'
wire line inject '+a line without an end'

# when NAME TEXT: the milliseconds after which that was said, by when it came to
# the log: a loaded machine may look later.
when() {
	wait_for 30 grep -q "$2" "$dir/$1.log"
	echo $(($(stat -c %.3Y "$dir/$1.log" | tr -d .) - held)) \
	    >"$dir/$1.when"
}
when mute 'no reply within' &
waiters=$!
when deaf 'no reply within' &
waiters="$waiters $!"
when idle 'no reply within' &
waiters="$waiters $!"
when bulk 'reply incomplete after' &
waiters="$waiters $!"
when line 'reply incomplete after' &
waiters="$waiters $!"
when slow 'reply incomplete after' &
waiters="$waiters $!"

# Meanwhile: a writer that says nothing of itself.  After a few faults in a
# row it would count them, so another one takes its place.
turn=0 outages=0
fresh() {	# [FIELD VALUE]
	outages=$((outages + 1))
	[ $((outages % 4)) -eq 1 ] || [ $# -gt 0 ] || return
	[ $turn -eq 0 ] || stop_writer "$a" >/dev/null
	turn=$((turn + 1))
	a=a$turn
	begin "$a" heartbeat 600 "$@"
}

# says TEST BYTES TEXT: what no Redis says; the true answer is held back.
said=100
says() {
	said=$((said + 1))
	fresh
	wire $a hold down
	pending $a "http://192.0.2.1:$said"
	wire_says $a 'held down'
	wire $a inject "$2"
	# At once: the next connection would be held, too.
	wire $a pass down
	ok "$1: the line says what it is" logged $a "Redis at .*: .*$3"
	arrived "$1" $a 2
}
NEVER='invalid reply from Redis'
says 'an array of 1 Gi' '*1073741824\r\n' "$NEVER"
says 'arrays of arrays of 1 Mi' '*1000000\r\n*1000000\r\n' "$NEVER"
says 'arrays 12 deep' "$(printf '*1%s' '\r\n' '\r\n' '\r\n' '\r\n' '\r\n' \
    '\r\n' '\r\n' '\r\n' '\r\n' '\r\n' '\r\n' '\r\n')" "$NEVER"
says 'arrays 500000 deep' "$(yes '*1\r\n' | head -n 500000 | tr -d '\n')" \
    "$NEVER"
says 'an integer out of range' ':99999999999999999999\r\n' "$NEVER"
says 'a length below zero' '$-7\r\n' "$NEVER"
says 'a web server' 'HTTP/1.1 200 OK\r\n\r\n' "$NEVER"
says 'zeros' '\x00\x00\x00\x00' "$NEVER"
says 'a push' '>2\r\n$1\r\na\r\n$1\r\nb\r\n' "$NEVER"
says 'a map' '%1\r\n$1\r\na\r\n$1\r\nb\r\n' "$NEVER"
says 'a truth value' '#t\r\n' "$NEVER"
says 'an attribute' '|1\r\n+a\r\n+b\r\n' "$NEVER"
NONSENSE='unexpected reply to a script'
says 'a status' '+OK\r\n' "$NONSENSE"
says 'a number' ':7\r\n' "$NONSENSE"
says 'nil' '$-1\r\n' "$NONSENSE"
says 'an empty array' '*0\r\n' "$NONSENSE"
says 'another word' '*1\r\n$5\r\nMAYBE\r\n' "$NONSENSE"
says 'an error of no kind' '-SOMETHING is wrong\r\n' \
    'Redis says: SOMETHING is wrong'
says 'an error with bytes that no terminal should see' \
    '-ERR \x1b[2J\r\n' 'Redis says: ERR \\^\[\[2J'

fresh
wire $a inject '+OK\r\n'
ok 'an answer to nothing' logged $a 'unexpected reply from Redis'
pending $a http://192.0.2.1:79
arrived 'an answer to nothing' $a 2

# What gets garbled.
for way in up down; do
	fresh
	wire $a corrupt $way 0
	pending $a "http://192.0.2.1:78${#way}"
	arrived "what goes $way is garbled" $a 2
done

# Cut while nothing is under way.
for how in '' reset; do
	fresh
	wire $a end $how
	pending $a "http://192.0.2.1:70${#how}"
	arrived "the connection ends${how:+ with a }$how" $a 2
done
fresh
wire $a server "$dir/nobody"
wire $a end
ok 'nobody behind it' logged $a 'Connection reset\|without a reply'
wire $a server "$sock"
pending $a http://192.0.2.1:76
ok 'somebody again' logged $a "connected as host $a"

# What is FLUSHED, or takes no writes, with a change under way, which comes
# to nothing or is not known to have come to something.
in_flight() {	# TEST up|down COMMAND ...
	said=$((said + 1)) test=$1 where=$2
	shift 2
	fresh heartbeat 1
	wire $a hold "$where"
	pending $a "http://192.0.2.1:$said"
	wire_says $a "held $where"
	[ "$where" = up ] || wait_for 10 has $a "$(container_view web 1 "$url")"
	"$@" >/dev/null
	wire $a pass "$where"
}
for flush in FLUSHDB FLUSHALL; do
	for where in up down; do
		in_flight "$flush" $where R $flush
		ok "$flush: the line says what it is" \
		    logged $a 'it does not know this host'
		arrived "$flush on the way $where" $a 2
	done
done
in_flight 'SCRIPT FLUSH' up R SCRIPT FLUSH
arrived 'SCRIPT FLUSH on the way' $a 2
in_flight 'a replica' up R REPLICAOF 127.0.0.1 1
ok 'a replica on the way: the line says what it is' \
    logged $a 'is a replica and accepts no writes'
R REPLICAOF NO ONE >/dev/null
ok 'a primary again' logged $a "connected as host $a"
ok 'one line for all tries' \
    test "$(grep -c 'is a replica' "$dir/$a.log")" -le 2
ok 'and the change arrives' wait_for 10 has $a "$(container_view web 1 "$url")"

# Who asks for hosts gets an answer, whatever Redis says.
begin asked heartbeat 600
hosts_get() {	# TEST BYTES ...: of each request the answer
	test=$1
	shift
	: >"$dir/asked.out"
	wire asked hold down
	tell asked hosts
	for bytes in "$@"; do
		wire_says asked 'held down'
		wire asked drop down
		wire asked inject "$bytes"
	done
	ok "$test: whoever asked for hosts is told" \
	    wait_for 10 grep -q '^status-end no reply from Redis' \
	    "$dir/asked.out"
	wire asked pass down
}
HOSTS='*3\r\n$2\r\nOK\r\n*0\r\n:0\r\n'
hosts_get 'no list' '*1\r\n$2\r\nOK\r\n'
hosts_get 'another word' '*1\r\n$5\r\nMAYBE\r\n'
hosts_get 'no page' "$HOSTS" '*1\r\n$2\r\nOK\r\n'
hosts_get 'a page of three' "$HOSTS" '*3\r\n$2\r\nOK\r\n$1\r\na\r\n$1\r\nb\r\n'

# Whether a change arrived is not known when the answer is lost; the log has it
# when all is in Redis again, and no sooner.
begin unsaid
unsaid() {	# TEST LINE COMMAND ...
	test=$1 line=$2
	shift 2
	log_clear unsaid
	wire unsaid hold down
	number=$((number + 1))
	tell unsaid "begin $number change" "$@" "end $number" "done $number"
	wire_says unsaid 'held down'
	is "$test: nothing is said before Redis has answered" \
	    "$(grep -c 'published\|changed\|removed' "$dir/unsaid.log")" 0
	wire unsaid end
	wire unsaid pass down
	wait_for 20 grep -q "^done $number " "$dir/unsaid.out"
	ok "$test: then it is" logged unsaid "$line"
	is "$test: once" "$(grep -c "$line" "$dir/unsaid.log")" 1
}
unsaid 'a new router' 'published http router new: Host(`new`) -> http://192.0.2.1:1' \
    "$(container new http://192.0.2.1:1)"
unsaid 'another address' 'changed http router new: Host(`new`) -> http://192.0.2.1:2' \
    "$(container new http://192.0.2.1:2)"
unsaid 'a router that goes' 'removed http router new' 'del http/routers/new' \
    'del http/services/new'

# A peer that hangs up again and again: it does not fill the log.
begin flood heartbeat 600
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	wire flood end
	pending flood "http://192.0.2.1:6$i"
	wait_for 20 grep -q "^done $number " "$dir/flood.out"
done
is 'one that hangs up again and again: equal lines are counted' \
    "$(log_count flood)" 10

# noticed NAME URL: within 10 seconds, and all is well when it is over.
# These are two waits of 5 seconds each: some more is the machine's.
noticed() {
	ok "$1: noticed within 10 seconds" test "$(cat "$dir/$1.when")" -le 11000
	wire "$1" pass up
	wire "$1" pass down
	ok "$1: connected again" logged "$1" "connected as host $1"
	ok "$1: the view is right" wait_for 10 has "$1" \
	    "$(container_view web 1 "$2")"
	# There may be two: no end of a reply, then no reply at all.
	ok "$1: two lines at most for each fault, and that it is over" \
	    test "$(log_count "$1")" -le 5
}
wait $waiters
noticed mute http://192.0.2.1:81
noticed deaf http://192.0.2.1:81
noticed slow http://192.0.2.1:81
noticed bulk http://192.0.2.1:81
noticed line http://192.0.2.1:81
noticed idle http://192.0.2.1:80
finish
