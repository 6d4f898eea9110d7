#!/bin/sh
# What a process that is taken over would send on purpose.  Each attack ends in
# a refusal, or in the end of kopd with a line that names the process; none of
# them changes a key that is another's, asks Docker for anything else, or costs
# more than the limits.
# usage: attacks.t, as root; SEEDS="1 2 3", ONLY="route-maker:requests" for one

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/system/hostile/hostile.sh"

need_root 'root alone takes over a process'
SEEDS=${SEEDS:-1 2} ONLY=${ONLY:-}
attack=$BUILD/regress/system/hostile/attack/attack

# All that docker-reader may ask Docker for.
asked_for() {
	cat "$dir/second/out" "$dir/engine/out" | grep '^request' |
	    grep -Evx 'request (ping|version|info|list|list-ids|ids|events|unhealthy)( .*)?'
	grep '^request' "$dir/second/out" |
	    grep -e '\.\.' -e POST -e 'create' -e 'kill'
	grep '^error' "$dir/second/out"
}

descriptors_of() {
	find "/proc/$1/fd" -mindepth 1 | wc -l
}

# ends_with REGEX: kopd ends, and one line says why.
ends_with() {
	wait_within 30 gone "$kopd_pid" || echo "kopd goes on"
	kopd_end
	[ "$kopd_status" -eq 1 ] || echo "kopd ended with $kopd_status"
	grep -q -e "$1" "$dir/hostile.log" ||
	    echo "kopd ended without this line: $1"
}

goes_on() {
	still=0
	wait_within 30 settled
	show || echo "kopd does not answer"
	alive || echo "kopd has ended"
}

# is_silent ROLE PID: kopd says who does not answer, and goes on with it.
is_silent() {
	show && echo "kopctl show has an answer of all"
	grep -q "no answer from.* $1" "$dir/shown" ||
	    echo "kopctl show says: $(cat "$dir/shown")"
	kill -CONT "$2"
	goes_on
}

# run ROLE ATTACK SEED EXPECTED: one TAP line.
run() {
	hostile_start
	lines_before=$(wc -l <"$dir/hostile.log")
	_pid=$(kopd_child "$1") _name="$1: $2, seed $3"
	_said=$(timeout 120 "$attack" "$2" "$_pid" "$3" 2>&1)
	_status=$?
	{
		[ $_status -eq 0 ] || echo "attack: $_status $_said"
		case $4 in
		'goes on')	goes_on ;;
		'is silent')	is_silent "$1" "$_pid" ;;
		*)		ends_with "$4" ;;
		esac
		crashes
		excess "$1" 200
		damage
		asked_for
	} >"$dir/wrong"
	[ ! -s "$dir/wrong" ]
	result $? "$_name: $_said: $4" "$dir/wrong" || log_show
}

# attack ROLE ATTACK EXPECTED
attack() {
	case $ONLY in ''|"$1:$2") ;; *) return ;; esac
	for _seed in $SEEDS; do
		run "$1" "$2" "$_seed" "$3"
	done
}

# once ROLE ATTACK EXPECTED: it has nothing at random.
once() {
	case $ONLY in ''|"$1:$2") run "$1" "$2" 1 "$3" ;; esac
}

hostile_begin

# route-maker, which reads what containers say.
from='from route-maker'
attack route-maker opcode "message 0x200 of 1 bytes $from: malformed"
attack route-maker id-path 'goes on'
attack route-maker id-crlf 'goes on'
attack route-maker id-short "message 0x200 of [0-9]* bytes $from: malformed"
attack route-maker id-long "message 0x200 of [0-9]* bytes $from: malformed"
attack route-maker requests "message 0x200 of [0-9]* bytes $from: malformed"
attack route-maker requests-ended 'route-maker exceeds the rate of requests'
attack route-maker outside 'route-maker violates a rule: object '
attack route-maker outside-key 'route-maker violates a rule: object '
attack route-maker stolen 'route-maker violates a rule: object '
once route-maker claimed 'goes on'
once route-maker removed 'goes on'
once route-maker gigabytes 'route-maker exceeds the limits: '
once route-maker without-end 'route-maker violates a rule: object '
once route-maker objects 'route-maker exceeds the limits: '
once route-maker changes 'goes on'
attack route-maker unordered "message 0x30[03] of [0-9]* bytes $from: malformed"
attack route-maker foreign-writer "message .* $from: "
attack route-maker endless-writer "message .* $from: invalid header"
once route-maker descriptors-reader 'goes on'

# docker-reader, which is in the place of Docker.
from='from docker-reader'
attack docker-reader unasked "goes on"
once docker-reader headers 'goes on'
once docker-reader body 'goes on'
attack docker-reader foreign-neighbour "message .* $from: "
attack docker-reader endless-neighbour "message .* $from: invalid header"

# redis-writer, which is in the place of Redis.
from='from redis-writer'
attack redis-writer done 'goes on'
attack redis-writer done-short "message 0x304 of [0-7] bytes $from: "
attack redis-writer foreign-neighbour "message .* $from: "
attack redis-writer endless-neighbour "message .* $from: invalid header"

# Each of them, to kopd.
closed='closed its channel to .*, but still runs\|kopd ended unexpectedly'
for role in docker-reader route-maker redis-writer; do
	attack $role foreign-parent "message .* from $role: "
	attack $role endless-parent "message .* from $role: invalid header"
	once $role ready "message .* from $role: "
	case $role in
	route-maker)	once $role engine 'goes on' ;;
	*)		once $role engine "message .* from $role: unknown" ;;
	esac
	attack $role items "message .* from $role: "
	attack $role deltas "message .* from $role: "
	once $role stops 'is silent'
	# Both ends see that, and one of the two says it first.
	once $role ends-parent "kopd: $role ended with status 1\|$closed"
	once $role ends-neighbour "$closed"
done
once route-maker ends-writer "$closed"
finish
