#!/bin/sh
# All of kopd between a real Docker engine and a real Redis: what happens to
# a container, and what of it is in Redis then.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

at_exit docker_end
mkdir "$dir/docker"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
redis_start_port

# A namespace keeps other containers of the engine out.
cat >"$dir/kopd/kopd.conf" <<EOF
hostname "real"
bind ip 127.0.0.1
docker {
	socket "$docker_socket"
	namespace "test-$$"
}
redis {
	host "127.0.0.1" port $redis_port
}
EOF

# web NAME [OPTION ...]: a container of the test, "NAME-PID" for Docker.
web() {
	_web=$1-$$
	shift
	docker_web "$_web" --label "kop.namespace=test-$$" \
	    --label traefik.enable=true "$@" || bail "docker run $_web"
}

# The labels of a router, and of a service where a port is given.
labels() {
	printf -- '--label traefik.http.routers.%s.rule=Host(`%s.test`)' \
	    "$1" "$1"
	[ $# -lt 2 ] || printf -- \
	    ' --label traefik.http.services.%s.loadbalancer.server.port=%s' \
	    "$1" "$2"
}

# keys NAME [PORT ...]: what a router, a service and its servers make.
keys() {
	_name=$1
	shift
	printf 'traefik/http/routers/%s/rule=Host(`%s.test`)\n' \
	    "$_name" "$_name"
	printf 'traefik/http/routers/%s/service=%s\n' "$_name" "$_name"
	for _port; do
		printf 'url http://127.0.0.1:%s\n' "$_port"
	done | sort
}

# The view with servers by their url: slots are kopd's to choose.
seen() {
	view | grep -v '^traefik/tls/certificates=' |
	    sed 's|^traefik/http/services/.*/servers/[0-9]*/url=|url |' | sort
}

is_seen() {
	[ "$(seen)" = "$1" ]
}

# expect NAME VIEW: waits for it.
expect() {
	wait_for 10 is_seen "$2"
	is "$1" "$(seen)" "$2"
}

both() {
	printf '%s\n' "$@" | sort
}

kopd_start
wait_for 10 R exists kopd:/traefik/lease/real

web one $(labels one 80)
one=$(docker_port "one-$$")
expect "a container starts" "$(keys one "$one" | sort)"
# Docker publishes the port before the program in the container listens.
page() {
	curl -s "$(view | sed -n 's/.*url=//p')"
}
has_page() {
	[ -n "$(page)" ]
}
wait_for 10 has_page
is "its page is where its url says" "$(page)" "hello from a container"

ok "and the log says so" logged "redis-writer: container one-$$: published \
http router one: Host(\`one.test\`) -> http://127.0.0.1:$one\$"

docker pause "one-$$" >/dev/null
expect "it is paused" ""
ok "the log has that, too" logged "redis-writer: container one-$$: removed \
http router one\$"
docker unpause "one-$$" >/dev/null
expect "it goes on" "$(keys one "$one" | sort)"

web one-b $(labels one 80)
web one-c $(labels one 80)
b=$(docker_port "one-b-$$") c=$(docker_port "one-c-$$")
expect "three of it" "$(keys one "$one" "$b" "$c" | sort)"
docker stop -t 0 "one-b-$$" >/dev/null
expect "one of three stops" "$(keys one "$one" "$c" | sort)"
docker start "one-b-$$" >/dev/null
b=$(docker_port "one-b-$$")
expect "it starts again" "$(keys one "$one" "$b" "$c" | sort)"
docker rm -f "one-b-$$" "one-c-$$" >/dev/null
expect "back to one" "$(keys one "$one" | sort)"

# A service that no label names has its container's name.
web two $(labels two)
two=$(docker_port "two-$$")
one_keys=$(keys one "$one")
expect "a service without labels" "$(both "$one_keys" \
    'traefik/http/routers/two/rule=Host(`two.test`)' \
    "traefik/http/routers/two/service=two-$$" "url http://127.0.0.1:$two")"
docker rename "two-$$" "three-$$"
expect "its container is renamed" "$(both "$one_keys" \
    'traefik/http/routers/two/rule=Host(`two.test`)' \
    "traefik/http/routers/two/service=three-$$" "url http://127.0.0.1:$two")"
docker rm -f "three-$$" >/dev/null
expect "and removed" "$(both "$one_keys")"

# The address in a network that is named is the container's own.
docker network create --label "$docker_run_label" "net-$$" >/dev/null ||
    bail "docker network create"
web net $(labels net 80) --label "traefik.docker.network=net-$$"
docker network connect "net-$$" "net-$$"
own=$(docker inspect -f "{{(index .NetworkSettings.Networks \"net-$$\").IPAddress}}" \
    "net-$$")
expect "a network is connected" "$(both "$one_keys" "$(keys net)" \
    "url http://$own:80")"
docker rm -f "net-$$" >/dev/null
expect "its container is removed" "$(both "$one_keys")"

web ill $(labels ill 80) --health-cmd 'test -e /tmp-ok' \
    --health-interval 1s --health-retries 1
ill=$(docker_port "ill-$$")
web after $(labels after 80)
after=$(docker_port "after-$$")
expect "a container that is not healthy yet" \
    "$(both "$one_keys" "$(keys after "$after")")"
docker exec "ill-$$" /bin/sh -c ': >/tmp-ok'
expect "it is healthy" "$(both "$one_keys" "$(keys after "$after")" \
    "$(keys ill "$ill")")"
docker rm -f "ill-$$" "after-$$" >/dev/null
expect "both are removed" "$(both "$one_keys")"

web bad $(labels bad 80) --label traefik.http.routers.bad.entrypoint=web
wait_for 10 grep -q "bad-$$.*entrypoint" "$dir/kopd.log"
ok "a misspelt label is named with its container" \
    grep -q "bad-$$.*traefik.http.routers.bad.entrypoint" "$dir/kopd.log"
web good $(labels good 80)
good=$(docker_port "good-$$")
expect "it is ignored, and it alone" \
    "$(both "$one_keys" "$(keys good "$good")")"
docker rm -f "bad-$$" "good-$$" >/dev/null
expect "back to the first" "$(both "$one_keys")"

view >"$dir/before"
subscribe
kopd_stop
is "kopd ends in order" "$kopd_status" 0
is "and leaves its routes" "$(view)" "$(cat "$dir/before")"
kopd_start
wait_for 10 kopctl show
web last $(labels last 80)
last=$(docker_port "last-$$")
expect "another one starts at work again" \
    "$(both "$one_keys" "$(keys last "$last")")"
is "and has told Traefik of the new container alone" "$(messages)" 1
ok "the log has what was there, and the new one" logged \
    'redis-writer: [0-9]* routers\{0,1\} of [0-9]* containers\{0,1\} w[a-z]* in Redis already'

docker rm -f "one-$$" "last-$$" >/dev/null
expect "the last one goes" ""
is "an inert entry stays" "$(view)" "traefik/tls/certificates=true"
is "kopd had nothing to complain of but the label" \
    "$(grep 'fatal\|error\|cannot\|fault' "$dir/kopd.log" |
	grep -v "bad-$$\|: no more errors$")" ""
[ "$failures" -eq 0 ] || sed 's/^/# /' "$dir/kopd.log"
finish
