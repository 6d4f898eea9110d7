#!/bin/sh
# Two hosts at one Redis, updated one by one from the version of
# regress/lanes/previous and back again: no route is missing at any time.
# PREVIOUS, if set, is the directory of a build of that version.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

# previous_build: builds that version in $dir/old.
previous_build() {
	commit=$(cat "$TOP/regress/lanes/previous")
	mkdir "$dir/old"
	git -C "$TOP" archive "$commit" 2>/dev/null |
	    tar -x -C "$dir/old" 2>/dev/null ||
	    bail "commit $commit is missing: git fetch --unshallow"
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u CC -u BUILD -u SAN \
	    make -s -j2 -C "$dir/old" all >"$dir/make.log" 2>&1 ||
	    bail "make of $commit: $(tail -1 "$dir/make.log")"
	PREVIOUS=$dir/old/build
}

new=$BUILD
[ -n "${PREVIOUS:-}" ] || previous_build
old=$PREVIOUS

redis_start_port
engine_start
web one 8001 kop.namespace=red
web two 8002 kop.namespace=blue
# Both hosts want a router "both"; only one has it.
web both 8003 kop.namespace=red,blue

# run PROGRAMS HOST: starts or restarts that host with these programs.
run() {
	kopd_use "$2"
	kopd_stop
	BUILD=$1
	kopd_start
	BUILD=$new
	ok "$2 has started" logged_again 'connected as host'
}

# logged_again REGEX: waits for a line since the last call for this host.
logged_again() {
	eval "n_$kopd_name=\$((\${n_$kopd_name:-0} + 1)) n=\$n_$kopd_name"
	wait_for 30 counts "$1" "$n" && return
	log_show
	return 1
}

counts() {
	[ "$(lines "$1")" -ge "$2" ]
}

ONE=$(routes one 8001 1) TWO=$(routes two 8002 2) BOTH=$(routes both 8003 1)

# changes_of_keys: commands that changed such keys since MONITOR began.
changes_of_keys() {
	R PING >/dev/null
	grep -E '"(DEL|UNLINK|SET|MSET|EXPIRE|PEXPIRE)" ' "$dir/monitor" |
	    grep '"traefik/http/'
}

messages_to_traefik() {
	grep '"PUBLISH"' "$dir/monitor"
}

# steady NAME: so far no key of the three routes was deleted or changed.
steady() {
	ok "$1: the same routes" view_is "$ONE" "$TWO" "$BOTH"
	is "$1: no key was deleted or set" "$(changes_of_keys | head -5)" ''
	is "$1: Traefik was not notified" "$(messages_to_traefik)" ''
}

kopd_use red
kopd_conf 'docker namespace "red"'
kopd_use blue
kopd_conf 'docker namespace "blue"'
run "$old" red
ok 'the first host, before' view_is "$ONE" "$BOTH"
run "$old" blue
ok 'the second host, before' view_is "$ONE" "$TWO" "$BOTH"
ok 'and it waits for the name of the first one' logged 'http/services/both'

redis-cli -p "$redis_port" MONITOR >"$dir/monitor" &
pids="$pids $!"
wait_for 10 grep -q OK "$dir/monitor"
run "$new" red
steady 'one host updated'
run "$new" blue
steady 'both hosts updated'
run "$old" red
steady 'one host back'
run "$old" blue
steady 'both hosts back'
run "$new" red
steady 'one host updated again'

# What happens now is seen by both, whatever their versions.
web three 8004 kop.namespace=red
web four 8005 kop.namespace=blue
ok 'new routes of both versions' view_is "$ONE" "$TWO" "$BOTH" \
    "$(routes three 8004 1)" "$(routes four 8005 2)"
kopd_use red
kopctl withdraw >"$dir/out" 2>&1
ok 'the host that waited gets the name' view_is "$TWO" "$(routes both 8003 2)" \
    "$(routes four 8005 2)"
ok 'changed keys are seen' eval 'changes_of_keys | grep -q "\"DEL\""'
ok 'and so are messages' eval 'messages_to_traefik | grep -q .'
finish
