#!/bin/sh
# kopctl metrics of a kopd with a fake Docker engine and a real Redis: the
# format, the numbers before and after events, what a reload and an outage
# change, and that kopctl(8) describes each metric and no other.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

checker=$TOP/regress/lib/openmetrics.pl

# scrape NAME: into $dir/NAME.
scrape() {
	kopctl metrics >"$dir/$1"
}

# value SAMPLE: in $dir/now.
value() {
	awk -v s="$1" 'substr($0, 1, length(s) + 1) == s " " { print $NF }' \
	    "$dir/now"
}

# value_is SAMPLE VALUE: waits for it.
value_is() {
	wait_for 15 value_equals "$@" && return
	grep "^${1%%\{*}" "$dir/now" | diagnose
	log_show
	return 1
}

value_equals() {
	scrape now && [ "$(value "$1")" = "$2" ]
}

# well NAME TEXT [OPTION]: checks its format.
well() {
	perl "$checker" ${3:-} "$dir/$2" >"$dir/wrong"
	result $? "$1" "$dir/wrong"
}

# The checker finds what is wrong.
# bad WHAT LINE ...: a text of these lines.
bad() {
	_what=$1
	shift
	printf '%s\n' "$@" >"$dir/bad"
	perl "$checker" "$dir/bad" >"$dir/wrong"
	ok "the checker finds $_what" grep -q . "$dir/wrong"
}
G='# TYPE g gauge' H='# HELP g About it.'
printf '%s\n' "$G" "$H" 'g 1' '# EOF' >"$dir/good"
well 'a good text has no errors' good
bad 'a missing end' "$G" "$H" 'g 1'
bad 'a line after the end' "$G" "$H" 'g 1' '# EOF' 'g 2'
bad 'a sample twice' "$G" "$H" 'g 1' 'g 1' '# EOF'
bad 'a family twice' "$G" "$H" 'g 1' '# TYPE h gauge' '# HELP h x' 'h 1' \
    "$G" '# EOF'
bad 'a counter without _total' '# TYPE c counter' '# HELP c x' 'c 1' '# EOF'
bad 'a negative counter' '# TYPE c counter' '# HELP c x' 'c_total -1' '# EOF'
bad 'another unit' '# TYPE g gauge' '# UNIT g seconds' '# HELP g x' 'g 1' \
    '# EOF'
bad 'a label without quotes' "$G" "$H" 'g{a=b} 1' '# EOF'
bad 'a label twice' "$G" "$H" 'g{a="b",a="c"} 1' '# EOF'
bad 'no number' "$G" "$H" 'g one' '# EOF'
bad 'buckets that descend' '# TYPE h histogram' '# HELP h x' \
    'h_bucket{le="1.0"} 2' 'h_bucket{le="+Inf"} 1' 'h_count 1' 'h_sum 1' \
    '# EOF'
bad 'a histogram without +Inf' '# TYPE h histogram' '# HELP h x' \
    'h_bucket{le="1.0"} 1' 'h_count 1' 'h_sum 1' '# EOF'

scrape now 2>"$dir/err"
is 'no kopd: the exit status, and no output' "$? $(wc -c <"$dir/now")" '1 0'

redis_start_port
engine_start
kopd_conf
kopd_start
ok 'kopd is connected' value_is kopd_lease_held 1
scrape first
well 'the format before events' first
is 'no change is measured yet: the snapshot has no event' \
    "$(value kopd_change_duration_seconds_count)" 0

web one 8001
web two 8002 traefik.http.middlewares.m.compress=true
web bad 8003 traefik.http.routers.bad.entrypoint=x
ok 'containers by status' value_is 'kopd_containers{status="published"}' 2
ok 'one has errors' value_is 'kopd_containers{status="error"}' 1
is 'errors by kind' "$(value 'kopd_container_errors{kind="label"}')" 1
is 'no warning' "$(value 'kopd_container_errors{kind="warning"}')" 0
is 'objects by kind' "$(grep '^kopd_objects' "$dir/now")" \
'kopd_objects{kind="http/middlewares"} 1
kopd_objects{kind="http/routers"} 2
kopd_objects{kind="http/services"} 2'
ok 'all of them are in Redis' value_is kopd_open_changes 0
ok 'none is pending' value_is kopd_redis_pending_objects 0
is 'the objects of redis-writer' "$(value kopd_redis_objects)" 5
is 'Docker is connected' "$(value kopd_docker_connected)" 1
is 'Redis is connected' "$(value kopd_redis_connected)" 1
is 'nothing is withdrawn' "$(value kopd_withdrawn)" 0
is 'the time of the lease, in seconds' "$(value kopd_lease_ttl_seconds)" 60
measured=$(value kopd_change_duration_seconds_count)
ok 'changes of events are measured' [ "$measured" -ge 2 ]
ok 'and take less than a minute' [ "$(value \
    'kopd_change_duration_seconds_bucket{le="60.0"}')" = "$measured" ]
ok 'and more than nothing' [ "$(value kopd_change_duration_seconds_sum)" != 0 ]
ok 'scripts have a time' [ "$(value \
    'kopd_redis_script_duration_seconds_sum{script="change"}')" != 0 ]
