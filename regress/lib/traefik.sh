# A real Traefik that reads the Redis of a test, where one is on PATH.  Source
# it after tap.sh, redis.sh and ports.sh.

# traefik_start: with an entry point at 127.0.0.1:$port1.  Returns 1 if there is
# no Traefik.
traefik_start() {
	command -v traefik >/dev/null || {
		echo '# no traefik is on PATH: what it answers is not tested'
		return 1
	}
	for _try in 1 2 3; do
		free_ports 1
		traefik --entrypoints.web.address="127.0.0.1:$port1" \
		    --providers.redis.endpoints="127.0.0.1:$redis_port" \
		    --providers.redis.rootkey=traefik --log.level=WARN \
		    >"$dir/traefik.log" 2>&1 &
		traefik_pid=$!
		pids="$pids $traefik_pid"
		wait_for 30 traefik_settled
		gone "$traefik_pid" || return 0
	done
	bail "traefik does not start: $(cat "$dir/traefik.log")"
}

traefik_settled() {
	gone "$traefik_pid" ||
	    curl -s -o "$dir/traefik.out" "http://127.0.0.1:$port1/"
}

# traefik_names HOST TIMES: the different bodies of so many requests.
traefik_names() {
	for _n in $(seq "$2"); do
		curl -s -m 10 -H "Host: $1" "http://127.0.0.1:$port1/"
	done | sort -u
}
