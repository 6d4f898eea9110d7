#!/bin/sh
# The whole kopd with a real Podman: starts, stops, removals, health, pods, and
# restarts of both.  There is no poll: what is seen is seen by events.

if [ "$(id -u)" -ne 0 ]; then
	echo "1..0 # SKIP containers of Podman need root"
	exit 0
fi

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/podman.sh"

at_exit podman_end
mkdir "$dir/podman"
podman_begin "$dir/podman" || bail "no Podman"
podman_import || bail "no image: $(cat "$dir/podman/import")"
redis_start_port

# The address and port that a router of that name leads to.
web_is() {
	_url=$(R GET "traefik/http/services/$1/loadBalancer/servers/10000/url")
	[ "$_url" = "$2" ]
}
published() {
	wait_for 15 web_is "$1" "http://192.0.2.1:$2" && return
	view | sed 's/^/# in Redis: /'
	log_show
	return 1
}
withdrawn() {
	wait_for 15 web_is "$1" "" && return
	view | sed 's/^/# in Redis: /'
	log_show
	return 1
}
shown() {
	kopctl -j show | jq -r ".kopd[\"$1\"]"
}
# listed_as NAME JQ: what the list of all says of it.
listed_as() {
	podman_get "/containers/json?all=1" |
	    jq -c ".[] | select(.Names[0] == \"/$1\") | $2"
}

podman_web before -p 18001:80 || bail "podman run"
kopd_conf "docker socket \"$podman_socket\"" 'docker poll never'
kopd_start
logged '^kopd: ready' || bail 'kopd does not start'
ok 'what runs at the start is published, at the address of this host' \
    published before 18001
is 'as Podman lists its port without an IP' \
    "$(listed_as before '.Ports[0].IP')" null
is 'and no network mode' "$(listed_as before .HostConfig)" null
machine=$(shown engine)
ok 'the engine is this machine and the socket' \
    expr "$machine" : "machine [0-9a-f]\\{32\\} $podman_socket\$"
is 'in Redis, too' "$(R HGET kopd:/traefik/host/kopd engine)" "$machine"
is 'not what Podman makes up for each question' \
    "$(podman_get /info | jq -r .ID | grep -c "$(podman_get /info |
    jq -r .ID)")" 0

# Events.
podman_web a -p 18002:80
ok 'a start' published a 18002
podman_run stop -t 0 a >"$dir/out" 2>&1
ok 'a stop' withdrawn a
podman_run start a >"$dir/out" 2>&1
ok 'it starts again' published a 18002
podman_run pause a >"$dir/out" 2>&1
ok 'pause' withdrawn a
podman_run unpause a >"$dir/out" 2>&1
ok 'unpause' published a 18002
podman_run kill a >"$dir/out" 2>&1
ok 'kill' withdrawn a
podman_run rm a >"$dir/out" 2>&1
podman_web a -p 18003:80
ok 'another one of that name' published a 18003
podman_run rm -f -t 0 a >"$dir/out" 2>&1
ok 'rm -f' withdrawn a
podman_run network create "net$$" >"$dir/out" 2>&1
podman_run network connect "net$$" before >"$dir/out" 2>&1
podman_run network disconnect "net$$" before >"$dir/out" 2>&1
is 'events of networks are understood' "$(lines 'an event of Docker')" 0
podman_run run -d --name crashing --label traefik.enable=true \
    --label 'traefik.http.routers.crashing.rule=Host(`c`)' -p 18004:80 \
    "$podman_image" /bin/sh -c 'while [ ! -e /tmp/end ]; do sleep 0.1; done' \
    >"$dir/out" 2>&1
ok 'one that ends by itself is published until then' published crashing 18004
podman_run exec crashing /bin/touch /tmp/end
ok 'its end' withdrawn crashing

# Health.
check() {
	podman_run healthcheck run "$1" >"$dir/out" 2>&1
}
podman_web h -p 18005:80 --health-cmd '[ -e /tmp/ok ]' \
    --health-interval disable --health-retries 1
podman_web marker -p 18006:80
ok 'one that starts after it' published marker 18006
ok 'a health check that says nothing yet: not published' web_is h ""
is 'as the list does not tell' "$(listed_as h '[.Status, .Health]' |
    grep -c health)" 0
podman_run exec h /bin/touch /tmp/ok
check h
ok 'healthy: published' published h 18005
podman_run exec h /bin/rm /tmp/ok
check h
ok 'unhealthy: withdrawn' withdrawn h
kopctl reload
podman_web marker2 -p 18007:80
ok 'after a list of all, and of one that starts' published marker2 18007
ok 'still not' web_is h ""
podman_run exec h /bin/touch /tmp/ok
check h
ok 'healthy again: published again' published h 18005

# A pod: the member has the ports and the network of the infra container.
podman_run pod create --name "pod$$" -p 18010:80 --infra-image \
    "$podman_image" --infra-command '/bin/sleep 3600' >"$dir/out" 2>&1
podman_web member --pod "pod$$"
ok 'a member of a pod is published at the port of the pod' \
    published member 18010
podman_run pod stop -t 0 "pod$$" >"$dir/out" 2>&1
ok 'the pod stops' withdrawn member
podman_run pod start "pod$$" >"$dir/out" 2>&1
ok 'and starts' published member 18010

# Restarts.
log_clear
kopd_stop
is 'kopd ends' "$kopd_status" 0
kopd_start
ok 'it is restarted: it has its name at once' logged 'connected as host kopd'
podman_web c -p 18011:80
ok 'and goes on' published c 18011
kill -9 "$kopd_pid"
kopd_end
kopd_start
podman_web d -p 18012:80
ok 'it is killed, and goes on when it is started' published d 18012
is 'its name was never taken' "$(lines taken)" 0
log_clear
podman_stop
ok 'Podman is stopped: it is waited for' logged 'no Docker engine'
ok 'the routes stay' web_is d http://192.0.2.1:18012
podman_run rm -f -t 0 c >"$dir/out" 2>&1
podman_start
ok 'Podman is back: what stopped meanwhile goes' withdrawn c
podman_web e -p 18013:80
ok 'what starts comes' published e 18013
is 'it is the same engine' "$(shown engine) $(shown engine.other)" \
    "$machine null"
is 'nothing is said of another one' "$(lines 'another one\|taken')" 0
kopd_stop
is 'kopd ends in order' "$kopd_status" 0
finish