ok 'each process has a time' [ "$(grep -c '^kopd_process_cpu_seconds_total{' \
    "$dir/now")" -eq 4 ]
# mebibytes PROCESS: of a number from /proc.
peak=$(awk '/^VmHWM/ { print $2 * 1024 }' \
    "/proc/$(kopd_child route-maker)/status")
got=$(value 'kopd_process_memory_peak_bytes{process="route-maker"}')
ok 'the peak of memory is that of the kernel, within 1 MB' \
    [ $((peak - got)) -lt 1048576 ] && [ $((got - peak)) -lt 1048576 ]
messages=$(value kopd_traefik_messages_total)
ok 'Traefik got messages' [ "$messages" -ge 2 ]
subscribe
web three 8003
ok 'another container' value_is 'kopd_containers{status="published"}' 3
ok 'it is in Redis' value_is kopd_open_changes 0
is 'the messages are those that Redis has sent' \
    "$(value kopd_traefik_messages_total)" \
    "$((messages + $(messages)))"
well 'the format after events' now
cp "$dir/now" "$dir/second"
perl "$checker" "$dir/second" "$dir/first" >"$dir/wrong"
result $? 'no count went down' "$dir/wrong"

# The older format has the same samples.
kopctl metrics --text >"$dir/text"
well 'the older format' text -t
names() {
	sed -n 's/^\(kopd_[a-z_]*\).*/\1/p' "$1" | sort -u
}
is 'it has the same names' "$(names "$dir/text")" "$(names "$dir/second")"

is 'they have no name of a container or route, and no address' \
    "$(grep -c 'three\|example\|192\.0\.2' "$dir/text" "$dir/second" |
    cut -d : -f 2 | xargs)" '0 0'

# A reload.
kopctl reload
ok 'a reload counts' value_is 'kopd_reloads_total{result="accepted"}' 1
kopd_conf 'nonsense yes'
kopctl reload 2>/dev/null
ok 'a rejected one, too' value_is 'kopd_reloads_total{result="rejected"}' 1
is 'and was the last one' "$(value kopd_last_reload_successful)" 0
kopd_conf
kopctl reload
ok 'the next one is accepted' value_is kopd_last_reload_successful 1
perl "$checker" "$dir/now" "$dir/second" >"$dir/wrong"
result $? 'no count went down over reloads' "$dir/wrong"

# Without Redis, and without Docker.
redis_stop KILL
ok 'Redis goes' value_is kopd_redis_connected 0
ok 'the lease is not held' value_is kopd_lease_held 0
web four 8004
ok 'a change waits' value_is kopd_open_changes 1
well 'the format without Redis' now
redis_start --port "$redis_port" --bind 127.0.0.1
ok 'Redis is back' value_is kopd_redis_reconnects_total 1
ok 'the change arrives' value_is kopd_open_changes 0
engine absent 'close events'
ok 'Docker goes' value_is kopd_docker_connected 0
has_tried() {
	scrape now && [ "$(value kopd_docker_connection_errors_total)" -ge 1 ]
}
ok 'kopd has tried to connect' wait_for 15 has_tried
engine listen
ok 'Docker is back' value_is kopd_docker_connected 1
ok 'it was subscribed again' value_is kopd_docker_reconnects_total 1
perl "$checker" "$dir/now" "$dir/second" >"$dir/wrong"
result $? 'no count went down over outages' "$dir/wrong"

# kopctl(8) and the program have the same metrics.
sed -n '/^\.Sh METRICS/,/^\.Sh JSON OUTPUT/p' "$TOP/man/kopctl.8" |
    sed -n 's/^\.It Ql \(kopd_[a-z_]*\)$/\1/p' | sort >"$dir/documented"
sed -n 's/^METRIC([A-Z_]*, "\([a-z_]*\)".*/\1/p' "$TOP/common/metrics.h" |
    sort >"$dir/table"
sed -n 's/^# TYPE \([a-z_]*\) .*/\1/p' "$dir/now" | sort >"$dir/printed"
is 'each metric of the table is documented, and no other' \
    "$(cat "$dir/documented")" "$(cat "$dir/table")"
is 'each is printed' "$(cat "$dir/printed")" "$(cat "$dir/table")"

# Rules and dashboard name metrics that there are.
sed -n 's/^\(kopd_[a-z_]*\).*/\1/p' "$dir/now" | sort -u >"$dir/samples"
for file in kopd.rules.yml kopd.dashboard.json; do
	grep -o 'kopd_[a-z_]*' "$TOP/share/examples/kopd/$file" |
	    sort -u >"$dir/used"
	ok "$file names metrics" [ -s "$dir/used" ]
	is "$file: each of them exists" \
	    "$(comm -23 "$dir/used" "$dir/samples")" ''
done
json '.panels | length > 5' "$TOP/share/examples/kopd/kopd.dashboard.json"
result $? 'the dashboard is JSON'
kopctl metrics more 2>"$dir/err"
is 'an argument is an error' "$? $(cat "$dir/err")" \
    '1 kopctl: metrics takes no arguments'
finish
