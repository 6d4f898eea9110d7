# A private redis-server for a shell test, and TAP.  To be sourced with TOP
# set; leaves $dir (the test's own folder, removed at exit) and $sock.

command -v redis-server >/dev/null || {
	echo "Bail out! redis-server is missing: apt-get install redis-server"
	exit 1
}

dir=$(mktemp -d) || exit 1
sock=$dir/redis.sock
redis_pid= subscriber_pid= tests=0 failures=0
trap 'exit 1' INT TERM HUP
trap 'redis_cleanup' EXIT

redis_cleanup() {
	for p in $subscriber_pid $redis_pid ${pids:-}; do
		kill -9 "$p" 2>/dev/null
	done
	rm -rf "$dir"
}

# ok NAME COMMAND ...: one TAP line, whether COMMAND succeeds.
ok() {
	tests=$((tests + 1)) name=$1
	shift
	if "$@"; then
		echo "ok $tests - $name"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $name"
		echo "# failed: $*" | sed '2,$s/^/# /'
	fi
}

# is NAME GOT WANTED
is() {
	tests=$((tests + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $tests - $1"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $1"
		printf 'got:\n%s\nwanted:\n%s\n' "$2" "$3" | sed 's/^/# /'
	fi
}

finish() {
	echo "1..$tests"
	[ "$failures" -eq 0 ]
	exit
}

# wait_for SECONDS COMMAND ...: until COMMAND succeeds, or fails after that.
wait_for() {
	tries=$(($1 * 20))
	shift
	until "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		sleep 0.05
	done
}

# redis_start [OPTION ...]: on a unix socket; more by options.
redis_start() {
	redis-server --port 0 --unixsocket "$sock" --dir "$dir" --save '' \
	    "$@" >>"$dir/redis.log" 2>&1 &
	redis_pid=$!
	wait_for 10 redis_answers || {
		echo "Bail out! redis-server does not start"
		sed 's/^/# /' "$dir/redis.log"
		exit 1
	}
}

redis_answers() {
	redis-cli -s "$sock" ping 2>&1 | grep -q 'PONG\|NOAUTH\|LOADING'
}

# redis_stop [SIGNAL]
redis_stop() {
	kill "-${1:-TERM}" "$redis_pid"
	wait "$redis_pid" 2>/dev/null
	redis_pid=
}

R() {
	redis-cli -s "$sock" "$@"
}

# What Traefik sees: each key and its value, sorted.
view() {
	R EVAL 'local keys, out = redis.call("KEYS", "traefik/*"), {}
	    for i, k in ipairs(keys) do
		out[i] = k .. "=" .. redis.call("GET", k)
	    end
	    table.sort(out)
	    return out' 0
}

# Counts what Traefik would be told, from now on.
subscribe() {
	: >"$dir/messages"
	redis-cli -s "$sock" psubscribe '__keyspace*:traefik*' \
	    >>"$dir/messages" &
	subscriber_pid=$!
	wait_for 5 grep -q psubscribe "$dir/messages"
	messages >/dev/null
}

# The number since the last call.  A message of our own comes after all
# that were sent before it.
messages() {
	R publish __keyspace@0__:traefik_marker "$$" >/dev/null
	wait_for 5 grep -q traefik_marker "$dir/messages"
	grep -c '^pmessage' "$dir/messages" | awk '{ print $1 - 1 }'
	: >"$dir/messages"
}
