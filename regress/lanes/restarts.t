#!/bin/sh
# A real Docker engine restarts fifty times while containers come and go:
# after each, Redis has what the engine's list says.  A container that runs
# through each restart (live-restore) is published all the time.  RESTARTS may
# be set.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"

restarts=${RESTARTS:-50}
need_root 'a Docker engine of its own'
at_exit restarts_end
mkdir "$dir/docker"
docker_own=--live-restore
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
engine_socket=$docker_socket
redis_start_port

# The containers outlive the engine.
churn_pid= subscriber=
restarts_end() {
	[ -z "$churn_pid" ] || end "$churn_pid"
	[ -z "$subscriber" ] || end "$subscriber"
	docker_end
}

# Runs without a published port: the network of the engine is its own.
web() {
	docker run -d --name "$1" --label "$docker_run_label" \
	    --label traefik.enable=true --network none \
	    --label "traefik.http.routers.$1.rule=Host(\`$1.test\`)" \
	    --label "traefik.http.services.$1.loadbalancer.server.url=http://192.0.2.9:80" \
	    "$docker_image" /bin/sleep 3600
}

# churn: what fails while the engine is away is tried again with another name.
churn() {
	_n=0
	while :; do
		_n=$((_n + 1))
		web "c$_n" && [ $_n -gt 3 ] && docker rm -f "c$((_n - 3))"
		sleep 0.2
	done >>"$dir/churn.log" 2>&1
}

stays_is_published() {
	[ "$(R GET traefik/http/routers/stays/rule)" = 'Host(`stays.test`)' ]
}

# right: the view is that of the list, while nothing comes or goes.
wanted() {
	curl -s --unix-socket "$docker_socket" \
	    'http://docker/containers/json?all=1' >"$dir/list.json"
	"$BUILD/kopctl/kopctl" preview -f "$dir/kopd/kopd.conf" \
	    "$dir/list.json" 2>/dev/null |
	    sed 's/\t/=/; s,/servers/\([0-9]\)/,/servers/1000\1/,'
}
is_right() {
	view | grep -v '^traefik/tls/' | sort >"$dir/view"
	wanted | grep -v '^traefik/tls/' | sort >"$dir/wanted"
	[ -s "$dir/wanted" ] && cmp -s "$dir/view" "$dir/wanted"
}

kopd_conf "docker socket \"$docker_socket\"" 'docker poll 5s'
kopd_start
web stays >/dev/null || bail 'docker run'
ok 'a container is published' wait_for 20 stays_is_published
R CONFIG SET notify-keyspace-events KEA >/dev/null
redis-cli -s "$sock" subscribe __keyspace@0__:traefik/http/routers/stays/rule \
    >"$dir/stays" &
subscriber=$!

i=0 wrong=
while [ $i -lt "$restarts" ]; do
	i=$((i + 1))
	churn &
	churn_pid=$!
	sleep 1
	end "$docker_pid" 30
	docker_private $docker_own 2>"$dir/why" || bail "$(cat "$dir/why")"
	sleep 1
	end "$churn_pid"
	churn_pid=
	wait_for 30 is_right || {
		wrong="$wrong $i"
		diff "$dir/view" "$dir/wanted" | diagnose
	}
done
is "after each of $restarts restarts Redis has what the list says" "$wrong" ""
is 'the container that runs all the time was published all the time' \
    "$(grep -c '^set\|^del\|^expired' "$dir/stays")" 0
ok 'containers have come and gone meanwhile' \
    [ "$(grep -cx '[0-9a-f]\{64\}' "$dir/churn.log")" -ge "$restarts" ]
is 'it is the same kopd' "$(gone "$kopd_pid" && echo gone)" ""
is 'it is healthy' "$(kopctl health >/dev/null; echo $?)" 0
ok 'and has said that Docker is back' \
    [ "$(lines "Docker's events: works again")" -ge 1 ]
kopd_stop
is 'it ends in order' "$kopd_status" 0
finish
