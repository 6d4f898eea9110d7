#!/bin/sh
# docker-reader -g: clients that are slow, silent or gone, an engine that is
# away, and what the process is before it reads a byte.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"
. "$TOP/regress/lib/gate.sh"
command -v perl >/dev/null || bail "perl is missing: tools/packages check"

field() {	# PID NAME
	sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status" | tr '\t' ' ' |
	    sed 's/ *$//'
}
memory() {
	field "$1" VmHWM | tr -dc 0-9
}
# streams N: waits until so many event streams have ended at the engine.
streams() {
	wait_for 20 sh -c \
	    "[ \$(grep -c '^end events' '$dir/engine.out') -eq $1 ]"
}

engine_begin

# These begin now, since they take a while.  Their clock leaps: only the time
# that passes counts.
leap=LD_PRELOAD=$BUILD/regress/lib/fake/clock/clock.so
case $BUILD in *asan*) leap=A=B ;; esac
gate_open silent "$engine_socket" '' env "$leap"
silent=$gate_pid
exec 3<>"$dir/silent.in"
gate_open half "$engine_socket" 'GET /info HTTP/1.0\r\n' env "$leap"
half=$gate_pid
exec 4<>"$dir/half.in"
{ while printf x; do sleep 0.2; done } 2>/dev/null |
    "$READER" -g "$engine_socket" >"$dir/trickle.out" 2>"$dir/trickle.err" &
trickle=$!
gate_pids="$gate_pids $trickle"

# Before a byte is read.
is_confined() {
	[ "$(field "$1" Seccomp)" = 2 ]
}
check_confined() {	# NAME [CAPABILITIES]
	ok "$1: has a seccomp filter before it reads" wait_for 5 \
	    is_confined "$gate_pid"
	is "$1: no new privileges" "$(field "$gate_pid" NoNewPrivs)" 1
	for cap in CapPrm CapEff; do
		is "$1: $cap" "$(field "$gate_pid" $cap)" \
		    "${2:-0000000000000000}"
	done
	for cap in CapInh CapAmb; do
		is "$1: $cap" "$(field "$gate_pid" $cap)" 0000000000000000
	done
	is "$1: no process" "$(sed -n 's/^Max processes *\([0-9]*\) .*/\1/p' \
	    "/proc/$gate_pid/limits")" 0
	is "$1: only the standard descriptors" \
	    "$(ls "/proc/$gate_pid/fd" | xargs)" "0 1 2"
}
check_answer() {	# NAME
	printf "$INFO" >&7
	ok "$1: it answers all the same" gate_ended
	ok "$1: with what the engine said" grep -q '"Name":"fake"' \
	    "$dir/$_name.out"
}

if [ "$(id -u)" -eq 0 ]; then
	chgrp 4343 "$engine_socket"
	chmod 660 "$engine_socket"
	gate_open root "$engine_socket" '' env 5<"$dir"
	check_confined root
	uid=$(id -u _kopdd) gid=$(id -g _kopdd)
	is "root: becomes _kopdd" "$(field "$gate_pid" Uid)" \
	    "$uid $uid $uid $uid"
	is "root: its group" "$(field "$gate_pid" Gid)" "$gid $gid $gid $gid"
	is "root: with the socket's group" "$(field "$gate_pid" Groups)" 4343
	is "root: bounding set" "$(field "$gate_pid" CapBnd)" \
	    0000000000000000
	is "root: root folder" "$(readlink "/proc/$gate_pid/root")" \
	    "$engine_folder"
	check_answer root

	# A machine that has the gate and no kopd.
	grep -v '^_kopdd:' /etc/passwd >"$dir/passwd"
	gate_open alone "$engine_socket" '' unshare -m sh -c \
	    'mount --bind "$0" /etc/passwd && exec "$@"' "$dir/passwd"
	check_confined "no user _kopdd"
	is "no user _kopdd: stays who it is" "$(field "$gate_pid" Uid)" \
	    "0 0 0 0"
	is "no user _kopdd: root folder" \
	    "$(readlink "/proc/$gate_pid/root")" "$engine_folder"
	check_answer "no user _kopdd"

	as_user='setpriv --reuid nobody --regid nogroup --clear-groups'
	cp "$READER" "$dir/docker-reader"
	READER=$dir/docker-reader
	gate_open shut "$engine_socket" "$INFO" $as_user
	ok "a user whom the socket's group does not have" gate_ended
	ok "is told what to do" grep -q "^docker-reader: cannot connect to .*\
$engine_socket: Permission denied; add the user .* to the group" \
	    "$dir/shut.err"
	chmod 666 "$engine_socket"

	# The folder is missing when it starts: it keeps CAP_SYS_CHROOT.
	gate_open late "$dir/late/docker.sock" ''
	check_confined "no folder yet" 0000000000040000
	is "no folder yet: _kopdd" "$(field "$gate_pid" Uid)" \
	    "$uid $uid $uid $uid"
	ln -s "$engine_folder" "$dir/late"
	check_answer "no folder yet"
