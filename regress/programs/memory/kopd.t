#!/bin/sh
# Each allocation of kopd itself fails once: while it checks a configuration,
# starts, answers kopctl, reloads and ends.  It ends with one line, and its
# children with it, or works on.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/memory.sh"

FIRST=${FIRST_HERE:-40} MORE=${MORE_HERE:-60}
KOPCTL=$BUILD/kopctl/kopctl
redis_start_port
engine_start
web a 8001
cat >"$dir/more" <<'X'
shop = "shop"
block router priority > 100000
pass router host { "*.example.com" } from container "$shop-*"
X
kopd_conf "include \"$dir/more\"" 'docker default rule "Host(`{{.Name}}`)"' \
    'docker namespace { "a", "b" }' 'redis password "secret"'
sed 's/^heartbeat .*/heartbeat 2s/' "$dir/kopd/kopd.conf" >"$dir/check.conf"
chmod 600 "$dir/check.conf"

check() {
	timeout 60 "$failing/kopd/kopd" -nv -f "$dir/check.conf" \
	    >"$dir/out" 2>"$dir/kopd.log"
	kopd_status=$?
}

judge_check() {
	case $kopd_status in
	0)	diff "$dir/out" "$dir/right" ;;
	1)	fatal_line "$dir/kopd.log" kopd ;;
	*)	echo "it ends with $kopd_status"
		tail -n 3 "$dir/kopd.log" ;;
	esac
}

check
cp "$dir/out" "$dir/right"
is 'without a failure: kopd -nv' "$kopd_status" 0
[ "$kopd_status" -eq 0 ] || diagnose <"$dir/kopd.log"
each_allocation 'kopd -nv: each allocation fails once' kopd check judge_check

# Now a kopd at work; it is this build's children that it starts.
kopd_conf 'block router priority > 100000'
cp "$dir/kopd/kopd.conf" "$dir/first.conf"
sed 's/^heartbeat .*/heartbeat 2s/' "$dir/first.conf" >"$dir/second.conf"

# until_line REGEX: true at such a line, false if kopd has ended.
until_line() {
	_line=$1
	wait_for 60 line_or_end && grep -q -e "$1" "$dir/kopd.log"
}
line_or_end() {
	grep -q -e "$_line" "$dir/kopd.log" || gone "$kopd_pid"
}

run() {
	R FLUSHALL >/dev/null
	cp "$dir/first.conf" "$dir/kopd/kopd.conf"
	: >"$dir/kopd.log"
	env -i PATH="$PATH" "$failing/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
	    -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
	children=
	if until_line 'published http router a'; then
		children=$(cat /proc/"$kopd_pid"/task/*/children)
		cp "$dir/second.conf" "$dir/kopd/kopd.conf"
		timeout 30 "$KOPCTL" -s "$dir/kopd.sock" show >"$dir/shown" 2>&1
		timeout 30 "$KOPCTL" -s "$dir/kopd.sock" reload \
		    >"$dir/reloaded" 2>&1
		timeout 30 "$KOPCTL" -s "$dir/kopd.sock" show routes \
		    >"$dir/routes" 2>&1
	fi
	kopd_stop
	view | sed '/^$/d' >"$dir/view"
}

judge() {
	for _p in $children; do
		wait_within 5 gone "$_p" || echo "process $_p still runs"
	done
	case $kopd_status in
	0)	diff "$dir/view" "$dir/right"
		grep -q a.example.com "$dir/routes" || cat "$dir/routes" ;;
	1)	comm -13 "$dir/right" "$dir/view"
		fatal_line "$dir/kopd.log" kopd ;;
	*)	echo "it ends with $kopd_status:"
		tail -n 3 "$dir/kopd.log" ;;
	esac
}

run
cp "$dir/view" "$dir/right"
is 'without a failure: kopd works' \
    "$kopd_status $(grep -c /rule= "$dir/view") $(cat "$dir/reloaded")" '0 1 '
FIRST=${FIRST_HERE:-10} MORE=${MORE_HERE:-50}
each_allocation 'kopd at work: each allocation fails once' kopd run judge
MORE=20
without_memory kopd run judge
finish
