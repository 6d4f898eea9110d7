#!/bin/sh
# Bytes are copied as they are, as far as there is credit and no further.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"

WINDOW=262144
id() {
	printf '%08x%08x%08x%08x%08x%08x%08x%08x' $1 $1 $1 $1 $1 $1 $1 $1
}
body() {
	sed '1,/^\r$/d' "$dir/$1"
}
memory() {
	sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' \
	    "/proc/$(sed -n 's/^pid //p' "$dir/reader.out")/status"
}

engine_begin
engine containers 3
# No answer within 10 seconds is a hang.  A machine under load may take seconds
# for an answer that is not.
reader "conf timeout 10"

tell "request 0 ping" "request 1 version" "request 2 info" \
    "request 3 list" "request 4 ids $(id 1) $(id 9) $(id 2)"
for i in 0 1 2 3 4; do
	says "end $i complete 0"
done
is "ping" "$(body 0)" OK
is "version" "$(body 1 | jq -r .ApiVersion)" 1.41
is "info" "$(body 2 | jq -r .Name)" fake
is "list" "$(body 3 | jq -r '.[].Names[0]' | tr '\n' ' ')" "/c0 /c1 /c2 "
is "list of ids" "$(body 4 | jq -r '.[].Names[0]' | tr '\n' ' ')" "/c1 /c2 "
is "what is asked for" "$(sed -n 's/^request [a-z]* //p' "$dir/engine.out" |
    sort)" "$(sort <<X
/_ping
/version
/info
/containers/json?all=1
/containers/json?all=1&filters=%7B%22id%22%3A%5B%22$(id 1)%22%2C%22$(id 9)%22%2C%22$(id 2)%22%5D%7D
X
)"

filters='{"type":["container","network"],"event":["start","die","destroy",'
filters=$filters'"health_status","rename","update","pause","unpause",'
filters=$filters'"connect","disconnect","died","remove","exec_died"]}'
tell "request 5 events"
says "data 5"
engine "event {\"first\":1}"
engine close events
ok "the end of the event stream is said" says "end 5 complete 0"
is "with what it had" "$(body 5)" '{"first":1}'
tell "request 5 events 1700000000 5"
engine_says 'request events .*since'
ok "it is asked for anew, since a time" grep -qxF \
    "request events /events?filters=$(printf %s "$filters" |
    jq -Rr @uri)&since=1700000000.000000005" "$dir/engine.out"

engine answer list hang
tell "request 6 list"
ok "an engine that hangs is given up" says "end 6 timed-out 0"
engine "event {\"second\":2}"
ok "but no event stream is" wait_for 10 grep -q second "$dir/5"
engine answer list cut 100
tell "request 7 list"
ok "a cut answer ends as it does" says "end 7 complete 0"
is "with the bytes that came" "$(body 7 | wc -c)" 100
engine answer list 500
tell "request 8 list"
says "end 8 complete 0"
is "an error is passed on unread" "$(sed -n '1s/\r//p' "$dir/8")" \
    "HTTP/1.0 500 Error"
engine answer list garbage
tell "request 9 list"
says "end 9 complete 0"
is "so is garbage, with its NULs" "$(wc -c <"$dir/9")" 24
engine answer list slow 400
tell "request 10 list"
ok "a slow answer is no hang" says "end 10 complete 0"
is "and arrives whole" "$(body 10 | jq length)" 3
engine answer list right

engine containers 10000
tell "hold 11" "request 11 list"
ok "without credit" says "data 11 $WINDOW"
tell "request 12 ping"
says "end 12 complete 0"
is "no more than the window is sent" "$(said 'data 11')" 2
is "to the byte" "$(wc -c <"$dir/11")" $WINDOW
engine answer info hang
tell "request 13 info"
says "end 13 timed-out"
is "our slowness is not Docker's" "$(said 'end 11')" 0
tell "credit 11 1000" "request 18 ping"
says "end 18 complete 0"
is "credit of 1000 bytes lets 1000 through" "$(wc -c <"$dir/11")" \
    $((WINDOW + 1000))
tell "cancel 11"
ok "a cancelled request closes its connection" wait_for 10 sh -c \
    "[ \$(grep -c '^end list' '$dir/engine.out') -eq 7 ]"
tell "request 11 ping"
ok "its id is free again" says "end 11 complete 0"

is "it ends in order" "$(reader_end)" "exit 0"
reader "conf timeout 300"
tell "request 19 events"
says "data 19"
tell "slow 14" "request 14 list"
ok "10,000 containers for a slow reader" says "end 14 complete 0" 60
is "arrive whole" "$(body 14 | jq length)" 10003
ok "never more than the window on its way" [ "$(
    sed -n 's/^end 14.*most //p' "$dir/reader.out")" -le $WINDOW ]
case $BUILD in
*asan*)	;;
*)	ok "in little memory" [ "$(memory)" -lt 8192 ] ;;
esac
tell "request 15 list" "request 16 list" "request 17 list"
for i in 15 16 17; do
	ok "and three at once, number $i" says "end $i complete 0"
done
is "all alike" "$(cd "$dir" && md5sum 14 15 16 17 | cut -c1-32 | uniq |
    wc -l)" 1
is "an orderly end with a stream open" "$(reader_end)" "exit 0"

# What route-maker may not send.
breach() {
	name=$1
	shift
	reader
	tell "$@"
	ok "$name: the process ends" says "exit 1"
	ok "$name: says why" logged "from route-maker: malformed"
	end "$reader_pid"
}
breach "an unknown request" "request 1 raw 6"
breach "trailing bytes" "request 1 raw 0 0"
breach "no ids" "request 1 raw 4 0 0"
breach "101 ids" "request 1 ids $(i=0; while [ $i -lt 101 ]; do
	printf '%s ' "$(id $i)"; i=$((i + 1)); done)"
breach "an id that is too short" "request 1 raw 4 1 0 2 0 0 0 1 1"
breach "an impossible time" "request 1 events 1 1000000000"
breach "an id twice" "request 1 events" "request 1 ping"
breach "nine at once" "request 1 events" "request 2 events" \
    "request 3 events" "request 4 events" "request 5 events" \
    "request 6 events" "request 7 events" "request 8 events" \
    "request 9 events"
breach "credit for what was not sent" "request 1 events" "credit 1 300000"

reader
tell "request 1 ids $(i=0; while [ $i -lt 100 ]; do
	printf '%s ' "$(id $i)"; i=$((i + 1)); done)"
ok "100 ids are taken" says "end 1 complete 0"
is "and answered" "$(body 1 | jq length)" 100

finish
