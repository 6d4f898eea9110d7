#!/bin/sh
# kopctl -j: the output of each command has the form that
# share/kopctl.schema.json describes, and each error is an object.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

command -v jq >/dev/null || bail "jq is missing: apt-get install jq"

R=traefik.http.routers

# matches NAME DEFINITION <JSON: one TAP line.
matches() {
	perl "$TOP/regress/system/daemon/schema.pl" \
	    "$TOP/share/kopctl.schema.json" "$2" >"$dir/wrong" 2>&1
	result $? "$1" "$dir/wrong"
}

# differs NAME DEFINITION ERROR JSON: it has this error.
differs() {
	is "$1" "$(printf '%s\n' "$4" | perl "$TOP/regress/system/daemon/schema.pl" \
	    "$TOP/share/kopctl.schema.json" "$2" 2>&1)" "$3"
}

# asked WORD ...: kopctl -j; sets $status, $dir/out, $dir/err.
asked() {
	kopctl -j "$@" >"$dir/out" 2>"$dir/err"
	status=$?
}

# fails STATUS ERROR WORD ...: with an object on stderr, and no result.
fails() {
	_status=$1 _error=$2
	shift 2
	asked "$@"
	is "kopctl -j $* fails" "$status $(cat "$dir/out")" "$_status "
	matches 'its error is an object' message <"$dir/err"
	ok 'which says what is wrong' \
	    sh -c 'jq -r .error "$1" | grep -q "$2"' sh "$dir/err" "$_error"
}

# What the validator finds.
differs 'another word is found' log \
    'log.log is none of its words: "loud"' '{"log":"loud"}'
differs 'another member is found' log \
    'log has a member that is not described: a' '{"log":"brief","a":1}'
differs 'a missing member is found' log 'log has no member log' '{}'
differs 'another type is found' lost \
    'lost.lost is not of type integer: "1"' '{"lost":"1"}'
differs 'a number that is too small is found' lost \
    'lost.lost is too small: -1' '{"lost":-1}'
differs 'another form is found' time \
    'time has another form: 2026-11-30 14:03:07' '"2026-11-30 14:03:07"'
differs 'a member of any name is checked' keys \
    'keys.a is not of type string: 1' '{"a":1}'
differs 'nothing is found' log 'log: there is nothing' ''

redis_start_port
engine_start
fails 1 'kopd does not run' show
fails 1 'kopd does not run' watch
asked health
matches 'health without a kopd' health <"$dir/out"
is 'its result says that' "$status $(jq -r .status "$dir/out") $(cat "$dir/err")" \
    '2 down '
fails 1 'unknown command "shwo"' shwo
fails 1 'explain needs an argument' explain

web one 8001 kop.namespace=red,blue
kopd_use first
kopd_conf 'docker namespace "red"'
kopd_start
ok 'the first one' view_is "$(routes one 8001 1)"
kopd_use second
kopd_conf 'docker namespace "blue"' 'ttl never' 'pass all'
kopd_start
waits() {
	[ "$(kopctl -j show hosts | jq '.[1].waiting != []')" = true ]
}
ok 'the second one waits' wait_for 15 waits
watched() {
	[ "$(kopctl -j show | jq .kopd.watchers)" -eq 1 ]
}
"$BUILD/kopctl/kopctl" -s "$dir/second.sock" -j watch >"$dir/watch" &
watcher=$!
kopds="$kopds $watcher"
ok 'somebody watches' wait_for 15 watched
web two 8002 kop.namespace=blue "$R.web.rule=a" "$R.web.service=two"
web three 8003 kop.namespace=blue "$R.web.rule=b" "$R.web.service=three"
web bad 8004 kop.namespace=blue "$R.bad.entrypoint=x"
ok 'a container has errors' logged 'container bad: '
lines_of() {
	[ "$(wc -l <"$dir/watch")" -ge "$1" ]
}
ok 'the changes are lines' wait_for 15 lines_of 2

asked show
matches show show <"$dir/out"
is 'it is connected' "$(jq -r '.["route-maker"]["docker.state"],
    .["redis-writer"]["redis.state"], .["redis-writer"]["redis.lease"]' \
    "$dir/out" | tr '\n' ' ')" 'connected connected held '
