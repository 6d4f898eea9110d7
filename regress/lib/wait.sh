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
	kill "$1" 2>/dev/null || return 0
	wait_within "${2:-5}" gone "$1" || kill -9 "$1" 2>/dev/null
	wait "$1" 2>/dev/null || true
}

# gone PID: true when it has ended, collected by its parent or not.
gone() {
	_stat=
	{ read -r _stat <"/proc/$1/stat"; } 2>/dev/null
	case ${_stat##*) } in
	''|Z*)	return 0 ;;
	*)	return 1 ;;
	esac
}
