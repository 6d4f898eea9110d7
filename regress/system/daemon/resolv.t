#!/bin/sh
# Redis or Docker by a name, and name servers that change: /etc/resolv.conf is read by
# a start alone, so kopd ends where a name does not resolve, and its supervisor
# starts it again.  All of this at once, for it takes half a minute.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/sentinel.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/dns.sh"

[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
    bail "the users of kopd's processes are missing: make users"
redis_start_port
server one
server two
sentinel_server s1 "$one_port"
engine_start
name_server good 127.0.0.1
name_server first 127.0.0.1
name_server none none
name_server failure failure
name_server silent silent

# resolv_in_place NAME PORT; resolv_by_rename NAME PORT
resolv_in_place() {
	echo "nameserver 127.0.0.1:$2" >"$dir/$1.etc/resolv.conf"
}

resolv_by_rename() {
	echo "nameserver 127.0.0.1:$2" >"$dir/$1.etc/new"
	mv "$dir/$1.etc/new" "$dir/$1.etc/resolv.conf"
}

# supervise NAME: that kopd, started again whenever it ends.
supervisors=
supervise() {
	etc_script "$1" "$BUILD/kopd/kopd"
	: >"$dir/$1.log"
	(
		while [ ! -e "$dir/stop" ]; do
			_begun=$(date +%s)
			env -i PATH="$PATH" "$dir/$1.sh" -d \
			    -f "$dir/$1/kopd.conf" -s "$dir/$1.sock" \
			    >>"$dir/$1.log" 2>&1
			echo "$? $(($(date +%s) - _begun))" >>"$dir/$1.ends"
			sleep 1
		done
	) &
	supervisors="$supervisors $!"
}

# redis_at NAME HOST PORT, sentinel_at NAME HOST: what its kopd.conf has.
redis_at() {
	kopd_use "$1"
	kopd_conf "redis host $2 port $3"
}

sentinel_at() {
	mkdir "$dir/$1"
	cat >"$dir/$1/kopd.conf" <<EOT
hostname "$1"
bind ip 192.0.2.1
heartbeat 1s
docker { socket "$engine_socket" }
sentinel { master "mymaster" host $2 port $s1_port }
EOT
}

supervisors_end() {
	touch "$dir/stop"
	for _p in "$dir"/*.pid; do
		kill_ours TERM "$(cat "$_p")"
	done
	for _s in $supervisors; do
		wait "$_s" 2>/dev/null
	done
}
at_exit supervisors_end

# docker_at NAME HOST: the same engine, by TCP.
docker_at() {
	kopd_use "$1"
	kopd_conf "redis host 127.0.0.1 port $redis_port" \
	    "docker host \"$2\" port $engine_tcp"
}

# At the port of before, where there was one.
engine_tcp=
engine_tcp_start() {
	for engine_tcp in ${engine_tcp:-$(shuf -i 10000-19999 -n 20)}; do
		socat "TCP-LISTEN:$engine_tcp,bind=127.0.0.1,fork,reuseaddr" \
		    "UNIX-CONNECT:$engine_socket" 2>"$dir/socat.log" &
		socat_pid=$!
		wait_for 10 engine_tcp_listens
		gone "$socat_pid" || return 0
	done
	bail "socat: $(cat "$dir/socat.log")"
}

engine_tcp_listens() {
	gone "$socat_pid" ||
	    ss -Hltn "sport = :$engine_tcp" | grep -q .
}
at_exit engine_tcp_end
engine_tcp_end() {
	[ -z "${socat_pid:-}" ] || end "$socat_pid"
}

# reads NAME REGEX: that one's log has it, now or soon.
reads() {
	wait_for "${3:-30}" grep -q -e "$2" "$dir/$1.log" && return
	kopd_name=$1
	log_show
	return 1
}

# never_ended NAME: unless this machine was so busy that Redis was lost, too.
never_ended() {
	[ ! -e "$dir/$1.ends" ] ||
	    grep -q 'no reply within' "$dir/$1.log" || {
		sed 's/^/# ended: /' "$dir/$1.ends"
		return 1
	}
}

for name in boot vpn server dhcp sentinel reload connected watched address \
    withdrawn docker followed; do
	etc_new "$name"
done
engine_tcp_start
resolv_by_rename docker "$none_dns"
name_server moved 127.0.0.1 moved-answer
resolv_by_rename followed "$moved_dns"
resolv_by_rename connected "$first_dns"
resolv_by_rename watched "$first_dns"
resolv_by_rename withdrawn "$first_dns"
resolv_by_rename vpn "$none_dns"
resolv_by_rename server "$failure_dns"
resolv_by_rename dhcp "$silent_dns"
resolv_by_rename sentinel "$none_dns"
resolv_by_rename reload "$none_dns"
resolv_by_rename address "$none_dns"

# Those that are not concerned: one is connected, and loses its name server;
# one loses the sentinel, too; one has Redis at an address, where there is none;
# one is withdrawn, and another start would publish again.
redis_at connected redis.test "$redis_port"
sentinel_at watched sentinel.test
redis_at address 127.0.0.1 1
redis_at withdrawn redis.test "$two_port"
docker_at followed engine.test
for who in connected watched address withdrawn followed; do
	supervise "$who"
done
ok 'an engine whose name resolves' reads followed 'connected as host followed'
ok 'a name that resolves' reads connected 'connected as host connected'
ok 'a sentinel whose name resolves' reads watched 'connected as host watched'
ok 'an address where no Redis is' reads address 'nothing listens there'
ok 'one that is to be withdrawn' reads withdrawn 'connected as host withdrawn'
kopd_name=withdrawn
ok 'it is withdrawn' kopctl withdraw 2>/dev/null
kill -9 "$first_pid"
kill_server two
ok 'it misses Redis' reads withdrawn 'Redis at .*does not resolve'
kill_server s1
ok 'the sentinel is missed' reads watched 'sentinel sentinel.test.*does not res'

for who in boot vpn server dhcp reload; do
	redis_at "$who" redis.test "$redis_port"
done
sentinel_at sentinel sentinel.test
docker_at docker engine.test
for who in boot vpn server dhcp sentinel reload docker; do
	supervise "$who"
done
ok "an engine whose name is not there" reads docker \
    'docker-reader: no Docker engine at engine.test.*: the name does not res'

# One that was reached loses its name: its routes stay, so it waits.
echo none >"$dir/moved-answer"
kill $(cat "/proc/$socat_pid/task/"*/children) "$socat_pid"
ok "an engine that was reached, and has no name any more" reads followed \
    'no Docker engine at engine.test.*: the name does not resolve; retrying'
ok 'no resolv.conf at the start' reads boot 'Redis.*does not resolve'
ok 'a name server without the name' reads vpn 'Redis.*does not resolve'
ok 'a name server that cannot tell' reads server 'Redis.*does not resolve'
ok 'a name server that is silent' reads dhcp 'Redis.*does not resolve'
ok 'a sentinel whose name is not there' reads sentinel \
    'Redis: sentinel sentinel.test.*does not resolve'

# A reload does at once what time does.
reload_until() {
	kopd_name=reload
	kopctl reload
	grep -q -e "$1" "$dir/reload.log"
}
ok 'a reload ends kopd while a name does not resolve' wait_for 60 reload_until \
    'fatal: redis.test does not resolve (.*), and kopd was reloaded: kopd ends'
resolv_by_rename reload "$good_dns"
ok 'the next start reads resolv.conf' wait_for 60 reload_until \
    'connected as host reload'

sentinel_server s1 "$one_port"
sed "s/port [0-9]*/port $s1_port/" "$dir/sentinel/kopd.conf" >"$dir/new"
cat "$dir/new" >"$dir/sentinel/kopd.conf"
resolv_by_rename boot "$good_dns"
resolv_in_place vpn "$good_dns"
resolv_in_place server "$good_dns"
resolv_by_rename dhcp "$good_dns"
resolv_by_rename sentinel "$good_dns"
ok "docker: it ends, and says why" reads docker 'docker-reader: fatal: engine.test does not resolve for 30 seconds (.*): kopd ends, so that its next start reads the name servers of /etc/resolv.conf again' 90
resolv_by_rename docker "$good_dns"
engine_tcp_start
ok "docker: a later start connects" reads docker 'connected as host docker' 90
ok "an engine that was reached: it has not ended in that time" \
    never_ended followed
echo 127.0.0.1 >"$dir/moved-answer"
ok "... and is followed once its name is back" reads followed \
    'the Docker engine at engine.test.* answers again'
for who in boot vpn server dhcp sentinel; do
	ok "$who: it ends, and says why" reads "$who" 'redis-writer: fatal: [a-z]*.test does not resolve for 30 seconds (.*): kopd ends, so that its next start reads the name servers of /etc/resolv.conf again' 90
	ok "$who: a later start connects" reads "$who" \
	    "connected as host $who" 90
	ok "$who: each end says that it is none in order" not grep -qv '^1 ' \
	    "$dir/$who.ends"
	ok "$who: none came before 30 seconds had passed" awk \
	    '$2 < 30 { exit 1 }' "$dir/$who.ends"
done

web a 8001
follows() {
	[ "$(R hexists kopd:/traefik/want/connected http/routers/a)" = 1 ]
}
ok 'who is connected follows the containers' wait_for 20 follows
for who in connected watched address withdrawn; do
	ok "$who: it has not ended" never_ended "$who"
done
finish