else
	as_user=
	gate_open own "$engine_socket" ''
	ok "a user: has a seccomp filter before it reads" wait_for 5 \
	    is_confined "$gate_pid"
	is "a user: no new privileges" "$(field "$gate_pid" NoNewPrivs)" 1
	is "a user: stays who it is" "$(field "$gate_pid" Uid)" \
	    "$(id -u) $(id -u) $(id -u) $(id -u)"
	check_answer "a user"
fi
gate_open user "$engine_socket" "$INFO" $as_user
ok "an ordinary user asks" gate_ended
is "and is answered" "$status $(cat "$dir/user.err")" "0 "
is "whole" "$(sed '1,/^\r$/d' "$dir/user.out" | jq -r .Name)" fake

# Ends of the client.
gate "$engine_socket" "$LIST"
is "a client that has ended its half gets a list whole" \
    "$(sed '1,/^\r$/d' "$dir/out" | jq length) $status" "0 0"
gate_open ended "$engine_socket" "$EVENTS"
wait_for 20 test -s "$dir/ended.out"
engine 'event {"first":1}'
ok "a stream passes on an event" wait_for 20 grep -q first "$dir/ended.out"
gate_shut
ok "it ends when the client does" gate_ended
is "with success, and no word" "$status $(cat "$dir/ended.err")" "0 "
ok "at the engine, too" streams 1

mkfifo "$dir/deaf.out"
cat "$dir/deaf.out" >"$dir/heard" 7>&- 8>&- 9>&- &
deaf=$!
gate_pids="$gate_pids $deaf"
gate_open deaf "$engine_socket" "$EVENTS"
wait_for 20 test -s "$dir/heard"
end $deaf
ok "it ends when its client reads no more" gate_ended
is "with success, and no word, too" "$status $(cat "$dir/deaf.err")" "0 "
ok "at the engine as well" streams 2
gate_shut

gate_open twice "$engine_socket" "$EVENTS"
wait_for 20 test -s "$dir/twice.out"
printf "$INFO" >&7
ok "a second request ends it" gate_ended
is "with failure" $status 1
ok "and a line" grep -q '^docker-reader: the client sent more than one request' \
    "$dir/twice.err"
ok "the second one was not answered" not grep -q fake "$dir/twice.out"
streams 3

# As inetd(8) and systemd.socket(5) have it: one socket for all.
printf '#!/bin/sh\nexec "%s" -g "%s" 2>&1\n' "$READER" "$engine_socket" \
    >"$dir/inetd"
chmod 755 "$dir/inetd"
inetd=$dir/inetd.sock
socat "UNIX-LISTEN:$inetd,fork,mode=666" "EXEC:$dir/inetd,nofork" \
    7>&- 8>&- 9>&- &
gate_pids="$gate_pids $!"
wait_for 20 test -S "$inetd"
printf 'GET /images/json%b' "$END_OF" >"$dir/asked"
socat -t 60 - "UNIX-CONNECT:$inetd" <"$dir/asked" >"$dir/out"
is "where errors would go to the client, they do not" "$(answered)" \
    "$(said_no '403 Forbidden')"
printf "$INFO" >"$dir/asked"
socat -t 60 - "UNIX-CONNECT:$inetd" <"$dir/asked" >"$dir/out"
is "a client that shuts one half of a socket is answered" \
    "$(sed '1,/^\r$/d' "$dir/out" | jq -r .Name)" fake
mkfifo "$dir/client.in"
exec 6<>"$dir/client.in"
printf "$EVENTS" >&6
socat - "UNIX-CONNECT:$inetd" <"$dir/client.in" >"$dir/client.out" 6>&- 8>&- &
client=$!
gate_pids="$gate_pids $client"
wait_for 20 test -s "$dir/client.out"
kill -9 $client
ok "a client that is killed ends its stream" streams 4
exec 6>&-

# Slow clients, of which one has a descriptor that does not block.
engine containers 10000
gate "$engine_socket" "$LIST"
whole=$(md5sum <"$dir/out")
lists() {
	grep -c '^end list' "$dir/engine.out"
}
slow() {	# NAME COMMAND ...
	slow=$1 before=$(lists)
	shift
	mkfifo "$dir/$slow.out"
	exec 6<>"$dir/$slow.out"
	gate_open "$slow" "$engine_socket" "$LIST" "$@"
	is "$slow: the list begins" \
	    "$(timeout 60 head -c 1 <"$dir/$slow.out")" H
	is "$slow: the engine waits for a client that does not read" \
	    "$(lists)" "$before"
	case $BUILD in
	*asan*)	;;
	*)	ok "$slow: in little memory" \
		    [ "$(memory "$gate_pid")" -lt 4096 ] ;;
	esac
	cat "$dir/$slow.out" >"$dir/$slow.all" 6>&- 7>&- &
	_cat=$!
	wait_for 20 test -s "$dir/$slow.all"
	exec 6>&-
	ok "$slow: it ends" gate_ended
	wait $_cat
	is "$slow: the list arrives whole" \
	    "$({ printf H; cat "$dir/$slow.all"; } | md5sum)" "$whole"
	gate_shut
}
slow blocking env
slow nonblocking perl -e 'use Fcntl;
    fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK); exec @ARGV'

