#!/bin/sh
# docker-reader -g: what docker-reader itself asks is let through and answered;
# of all else the engine sees nothing, not even a connection.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"
. "$TOP/regress/lib/gate.sh"

ids_max=$(sed -n 's/^#define LIST_IDS_MAX[^0-9]*\([0-9]*\)$/\1/p' \
    "$TOP/common/bounds.h")
id() {
	printf '%08x%08x%08x%08x%08x%08x%08x%08x' $1 $1 $1 $1 $1 $1 $1 $1
}

# ids N: as the driver takes them.  quoted N: as a list has them.
ids() {
	_i=0
	while [ $_i -lt "$1" ]; do
		printf '%s ' "$(id $_i)"
		_i=$((_i + 1))
	done
}
quoted() {
	ids "$1" | sed 's/ $//; s/ /%22%2C%22/g; s/.*/%22&%22/'
}
list='GET /containers/json?all=1'
list_of() {
	printf '%s&filters=%%7B%%22id%%22%%3A%%5B%s%%5D%%7D' "$list" "$1"
}
body() {
	sed '1,/^\r$/d' "$dir/$1"
}

engine_begin
engine containers "$ids_max"

# What docker-reader asks, through the gate of another one.
gate_socket=$dir/gate/docker.sock
mkdir "$dir/gate"
chmod 755 "$dir/gate"
gates "$engine_socket" "UNIX-LISTEN:$gate_socket,fork,mode=666"
wait_for 10 test -S "$gate_socket" || bail "socat does not listen"

reader "conf socket $gate_socket"
tell "request 0 ping" "request 1 version" "request 2 info" "request 3 list" \
    "request 4 ids $(ids 1)" "request 5 ids $(ids 2)"
for i in 0 1 2 3 4 5; do
	ok "request $i is answered through the gate" says "end $i complete 0"
done
tell "request 6 ids $(ids $((ids_max - 1)))" "request 7 ids $(ids "$ids_max")"
for i in 6 7; do
	ok "request $i is, too" says "end $i complete 0"
done
is "ping" "$(body 0)" OK
is "version" "$(body 1 | jq -r .ApiVersion)" 1.41
is "info" "$(body 2 | jq -r .Name)" fake
is "list" "$(body 3 | jq length)" "$ids_max"
for i in "4 1" "5 2" "6 $((ids_max - 1))" "7 $ids_max"; do
	is "ids: ${i#* } of them" "$(body "${i% *}" | jq length)" "${i#* }"
done
tell "request 8 events" "request 9 events 1700000000 5" \
    "request 10 events 9223372036854775807 999999999"
for i in 8 9 10; do
	ok "the event stream $i begins" says "data $i"
done
engine "event {\"first\":1}"
for i in 8 9 10; do
	ok "an event comes through, stream $i" \
	    wait_for 10 grep -q '{"first":1}' "$dir/$i"
done
ok "with its time" grep -q \
    "^request events .*&since=9223372036854775807\.999999999$" \
    "$dir/engine.out"
tell "cancel 8"
ok "a cancelled stream is closed at the engine" engine_says "end events"
engine close events
for i in 9 10; do
	ok "the engine's end of stream $i comes through" \
	    says "end $i complete 0"
done
tell "request 11 raw 6"
wait_for 10 grep -q '^exit' "$dir/reader.out"
end "$reader_pid"
reader_pid=
is "the gate had nothing to say" "$(cat "$dir/gates")" ""

# An engine that notes each connection.
noted=$dir/engine/noted.sock
socat "UNIX-LISTEN:$noted,fork,mode=666" \
    "SYSTEM:echo connected >>$dir/connections; head -c 36 >/dev/null; echo answer" 8>&- &
gate_pids="$gate_pids $!"
wait_for 10 test -S "$noted" || bail "socat does not listen"

# refused NAME WHY FORMAT [ARGUMENT ...]
refused() {
	_name=$1 _why=$2
	shift 2
	gate "$noted" "$@"
	is "$_name: is refused" "$(answered)" "$(said_no "403 Forbidden")"
	is "$_name: is a failure" $status 1
	is "$_name: one line" "$(wc -l <"$dir/err")" 1
	ok "$_name: says why" grep -q \
	    "^docker-reader: request rejected: $_why" "$dir/err"
}
no="kopd [0-9.]* does not send this request: "

refused "POST" "${no}POST /containers/create HTTP/1.0" \
    'POST /containers/create'"$END_OF"
refused "a version of the API" "${no}GET /v1.41/containers/json?all=1" \
    "%s$END_OF" "GET /v1.41/containers/json?all=1"
refused "one more parameter" "${no}$list&size=1" "%s$END_OF" "$list&size=1"
refused "one parameter less" "$no" "GET /containers/json$END_OF"
refused "a container" "${no}GET /containers/$(id 1)/json" \
    "GET /containers/$(id 1)/json$END_OF"
refused "a header more" "${no}GET /info HTTP/1.0.r.nHost: docker.r.nX: y" \
    'GET /info HTTP/1.0\r\nHost: docker\r\nX: y\r\n\r\n'
refused "HTTP/1.1" "${no}GET /info HTTP/1.1" \
    'GET /info HTTP/1.1\r\nHost: docker\r\n\r\n'
refused "an upgrade" "$no" \
    'POST /session HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'
refused "$((ids_max + 1)) ids" "$no" "%s$END_OF" \
    "$(list_of "$(quoted $((ids_max + 1)))")"
refused "an id of 63 digits" "$no" "%s$END_OF" \
    "$(list_of "%22$(id 1 | cut -c 2-)%22")"
refused "an id of 65 digits" "$no" "%s$END_OF" \
    "$(list_of "%22$(id 1)0%22")"
refused "an id in upper case" "$no" "%s$END_OF" \
    "$(list_of "%22$(id 171 | tr a-f A-F)%22")"
refused "no id" "$no" "%s$END_OF" "$(list_of "")"
refused "dots" "${no}GET /%2e%2e/info" '%s'"$END_OF" 'GET /%2e%2e/info'
refused "letters as %" "$no" "%s$END_OF" 'GET /%69nfo'
refused "two requests at once" "$no" "GET /info${END_OF}GET /info$END_OF"
refused "LF without CR" "$no" 'GET /info HTTP/1.0\nHost: docker\n\n'
refused "a NUL" "it contains a NUL: GET /info$" "GET /info\\0$END_OF"
refused "9 kB" "it is longer than any request of kopd: GET /00" "GET /%09000d$END_OF" 0
refused "a terminal's codes" "${no}GET /" 'GET /\033[2J'"$END_OF"
ok "of which none is logged" not grep -q "$(printf '\033')" "$dir/err"
refused "an end before the end" "the client disconnected within the request: GET /in" \
    'GET /info HTTP/1.0\r\nHost: dock'
refused "nothing at all" "the client disconnected without a request$" ''
refused "garbage" "$no" '\026\003\001\002\n\n'
refused "what is long, but not too long" "${no}GET /00" "GET /%07000d$END_OF" 0
ok "of which the log has a part" [ "$(wc -c <"$dir/err")" -lt 600 ]
ok "the engine saw no connection" not test -e "$dir/connections"
gate "$noted" "GET /info$END_OF"
is "as it does where one is let through" \
    "$(cat "$dir/connections" "$dir/out") $status" "connected
answer 0"
finish
