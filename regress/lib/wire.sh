# Proxies before Redis that misbehave on command, each with a name.  Source it
# after redis.sh.

PROXY=$BUILD/regress/lib/fake/proxy
[ -x "$PROXY" ] || bail "$PROXY is missing: make tests"

# wire_start NAME [SERVER]: connects to $sock, or to that path or port; sets
# wire_NAME to its own port.
wire_start() {
	rm -f "$dir/$1.wire"
	mkfifo "$dir/$1.wire"
	: >"$dir/$1.says"
	"$PROXY" "${2:-$sock}" <>"$dir/$1.wire" >>"$dir/$1.says" 2>&1 &
	eval "pid_of_wire_$1=$!"
	pids="${pids:-} $!"
	wait_for 5 grep -q '^port' "$dir/$1.says" || bail "no proxy $1"
	eval "wire_$1=$(sed -n 's/^port //p' "$dir/$1.says")"
}

# wire NAME COMMAND: returns when the command is executed; drops the earlier
# output.
wire() {
	_wire=$1
	shift
	eval "gone \$pid_of_wire_$_wire" &&
	    bail "the proxy $_wire has ended: $(tail -n 1 "$dir/$_wire.says")"
	: >"$dir/$_wire.says"
	printf '%s\n' "$*" >"$dir/$_wire.wire"
	wait_for 10 grep -q '^ok' "$dir/$_wire.says"
}

# wire_says NAME STRING: waits for a line that begins with it, since the last
# command.
wire_says() {
	wait_for 15 grep -q "^$2" "$dir/$1.says"
}
