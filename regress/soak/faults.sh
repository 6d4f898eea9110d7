# The faults of the soak test.  Each one ends by itself, or by calm().  They are
# counted in $dir/faults.  Source it after redis.sh, kopd.sh and wire.sh.

did() {
	echo "$1" >>"$dir/faults"
}

redis_back() {
	redis_start --port "$redis_port" --bind 127.0.0.1 \
	    --enable-protected-configs yes
	did "$1"
}

redis_without_data() {
	rm -f "$dir/dump.rdb"
	redis_stop KILL
	sleep 0.5
	redis_back 'Redis is killed, and loses its data'
}

# What comes after the save is lost.
redis_with_data() {
	R SAVE >/dev/null 2>&1
	engine 'web saved 7999 traefik.enable=true kop.namespace=steady'
	sleep 0.3
	redis_stop KILL
	redis_back 'Redis is killed, and has older data'
	engine 'stop saved' 'destroy saved'
}

redis_stands() {
	kill -STOP "$redis_pid"
	sleep 2
	kill -CONT "$redis_pid"
	did 'Redis stands for 2 seconds'
}

redis_full() {
	R CONFIG SET maxmemory 1 >/dev/null
	sleep 1
	R CONFIG SET maxmemory 0 >/dev/null
	did 'Redis is full for a second'
}

wire_holds() {
	wire redis hold up
	sleep 2
	wire redis pass up
	did 'the network stands for 2 seconds'
}

wire_cuts() {
	wire redis cut down 300
	sleep 1
	wire redis pass down
	did 'the network cuts an answer'
}

wire_corrupts() {
	wire redis corrupt down 200
	sleep 1
	wire redis pass down
	did 'a byte of an answer is another one'
}

wire_ends() {
	wire redis end reset
	did 'the network ends all connections'
}

engine_ends_events() {
	engine 'close events'
	did 'the engine ends the events'
}

engine_fails() {
	engine 'answer list 500' 'answer ids 500'
	sleep 1
	did 'the engine answers with errors for a second'
}

engine_away() {
	engine absent 'close events'
	sleep 1
	did 'the engine is away for a second'
}

engine_hangs() {
	engine 'answer ids hang'
	sleep 1
	did 'the engine does not answer for a second'
}

# A process of the kopd that may be killed, which is then started again.
process_dies() {
	kopd_use killed
	_role=$(shuf -n 1 -e docker-reader route-maker redis-writer kopd)
	_victim=$(kopd_child "$_role")
	kill -9 "${_victim:-$kopd_pid}"
	kopd_end
	log_clear
	kopd_start
	did "$_role is killed"
}

process_stands() {
	kopd_use killed
	_victim=$(kopd_child "$(shuf -n 1 -e docker-reader route-maker \
	    redis-writer)")
	[ -n "$_victim" ] || return 0
	kill -STOP "$_victim"
	sleep 2
	kill -CONT "$_victim" 2>/dev/null
	did 'a process stands for 2 seconds'
}

reloads() {
	kopd_use steady
	kopctl reload >/dev/null 2>&1
	did 'the configuration is read again'
}

# Of Redis itself, for each key, or no more.
notifies() {
	if [ -n "$(R CONFIG GET notify-keyspace-events | sed -n 2p)" ]; then
		R CONFIG SET notify-keyspace-events '' >/dev/null
	else
		R CONFIG SET notify-keyspace-events KEA >/dev/null
	fi
	did 'notifications of Redis are set'
}

own_keys_gone() {
	R DEL "kopd:/traefik/$(shuf -n 1 -e claims shown hosts numbers \
	    want/killed host/killed lease/killed)" >/dev/null
	did "a key of kopd's own is deleted"
}

# calm: ends all faults.
calm() {
	engine 'answer list right' 'answer ids right' listen
	wire redis pass up
	wire redis pass down
	kopd_use killed
	! gone "$kopd_pid" || kopd_start
}
