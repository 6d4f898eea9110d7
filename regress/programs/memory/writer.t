#!/bin/sh
# Each allocation of redis-writer fails once: it ends with one line, or goes on
# and publishes what it should.  Redis never has another key.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/tls.sh"
. "$TOP/regress/lib/memory.sh"

authority ours
certificate server ours DNS:localhost,IP:127.0.0.1
redis_start_tls server ours --user kopd on '>secret' '~*' '&*' +@all
chmod 755 "$dir"
cat >"$dir/policy" <<'X'
"kopd.conf:1" block quick router priority > 100000
"kopd.conf:2" pass service address { container, published } port 1:65535
X

# commands [FIELD VALUE] ...: a session.
commands() {
	for _field in "hostname h" "root traefik" "ttl 60" "heartbeat 1" \
	    "poll 1" "notify_quiet 1" "limit_objects 100" "user kopd" \
	    "password secret" "policy @$dir/policy" "policy_number 1" "$@"; do
		echo "conf $_field"
	done
	cat <<-'X'
	start
	engine id name
	begin 1 snapshot
	set http/services/a http/services/a 0@a loadBalancer/servers/0/url http://192.0.2.1:80
	set http/routers/a http/routers/a 0@a rule Host(`a`) service a
	set http/middlewares/m http/middlewares/m 0@a addPrefix/prefix /x
	end 1 1
	done 1
	begin 2 change
	set http/services/b http/services/b 0@b loadBalancer/servers/0/url http://192.0.2.1:81
	set http/routers/b http/routers/b 0@b rule Host(`b`) service b priority 100
	set http/routers/c http/routers/c 0@b rule Host(`c`) service b middlewares m
	del http/routers/a
	many 1 20
	end 2 1
	done 2
	conf heartbeat 2
	reload
	hosts
	begin 3 change
	del http/routers/web7
	end 3 1
	done 3
	status state
	stop
	X
}

run() {
	R FLUSHALL >/dev/null
	timeout 60 "$BUILD/regress/lib/fake/maker" \
	    "$failing/redis-writer/redis-writer" <"$dir/commands" \
	    >"$dir/out" 2>"$dir/log"
	view | sed '/^$/d' >"$dir/view"
}

judge() {
	case $(grep '^exit \|^killed' "$dir/out") in
	'exit 0')
		diff "$dir/right" "$dir/view" ;;
	'exit '*)
		sort "$dir/view" | comm -13 "$dir/ever" -
		fatal_line "$dir/log" redis-writer ;;
	*)
		echo 'it has neither ended nor gone on:'
		tail -n 3 "$dir/out" "$dir/log" ;;
	esac
}

# session NAME [FIELD VALUE] ...
session() {
	_session=$1
	shift
	commands "$@" >"$dir/commands.all"
	# What is published meanwhile may be there at the end of a run.
	sed '/^begin 3/,/^done 3/d' "$dir/commands.all" >"$dir/commands"
	run
	cp "$dir/view" "$dir/ever"
	sed '/^begin [23]/,/^done [23]/d' "$dir/commands.all" >"$dir/commands"
	run
	cat "$dir/view" >>"$dir/ever"
	sort -u -o "$dir/ever" "$dir/ever"
	cp "$dir/commands.all" "$dir/commands"
	run
	cp "$dir/view" "$dir/right"
	is "$_session: without a failure it publishes" \
	    "$(grep -c /rule= "$dir/right") $(tail -n 1 "$dir/out")" '20 exit 0'
	each_allocation "$_session: each allocation fails once" redis-writer \
	    run judge
	without_memory redis-writer run judge
}

session 'a socket' "socket $sock"
session 'TLS' 'address localhost' "port $redis_port" 'tls 1' \
    'tls_version 12' "tls_ca @$dir/ours.crt"
finish
