# Waits for an event: checks for it repeatedly, up to a deadline.

# A deadline is a number of checks, not a time of the clock: on a loaded
# machine, on which a check takes longer, the deadline is later.
LOOKS=20	# a second

# The minimum of seconds for each wait for an event.  The deadline matters only
# if the event does not happen.
PATIENCE=60

# wait_for SECONDS COMMAND [ARG ...]: true as soon as the command is true, false
# after the deadline.
wait_for() {
	_seconds=$1
	shift
	[ "$_seconds" -ge $PATIENCE ] || _seconds=$PATIENCE
	wait_within "$_seconds" "$@"
}

# wait_within SECONDS COMMAND [ARG ...]: the same without that minimum, for a
# command that may stay false.  After two seconds it checks less often, which
# leaves the processor to what it waits for.  The number of remaining checks,
# and the number from which on they are fewer, are arguments, which a command
# that waits itself does not change.
wait_within() {
	_left=$(($1 * LOOKS))
	shift
	set -- "$_left" $((_left - 2 * LOOKS)) "$@"
	until wait_look "$@" >/dev/null 2>&1; do
		[ "$1" -gt 0 ] || return 1
		if [ "$1" -gt "$2" ]; then
			_left=$(($1 - 1)) _pause=0.05
		else
			_left=$(($1 - 4)) _pause=0.2
		fi
		_fewer=$2
		shift 2
		set -- "$_left" "$_fewer" "$@"
		sleep $_pause
	done
}

wait_look() {
	shift 2
	"$@"
}

# end PID [SECONDS]: ends a process of this test with SIGTERM, and kills it
# after that time, by default 5 seconds.
end() {
	process_is_ours "$1" || return 0
	kill "$1" 2>/dev/null
	wait_within "${2:-5}" gone "$1" || kill_ours KILL "$1"
	wait "$1" 2>/dev/null || true
}

# stat_of PID: sets _stat to the fields of /proc after its name: state, parent,
# process group and so on; empty if there is no such process.
stat_of() {
	_stat=
	{ read -r _stat <"/proc/$1/stat"; } 2>/dev/null
	_stat=${_stat##*) }
}

# gone PID: true if it has ended, whether or not its parent has waited for it.
gone() {
	stat_of "$1"
	case $_stat in
	''|Z*)	return 0 ;;
	*)	return 1 ;;
	esac
}

# process_is_ours PID: true for a process of this test: one of its process
# group, or with its directory among the arguments.  The id of a process that
# has ended may soon be that of a process of another test.
process_is_ours() {
	stat_of $$
	_group=${_stat#* * } _group=${_group%% *}
	stat_of "$1"
	_stat=${_stat#* * }
	[ -n "$_stat" ] || return 1
	[ "${_stat%% *}" = "$_group" ] ||
	    grep -qsF -- "${dir:-/nonexistent}" "/proc/$1/cmdline"
}

# kill_ours SIGNAL PID ...: those that still belong to this test.
kill_ours() {
	_signal=$1
	shift
	for _killed; do
		! process_is_ours "$_killed" || kill "-$_signal" "$_killed" 2>/dev/null
	done
}
