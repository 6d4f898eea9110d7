# A systemd that runs as the first process of a separate machine: the files of
# this machine, or of the root directory SYSTEMD_BASE, overlaid by those of
# $systemd_files, a fresh /run, /tmp, /dev and /etc/systemd/system, and the
# network of this machine.  Changes inside are dropped at the end.  Source it
# after tap.sh.

need_root "systemd in namespaces of its own"
for p in unshare nsenter pivot_root; do
	command -v $p >/dev/null || bail "$p is missing: apt-get install util-linux"
done
[ -x "${SYSTEMD_BASE:-}/lib/systemd/systemd" ] ||
    bail "systemd is missing: apt-get install systemd (or tools/packages check)"

systemd_files=$dir/systemd/files
mkdir -p "$systemd_files" "$dir/systemd/root"
chmod 755 "$dir" "$dir/systemd" "$systemd_files"
systemd_pid= systemd_outside= systemd_group=
at_exit systemd_end

# systemd_begin [SOURCE=PLACE ...]: boots it, with each SOURCE of this machine
# mounted at PLACE.  Returns when it has booted.
systemd_begin() {
	_version2=$(findmnt -nr -t cgroup2 -o TARGET | head -n 1)
	[ -n "$_version2" ] || bail "no control groups of version 2 are mounted"
	systemd_group=$_version2/kopd-test-$$
	mkdir "$systemd_group" || bail "$systemd_group"
	# Its control group is the root of those that it can see.
	sh -c 'echo $$ >"$1/cgroup.procs" && shift && exec "$@"' sh \
	    "$systemd_group" unshare --mount --pid --ipc --uts --cgroup --fork \
	    --kill-child "$TOP/regress/lib/systemd-root.sh" \
	    "$dir/systemd/root" "$systemd_files" "$@" \
	    >"$dir/systemd/log" 2>&1 &
	systemd_outside=$!
	wait_for 60 systemd_settled
	[ -n "$systemd_pid" ] && systemd_is_up && return
	sed 's/^/# /' "$dir/systemd/log"
	[ -z "$systemd_pid" ] || inside systemctl list-jobs | sed 's/^/# /'
	bail "systemd does not start"
}

systemd_settled() {
	gone "$systemd_outside" || {
		systemd_find && systemd_is_up
	}
}

# Sets systemd_pid, the process id on this machine.
systemd_find() {
	_p=$(cat "/proc/$systemd_outside/task/$systemd_outside/children")
	_p=${_p% }
	[ "$(cat "/proc/$_p/comm")" = systemd ] && systemd_pid=$_p
}

systemd_is_up() {
	[ "$(inside systemctl is-active default.target)" = active ]
}

# inside COMMAND ...: runs it in that machine.
inside() {
	nsenter --target "$systemd_pid" --mount --pid --ipc --uts --cgroup \
	    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin \
	    LC_ALL=C "$@"
}

# All its processes end with the first one.
systemd_end() {
	[ -n "$systemd_group" ] || return 0
	if [ -n "$systemd_outside" ]; then
		kill_ours KILL ${systemd_pid:-} "$systemd_outside"
		wait "$systemd_outside" 2>/dev/null
	fi
	wait_for 10 systemd_group_removed
	systemd_pid= systemd_outside= systemd_group=
}

systemd_group_removed() {
	find "$systemd_group" -depth -type d -exec rmdir {} +
	! [ -d "$systemd_group" ]
}

# property UNIT NAME: a property of a unit of systemd.
property() {
	inside systemctl show --value -p "$2" "$1"
}

# property_is UNIT NAME VALUE: waits for it.
property_is() {
	wait_for 30 property_equals "$@" && return
	echo "# $1: $2 is $(property "$1" "$2")"
	inside systemctl status --no-pager --full "$1" 2>&1 | sed 's/^/#   /'
	return 1
}

property_equals() {
	[ "$(property "$1" "$2")" = "$3" ]
}

# journal UNIT: its log.
journal() {
	inside journalctl -o cat --no-pager -u "$1"
}

# journal_has UNIT REGEX: waits for a line.
journal_has() {
	wait_for 30 journal_matches "$@" && return
	echo "# journal of $1:"
	journal "$1" | tail -n 30 | cut -c 1-300 | sed 's/^/#   /'
	return 1
}

journal_matches() {
	journal "$1" | grep -q -e "$2"
}
