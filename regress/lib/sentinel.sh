# A master, replicas and sentinels on free ports of 127.0.0.1.  Source it after
# redis.sh.

command -v ss >/dev/null || bail "ss is missing: apt-get install iproute2"

# server NAME [OPTION ...]: a redis-server; sets NAME_port and NAME_pid.
server() {
	_name=$1
	shift
	for _try in 1 2 3 4 5 6 7 8 9; do
		_port=$(shuf -i 20000-32000 -n 1)
		mkdir -p "$dir/$_name"
		"$redis_server" --port "$_port" --bind 127.0.0.1 \
		    --dir "$dir/$_name" --save '' --repl-diskless-sync-delay 0 \
		    "$@" >>"$dir/$_name.log" 2>&1 &
		_pid=$!
		servers="${servers:-} $_pid"
		wait_for 10 server_settled
		gone "$_pid" && continue
		eval "${_name}_port=$_port ${_name}_pid=$_pid"
		return
	done
	bail "redis-server finds no port: see $dir/$_name.log"
}

# Checks which process listens: the server of another test may answer there.
server_settled() {
	gone "$_pid" || ss -Hltnp "sport = :$_port" | grep -q "pid=$_pid,"
}

# sentinel_server NAME MASTER-PORT [LINE ...]: a sentinel that watches
# "mymaster" with a quorum of one.
sentinel_server() {
	_name=$1 _master=$2
	shift 2
	{
		echo "sentinel monitor mymaster 127.0.0.1 $_master 1"
		echo 'sentinel down-after-milliseconds mymaster 2000'
		echo 'sentinel failover-timeout mymaster 3000'
		[ $# -eq 0 ] || printf '%s\n' "$@"
	} >"$dir/$_name.conf"
	for _try in 1 2 3 4 5 6 7 8 9; do
		_port=$(shuf -i 20000-32000 -n 1)
		"$redis_server" "$dir/$_name.conf" --sentinel --port "$_port" \
		    --bind 127.0.0.1 >>"$dir/$_name.log" 2>&1 &
		_pid=$!
		servers="${servers:-} $_pid"
		wait_for 10 server_settled
		gone "$_pid" && continue
		eval "${_name}_port=$_port ${_name}_pid=$_pid"
		return
	done
	bail "the sentinel finds no port: see $dir/$_name.log"
}

# on NAME COMMAND ...: sends a command to that server.
on() {
	eval "_p=\$${1}_port"
	shift
	redis-cli -p "$_p" "$@"
}

# field NAME SECTION FIELD: a field of INFO.
field() {
	on "$1" info "$2" | tr -d '\r' | sed -n "s/^$3://p"
}

# kill_server NAME
kill_server() {
	eval "kill -9 \$${1}_pid"
	eval "wait \$${1}_pid" 2>/dev/null
}

servers_end() {
	kill_ours KILL ${servers:-}
}
at_exit servers_end
