#!/bin/sh
# kopd.service as it is installed, run by a systemd with a fake Docker engine
# and a real Redis: start, status, journal, reload, errors, ends of processes,
# watchdog, stop.  Each process is confined as without systemd.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/ports.sh"
. "$TOP/regress/lib/systemd.sh"
. "$TOP/regress/lib/confined.sh"

make -C "$TOP" --no-print-directory BUILD="$BUILD" \
    DESTDIR="$systemd_files" install >"$dir/make.log" 2>&1 ||
    bail "make install: $(cat "$dir/make.log")"
"$TOP/tools/users" >/dev/null || bail "the users of kopd's processes"
command -v jq >/dev/null || bail "jq is missing: apt-get install jq"
redis_start_port
engine_start

# As without systemd, to compare with.
kopd_conf
kopd_start
ok "a kopd without systemd is connected" logged \
    "^redis-writer: .*: connected as host kopd" &&
    wait_for 10 eval 'kopctl show | grep -q "state  *connected"'
confinement "$kopd_pid" >"$dir/alone"
is "that is four processes" "$(grep -c ': Seccomp 2$' "$dir/alone")" 4
kopd_stop

# The engine is where the unit sees it; /tmp is its own.
systemd_begin "$engine_dir=/run/engine"
# conf LINE ...: kopd.conf, with these lines.
conf() {
	kopd_conf 'docker socket "/run/engine/docker.sock"' "$@"
	inside sh -c 'cat >/etc/kopd/kopd.conf' <"$dir/kopd/kopd.conf"
}
conf
published() {
	view_is "$(for _of; do routes "${_of%:*}" "${_of#*:}"; done)"
}
log_show() {
	journal kopd | tail -n 30 | diagnose
}
main_pid() {
	property kopd MainPID
}
# restarted N: systemd has started it again as often.
restarted() {
	[ "$(property kopd NRestarts)" -ge "$1" ]
}

# The users, on a machine that has none.
inside mkdir -p /tmp/none/etc
inside systemd-sysusers --root=/tmp/none \
    /usr/local/lib/sysusers.d/kopd.conf >"$dir/sysusers" 2>&1
result $? "sysusers.d makes users" "$dir/sysusers"
is "all of them, without a shell" \
    "$(inside cut -d : -f 1,7 /tmp/none/etc/passwd | sort)" \
    "$(sed -n 's/^for user in \(.*\); do/\1/p' "$TOP/tools/users" |
    tr ' ' '\n' | sed 's|$|:/usr/sbin/nologin|' | sort)"
is "each with a group of its own" \
    "$(inside cut -d : -f 1 /tmp/none/etc/group | sort)" \
    "$(inside cut -d : -f 1 /tmp/none/etc/passwd | sort)"

web web 8001
inside systemctl start kopd
result $? "systemctl start: kopd is ready"
is "it runs when start returns" "$(property kopd ActiveState)" active
ok "a container is published" published web:8001
status_has() {
	property kopd StatusText | grep -q -e "$1"
}
ok "the status line has Docker, Redis and counts" wait_for 70 status_has \
    'Docker.*: .*Redis at .*: connected; 1 of 1 containers published'
property kopd StatusText | sed 's/^/# /'
confinement "$(main_pid)" inside | without_notify |
    sed -e "s|/etc/kopd$|$dir/kopd|" -e "s|/run/engine$|$engine_dir|" >"$dir/unit"
diff "$dir/alone" "$dir/unit" >"$dir/differ"
result $? "each process is confined as without systemd" "$dir/differ"
is "the control socket is root's, and its group is kopd's" \
    "$(inside stat -c '%U:%G %a' /run/kopd /run/kopd/kopd.sock)" \
    "root:_kopd 755
root:_kopd 660"

# The journal has the level of each line.
# at_least PRIORITY: the lines with that priority or a more urgent one.
at_least() {
	inside journalctl -o cat --no-pager -u kopd -p "$1"
}
# at_least_has PRIORITY REGEX: waits for such a line.
at_least_has() {
	wait_for 30 at_least_matches "$@" && return
	log_show
	return 1
}
at_least_matches() {
	at_least "$1" | grep -q -e "$2"
}
web typo 8003 traefik.http.routers.typo.nonsense=1
ok "a rejected container is a warning" at_least_has warning \
    '^route-maker: container typo: label'