asked health
matches health health <"$dir/out"
asked audit
matches audit audit <"$dir/out"
is 'names that two hosts define are not intended' "$status" 1
asked audit -p
matches 'audit -p' 'audit -p' <"$dir/out"
fails 2 'audit: .*-x' audit -x
asked show routes
matches 'show routes' 'show routes' <"$dir/out"
asked show hosts
matches 'show hosts' 'show hosts' <"$dir/out"
for name in web bad one; do
	asked explain $name
	matches "explain $name" explain <"$dir/out"
done
asked explain nobody
matches 'explain nobody' explain <"$dir/out"
matches 'with its error' message <"$dir/err"
matches watch watch <"$dir/watch"
for level in verbose brief; do
	asked log $level
	matches "log $level" log <"$dir/out"
done

asked reload
matches reload reload <"$dir/out"
is 'it is reloaded' "$status $(jq -c . "$dir/out") $(cat "$dir/err")" \
    '0 {"result":"reloaded","errors":[]} '
echo 'nonsense' >>"$dir/second/kopd.conf"
asked reload
is 'a reload that is rejected' "$status $(jq -r .result "$dir/out")" \
    '1 rejected'
matches 'is an object, too' reload <"$dir/out"
ok 'with the errors' sh -c 'jq -r ".errors[0]" "$1" |
    grep -q "kopd.conf:[0-9]*: .*nonsense"' sh "$dir/out"
matches 'and an error' message <"$dir/err"

fails 1 'host first runs' withdraw first
fails 1 'not a hostname\|no host' withdraw 'no such host'
asked withdraw
matches withdraw withdraw <"$dir/out"
is 'with the number of objects' "$status $(jq -c '[.result, .host,
    .objects > 0]' "$dir/out")" '0 ["withdrawn",null,true]'
asked show
matches 'show after that' show <"$dir/out"
is 'says that' "$(jq -r '.["redis-writer"]["redis.state"]' "$dir/out")" \
    withdrawn
redis_stop
away() {
	kopd_use first
	kopctl -j show >"$dir/out" &&
	    [ "$(jq -r '.["redis-writer"]["redis.state"]' "$dir/out")" = \
	    disconnected ]
}
ok 'a Redis that is away is a state' wait_for 15 away
matches 'show without Redis' show <"$dir/out"

# Without kopd.
cat >"$dir/list" <<'EOT'
[{"Id":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
"Names":["/a"],"State":"running","Status":"Up","Labels":{
"traefik.enable":"true","traefik.http.routers.a.rule":"Host(`a`)",
"traefik.http.services.a.loadbalancer.server.url":"http://192.0.2.1"}}]
EOT
asked preview "$dir/list"
matches preview preview <"$dir/out"
is 'it has no errors' "$status $(cat "$dir/err")" '0 '
asked preview -v "$dir/list"
matches 'preview -v' 'preview -v' <"$dir/out"
cat >"$dir/compose.yml" <<'EOT'
services:
  web:
    image: web
    expose: [80]
    labels:
      traefik.enable: "true"
      traefik.http.routers.web.rule: Host(`web`)
EOT
asked preview -v "$dir/compose.yml"
matches 'preview -v of a compose file' 'preview -v' <"$dir/out"
is 'it has the lines' "$(jq -c '.containers[0] | [.line,
    ([.labels[].line // 0] | max)]' "$dir/out")" '[2,7]'
sed 's/\.rule/.rul/' "$dir/list" >"$dir/bad"
asked preview "$dir/bad"
is 'a preview with errors' "$status" 1
matches 'has them as objects' message <"$dir/err"
echo nonsense >"$dir/bad.conf"
fails 2 'bad.conf:1: ' preview -f "$dir/bad.conf" "$dir/list"
REDIS_ADDR=192.0.2.7:6379 BIND_IP=192.0.2.1 kopctl -j migrate \
    >"$dir/out" 2>"$dir/err"
matches migrate migrate <"$dir/out"
ok 'the file is in it' sh -c 'jq -r .configuration "$1" |
    grep -q "host \"\{0,1\}192.0.2.7"' sh "$dir/out"
REDIS_ADDR=192.0.2.7:x kopctl -j migrate >"$dir/out" 2>"$dir/err"
is 'an invalid setting fails' "$? $(cat "$dir/out")" '1 '
matches 'with an object as well' message <"$dir/err"
finish
