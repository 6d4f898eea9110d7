#!/bin/sh
# A proxy before Docker that permits what docker-socket-proxy permits: HAProxy,
# with buffers of 16 kB.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/published.sh"
. "$TOP/regress/lib/haproxy.sh"

all='CONTAINERS=1 INFO=1'
through() {
	kopd_conf "docker $(proxy_place)" "$@"
}

# over: the next one has other engines and names, so it begins anew.
over() {
	kopd_stop
	proxy_end
	R FLUSHALL >/dev/null
	log_clear
}

# A real engine.
proxy_start "$docker_socket" $all
through "docker namespace \"test-$$\""
start() {
	must_run "$1" -p 80 $(port_label "$1" 80)
}
url_of() {
	echo "http://192.0.2.1:$(docker port "$1-$$" 80/tcp |
	    sed -n 's/^0\.0\.0\.0://p;q')"
}
start before
kopd_start
served "Docker through a proxy: what runs is published" \
    before "$(url_of before)"
start web
served "what starts, too" web "$(url_of web)"
remove web
served "what stops goes" web ""
proxy_end
ok "the proxy ends: kopd waits" logged '^docker-reader: no Docker engine'
remove before
proxy_start "$docker_socket" $all
served "it is back: what stopped meanwhile is gone" before ""
over

# An engine that can have many.
engine_start
routers() {
	[ "$(R EVAL "return #redis.call('KEYS', 'traefik/http/routers/$1*/rule')" \
	    0)" -eq "$2" ]
}
# starts PREFIX: 1,000 at once.
starts() {
	seq 1000 | awk -v p="$1" '{ printf "web %s%d %d traefik.enable=true " \
	    "traefik.http.routers.%s%d.rule=Host(`%s%d`)\n",
	    p, $1, 20000 + $1, p, $1, p, $1 }' >"$dir/starts"
	_answers=$(($(engine_answers) + 1000))
	cat "$dir/starts" >&8
	wait_for 30 engine_answered
}
proxy_start "$engine_socket" $all
web first 8001
through
kopd_start
ok "an engine through the proxy" view_is "$(routes first 8001)"
begun=$(date +%s%N)
starts many
ok "1,000 containers start at once: all are published" \
    wait_for 20 routers many 1000
echo "# after $((($(date +%s%N) - begun) / 1000000)) ms"
is "the proxy has refused nothing" \
    "$(grep -c 'list of some\|Bad Request' "$dir/kopd.log")" 0
over

# What a proxy refuses by default.
proxy_start "$engine_socket" CONTAINERS=1
through
kopd_start
ok "INFO=0, with hostname: all is published" wait_for 20 routers many 1000
kopd_stop
sed -i '/^hostname/d' "$dir/kopd/kopd.conf"
kopd_start
ok "without hostname, kopd says what to do" logged \
    "^route-maker: Docker's information is refused; set hostname in kopd\.conf,\
 or allow /info (INFO=1 in docker-socket-proxy"
over

proxy_start "$engine_socket" $all EVENTS=0
through 'docker poll 1s'
kopd_start
ok "EVENTS=0: kopd says how late changes show" logged \
    "^route-maker: Docker's events are refused: changes are found after up to 1s;\
 allow /events"
web late 8002
ok "what starts is published at a poll" wait_for 20 routers late 1
over

proxy_start "$engine_socket" INFO=1
through
kopd_start
ok "CONTAINERS=0: kopd says what to allow" logged \
    "^route-maker: Docker's list of containers is refused;\
 allow /containers/json (CONTAINERS=1"
is "no tags of the proxy's page are in the log" "$(lines '<[a-z]')" 0
over
finish
