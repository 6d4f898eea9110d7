#!/bin/sh
# The helpers of tests: a wait ends when its event comes, or when there were
# as many looks as it may have; and nobody else's process is ended.

. "$TOP/regress/lib/tap.sh"

stranger= sleeper=
at_exit end_stranger
end_stranger() {
	[ -z "$stranger" ] || kill "$stranger"
}

ok 'what is true at once is not waited for' wait_within 0 true
ok 'what comes is waited for' eval '(sleep 0.3; touch "$dir/event") &
    wait_for 1 test -e "$dir/event"'
ok 'what never comes ends the wait' not wait_within 1 false
waits_itself() {
	wait_within 1 true
	false
}
ok 'also where the looking waits, too' not wait_within 1 waits_itself

# One of another session, as those of other tests are, and ours.
setsid sleep 600 &
stranger=$!
sleep 600 &
sleeper=$!
is_apart() {
	stat_of "$stranger"
	case $_stat in *" $stranger $stranger "*) return 0 ;; esac
	return 1
}
ok 'there is another session' wait_for 10 is_apart
ok 'ours is ours' process_is_ours "$sleeper"
ok 'the other one is not' not process_is_ours "$stranger"
ok 'nor is one that is not there' not process_is_ours 99999999
kill_ours KILL "$stranger" "$sleeper"
ok 'ours is killed' wait_for 10 gone "$sleeper"
end "$stranger"
ok 'the other one lives' not gone "$stranger"

# One that left the terminal is known by the directory of its test.
setsid tail -f "$dir/event" &
daemon=$!
ok 'one of ours in the background' wait_for 10 process_is_ours "$daemon"
end "$daemon"
ok 'is ended' gone "$daemon"
finish
