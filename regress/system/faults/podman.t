#!/bin/sh
# The whole kopd with Podman, played: its own words in events, an ID that is
# another one each time, and health that its list does not tell.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

shown() {
	kopctl -j show | jq -r ".kopd[\"$1\"]"
}
stored() {
	R HGET kopd:/traefik/host/kopd engine
}

redis_start_port
engine_start
engine 'podman 4.3.1'
web a 8001
kopd_conf 'docker poll never' 'ttl 3600s'
kopd_start
A=$(routes a 8001)
ok 'what runs is published' view_is "$A"
machine=$(shown engine)
ok 'the engine is this machine and the socket' expr "$machine" : \
    "machine [0-9a-f]\\{32\\} $engine_socket\$"
web b 8002
ok 'a start' view_is "$A" "$(routes b 8002)"
engine 'stop b'
ok 'a stop' view_is "$A"
engine 'start b'
ok 'another start' view_is "$A" "$(routes b 8002)"
engine 'destroy b'
ok 'a removal' view_is "$A"

# Health, which the list does not tell.
web h 8003
ok 'one without a health check' view_is "$A" "$(routes h 8003)"
for health in 'health: starting' unhealthy; do
	engine "health h ${health#health: }"
	ok "$health: withdrawn" view_is "$A"
	engine 'health h healthy'
	ok 'healthy: published' view_is "$A" "$(routes h 8003)"
done
engine 'health h unhealthy'
ok 'unhealthy' view_is "$A"
ok 'kopctl explain says why it is not there' eval \
    'kopctl explain h | grep -q "ignored: it is not healthy"'
engine 'close events'
ok 'after all is listed anew' logged 'events: works again'
ok 'it still is' view_is "$A"
log_clear
kopd_stop
kopd_start
ok 'a restarted kopd has its name at once' logged 'connected as host kopd'
kill -9 "$kopd_pid"
kopd_end
kopd_start
web c 8004
ok 'one that was killed, too' view_is "$A" "$(routes c 8004)"
is 'no name was taken' "$(lines taken)" 0
engine absent 'close events'
ok 'Podman is restarted' logged 'no Docker engine'
engine listen 'stop c'
ok 'it goes on' view_is "$A"
is 'with the same engine' "$(shown engine) $(shown engine.other) $(stored)" \
    "$machine null $machine"
is 'nothing is said of another one' "$(lines 'another one')" 0

# Podman 6 lists health; it is the same engine.
engine absent 'close events' 'podman 6.0.0' 'health h healthy' listen
ok 'Podman 6: healthy' view_is "$A" "$(routes h 8003)"
asked=$(requests unhealthy)
engine 'health h unhealthy'
ok 'unhealthy' view_is "$A"
engine 'health h healthy'
ok 'and healthy' view_is "$A" "$(routes h 8003)"
is 'nobody is asked for beside the list' "$(requests unhealthy)" "$asked"
is 'the engine is the same' "$(shown engine) $(shown engine.other)" \
    "$machine null"
kopd_stop

# Without a machine-id.
if [ "$(id -u)" -eq 0 ]; then
	: >"$dir/empty"
	log_clear
	unshare -m sh -c 'mount --bind "$1" /etc/machine-id && shift &&
	    exec "$@"' sh "$dir/empty" env -i PATH="$PATH" "$BUILD/kopd/kopd" \
	    -d -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" \
	    >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
	ok 'no machine-id: a warning' logged \
	    '^route-maker: /etc/machine-id has no machine ID'
	is 'the engine is its place' "$(shown engine)" \
	    "endpoint $engine_socket"
	kopd_stop
fi
is 'kopd ends in order' "$kopd_status" 0
finish
