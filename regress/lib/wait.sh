# Waiting for an event by looking for it, with a deadline.

# A deadline is a number of looks, not a time on the clock: a loaded machine,
# on which a look takes longer, gets as much more time.
LOOKS=20	# a second

# No wait for an event ends before as many seconds, however few are asked for:
# the deadline is for what never comes.
PATIENCE=60

# wait_for SECONDS COMMAND [ARG ...]: true as soon as the command is, false
# when the deadline has passed.
wait_for() {
	_seconds=$1
	shift
	[ "$_seconds" -ge $PATIENCE ] || _seconds=$PATIENCE
	wait_within "$_seconds" "$@"
}

# wait_within SECONDS COMMAND [ARG ...]: the same without that patience, where
# the command may well stay false.  The looks that are left are an argument,
# which a command that waits itself does not change.
wait_within() {
	_left=$(($1 * LOOKS))
	shift
	set -- "$_left" "$@"
	until wait_look "$@" >/dev/null 2>&1; do
		[ "$1" -gt 0 ] || return 1
		_left=$(($1 - 1))
		shift
		set -- "$_left" "$@"
		sleep 0.05
	done
}

wait_look() {
	shift
	"$@"
}

# end PID [SECONDS]: ends a process of ours in order, by force after 5 seconds
# or as many as are given.
end() {
	process_is_ours "$1" || return 0
	kill "$1" 2>/dev/null
	wait_within "${2:-5}" gone "$1" || kill_ours KILL "$1"
	wait "$1" 2>/dev/null || true
}

# stat_of PID: sets _stat to what /proc says of it after its name: state,
# parent, process group and so on; empty where there is no such process.
stat_of() {
	_stat=
	{ read -r _stat <"/proc/$1/stat"; } 2>/dev/null
	_stat=${_stat##*) }
}

# gone PID: true when it has ended, collected by its parent or not.
gone() {
	stat_of "$1"
	case $_stat in
	''|Z*)	return 0 ;;
	*)	return 1 ;;
	esac
}

# process_is_ours PID: true for a process of this test, which is one of its
# process group or has its directory among its arguments.  The number of one
# that has ended may soon be that of another test's process.
process_is_ours() {
	stat_of $$
	_group=${_stat#* * } _group=${_group%% *}
	stat_of "$1"
	_stat=${_stat#* * }
	[ -n "$_stat" ] || return 1
	[ "${_stat%% *}" = "$_group" ] ||
	    grep -qsF -- "${dir:-/nonexistent}" "/proc/$1/cmdline"
}

# kill_ours SIGNAL PID ...: those that are ours still.
kill_ours() {
	_signal=$1
	shift
	for _killed; do
		! process_is_ours "$_killed" || kill "-$_signal" "$_killed" 2>/dev/null
	done
}
