#!/bin/sh
# The image of kopd, built and run by a real Docker engine: what is in it, and a
# kopd of compose.yaml between the engine and a Redis, as root and as an
# ordinary user.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/build.sh"
need docker-compose
need_root "tools/chroot"
cd "$TOP" || exit 1

image=kopd-test:$$ project=kopd-test-$$ name=kopd-test-$$
at_exit docker_end
at_exit image_end
image_end() {
	compose down >/dev/null 2>&1
	docker rm -f "$name" >/dev/null 2>&1
	docker rmi "$image" >/dev/null 2>&1
}

mkdir "$dir/docker" "$dir/compose" "$dir/compose/kopd"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
redis_start_port

make --no-print-directory image IMAGE="$image" >"$dir/make.log" 2>&1
result $? "make image" "$dir/make.log" || finish
size=$(docker image inspect -f '{{.Size}}' "$image")
echo "# the image has $size bytes"
ok "the image has at most 8 MB" [ "$size" -le 8000000 ]

# files: all that is no directory.
files() {
	_id=$(docker create --label "$docker_run_label" "$image")
	docker export "$_id" | tar -t | grep -v -e '/$' -e '^\.dockerenv$' \
	    -e '^dev/console$' -e '^etc/host' -e '^etc/mtab$' \
	    -e '^etc/resolv.conf$' | sort
}
is "it has these files alone" "$(files)" "etc/group
etc/passwd
etc/ssl/certs/ca-certificates.crt
usr/libexec/kopd/docker-reader
usr/libexec/kopd/redis-writer
usr/libexec/kopd/route-maker
usr/sbin/kopctl
usr/sbin/kopd"
version=$(sed -n 's/^VERSION[[:space:]]*= *//p' GNUmakefile)
is "its labels" "$(docker image inspect "$image" | jq -r \
    '.[0].Config.Labels | .["org.opencontainers.image.title",
    "org.opencontainers.image.version", "org.opencontainers.image.licenses"]')" \
    "kopd
$version
ISC"

# The example of the project, with this image.
sed "s|image: kopd\$|image: $image|" share/examples/kopd/compose.yaml \
    >"$dir/compose/compose.yaml"
compose() {
	REDIS_ADDR=127.0.0.1:$redis_port BIND_IP=127.0.0.1 docker-compose \
	    --project-directory "$dir/compose" -p "$project" \
	    -f "$dir/compose/compose.yaml" "$@"
}

# settings NAMESPACE [LINE]: kopd.conf, which an editor replaces.  The namespace
# keeps other containers of this engine out.
settings() {
	cat >"$dir/compose/kopd/new" <<-EOT
	hostname "image"
	heartbeat 1s
	docker {
		socket "/var/run/docker.sock"
		namespace "$1-$$"
	}
	${2:-}
	EOT
	mv "$dir/compose/kopd/new" "$dir/compose/kopd/kopd.conf"
}

show_log() {
	docker logs "$id" 2>&1 | tail -n 30 | diagnose
}

# published NAME: Traefik has the router.
published() {
	[ "$(R get "traefik/http/routers/$1/rule")" = "Host(\`$1.test\`)" ]
}
withdrawn() {
	! published "$1"
}

# expect NAME COMMAND ...: waits until it succeeds.
expect() {
	_what=$1
	shift
	wait_for 30 "$@"
	_status=$?
	ok "$_what" [ $_status -eq 0 ]
	[ $_status -eq 0 ] || show_log
}

health_is() {
	[ "$(docker inspect -f '{{.State.Health.Status}}' "$id")" = "$1" ]
}

in_kopd() {
	docker exec "$id" kopctl "$@"
}

# stops WHAT: by itself, before the engine kills it, with status 0.
stops() {
	_begin=$(date +%s%N)
	docker stop -t 30 "$id" >/dev/null
	_end=$(date +%s%N)
	echo "# $1: stopped in $(((_end - _begin) / 1000000)) ms"
	is "$1: it stops with status 0" \
	    "$(docker inspect -f '{{.State.ExitCode}}' "$id")" 0
}

# users: of the processes, by number.
users() {
	docker top "$id" -eo uid,comm | awk 'NR > 1 { print $2, $1 }' | sort
}

settings one
docker_web "web-$$" --label "kop.namespace=one-$$" --label traefik.enable=true \
    --label 'traefik.http.routers.web.rule=Host(`web.test`)' ||
    bail "docker run web-$$"
compose up -d >"$dir/compose.log" 2>&1
result $? "compose.yaml starts it" "$dir/compose.log" || finish
id=$(compose ps -q kopd)
expect "it publishes" published web
expect "it is healthy" health_is healthy
is "each process has its user" "$(users)" "docker-reader 401
kopd 400
redis-writer 403
route-maker 402"
in_kopd show >"$dir/show"
is "each process is confined" "$(grep -c 'seccomp' "$dir/show")" 4

settings other
ok "kopctl reload" in_kopd reload
expect "it takes the new configuration" withdrawn web
settings one nonsense
ok "kopctl reload fails if kopd.conf has an error" not in_kopd reload \
    2>/dev/null
settings one
in_kopd reload
expect "it publishes again" published web

docker restart -t 30 "$id" >/dev/null
ok "the route stays while it restarts" published web
expect "it is healthy after a restart" health_is healthy
stops "as root"
compose down >/dev/null 2>&1

# As a user of the group that has the engine's socket.
group=$(stat -c %g "$docker_socket")
id=$(docker run -d --name "$name" --label "$docker_run_label" --network host \
    --user "1000:$group" --read-only --cap-drop ALL \
    --security-opt no-new-privileges:true --tmpfs /run/kopd:mode=1777 \
    -e "REDIS_ADDR=127.0.0.1:$redis_port" -e BIND_IP=127.0.0.1 \
    -v "$docker_socket:/var/run/docker.sock" \
    -v "$dir/compose/kopd:/etc/kopd:ro" "$image")
expect "as a user, it is healthy" health_is healthy
ok "as a user, it publishes" published web
is "as a user, all processes are of that user" "$(users | cut -d ' ' -f 2 |
    sort -u)" 1000
stops "as a user"
finish
