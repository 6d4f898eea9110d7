#!/bin/sh
# Kernels that lack a part of the sandbox: what kopd's processes say, what
# they refuse, and what holds all the same.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

kernel=$BUILD/regress/lib/fake/kernel
[ -x "$kernel" ] || bail "$kernel is missing: make tests"
[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
    bail "the users of kopd's processes are missing: make users"
redis_start_port
engine_start

# starts WITH LINE ...: kopd on such a kernel, with these lines in kopd.conf.
starts() {
	_with=$1
	shift
	kopd_conf "$@"
	log_clear
	# shellcheck disable=SC2086
	env -i PATH="$PATH" "$kernel" $_with "$BUILD/kopd/kopd" -d \
	    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" \
	    >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}

# refuses NAME REGEX WITH LINE ...
refuses() {
	_name=$1 _reason=$2
	shift 2
	starts "$@"
	kopd_end
	is "$_name: kopd does not start" "$kopd_status" 1
	ok "$_name: and says why" grep -q -e "^kopd: fatal: $_reason" \
	    "$dir/kopd.log"
	is "$_name: in one line, with nothing started" \
	    "$(grep -c . "$dir/kopd.log")" 1
	ok "$_name: there is no control socket" not test -e "$dir/kopd.sock"
}

ready() {
	kopctl -j show >"$dir/show" 2>/dev/null &&
	    json '[.[].confinement | select(. != null and . != "")] |
		length == 4' "$dir/show"
}

is_ready() {
	wait_for 20 ready && return
	log_show
	return 1
}

confinement() {
	jq -r '[.[].confinement | match(", ([^,]*landlock.*)").captures[0].string] |
	    unique | join("; ")' "$dir/show"
}

# runs NAME CONFINEMENT WITH LINE ...
runs() {
	_name=$1 _level=$2
	shift 2
	starts "$@"
	ok "$_name: kopd runs" is_ready
	is "$_name: all four say what they have" "$(confinement)" "$_level"
	kopd_stop
	is "$_name: it ends in order" "$kopd_status" 0
	[ ! -e "$dir/kopd.sock" ] || rm "$dir/kopd.sock"
}

warned() {
	sed -n 's/^kopd: sandbox: this kernel lacks \(.*\): kopd runs .*/\1/p' \
	    "$dir/kopd.log"
}

starts ""
ok "this kernel: kopd runs" is_ready
version=$(confinement | sed -n 's/^landlock \([0-9]*\), seccomp$/\1/p')
[ -n "$version" ] || version=0
kopd_stop
[ ! -e "$dir/kopd.sock" ] || rm "$dir/kopd.sock"
if [ "$version" -ge 6 ]; then
	is "this kernel lacks nothing, and nothing is said" "$(warned)" ""
	runs "strict" "landlock $version, seccomp" "" 'sandbox strict'
fi

refuses "without Landlock" \
    'no Landlock: it needs Linux 5.13' "-l 0"
refuses "Landlock disabled" 'no Landlock: it is disabled' "-l off"
refuses "Landlock denied" \
    'no Landlock: the container.s seccomp profile denies it' \
    "-l denied"
refuses "without seccomp" 'this kernel has no seccomp filters' "-s"
refuses "without either" 'this kernel has no seccomp filters' "-s -l 0"
refuses "without Landlock, strict" \
    'sandbox strict: this kernel lacks Landlock (files, ' "-l 0" \
    'sandbox strict'
refuses "without seccomp, strict" \
    'sandbox strict: this kernel lacks seccomp (the list' "-s" \
    'sandbox strict'

runs "without Landlock, lenient" "no landlock, seccomp" "-l 0" \
    'sandbox lenient'
is "a warning says what is missing" "$(warned)" \
    "Landlock (files, TCP ports, abstract unix sockets, signals)"
for why in off denied; do
	runs "Landlock $why, lenient" "no landlock, seccomp" "-l $why" \
	    'sandbox lenient'
done
if [ "$version" -ge 6 ]; then
	runs "without seccomp, lenient" "landlock $version, no seccomp" "-s" \
	    'sandbox lenient'
	is "a warning says so" "$(warned)" \
	    "seccomp (the list of system calls)"
fi
runs "without either, lenient" "no landlock, no seccomp" "-s -l 0" \
    'sandbox lenient'
is "a warning says both" "$(warned)" "seccomp (the list of system calls), Landlock (files, TCP ports, abstract unix sockets, signals)"

# Debian 12's own kernel has version 2.
all="6.2 (truncating files), 6.7 (TCP ports), 6.10 (ioctl on devices), 6.12 (abstract unix sockets and signals)"
for v in 1 2 3 4 5 6; do
	[ "$v" -le "$version" ] || continue
	case $v in
	1|2)	lacks="Landlock of Linux $all" ;;
	3)	lacks="Landlock of Linux ${all#*, }" ;;
	4)	lacks="Landlock of Linux ${all#*, *, }" ;;
	5)	lacks="Landlock of Linux ${all#*, *, *, }" ;;
	6)	lacks= ;;
	esac
	runs "Landlock $v" "landlock $v, seccomp" "-l $v"
	is "Landlock $v: a warning says what is missing" "$(warned)" "$lacks"
	[ -n "$lacks" ] || continue
	refuses "Landlock $v, strict" "sandbox strict: this kernel lacks \
$(echo "$lacks" | sed 's/[.()]/./g')" "-l $v" 'sandbox strict'
done

kopd_conf
for with in "-l 0" -s; do
	# shellcheck disable=SC2086
	is "kopd -n checks the file there, too ($with)" \
	    "$(env -i "$kernel" $with "$BUILD/kopd/kopd" -n \
	    -f "$dir/kopd/kopd.conf" 2>&1)" "configuration OK"
done

# Nothing that a root folder promises rests on Landlock.
for inside in "$BUILD"/regress/programs/sandbox/*; do
	case $inside in
	*.o|*.d|*-levels)	continue ;;
	# A sanitizer's report reads files where nothing forbids it.
	*san/*/kopd)		continue ;;
	*/kopctl)		continue ;;	# see below
	esac
	"$kernel" -l 0 "$inside" >"$dir/inside" 2>/dev/null 8>&-
	result $? "without Landlock: ${inside##*/} from within"
	grep '^not ok' "$dir/inside" | sed 's/^/# /'
	[ "$(id -u)" -ne 0 ] ||
	    is "without Landlock: ${inside##*/}: root's part is whole" \
	    "$(grep 'root: .*SKIP needs Landlock 1,' "$dir/inside")" ""
done

# kopctl has no `sandbox lenient': it serves no metrics without Landlock.
printf 'GET /metrics HTTP/1.0\r\n\r\n' |
    "$kernel" -l 0 "$BUILD/kopctl/kopctl" -s "$dir/none" metrics --http \
    >"$dir/inside" 2>"$dir/err"
is "without Landlock: kopctl metrics --http ends" \
    "$? $(wc -c <"$dir/inside")" "1 0"
ok "and logs why" grep -q 'fatal: no Landlock: it needs Linux 5.13' "$dir/err"
finish
