#!/bin/sh
# kopd's processes are killed at random moments while containers come and go;
# each time it is started again.  Afterwards Redis has what kopctl preview
# makes of the engine's list, and a container that ran all the time was in
# Traefik's view all the time.  SEED and ROUNDS may be set.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

seed=${SEED:-1} rounds=${ROUNDS:-40}
redis_start_port
R CONFIG SET notify-keyspace-events KEA >/dev/null
engine_start
kopd_conf 'docker poll 5s'

# A plan: what containers do, and which process is killed in between.
awk -v seed="$seed" -v rounds="$rounds" '
	function pick(n) { return int(rand() * n) }
	function act(	c) {
		c = "c" pick(8)
		if (state[c] == "")
			state[c] = "runs"
		else if (state[c] == "runs") {
			state[c] = "stands"
			print "engine stop", c
			return
		} else if (pick(2)) {
			state[c] = ""
			print "engine destroy", c
			return
		} else {
			state[c] = "runs"
			print "engine start", c
			return
		}
		port++
		print "web", c, 8000 + port
	}
	BEGIN {
		srand(seed)
		split("kopd docker-reader route-maker redis-writer", role, " ")
		for (round = 1; round <= rounds; round++) {
			for (i = pick(6); i > 0; i--)
				act()
			print "burst", 1 + pick(3)
			print "dies", role[1 + pick(4)]
			for (i = pick(4); i > 0; i--)
				act()
			print "starts"
			if (round % 4 == 0 || round == rounds)
				print "right", round
		}
	}' >"$dir/plan"

# right ROUND: until the view is what it should be.
wanted() {
	curl -s --unix-socket "$engine_socket" \
	    'http://docker/containers/json?all=1' >"$dir/list.json"
	"$BUILD/kopctl/kopctl" preview -f "$dir/kopd/kopd.conf" \
	    "$dir/list.json" | sed 's/\t/=/; s,/servers/\([0-9]\)/,/servers/1000\1/,'
}
right() {
	wanted >"$dir/wanted"
	ok "round $1: $(grep -c /rule= "$dir/wanted") containers, the view is right" \
	    view_is "$(cat "$dir/wanted")"
}

# burst N: containers that come at once and are not waited for, so that what
# is killed next has something to do.
burst() {
	_answers=$(($(engine_answers) + $1))
	for i in $(seq "$1"); do
		bursts=$((bursts + 1))
		printf 'web b%s %s traefik.enable=true %s\n' "$bursts" \
		    $((9000 + bursts)) \
		    "traefik.http.routers.b$bursts.rule=Host(\`b$bursts\`)" >&8
	done
	[ $bursts -ge 4 ] || return
	_answers=$((_answers + 1))
	echo "stop b$((bursts - 3))" >&8
}
bursts=0

dies() {
	victim=$(kopd_child "$1")
	kill -9 "${victim:-$kopd_pid}"	# kopd itself, or no child yet
	kopd_end
	killed=$((killed + 1))
	wait_for 20 engine_answered
}
killed=0

# By turns: what comes next finds it at work, or at its start.
starts() {
	kopd_start
	[ $((killed % 2)) -eq 0 ] || wait_for 15 kopctl show
}

web always 8000
kopd_start
ok 'kopd publishes' view_is "$(routes always 8000)"
redis-cli -s "$sock" psubscribe '__keyspace@0__:traefik/http/*/always/*' \
    >"$dir/always" &
subscriber_pid=$!
wait_for 5 grep -q psubscribe "$dir/always"
while read -r action; do
	$action
done <"$dir/plan"
is "seed $seed: so many were killed" "$killed" "$rounds"
is 'what ran all the time was never touched' \
    "$(grep -c pmessage "$dir/always")" 0
is 'it was one host all the time' "$(R HGETALL kopd:/traefik/hosts | xargs)" \
    'kopd 1'
is 'and never waited for itself' "$(lines 'defines this name\|is served only')" 0
kopd_stop
is 'and it ends in order' "$kopd_status" 0
finish
