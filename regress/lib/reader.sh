# docker-reader under a driver that plays kopd and route-maker, and a fake
# Docker engine for it.  After tap.sh.  $engine_socket is where the engine
# is, or with ENGINE_OVER=tcp 127.0.0.1:$engine_port; $dir/ID is what came back
# for a request.

READER=$BUILD/docker-reader/docker-reader
for program in "$READER" "$BUILD/regress/lib/fake/reader" \
    "$BUILD/regress/lib/fake/engine"; do
	[ -x "$program" ] || bail "$program is missing: make all tests"
done

engine_folder=$dir/engine
engine_socket=$engine_folder/docker.sock
engine_pid= reader_pid= engine_commands=0 engine_port=0
ENGINE_OVER=${ENGINE_OVER:-unix}
mkdir "$engine_folder"
chmod 755 "$dir" "$engine_folder"
at_exit reader_cleanup

reader_cleanup() {
	for _p in $engine_pid $reader_pid; do
		end "$_p"
	done
}

# The pipes are held open here, and by nobody else.
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

# engine LINE: a command, done when this returns.
engine() {
	engine_commands=$((engine_commands + 1))
	echo "$*" >&8
	wait_for 20 engine_did
}

engine_did() {
	[ "$(grep -c '^ok\|^error' "$dir/engine.out")" -ge $engine_commands ]
}

# engine_says TEXT: waits for a line that begins so.
engine_says() {
	wait_for 20 grep -q "^$1" "$dir/engine.out"
}

# What the one before has said is not to be taken for what this one says.
reader_forget() {
	rm -f "$dir/reader.in" "$dir/reader.out" "$dir/reader.log"
	: >"$dir/reader.out"
	: >"$dir/reader.log"
}

# reader [LINE ...]: starts docker-reader after these.
reader() {
	reader_forget
	mkfifo "$dir/reader.in"
	exec 9<>"$dir/reader.in"
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

# says TEXT: waits for a line that begins so; shows all where none comes.
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

# said TEXT: how many lines begin so by now.
said() {
	grep -c "^$1" "$dir/reader.out"
}

# reader_end: an orderly stop, with what it exits.
reader_end() {
	tell stop
	says exit
	grep '^exit\|^killed' "$dir/reader.out"
	end "$reader_pid"
	reader_pid=
}
