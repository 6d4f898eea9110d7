#!/bin/sh
# A kopd is started with a default rule and constraints that do not compile:
# it says each with its place, and has not touched Docker or Redis.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
connections() {
	R INFO stats | sed -n 's/^total_connections_received:\([0-9]*\).*/\1/p'
}
line_of() {
	grep -n "$1" "$dir/kopd/kopd.conf" | cut -d : -f 1
}

kopd_conf 'docker default rule "Host(`{{ nromalize .Name }}`)"' \
    'docker constraints "Label(`a`"' 'withdraw on exit yes'
conf=$dir/kopd/kopd.conf
before=$(connections)
kopd_start
kopd_end
is "kopd's status" "$kopd_status" 1
is "its log: a line for each, and no other" \
    "$(grep -v 'not started as root\|sandbox: ' "$dir/kopd.log")" \
"kopd: $conf:$(line_of 'default rule'): default rule: 1:10: function \"nromalize\" not defined
kopd: $conf:$(line_of constraints): constraints: 1:10: it ends, but \`,' and a second string is expected
kopd: ended"
is "Docker was not asked" "$(grep -c ^request "$engine_dir/out")" 0
is "Redis was not reached" "$(connections)" "$((before + 1))"

timeout 60 env -i "$BUILD/kopd/kopd" -f "$conf" -s "$dir/kopd.sock" \
    >"$dir/out" 2>&1
is "in the background: it fails at the terminal" $? 1
is "with the same lines" "$(grep -c "^kopd: $conf:[0-9]*: " "$dir/out")" 2

kopd_conf 'docker default rule "Host(`{{ normalize .Name }}`)"'
kopd_start
ok "a good one" logged '^kopd: ready'

kopd_stop
is "which ends in order" "$kopd_status" 0

# While route-maker has not validated yet, nobody could answer kopctl.
mkfifo "$dir/go"
for p in kopd docker-reader redis-writer; do
	mkdir -p "$dir/build/$p"
	cp "$BUILD/$p/$p" "$dir/build/$p/"
done
mkdir -p "$dir/build/route-maker"
cat >"$dir/build/route-maker/route-maker" <<-EOT
	#!/bin/sh
	read go <"$dir/go"
	exec "$BUILD/route-maker/route-maker" "\$@"
EOT
chmod 755 "$dir/build/route-maker/route-maker"
log_clear
env -i "$dir/build/kopd/kopd" -d -f "$conf" -s "$dir/kopd.sock" \
    >>"$dir/kopd.log" 2>&1 &
kopd_pid=$!
kopds="$kopds $kopd_pid"
early() {
	kopctl "$@" >/dev/null 2>"$dir/err"
	grep -q "kopd is not ready yet: it waits for route-maker" "$dir/err"
}
ok "before that, kopctl show says who is waited for" wait_for 10 early show
for request in 'show routes' 'explain x' reload withdraw 'log verbose'; do
	ok "and kopctl $request" early $request
done
kill -HUP "$kopd_pid"
ok "SIGHUP is too early" logged '^kopd: reload rejected: not ready yet'
echo go >"$dir/go"
ok "then it is ready" logged '^kopd: ready'
kopctl show >"$dir/show"
is "and answers" $? 0
kopd_stop
is "it ends in order, too" "$kopd_status" 0

log_clear
env -i "$dir/build/kopd/kopd" -d -f "$conf" -s "$dir/kopd.sock" \
    >>"$dir/kopd.log" 2>&1 &
kopd_pid=$!
kopds="$kopds $kopd_pid"
ok "another one waits" wait_for 10 early show
kill "$kopd_pid"
echo go >"$dir/go"
kopd_end
is "told to end meanwhile, it ends in order" "$kopd_status" 0
is "and nobody complains" "$(grep -v 'not started as root\|sandbox: ' "$dir/kopd.log")" \
    "kopd: ended"
finish
