# A kopd of a test, or several.  Source it after tap.sh, and after redis.sh for
# its second half.  The current kopd is $kopd_name: its configuration is in
# $dir/$kopd_name/kopd.conf, its log is $dir/$kopd_name.log.

kopd_name=kopd kopd_pid= kopds=
at_exit kopd_cleanup
chmod 755 "$dir"
mkdir -p "$dir/kopd"

# LEVEL=none or LEVEL=seccomp: kopd runs on a kernel that has no more of the
# sandbox than that, and is told to do so.
case ${LEVEL:-all} in
all)		on_kernel= ;;
seccomp)	on_kernel="$BUILD/regress/lib/fake/kernel -l 0" ;;
none)		on_kernel="$BUILD/regress/lib/fake/kernel -s -l 0" ;;
*)		bail "LEVEL=$LEVEL: it is all, seccomp or none" ;;
esac

# kopd_start [OPTION ...]: returns at once.
kopd_start() {
	[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
	    bail "the users of kopd's processes are missing: make users"
	# shellcheck disable=SC2086
	env -i PATH="$PATH" $on_kernel "$BUILD/kopd/kopd" -d \
	    -f "$dir/$kopd_name/kopd.conf" -s "$dir/$kopd_name.sock" "$@" \
	    >>"$dir/$kopd_name.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}

# kopd_find: sets kopd_pid to a kopd in the background, which may be slow to
# answer.
kopd_find() {
	wait_for 15 kopd_answers
	kopds="$kopds $kopd_pid"
}

kopd_answers() {
	kopd_pid=$(kopctl -j show 2>/dev/null | jq -r .kopd.pid)
	[ -n "$kopd_pid" ]
}

# Makes a command run as an ordinary user, also if this test runs as root.
as_user=
[ "$(id -u)" -ne 0 ] ||
    as_user='setpriv --reuid nobody --regid nogroup --clear-groups'

# Sets for_user to programs that such a user can reach: it cannot reach a clone
# below /root.
programs_for_user() {
	for_user=$BUILD
	$as_user test -x "$BUILD/kopd/kopd" && return
	for_user=$dir/build
	for _p in kopd docker-reader route-maker redis-writer; do
		mkdir -p "$for_user/$_p"
		cp "$BUILD/$_p/$_p" "$for_user/$_p"
	done
}

# kopd_start_as_user [OPTION ...]: as such a user.
kopd_start_as_user() {
	chmod 777 "$dir"
	programs_for_user
	$as_user env -i PATH="$PATH" "$for_user/kopd/kopd" -d \
	    -f "$dir/$kopd_name/kopd.conf" -s "$dir/$kopd_name.sock" "$@" \
	    >>"$dir/$kopd_name.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}

# kopd_stop: sets kopd_status to its exit status.
kopd_stop() {
	[ -n "$kopd_pid" ] || return 0
	kill_ours TERM "$kopd_pid"
	kopd_end
}

# kopd_end: waits until it ends by itself.
kopd_end() {
	wait_for 10 gone "$kopd_pid" || kill_ours KILL "$kopd_pid"
	wait "$kopd_pid" 2>/dev/null
	kopd_status=$?
	kopd_pid=
}

kopd_cleanup() {
	kopd_stop
	kill_ours KILL $kopds
}

# kopd_use NAME: makes that kopd the current one.
kopd_use() {
	eval "pid_of_$kopd_name=\$kopd_pid"
	kopd_name=$1
	eval "kopd_pid=\${pid_of_$kopd_name:-}"
	mkdir -p "$dir/$kopd_name"
}

kopctl() {
	"$BUILD/kopctl/kopctl" -s "$dir/$kopd_name.sock" "$@"
}

# rules_decided: true when the rules of a policy have decided about everything,
# and Redis has what came of it.
rules_decided() {
	[ "$(kopctl -j show | jq '."route-maker" | .sent == .done and
	    ([.rule[].decided] | add) >= .objects')" = true ]
}

# kopd_conf [LINE ...]: writes the configuration.  A line that begins with
# "docker" or "redis" goes into that block; other settings are those that most
# tests use.  Only the owner may read the file if it has a password.  With
# $each_message there is no pause between messages to Traefik.
kopd_conf() {
	_new=$dir/$kopd_name/kopd.conf.new
	_all=$(printf '%s\n' "$@")
	: >"$_new"
	case $_all in *password*)
		chmod 600 "$_new"
		[ "$(id -u)" -ne 0 ] || chown _kopd "$_new" ;;
	esac
	{
		conf_default hostname "hostname \"$kopd_name\""
		conf_default bind 'bind ip 192.0.2.1'
		conf_default heartbeat 'heartbeat 1s'
		[ -z "$on_kernel" ] ||
		    conf_default sandbox 'sandbox lenient'
		printf '%s\n' "$_all" | grep -v '^docker \|^redis '
		echo 'docker {'
		conf_default 'docker \(socket\|host\)' "$(engine_place)"
		printf '%s\n' "$_all" | sed -n 's/^docker //p'
		echo '}'
		echo 'redis {'
		conf_default 'redis host' "host 127.0.0.1 port $redis_port"
		[ -z "${each_message:-}" ] || echo 'notify pause never'
		printf '%s\n' "$_all" | sed -n 's/^redis //p'
		echo '}'
	} >>"$_new"
	mv "$_new" "$dir/$kopd_name/kopd.conf"
}

conf_default() {
	printf '%s\n' "$_all" | grep -q "^$1" || printf '%s\n' "$2"
}

# kopd_child ROLE: its process id.
kopd_child() {
	for _c in $(cat "/proc/$kopd_pid/task/"*/children); do
		[ "$(cat "/proc/$_c/comm")" != "$1" ] || echo "$_c"
	done
}

# logged REGEX: waits for a line.  lines REGEX: the number of such lines.
logged() {
	wait_for 15 grep -q -e "$1" "$dir/$kopd_name.log" && return
	log_show
	return 1
}

lines() {
	grep -c -e "$1" "$dir/$kopd_name.log"
}

# other_lines [REGEX]: such lines, without those of published objects.
other_lines() {
	grep -e "${1:-.}" "$dir/$kopd_name.log" | grep -vc \
	    '^redis-writer: .*\(published\|changed\|removed\) \|routers\? of'
}

log_show() {
	{
		echo "log of $kopd_name:"
		tail -n 30 "$dir/$kopd_name.log" | cut -c 1-300
	} | diagnose
}

# log_clear: removes what was logged.
log_clear() {
	: >"$dir/$kopd_name.log"
}

# The fake engine in place of Docker.
engine_dir=$dir/engine engine_socket=$dir/engine/docker.sock engine_pid=
mkdir -p "$engine_dir"

# engine_place: its address, for the docker block.
engine_place() {
	case $engine_address in
	'')	echo "socket \"$engine_socket\"" ;;
	*)	echo "host \"${engine_address%:*}\" port ${engine_address##*:}" ;;
	esac
}

# engine_start: without containers; with engine_address, at that "address:port".
engine_address=
engine_start() {
	[ -x "$BUILD/regress/lib/fake/engine" ] ||
	    bail "$BUILD/regress/lib/fake/engine is missing: make tests"
	[ -p "$engine_dir/in" ] || mkfifo "$engine_dir/in"
	: >"$engine_dir/out"
	if [ -n "$engine_address" ]; then
		set -- -listen "$engine_address"
	else
		set -- "$engine_socket"
	fi
	${engine_inside:-} "$BUILD/regress/lib/fake/engine" "$@" \
	    <"$engine_dir/in" >>"$engine_dir/out" 2>&1 &
	engine_pid=$!
	kopds="$kopds $engine_pid"
	exec 8>"$engine_dir/in"
	engine stats
	case $engine_address in *:0)
		engine_address=${engine_address%0}$(sed -n 's/^ready //p' \
		    "$engine_dir/out")
	esac
}