# The engine is away.
engine refuse
gate "$engine_socket" "$INFO"
is "an engine that does not listen" "$(answered)" \
    "$(said_no '503 Service Unavailable' "docker-reader -g cannot connect to \
the Docker engine: Connection refused")"
is "is a failure" $status 1
is "and one line" "$(cat "$dir/err")" "docker-reader: cannot connect to the \
Docker engine at $engine_socket: Connection refused; start Docker, or correct \
the path after -g"
engine absent
gate "$engine_socket" "$INFO"
ok "one that is absent" grep -q 'No such file or directory; start Docker' \
    "$dir/err"
is "is another 503" "$(sed -n '1s/\r//p' "$dir/out") $status" \
    "HTTP/1.0 503 Service Unavailable 1"
gate "$dir/nowhere/docker.sock" "$INFO"
is "so is one without a folder" "$(sed -n '1s/\r//p' "$dir/out") $status" \
    "HTTP/1.0 503 Service Unavailable 1"
gate "$dir/asked" "$INFO"
is "and a file" "$(sed -n '1s/\r//p' "$dir/out") $status" \
    "HTTP/1.0 503 Service Unavailable 1"
gate "$engine_socket" "GET /images/json$END_OF"
is "what is refused is refused all the same" \
    "$(sed -n '1s/\r//p' "$dir/out")" "HTTP/1.0 403 Forbidden"
mute=$dir/engine/mute.sock
socat "UNIX-LISTEN:$mute,fork,mode=666" SYSTEM:true 8>&- &
gate_pids="$gate_pids $!"
wait_for 20 test -S "$mute"
gate "$mute" "$INFO"
is "an engine that says nothing" "$(sed -n '1s/\r//p' "$dir/out") $status" \
    "HTTP/1.0 502 Bad Gateway 1"
ok "is a line, too" grep -q \
    "^docker-reader: the Docker engine at $mute disconnected without" \
    "$dir/err"
engine listen

# How it is called.
misused() {	# NAME WANTED ARGUMENT ...
	_name=$1 _wanted=$2
	shift 2
	"$READER" "$@" <"$dir/asked" >"$dir/out" 2>"$dir/err"
	is "$_name: a failure that says how it is called" \
	    "$? $(wc -c <"$dir/out") $(tail -n 1 "$dir/err")" \
	    "1 0 usage: docker-reader -g socket"
	ok "$_name: and what is wrong" grep -q -e "$_wanted" "$dir/err"
}
misused "no path" "requires an argument" -g
misused "an empty path" "begin with a slash" -g ''
misused "a relative path" "docker.sock: the path of the socket must begin" \
    -g docker.sock
misused "a path that is too long" "the path of the socket is too long" \
    -g "/$(printf %0108d 0)"
misused "a word more" "word: too many arguments" -g "$engine_socket" word
misused "another option" "invalid option" -g "$engine_socket" -x
is "help" "$("$READER" -h) $?" "usage: docker-reader -g socket 0"
"$READER" -g "$engine_socket" <&- >"$dir/out" 2>"$dir/err"
is "no descriptor to read" "$(answered)" "$(said_no '403 Forbidden')"
"$READER" </dev/null >"$dir/out" 2>"$dir/err"
is "without -g it is kopd's as ever" "$? $(cat "$dir/err")" \
    "1 docker-reader is started by kopd(8), not by hand"

# The time is over.
gate_pid=$silent
ok "a client that says nothing" gate_ended
is "is refused" "$status $(cat "$dir/silent.err")" \
    "1 docker-reader: request rejected: nothing was received within 5 seconds"
gate_pid=$half
ok "one that says a part" gate_ended
is "is, too" "$status $(cat "$dir/half.err")" "1 docker-reader: request \
rejected: it was not complete within 5 seconds: GET /info HTTP/1.0\\r\\n"
gate_pid=$trickle
ok "one that says a byte now and then" gate_ended
is "gets no more time" "$status $(sed 's/: x*$//' "$dir/trickle.err")" "1 \
docker-reader: request rejected: it was not complete within 5 seconds"
for name in silent half trickle; do
	is "$name: is told" "$(tr -d '\r' <"$dir/$name.out")" \
	    "$(said_no '403 Forbidden')"
done
finish
