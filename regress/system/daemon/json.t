#!/bin/sh
# `log json' and -J: each line of each process is a JSON object, whatever bytes
# a label has, with the container, object and key that it is about; a reload
# changes the form of all processes.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/list.sh"
command -v jq >/dev/null || bail 'jq is missing: apt-get install jq'

log=$dir/kopd.log
# objects: the lines that are JSON objects, checked one by one.
objects() {
	jq -cR 'fromjson? | select(type == "object")' "$log"
}
# all_objects: there are lines, and each is an object with the right members.
all_objects() {
	jq -Rne '[inputs | fromjson] | length > 0 and all(
	    (keys_unsorted - ["container", "object", "key"] ==
	    ["time", "level", "process", "message"]) and
	    all(.[]; type == "string") and (.time |
	    test("^20[0-9-]{8}T[0-9:]{8}[.][0-9]{6}Z$")) and (.level |
	    IN("fatal", "error", "warning", "info", "debug")))' "$log" \
	    >/dev/null 2>"$dir/jq" && return
	cat "$dir/jq" "$log" | diagnose
	return 1
}
# has FILTER: waits for an object for which it is true.
has() {
	wait_for 15 has_now "$1" && return
	log_show
	return 1
}
has_now() {
	[ -n "$(objects | jq -c "select($1)")" ]
}
add() {
	cat >"$dir/element.$1"
	engine "add $dir/element.$1"
}

redis_start_port
engine_start
R='traefik.http.routers'

# Lines about containers and objects, from each process.
kopd_conf 'log json yes' 'redis database 0'
kopd_start
ok 'kopd logs objects' has '.process == "kopd" and .level == "info" and
    (.message | test("^ready, version"))'
web web 8001
ok 'a published router: container and object' has '.process == "redis-writer"
    and .level == "info" and .container == "web" and
    .object == "http/routers/web" and (.message | test("published"))'
web typo 8002 "$R.typo.nonsense=1"
ok 'a rejected container: a warning' has '.process == "route-maker" and
    .level == "warning" and .container == "typo" and .object == null and
    (.message | test("^container typo: label traefik.http.routers.typo"))'
also='.Created = 1800000000' container rival traefik.enable=true \
    "$R.web.rule=Host(\`rival\`)" | add rival
ok 'two containers want one name' has '.process == "route-maker" and
    .level == "warning" and .container == "rival" and
    .object == "http/routers/web"'
web new 8003 "$R.new.observability.metrics=true"
ok 'a field that is newer than some Traefik: a key, too' has '.container == "new"
    and .object == "http/routers/new" and .key == "observability/metrics" and
    .level == "warning"'
engine 'refuse' 'close events'
ok 'the engine is away: a warning' has '.process == "docker-reader" and
    .level == "warning" and (.message | test("retrying"))'
engine listen
ok 'and is back' has '.process == "docker-reader" and .level == "info"'
ok 'all lines are objects' all_objects

# Any bytes.  A quote, a backslash, control characters, what turns text around,
# and bytes that are no UTF-8, in names, labels and values.
also='.Labels["traefik.http.routers.a\"b\\c\u0001\u007f\u202e\ud83d\ude00.x\"}"] =
    "\n\t\"}{\"level\":\"fatal\"" | .Labels["traefik.enable"] = "true"' \
    container hostile | add hostile
ok 'a label with odd bytes' has '.container == "hostile" and
    (.message | contains("a\"b\\\\c\\^A\\^?\\M-b\\M^@\\M-.\\M-p"))'
also='.Labels["traefik.http.routers.BYTES.x"] = "1" |
    .Labels["traefik.enable"] = "true"' container bytes |
    LC_ALL=C sed 's/BYTES/\xff\xc3(\xe2\x80/' | add bytes
web later 8005
ok 'a later container' has '.container == "later"'
ok 'all lines are objects' all_objects
is 'no label makes a line, or a member' \
    "$(objects | jq -s 'map(select(.level == "fatal")) | length')" 0
also='.Labels["traefik.http.routers.long." + "\"" * 900] = "1" |
    .Labels["traefik.http.routers." + "\\" * 900 + ".x"] = "1" |
    .Labels["traefik.enable"] = "true"' container long | add long
ok 'labels that need more than a line' has '.container == "long"'
ok 'all lines are objects' all_objects
is 'none has more than 4096 bytes' "$(LC_ALL=C awk 'length($0) > 4095' "$log" |
    wc -l)" 0
is 'all is printable ASCII' "$(LC_ALL=C grep -c '[^ -~]' "$log")" 0

# A reload.
log_clear
kopd_conf
ok 'a reload without it' kopctl reload
ok 'its end is a plain line' logged '^kopd: configuration reloaded'
web text 8006
ok 'route-maker and redis-writer log plain lines' \
    logged '^redis-writer: container text: published'
engine 'refuse' 'close events'
ok 'docker-reader, too' logged '^docker-reader: .*retrying'
engine listen
ok 'the engine is back' logged '^docker-reader: .*answers again'
kopd_conf 'log json yes'
ok 'a reload with it' kopctl reload
log_clear
web again 8007 "$R.again.nonsense=1"
ok 'it logs objects again' has '.container == "again"'
kopd_conf 'log json yes' 'nonsense'
ok 'a reload is rejected' not kopctl reload 2>/dev/null
ok 'errors of kopd.conf are objects, too' has '.level == "error" and
    (.message | test("kopd.conf:[0-9]+: .*nonsense"))'
ok 'and so is the end' has '.level == "error" and
    (.message | test("^reload rejected"))'
kill -KILL "$(kopd_child route-maker)"
ok 'a process is killed: an error' has '.process == "kopd" and
    .level == "error" and (.message | test("killed by signal 9"))'
kopd_end
ok 'all lines are objects' all_objects

# The option.
log_clear
kopd_conf 'log json no'
kopd_start -J
ok '-J overrides the file' has '.message | test("^ready, version")'
kopd_conf
ok 'and a reload' kopctl reload
ok 'whose end is an object' has '.message == "configuration reloaded"'
kopd_stop
ok 'all lines are objects' all_objects
log_clear
kopd_conf 'nonsense' 'wan = "192.0.2.1"'
kopd_start -J
kopd_end
is 'a start with errors' "$kopd_status" 1
ok 'they are objects' has '.level == "error" and .process == "kopd"'
ok 'all lines are objects' all_objects
log_clear
kopd_start -J --nonsense
kopd_end
ok 'errors in options after it, too' has '.level == "error" and
    (.message | test("nonsense"))'
finish
