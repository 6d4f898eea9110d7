# redis-writer with a driver in place of kopd and route-maker.  Source it after
# redis.sh.  There can be several at once: each has a name.

MAKER=$BUILD/regress/lib/fake/maker WRITER=$BUILD/redis-writer/redis-writer
for program in "$MAKER" "$WRITER"; do
	[ -x "$program" ] || bail "$program is missing: make all tests"
done
pids=

# writer NAME [FIELD VALUE ...]: starts one; Redis is at $sock unless a field
# sets another address.
writer() {
	name=$1
	shift
	rm -f "$dir/$name.in"
	mkfifo "$dir/$name.in"
	: >"$dir/$name.out"
	: >"$dir/$name.log"
	# Open for both ways, so that it has no end when a line's writer closes.
	"$MAKER" "$WRITER" <>"$dir/$name.in" >>"$dir/$name.out" \
	    2>>"$dir/$name.log" &
	pids="$pids $!"
	eval "pid_$name=$!"
	conf "$name" hostname "$name" root traefik ttl 60 heartbeat 1 \
	    poll 60 notify_quiet 1 socket "$sock" \
	    ${KOPD_RULES:+user kopd password secret} "$@"
	tell "$name" start "engine engine-$name name-$name"
}

# conf NAME FIELD VALUE ...
conf() {
	to=$1
	eval "gone \$pid_$to" && bail "the driver of $to has ended"
	shift
	while [ $# -gt 0 ]; do
		echo "conf $1 $2"
		shift 2
	done >"$dir/$to.in"
}

# tell NAME LINE ...
tell() {
	to=$1
	shift
	eval "gone \$pid_$to" && bail "the driver of $to has ended"
	printf '%s\n' "$@" >"$dir/$to.in"
}

# Waits until all commands are executed.
sync_writer() {
	marker=marker$(date +%s%N)
	tell "$1" "say $marker"
	wait_for 40 grep -q "^$marker" "$dir/$1.out"
}

number=0
# snapshot NAME LINE ..., changes NAME LINE ...: sends them and waits until they
# are in Redis.
snapshot() {
	send_routes snapshot "$@"
}

changes() {
	send_routes change "$@"
}

send_routes() {
	number=$((number + 1)) kind=$1 to=$2
	shift 2
	tell "$to" "begin $number $kind" "$@" "end $number" "done $number"
	wait_for 30 grep -q "done $number\( \|\$\)" "$dir/$to.out"
}

# await NAME FIELD STRING: waits until the status has it.
await() {
	sync_writer "$1"
	: >"$dir/$1.out"
	tell "$1" "await $2 $3"
	wait_for 40 grep -q '^awaited\|^late' "$dir/$1.out"
	grep -q '^awaited' "$dir/$1.out" && return
	{
		echo "$1 does not come to $2 $3:"
		tail -n 3 "$dir/$1.out" | sed 's/^/output: /'
		tail -n 10 "$dir/$1.log" | sed 's/^/log: /'
	} | diagnose
	return 1
}

# status NAME FIELD: its values.
status() {
	sync_writer "$1"
	: >"$dir/$1.out"
	tell "$1" status
	wait_for 10 grep -q '^status-end' "$dir/$1.out"
	sed -n "s/^status $2 //p" "$dir/$1.out"
}

# logged NAME STRING: waits until it is logged.
logged() {
	wait_for 15 grep -q -e "$2" "$dir/$1.log" && return
	diagnose <"$dir/$1.log"
	return 1
}

# log_clear NAME: removes what was logged.
log_clear() {
	: >"$dir/$1.log"
}

# log_count NAME: the number of lines, without those of changes and published
# objects, and without those that repeat each minute while an error lasts.
log_count() {
	grep -vc 'change [0-9]\|: \(published\|changed\|removed\) \|routers\? of\|more times)$' \
	    "$dir/$1.log"
}

# stop_writer NAME: prints how it ended.
stop_writer() {
	tell "$1" stop
	wait_for 20 grep -q '^exit\|^killed' "$dir/$1.out"
	grep '^exit\|^killed' "$dir/$1.out"
	eval "end \$pid_$1"
}

# kill_writer NAME: as if its machine had failed.
kill_writer() {
	eval "p=\$pid_$1"
	kill -9 "$(ps -o pid= --ppid "$p" | tr -d ' ')"
	end "$p"
}

# The lines for one container.
container() {	# NAME URL [RULE]
	printf '%s\n' \
	    "set http/services/$1 http/services/$1 0 loadBalancer/servers/0/url $2" \
	    "set http/routers/$1 http/routers/$1 0 rule ${3:-Host(\`$1\`)} service $1"
}

# The view of that container, with the host's number.
container_view() {	# NAME NUMBER URL [RULE]
	printf '%s\n' "traefik/http/routers/$1/rule=${4:-Host(\`$1\`)}" \
	    "traefik/http/routers/$1/service=$1" \
	    "traefik/http/services/$1/loadBalancer/servers/${2}0000/url=$3"
}
INERT=traefik/tls/certificates=true

# view_of KEY ...: the whole view, sorted as view() sorts it.
view_of() {
	printf '%s\n' "$@" "$INERT" | sort
}

# Waits until the view is this.
view_is() {
	[ "$(view)" = "$1" ]
}

# heartbeats N: true if as many scripts ran since the counters were reset.
heartbeats() {
	n=$(R info commandstats | sed -n 's/.*evalsha:calls=\([0-9]*\),.*/\1/p')
	[ "${n:-0}" -ge "$1" ]
}
