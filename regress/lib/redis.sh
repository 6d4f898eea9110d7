# A private redis-server for a shell test, or the server that REDIS_SERVER names,
# such as valkey-server.  Source it with TOP set; it sources tap.sh, and sets
# $sock.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/acl.sh"

redis_server=${REDIS_SERVER:-redis-server}
command -v "$redis_server" >/dev/null ||
    bail "$redis_server is missing: apt-get install $redis_server"

# The socket has a directory of its own, because kopd requires it.
sock=$dir/redis/redis.sock
mkdir "$dir/redis"
redis_pid= subscriber_pid=
at_exit redis_cleanup

redis_cleanup() {
	kill_ours KILL $subscriber_pid $redis_pid ${pids:-}
}

# redis_start [OPTION ...]: on a unix socket, with further options.  If
# KOPD_RULES has numbers, there is a user with these commands of kopd.conf(5),
# and the writers are that user: see acl.sh.  If another test has taken its old
# port, it waits until that server ends.
redis_start() {
	[ -z "${KOPD_RULES:-}" ] || set -- "$@" --user kopd on '>secret' \
	    $(rules kopd $KOPD_RULES)
	redis_run --port 0 "$@"
	_tries=0
	while gone "$redis_pid" && [ $_tries -lt 600 ] && port_was_taken; do
		sleep 0.1
		_tries=$((_tries + 1))
		redis_run --port 0 "$@"
	done
	gone "$redis_pid" || return 0
	sed 's/^/# /' "$dir/redis.log"
	bail "redis-server does not start"
}

port_was_taken() {
	tail -n 3 "$dir/redis.log" | grep -q 'Address already in use'
}

# redis_run OPTION ...: waits until it answers, or has ended.
redis_run() {
	"$redis_server" --unixsocket "$sock" --dir "$dir" --save '' "$@" \
	    >>"$dir/redis.log" 2>&1 &
	redis_pid=$!
	wait_for 10 redis_settled || bail "redis-server does not answer"
}

# redis_start_port [OPTION ...]: also on a free port of 127.0.0.1; sets
# redis_port.
redis_start_port() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		redis_port=$(shuf -i 20000-32000 -n 1)
		redis_run --port "$redis_port" --bind 127.0.0.1 "$@"
		gone "$redis_pid" || return 0
	done
	bail "redis-server finds no port: see $dir/redis.log"
}

# A server ends if it cannot have the port.
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

# redis_kill_filled: after saving so much that the next start takes a while.
redis_kill_filled() {
	R EVAL 'for i = 1, 30000 do
		redis.call("SET", "fill" .. i, i)
	    end' 0 >/dev/null
	R SAVE >/dev/null
	redis_stop KILL
}

# redis_start_loading MICROSECONDS [OPTION ...]: it needs that time for each
# key.
redis_start_loading() {
	_delay=$1
	shift
	redis_start --key-load-delay "$_delay" \
	    --loading-process-events-interval-bytes 1024 "$@"
}

# redis_disk_full: a save fails, because its directory is removed.  Start the
# server with --enable-protected-configs yes.
redis_disk_full() {
	mkdir "$dir/gone"
	R CONFIG SET dir "$dir/gone" >/dev/null
	rmdir "$dir/gone"
	R CONFIG SET save '3600 1' >/dev/null
	R BGSAVE >/dev/null
	wait_for 10 redis_save_failed
}

redis_save_failed() {
	R INFO persistence | grep -q last_bgsave_status:err
}

redis_disk_free() {
	R CONFIG SET save '' >/dev/null
	R CONFIG SET dir "$dir" >/dev/null
}

R() {
	redis-cli -s "$sock" "$@"
}

# claims_of ID: the hosts that claim this object, the owner first.
claims_of() {
	_hosts=$(R HGET kopd:/traefik/claims "$1")
	[ -n "$_hosts" ] || _hosts=$(R HGET kopd:/traefik/shown "$1" |
	    sed -n '1s/^\([a-zA-Z0-9._-]*\) .*/\1/p')
	echo "$_hosts"
}

# booked_keys: prints a script for EVAL with a function keys_in(id, packed),
# which returns the keys of an entry of kopd:/traefik/shown.
booked_keys() {
	cat "$TOP/redis-writer/lua/definition.lua" \
	    "$TOP/redis-writer/lua/shown.lua"
	cat <<-'LUA'
	local function keys_in(id, packed)
		local name, keys = unpack_keys(id, packed)
		for i, key in ipairs(keys) do
			keys[i] = 'traefik/' .. name ..
			    (key == '' and '' or '/' .. key)
		end
		return keys
	end
	LUA
}

# The keys for Traefik, each with its value, sorted.
view() {
	R EVAL 'local keys, out = redis.call("KEYS", "traefik/*"), {}
	    for i, k in ipairs(keys) do
		out[i] = k .. "=" .. redis.call("GET", k)
	    end
	    table.sort(out)
	    return out' 0
}

# From now on, counts the notifications for Traefik.
subscribe() {
	[ -z "$subscriber_pid" ] || end "$subscriber_pid"
	: >"$dir/messages"
	redis-cli -s "$sock" psubscribe '__keyspace*:traefik*' \
	    >>"$dir/messages" &
	subscriber_pid=$!
	wait_for 5 grep -q psubscribe "$dir/messages"
	messages >/dev/null
}

# The number since the last call.  A message of the test follows all that were
# sent before it; messages after it count at the next call.
messages() {
	_markers=$(grep -c traefik_marker "$dir/messages")
	R publish __keyspace@0__:traefik_marker "$$" >/dev/null
	wait_for 5 more_markers
	awk '/^pmessage/ { since++ }
	    /^__keyspace@0__:traefik_marker$/ { n = since - 1; since = 0 }
	    END { print n + 0 }' "$dir/messages"
}

more_markers() {
	[ "$(grep -c traefik_marker "$dir/messages")" -gt "$_markers" ]
}
