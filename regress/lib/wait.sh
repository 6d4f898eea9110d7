# Waiting for an event by looking for it, with a deadline.

# wait_for SECONDS COMMAND [ARG ...]: true as soon as the command is, false
# when the deadline has passed.
wait_for() {
	_until=$(($(date +%s) + $1 + 1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$(date +%s)" -lt "$_until" ] || return 1
		sleep 0.05
	done
}

# end PID [SECONDS]: ends a process of ours in order, by force after 5 seconds
# or as many as are given.
end() {
	kill "$1" 2>/dev/null || return 0
	wait_for "${2:-5}" gone "$1" || kill -9 "$1" 2>/dev/null
	wait "$1" 2>/dev/null || true
}

# gone PID: true when it has ended, collected by its parent or not.
gone() {
	case $(cut -d ' ' -f 3 "/proc/$1/stat" 2>/dev/null) in
	''|Z)	return 0 ;;
	*)	return 1 ;;
	esac
}
