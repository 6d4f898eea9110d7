#!/bin/sh
# One process of kopd after the other is taken over and says whatever can be
# said on its channels.  What it brings about is judged by its effects: no key
# that is another's, no key that Traefik does not take, no growth without end;
# and kopd goes on, or ends with a line that says who broke which rule.
# usage: hostile.t, as root; RUNS=100 of each channel, twice as many of
# redis-writer's, SEED=7 for others, COUNT=5000 messages,
# CHANNELS="client:kopd" for these alone

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/system/hostile/hostile.sh"

need_root 'root alone takes over a process'
RUNS=${RUNS:-5} SEED=${SEED:-0} COUNT=${COUNT:-700}
CHANNELS=${CHANNELS:-"route-maker:redis-writer redis-writer:route-maker
    docker-reader:route-maker route-maker:docker-reader docker-reader:kopd
    route-maker:kopd redis-writer:kopd client:kopd"}
CLIENT_COUNT=$((COUNT / 5))		# a client waits for each answer
takeover=$BUILD/regress/system/hostile/takeover

lines_max() {				# in the log, of one run
	case $1 in
	client)	echo $((CLIENT_COUNT + 200)) ;;	# one says what is asked
	*)	echo 200 ;;
	esac
}

# Clients that wait for what the children say.
clients=
clients_start() {
	for _ask in show 'show routes' 'show hosts' 'explain shop' \
	    audit 'audit -p'; do
		timeout 60 "$BUILD/kopctl/kopctl" -s "$dir/hostile.sock" \
		    $_ask >/dev/null 2>&1 &
		clients="$clients $!"
	done
}

clients_end() {
	for _client in $clients; do
		kill_ours TERM "$_client"
		wait "$_client" 2>/dev/null
		_ended=$?
		case $_ended in 13[2-9])	# a signal of its own
			echo "kopctl ended with $_ended" ;;
		esac
	done
	clients=
}

# run CHANNEL SEED: one TAP line.
run() {
	lines_before=$(wc -l <"$dir/hostile.log")
	_role=${1%:*} _pid=0 _count=$COUNT
	[ $_role != client ] || _count=$CLIENT_COUNT
	taken="$taken $_role" _since=$(date +%s%N)
	[ $_role = client ] || _pid=$(kopd_child $_role)
	case $1 in *:kopd) clients_start ;; esac
	_said=$(timeout 600 "$takeover" "$table" "$1" "$_pid" "$2" $_count \
	    "$dir/hostile.sock" 2>&1)
	_status=$?
	[ $_role = client ] || kill -CONT "$_pid" 2>/dev/null
	clients_end >"$dir/clients"
	{
		cat "$dir/clients"
		[ $_status -eq 0 ] || echo "takeover: $_status $_said"
		fate
		crashes
		excess "$_role" "$(lines_max "$_role")"
		damage
	} >"$dir/wrong"
	[ ! -s "$dir/wrong" ]
	_right=$? _ms=$((($(date +%s%N) - _since) / 1000000))
	result $_right "$1, seed $2: $_said, $_ms ms" "$dir/wrong" || log_show
	alive || grep -e 'violates a rule' -e ': message ' \
	    "$dir/hostile.log" | sed 's/^/# /' | cut -c 1-250
}

hostile_begin
seed=$SEED
while [ $seed -lt $((SEED + RUNS)) ]; do
	for channel in $CHANNELS; do
		hostile_start
		run "$channel" $seed
	done
	seed=$((seed + 1))
done
# All of what is said to redis-writer may come to Redis.
while [ $seed -lt $((SEED + 2 * RUNS + 1)) ]; do
	case $CHANNELS in *route-maker:redis-writer*)
		hostile_start
		run route-maker:redis-writer $seed ;;
	esac
	seed=$((seed + 1))
done

# Without a name in kopd.conf it is the engine's, of which route-maker hears.
kopd_stop
sed -i '/^hostname/d' "$dir/hostile/kopd.conf"
hosts_most=3
engine 'answer info hang'
log_clear
taken=
kopd_start
ok 'kopd waits for the name' logged 'ready, version'
run route-maker:kopd 0

exec 8>&9
engine_dir=$dir/engine
web late 8009
late() {
	[ "$(R GET traefik/http/routers/late/service)" = late ]
}
ok 'the honest host goes on' wait_for 15 late
finish
