# The common part of all shell tests: TAP, a directory ($dir) that is removed at
# the end, and the end of all processes that were started.  Source it with TOP
# set.

. "$TOP/regress/lib/wait.sh"

case ${BUILD:-build} in
/*)	;;
*)	BUILD=$TOP/${BUILD:-build} ;;
esac

tests=0 failures=0 exits=

# bail REASON: fails, and ends this test.  Unlike "Bail out!" of TAP, it does
# not end the tests that follow.
bail() {
	echo "not ok $((tests + 1)) - $*"
	echo "$*" | diagnose
	echo "1..$((tests + 1))"
	exit 1
}

# need_root WHY: fails if another user runs this test.
need_root() {
	[ "$(id -u)" -eq 0 ] || bail "$*: run this test as root"
}

# json FILTER [FILE]: true if jq has an answer, and the last one is neither false
# nor null.  jq -e of Debian 12 also succeeds without any.
json() {
	_answer=$(jq -ec "$@") && [ -n "$_answer" ]
}

# at_exit FUNCTION: calls it at the end; the last function first.
at_exit() {
	exits="$1 $exits"
}

tap_cleanup() {
	for _f in $exits; do
		$_f
	done
	rm -rf "$dir"
}

dir=$(mktemp -d) || bail "no temporary folder"
trap 'exit 1' INT TERM HUP
trap tap_cleanup EXIT

# diagnose: writes its input to stderr, which a run of many tests shows, too,
# each line with the name of the test.
diagnose() {
	sed "s,^#\{0\,1\} \{0\,1\},# ${0##*/}: ," >&2
}

# ok NAME COMMAND ...: one TAP line, which is "ok" if COMMAND succeeds.
ok() {
	tests=$((tests + 1)) name=$1
	shift
	if "$@"; then
		echo "ok $tests - $name"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $name"
		echo "$tests - $name: failed: $*" | diagnose
	fi
}

# result STATUS NAME [FILE ...]: one TAP line; if STATUS is not 0, it shows the
# files and returns false.
result() {
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
		return
	fi
	failures=$((failures + 1))
	echo "not ok $tests - $2"
	shift 2
	[ $# -eq 0 ] || cat "$@" | diagnose
	return 1
}

# is NAME GOT WANTED
is() {
	tests=$((tests + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $tests - $1"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $1"
		printf '%s - %s: got:\n%s\nwanted:\n%s\n' \
		    "$tests" "$1" "$2" "$3" | diagnose
	fi
}

# not COMMAND ...: true if it fails.
not() {
	! "$@"
}

# Prints the plan, in the last line of a test.
finish() {
	echo "1..$tests"
	[ "$failures" -eq 0 ]
	exit
}
