# A kopd of the test's own.  After tap.sh; its configuration is to be in
# $dir/kopd/kopd.conf, its log is $dir/kopd.log.

kopd_pid=
at_exit kopd_stop
chmod 755 "$dir"
mkdir -p "$dir/kopd"

# kopd_start [OPTION ...]: returns at once.
kopd_start() {
	[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
	    bail "the users of kopd's processes are missing: make users"
	env -i PATH="$PATH" "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
	    -s "$dir/kopd.sock" "$@" >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
}

# kopd_stop: leaves its exit status in kopd_status.
kopd_stop() {
	[ -n "$kopd_pid" ] || return 0
	kill "$kopd_pid" 2>/dev/null
	wait_for 10 gone "$kopd_pid" || kill -9 "$kopd_pid"
	wait "$kopd_pid" 2>/dev/null
	kopd_status=$?
	kopd_pid=
}

kopctl() {
	"$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" "$@"
}
