# A private redis-server for a shell test.  To be sourced with TOP set; brings
# tap.sh along, and leaves $sock.

. "$TOP/regress/lib/tap.sh"

command -v redis-server >/dev/null ||
    bail "redis-server is missing: apt-get install redis-server"

sock=$dir/redis.sock
redis_pid= subscriber_pid=
at_exit redis_cleanup

redis_cleanup() {
	for p in $subscriber_pid $redis_pid ${pids:-}; do
		kill -9 "$p" 2>/dev/null
	done
}

# redis_start [OPTION ...]: on a unix socket; more by options.
redis_start() {
	redis-server --port 0 --unixsocket "$sock" --dir "$dir" --save '' \
	    "$@" >>"$dir/redis.log" 2>&1 &
	redis_pid=$!
	wait_for 10 redis_answers || {
		sed 's/^/# /' "$dir/redis.log"
		bail "redis-server does not start"
	}
}

# redis_start_port [OPTION ...]: on a free port of 127.0.0.1, too; sets
# redis_port.
redis_start_port() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		redis_port=$(shuf -i 20000-32000 -n 1)
		redis-server --port "$redis_port" --bind 127.0.0.1 \
		    --unixsocket "$sock" --dir "$dir" --save '' "$@" \
		    >>"$dir/redis.log" 2>&1 &
		redis_pid=$!
		wait_for 10 redis_settled
		gone "$redis_pid" || return 0
	done
	bail "redis-server finds no port: see $dir/redis.log"
}

# A server that cannot have the port ends.
redis_settled() {
	gone "$redis_pid" || redis_answers
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
	[ -z "$subscriber_pid" ] || end "$subscriber_pid"
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
