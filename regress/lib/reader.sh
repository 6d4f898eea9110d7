# docker-reader with a driver in place of kopd and route-maker, and with a fake
# Docker engine.  Source it after tap.sh.  The engine is at $engine_socket, or
# with ENGINE_OVER=tcp at 127.0.0.1:$engine_port, in the network namespace
# $reader_net if that is set; the answer to a request is $dir/ID.

READER=$BUILD/docker-reader/docker-reader
for program in "$READER" "$BUILD/regress/lib/fake/reader" \
    "$BUILD/regress/lib/fake/engine"; do
	[ -x "$program" ] || bail "$program is missing: make all tests"
done

engine_folder=$dir/engine
engine_socket=$engine_folder/docker.sock
engine_pid= reader_pid= engine_commands=0 engine_port=0 reader_net=
ENGINE_OVER=${ENGINE_OVER:-unix}
mkdir "$engine_folder"
chmod 755 "$dir" "$engine_folder"
at_exit reader_cleanup

reader_cleanup() {
	for _p in $engine_pid $reader_pid; do
		end "$_p"
	done
}

# Only this shell keeps the pipes open.
engine_begin() {
	mkfifo "$dir/engine.in"
	exec 8<>"$dir/engine.in"
	case $ENGINE_OVER in
	tcp)	set -- -listen "127.0.0.1:$engine_port" ;;
	*)	set -- "$engine_socket" ;;
	esac
	"$BUILD/regress/lib/fake/engine" "$@" <"$dir/engine.in" \
	    >"$dir/engine.out" 2>&1 8>&- 9>&- &
	engine_pid=$!
	wait_for 10 grep -q '^ready' "$dir/engine.out" ||
	    bail "the fake engine did not start"
	engine_port=$(sed -n 's/^ready //p' "$dir/engine.out")
}

# engine LINE: sends a command, and returns when it is executed.
engine() {
	engine_commands=$((engine_commands + 1))
	echo "$*" >&8
	wait_for 20 engine_did
}

engine_did() {
	[ "$(grep -c '^ok\|^error' "$dir/engine.out")" -ge $engine_commands ]
}

# engine_says STRING: waits for a line that begins with it.
engine_says() {
	wait_for 20 grep -q "^$1" "$dir/engine.out"
}

# Output of the previous engine must not be taken for that of this one.
reader_forget() {
	rm -f "$dir/reader.in" "$dir/reader.out" "$dir/reader.log"
	: >"$dir/reader.out"
	: >"$dir/reader.log"
}

# reader [LINE ...]: starts docker-reader after these lines.
reader() {
	reader_forget
	mkfifo "$dir/reader.in"
	exec 9<>"$dir/reader.in"
	${reader_net:+nsenter --net="$reader_net"} \
	    "$BUILD/regress/lib/fake/reader" "$READER" "$dir" <"$dir/reader.in" \
	    >"$dir/reader.out" 2>"$dir/reader.log" 8>&- 9>&- &
	reader_pid=$!
	case $ENGINE_OVER in
	tcp)	tell "conf address 127.0.0.1" "conf port $engine_port" \
		    "$@" start ;;
	*)	tell "conf socket $engine_socket" "$@" start ;;
	esac
	wait_for 10 grep -q '^ready\|^exit\|^killed' "$dir/reader.out"
}

tell() {
	printf '%s\n' "$@" >&9
}

# says STRING: waits for a line that begins with it; on failure shows all lines.
says() {
	wait_for "${2:-20}" grep -q "^$1" "$dir/reader.out" && return
	sed 's/^/# said: /' "$dir/reader.out"
	sed 's/^/# log: /' "$dir/reader.log"
	return 1
}

logged() {
	wait_for 10 grep -q "$1" "$dir/reader.log" && return
	sed 's/^/# log: /' "$dir/reader.log"
	return 1
}

# said STRING: the number of lines that begin with it.
said() {
	grep -c "^$1" "$dir/reader.out"
}

# reader_end: stops it normally, and prints its exit status.
reader_end() {
	tell stop
	says exit
	grep '^exit\|^killed' "$dir/reader.out"
	end "$reader_pid"
	reader_pid=
}