redis_stop
ok "a Redis that is down is a warning" at_least_has warning \
    '^redis-writer: Redis at .*; retrying'
redis_start --port "$redis_port"
ok "it is back" published web:8001
ok "that is none" journal_has kopd '^redis-writer: Redis .*: connected'
is "nothing else is a warning" "$(at_least warning |
    grep -v '^route-maker: container typo: \|^redis-writer: Redis at .*retrying')" ""
is "none of these is an error" "$(at_least err)" ""
is "no line has its prefix" "$(journal kopd | grep '^<')" ""
engine "stop typo"

# Reload.
first=$(main_pid)
conf 'heartbeat 2s'
inside systemctl reload kopd
result $? "systemctl reload"
ok "it is done" journal_has kopd '^kopd: configuration reloaded'
conf 'nonsense yes'
ok "systemctl reload fails with an error in the file" \
    not inside systemctl reload kopd 2>/dev/null
ok "the journal has the error" at_least_has err \
    '^kopctl: /etc/kopd/kopd.conf:[0-9]*: .*nonsense'
is "kopd goes on" "$(property kopd ActiveState) $(main_pid)" "active $first"
conf
reloads() {
	[ "$(journal kopd | grep -c '^kopd: configuration reloaded')" -ge "$1" ]
}
inside systemctl kill -s HUP --kill-whom=main kopd
ok "SIGHUP reloads, too" wait_for 10 reloads 2
is "it is the same kopd" "$(main_pid)" "$first"
conf 'log json yes'
inside systemctl reload kopd
result $? "systemctl reload: lines are objects"
web wrong 8004 traefik.http.routers.wrong.nonsense=1
# wrong_level: the level of the object about this container.
wrong_level() {
	at_least warning | jq -rR 'fromjson? | objects |
	    select(.container == "wrong") | .level'
}
wrong_warned() {
	[ "$(wrong_level)" = warning ]
}
ok "an object has its level, in itself and in the journal" \
    wait_for 30 wrong_warned
engine "stop wrong"
conf
inside systemctl reload kopd
result $? "systemctl reload: lines are plain"

# A process ends.
inside sh -c "kill -KILL $(_kopd=$first; confined_pid route-maker inside)"
ok "route-maker is killed: kopd ends, and an error has why" at_least_has err \
    '^kopd: route-maker was killed by signal 9'
ok "systemd starts it again" wait_for 30 restarted 1
web more 8002
ok "it goes on" published web:8001 more:8002

# The watchdog, with less patience.
inside mkdir -p /run/systemd/system/kopd.service.d
inside sh -c 'printf "[Service]\nWatchdogSec=2\n" \
    >/run/systemd/system/kopd.service.d/watchdog.conf && systemctl daemon-reload'
inside systemctl restart kopd
result $? "systemctl restart"
second=$(main_pid)
# satisfied: kopd has answered three times as long as the watchdog waits.
satisfied() {
	[ $(($(property kopd WatchdogTimestampMonotonic) -
	    $(property kopd ActiveEnterTimestampMonotonic))) -gt 6000000 ]
}
ok "the watchdog is satisfied" wait_for 20 satisfied
is "it is the same kopd" "$(main_pid) $(property kopd NRestarts)" "$second 0"
inside kill -STOP "$second"
ok "kopd is stopped by a signal: the watchdog ends it" journal_has kopd \
    'Watchdog timeout'
ok "systemd starts it again" wait_for 30 restarted 1
ok "it is connected again" journal_has kopd '^kopd: ready'
engine "stop more"
ok "it goes on" published web:8001

# It fails to start for long.
conf 'nonsense yes'
inside systemctl restart kopd 2>/dev/null
ok "with an error in its file it does not start" [ $? -ne 0 ]
ok "systemd goes on trying, more often than five times" \
    wait_for 60 restarted 6
conf
ok "the file is corrected: kopd runs" property_is kopd ActiveState active
ok "the routes are still there" published web:8001

inside systemctl stop kopd
is "systemctl stop: it ends in order" "$(property kopd Result)" success
ok "the routes stay" published web:8001
finish
