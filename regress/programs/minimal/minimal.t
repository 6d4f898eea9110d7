#!/bin/sh
# The recorder counts what the confined processes of a kopd call, and reports
# what none of them called.  regress/lanes/minimal.t compares a whole run.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

recorder=$BUILD/regress/programs/minimal/recorder
[ -x "$recorder" ] || bail "$recorder is missing: make tests"

# word ROLE ROW: what the report says of it.
word() {
	awk -F '\t' -v role="$1" -v row="$2" '
	    $2 == role && $3 == row { print $1 }' "$dir/report"
}

# A kopd that is started and stopped, and nothing else.
cat >"$dir/command" <<'EOC'
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
redis_start_port
engine_start
web shop 8001
kopd_conf
kopd_start
ok "kopd publishes" view_is "$(routes shop 8001)"
ok "kopctl asks" kopctl show
kopd_stop
finish
EOC
"$recorder" "$dir/report" sh "$dir/command" >"$dir/out" 2>&1
status=$?
sed 's/^/# /' "$dir/out"
ok "kopd runs as ever" grep -q '^ok 2' "$dir/out"
is "calls that nobody made are an error" "$status" 1
is "kopd accepts" "$(word kopd accept4)" used
is "and waits" "$(word kopd epoll_wait)$(word kopd epoll_pwait)" \
    "$([ "$(word kopd epoll_wait)" = used ] && echo usedstays || echo staysused)"
is "docker-reader connects" "$(word docker-reader connect)" used
is "redis-writer makes a TCP socket" \
    "$(word redis-writer 'socket 0=0x2 1=0x1 2=0')" used
is "it asks no name server, which a row would permit" \
    "$(word redis-writer 'sendto 3=0 4=0')" unused
is "a row that refuses is no permission" "$(word route-maker 'refused access')" \
    refuses
is "what only another process calls is shared" "$(word kopctl epoll_ctl)" \
    shared
is "a row that stays has its reason" "$(awk -F '\t' '
    $1 == "stays" && $2 == "kopd" && $5 == ""' "$dir/report")" ""
ok "there are some" [ "$(grep -c '^stays.kopd' "$dir/report")" -gt 5 ]
is "kopctl is not confined here" "$(grep -c '^used.kopctl' "$dir/report")" 0
is "no other program is counted" "$(cut -f 2 "$dir/report" | sort -u | xargs)" \
    "docker-reader kopctl kopd logger redis-writer route-maker"

# What the programs have is without reasons.
is "the programs do not have the reasons" "$(for p in kopd docker-reader \
    route-maker redis-writer; do
	strings "$BUILD/$p/$p" | grep -x -e 'musl; arm64' -e 'abort, if a.*'
done)" ""
finish
