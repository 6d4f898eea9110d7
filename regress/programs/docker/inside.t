#!/bin/sh
# kopd in the network of a container: bind default finds the container's own
# address, and kopd says so.

if [ "$(id -u)" -ne 0 ]; then
	echo 'not ok 1 - the network of a container needs root: run this test as root'
	echo 1..1
	exit 1
fi

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"

at_exit docker_end
mkdir "$dir/docker"
docker_begin "$dir/docker" || bail "no Docker engine"
docker_import || bail "no image"
redis_start
chmod 777 "$sock"

inside=kopd-$$
docker_web "$inside" --label "kop.namespace=test-$$" \
    --label traefik.enable=true || bail "docker run $inside"
pid=$(docker inspect -f '{{.State.Pid}}' "$inside")
[ "${ENGINE_OVER:-unix}" = unix ] || docker_over_tcp nsenter -t "$pid" -n ||
    bail "socat"
own=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' "$inside")

# kopd_inside BIND
kopd_inside() {
	cat >"$dir/kopd/kopd.conf" <<-EOF
	hostname "inside"
	bind $1
	docker {
		$(docker_place)
		namespace "test-$$"
	}
	redis {
		socket "$sock"
	}
	EOF
	"$TOP/tools/users" >/dev/null ||
	    bail "the users of kopd's processes are missing: make users"
	nsenter -t "$pid" -n env -i PATH="$PATH" "$BUILD/kopd/kopd" -d \
	    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" \
	    >"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}

published() {
	[ "$(kopctl -j show 2>/dev/null | jq -r '."route-maker".published')" \
	    = 1 ]
}

warning="bind: $own is the address of container $inside, which other hosts \
cannot reach; set \`bind ip' in kopd.conf to the address of this host"

kopd_inside default
ok "bind default takes the container's address: a warning says so" \
    logged "$warning"
ok "the container is published all the same" wait_for 10 published
kopd_stop
is "kopd ends" "$kopd_status" 0
is "the warning was said once" "$(lines 'other hosts')" 1

kopd_inside "ip 192.0.2.1"
ok "bind ip has the address of the host" wait_for 10 published
is "nothing is said of it" "$(lines '^route-maker: bind:')" 0
kopd_stop
is "kopd ends again" "$kopd_status" 0
finish
