#!/bin/sh
# A start where the folder of Docker's socket is missing, or keeps kopd out.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
web a 8001
late=$dir/late

check() {
	$1 env -i "$for_user/kopd/kopd" -n -f "$dir/kopd/kopd.conf" \
	    >"$dir/out" 2>&1
}
shown() {
	kopctl -j show >"$dir/show" 2>/dev/null &&
	    json "$1" "$dir/show"
}
programs_for_user

kopd_conf "docker socket \"$late/docker.sock\""
kopd_start
ok 'a start without the folder waits, and says what to do' logged \
    "^docker-reader: no Docker engine at $late/docker.sock: its directory $late: No such file or directory; retrying; start Docker"
ok 'it is ready' logged '^kopd: ready'
ok 'kopctl show answers, and says what it waits for' wait_for 10 shown \
    '."docker-reader"."docker.last_error" | test("its directory")'
ok 'so does route-maker' shown \
    '."route-maker"."docker.state.detail" | test("retrying")'
[ "$(id -u)" -ne 0 ] ||
    ok 'and how docker-reader is confined meanwhile' shown \
    '."docker-reader".confinement | test("uid _kopdd, .*no root directory yet, landlock")'
kopctl explain a >"$dir/out" 2>&1
ok 'kopctl explain says it, too' grep -q 'its directory' "$dir/out"
ok 'a reload works meanwhile' kopctl reload
kopd_stop
is 'SIGTERM ends it while it waits' "$kopd_status" 0
log_clear
kopd_start
ok 'it waits again' logged 'its directory'
ok 'and is ready again' logged '^kopd: ready'
is 'nothing is published' "$(view)" ''
mv "$engine_dir" "$late"
ok 'with the folder it publishes' view_is "$(routes a 8001)"
[ "$(id -u)" -ne 0 ] ||
    ok 'and is as confined as ever' wait_for 10 shown \
    ".\"docker-reader\".confinement | test(\"chroot $late, landlock\")"
is 'it was said once' "$(lines 'its directory')" 1
kopd_stop
is 'it ends in order' "$kopd_status" 0
mv "$late" "$engine_dir"

# A folder that is for its owner alone.
kopd_conf
check ''
is 'a folder that is open: kopd -n says nothing' "$(cat "$dir/out")" \
    'configuration OK'
if [ "$(id -u)" -eq 0 ]; then
	chown daemon "$engine_dir"
	chmod 700 "$engine_dir"
	for who in '' "$as_user"; do
		check "$who"
		is "a folder of another user: kopd -n exits 0 (${who:-root})" \
		    $? 0
		ok "a folder of another user: it is a warning (${who:-root})" \
		    grep -q "warning: docker socket $engine_socket: only user daemon ([0-9]*) can enter the directory $engine_dir (mode 0700), not .*[:;] run kopd as this user, as with rootless Docker" "$dir/out"
	done
	check 'setpriv --reuid daemon --regid daemon --clear-groups'
	is 'its own user has nothing to be told' "$(cat "$dir/out")" \
	    'configuration OK'
	log_clear
	kopd_start
	ok 'a start says whose folder it is, and that kopd may run as that user' \
	    logged "^docker-reader: permission denied at $engine_socket: only user daemon ([0-9]*) can enter the directory $engine_dir (mode 0700), and docker-reader is user _kopdd; run kopd as this user, as with rootless Docker"
	ok 'and goes on' logged '^kopd: ready'
	web b 8002
	chmod 755 "$engine_dir"
	ok 'it publishes when the folder is open' view_is "$(routes a 8001)" \
	    "$(routes b 8002)"
	kopd_stop
	is 'it ends as it should' "$kopd_status" 0
	as_user='setpriv --reuid daemon --regid daemon --clear-groups'
	chmod 700 "$engine_dir"
	chown daemon "$engine_socket"
	log_clear
	kopd_start_as_user
	web c 8003
	ok 'as that user it publishes' view_is "$(routes a 8001)" \
	    "$(routes b 8002)" "$(routes c 8003)"
	is 'without a word of permissions' "$(lines '^docker-reader: .*denied')" 0
	kopd_stop
	is 'and ends' "$kopd_status" 0
	chown root:root "$engine_dir" "$engine_socket"
	chmod 755 "$engine_dir"
	chmod 660 "$engine_socket"
	log_clear
	kopd_start
	ok "root's group is said" logged \
	    "^docker-reader: $engine_socket belongs to group 0, the group of root"
	ok 'and shown' wait_for 10 shown \
	    '."docker-reader".confinement | test("uid _kopdd, group root, chroot")'
	kopd_stop
	chmod 666 "$engine_socket"
	log_clear
	kopd_start
	ok 'where it is not needed it is not joined' wait_for 10 shown \
	    '."docker-reader".confinement | test("uid _kopdd, chroot")'
	is 'and nothing is said' "$(lines 'group 0')" 0
	kopd_stop
fi
finish