# engine LINE ...: sends commands, and returns when they are executed.
engine() {
	_answers=$(($(engine_answers) + $#))
	printf '%s\n' "$@" >&8
	wait_for 20 engine_answered
}

engine_answers() {
	grep -c '^ok\|^error\|^stats' "$engine_dir/out"
}

engine_answered() {
	[ "$(engine_answers)" -ge "$_answers" ]
}

# requests KIND: the number of such requests.
requests() {
	grep -c "^request $1" "$engine_dir/out"
}

# routes NAME PORT [HOST-NUMBER]: the keys of that container of the fake engine
# ("web NAME PORT") for Traefik.
routes() {
	printf '%s\n' \
	    "traefik/http/routers/$1/rule=Host(\`$1.example.com\`)" \
	    "traefik/http/routers/$1/service=$1" \
	    "traefik/http/services/$1/loadBalancer/servers/${3:-1}0000/url=http://192.0.2.1:$2"
}

# view_is KEY ...: waits until Traefik has these keys, and no other ones except
# the key that always exists.
view_is() {
	_wanted=$(printf '%s\n' "$@" traefik/tls/certificates=true |
	    sed '/^$/d' | sort)
	wait_for 15 view_equals && return
	{
		view | sed 's/^/in Redis: /'
		printf '%s\n' "$_wanted" | sed 's/^/wanted: /'
	} | diagnose
	log_show
	return 1
}

view_equals() {
	[ "$(view)" = "$_wanted" ]
}

# heartbeats N: waits until that many more scripts have run; a heartbeat runs
# one or two.
heartbeats() {
	_scripts=$(($(scripts_run) + $1))
	wait_for $((5 + 3 * $1)) scripts_have_run
}

scripts_run() {
	R info commandstats | awk -F '[=,]' '/^cmdstat_evalsha:/ { n = $2 }
	    END { print n + 0 }'
}

scripts_have_run() {
	[ "$(scripts_run)" -ge "$_scripts" ]
}

# web NAME PORT [LABEL=VALUE ...]: a container starts, with a router of its
# name.
web() {
	_web="web $1 $2 traefik.enable=true"
	_web="$_web traefik.http.routers.$1.rule=Host(\`$1.example.com\`)"
	shift 2
	engine "$_web $*"
}
