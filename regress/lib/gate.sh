# docker-reader -g, with requests of a test.  Source it after tap.sh.

READER=$BUILD/docker-reader/docker-reader
command -v socat >/dev/null || bail "socat is missing: tools/packages check"
[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
    bail "the users of kopd's processes are missing: make users"
gate_pids=
at_exit gate_cleanup

gate_cleanup() {
	for _p in $gate_pids; do
		end "$_p"
	done
}

# Strings of request.c as formats of printf(1), and their common end.
END_OF=' HTTP/1.0\r\nHost: docker\r\n\r\n'
INFO="GET /info$END_OF"
LIST="GET /containers/json?all=1$END_OF"
EVENTS="GET $(sed -n '/^#define EVENTS/,/[^\\]$/p' \
    "$TOP/docker-reader/request.c" | grep -o '"[^"]*"' | tr -d '"\n')$END_OF"

# The answer to a rejected client, or while the engine is disconnected.
said_no() {	# STATUS [STRING]
	printf 'HTTP/1.0 %s\nContent-Type: text/plain\nContent-Length: %d\n' \
	    "$1" "$((${#2} + (${#2} > 0)))"
	printf 'Connection: close\n\n%s' "${2:-}"
}
answered() {
	tr -d '\r' <"$dir/out"
}

# gate SOCKET FORMAT [ARGUMENT ...]: one connection, on which this is sent, as
# by printf(1); the result is in $dir/out, $dir/err and $status.
gate() {
	_socket=$1
	shift
	printf "$@" >"$dir/asked"
	"$READER" -g "$_socket" <"$dir/asked" >"$dir/out" 2>"$dir/err" \
	    8>&- 9>&-
	status=$?
}

# gate_open NAME SOCKET FORMAT [COMMAND ...]: a gate, started by COMMAND, whose
# client has sent this and has not ended.  Its answer is in $dir/NAME.out, which
# may be a fifo, its log in $dir/NAME.err; its process id is $gate_pid.
# Descriptor 7 is that of the client, and gate_shut closes it.
gate_open() {
	_name=$1 _socket=$2 _format=$3
	shift 3
	mkfifo "$dir/$_name.in"
	exec 7<>"$dir/$_name.in"
	printf "$_format" >&7
	"$@" "$READER" -g "$_socket" <"$dir/$_name.in" >"$dir/$_name.out" \
	    2>"$dir/$_name.err" 6>&- 7>&- 8>&- 9>&- &
	gate_pid=$!
	gate_pids="$gate_pids $gate_pid"
}
gate_shut() {
	exec 7>&-
}

# gate_ended: waits until it ends by itself; its exit status is in $status.
gate_ended() {
	wait_for 20 gone "$gate_pid" || return
	wait "$gate_pid"
	status=$?
}

# gates SOCKET ADDRESS [EXEC-OPTION]: a gate for each connection to ADDRESS, by
# socat; their log is in $dir/gates.
gates() {
	socat "$2" "EXEC:$READER -g $1${3:-}" 2>>"$dir/gates" 7>&- 8>&- 9>&- &
	gate_pids="$gate_pids $!"
}
