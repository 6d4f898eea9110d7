# Two hosts, of which one is hostile; what it may bring about, and how kopd ends.
# Source it after redis.sh and kopd.sh, as root.

here=$TOP/regress/system/hostile
table=$TOP/traefik/fields.tsv

# What all that may cost, whatever is said.
OBJECTS=2000 MEGABYTES=32		# limits in kopd.conf
# Redis has each byte twice, in what a host wants and in the view.
REDIS_MAX=$((3 * MEGABYTES * 1024))	# kB
memory_max() {				# kB of a process
	case $1 in
	route-maker|redis-writer)	echo $((192 * 1024)) ;;
	*)				echo $((32 * 1024)) ;;
	esac
}

lua() {
	_script=$1
	shift
	R EVAL "$(cat "$here/$_script.lua")" 0 "$@" | sed '/^$/d'
}

redis_memory() {
	R INFO memory | tr -d '\r' | awk -F : '
	    /^used_memory:/ { printf "%d\n", $2 / 1024 }'
}

honest_is_there() {
	[ "$(R HLEN kopd:/traefik/want/honest)" = 5 ]
}

# Two hosts on two engines.  The first one is honest.
hosts_start() {
	redis_start_port
	R SET other/key value >/dev/null
	engine_start
	engine 'become HONEST:ENGINE honest'
	web shop 8001
	web admin 8002 traefik.http.routers.admin.middlewares=auth \
	    'traefik.http.middlewares.auth.basicauth.users=a:$apr1$b$c'
	kopd_use honest
	kopd_conf
	kopd_start
	wait_for 15 honest_is_there || bail 'the honest host publishes nothing'
	exec 9>&8
	engine_dir=$dir/second engine_socket=$dir/second/docker.sock
	mkdir "$engine_dir"
	engine_start
	web mine 8003
	web shop 8004
	kopd_use hostile
	kopd_conf "limit objects $OBJECTS" "limit bytes ${MEGABYTES}M"
}

alive() {
	[ -n "$kopd_pid" ] && ! gone "$kopd_pid"
}

# The other one, where it does not run.
hostile_start() {
	alive && return
	[ -z "$kopd_pid" ] || kopd_end
	log_clear
	taken=
	# A reload may have accepted an engine that was said: its lease would
	# have to lapse.
	R DEL kopd:/traefik/lease/hostile >/dev/null
	kopd_start
	logged 'connected as host hostile' || bail 'kopd does not start'
}

# Names the process where a sanitizer, a signal or the kernel ended one.
crashes() {
	grep -e 'killed by signal' -e 'Sanitizer' -e 'runtime error' \
	    -e 'out of memory' -e 'Cannot allocate' \
	    "$dir/hostile.log" | head -n 3
}

show() {
	timeout 60 "$BUILD/kopctl/kopctl" -s "$dir/hostile.sock" show \
	    >"$dir/shown" 2>&1
}

# Until nothing more of what was said comes to Redis, or there is no telling.
settled() {
	show || return 0
	_now=$(grep -e 'redis.sequence' -e 'redis.pending' "$dir/shown")
	[ "$_now" = "$_before" ] || still=0
	_before=$_now still=$((still + 1))
	[ $still -ge 3 ]
}

# Did it end by itself, and is it said whose fault that is?
ended() {
	kopd_end
	[ "$kopd_status" -lt 128 ] || echo "kopd ended with $kopd_status"
	for _taken in $taken; do
		grep -q -e "message [0-9a-fx]* of [0-9]* bytes from $_taken: " \
		    -e "$_taken violates a rule" -e "fatal: $_taken exceeds the" \
		    -e "fatal: $_taken sends more" "$dir/hostile.log" && return
	done
	echo "kopd ended without a line that says why"
}

# A process that has begun a message and not ended it is not heard any more.
silent() {
	for _taken in $taken; do
		grep -q "no answer from.* $_taken" "$dir/shown" && return
	done
	return 1
}

# Does kopd answer, or has it ended as it should?
fate() {
	still=0
	wait_within 20 settled
	if show; then
		return
	elif wait_within 2 gone "$kopd_pid"; then
		ended
	elif silent; then
		kopd_stop
		[ "$kopd_status" -eq 0 ] || echo "kopd stopped: $kopd_status"
	else
		echo "kopd hangs: kopctl show says: $(cat "$dir/shown")"
		wait_within 20 gone "$kopd_pid" && kopd_end
	fi
}

# excess ROLE LINES: what is over its budget.
excess() {
	_lines=$(wc -l <"$dir/hostile.log")
	[ "$_lines" -le $((lines_before + $2)) ] ||
	    echo "$((_lines - lines_before)) lines in the log"
	_used=$(($(redis_memory) - redis_before))
	[ "$_used" -le $REDIS_MAX ] || echo "$_used kB in Redis"
	[ -z "$sanitized" ] && alive || return
	for _role in kopd docker-reader route-maker redis-writer; do
		_pid=$kopd_pid
		[ $_role = kopd ] || _pid=$(kopd_child $_role)
		_kb=$(awk '/^VmHWM/ { print $2 }' "/proc/$_pid/status" \
		    2>/dev/null)
		[ "${_kb:-0}" -le "$(memory_max $_role)" ] ||
		    echo "$_role had $_kb kB"
	done
}

# Prints what is wrong in Redis.
damage() {
	lua honest honest >"$dir/after"
	diff "$dir/before" "$dir/after" | head -n 5
	lua strays | head -n 3
	lua view >"$dir/view"
	"$BUILD/regress/property/check" -k "$table" 3.7.9 <"$dir/view" \
	    2>&1 >/dev/null
	[ "$(R HLEN kopd:/traefik/hosts)" -le $hosts_most ] ||
	    echo "$(R HLEN kopd:/traefik/hosts) hosts"
}

hosts_most=2 sanitized=
nm -D "$BUILD/kopd/kopd" | grep -q __asan_init && sanitized=yes

# hostile_begin: both run, and what is in Redis is remembered.
hostile_begin() {
	hosts_start
	hostile_start
	redis_before=$(redis_memory)
	lua honest honest >"$dir/before"
	ok 'the honest host is there' [ "$(wc -l <"$dir/before")" -gt 15 ]
}
