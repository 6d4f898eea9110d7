#!/bin/sh
# Each allocation of kopctl fails once, in each of its commands: it prints the
# same as otherwise, or ends with one line and an exit status that says so.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/memory.sh"

FIRST=${FIRST_HERE:-60} MORE=${MORE_HERE:-30}
KOPCTL=$failing/kopctl/kopctl
redis_start_port
engine_start
kopd_conf 'block router priority > 100000'
web a 8001
web b 8002 traefik.http.routers.b.middlewares=m \
    traefik.http.middlewares.m.addprefix.prefix=/x
web c 8003 traefik.http.bad=1
kopd_start
wait_for 20 sh -c "'$BUILD/kopctl/kopctl' -s '$dir/kopd.sock' show routes |
    grep -q b.example.com" || { log_show; bail 'kopd does not publish'; }
# Else the states of Redis change meanwhile.
wait_for 20 "$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" health >/dev/null

cat >"$dir/compose.yaml" <<'X'
name: shop
services:
  web:
    image: web:1
    ports: ["8080:80"]
    environment: {A: "${B:-c}"}
    labels:
      - traefik.enable=true
      - traefik.http.routers.web.rule=Host(`web.example.com`)
  other:
    extends: web
    container_name: other
    labels: {traefik.http.routers.other.wrong: x}
X
cat >"$dir/kop.yaml" <<'X'
services:
  kop:
    image: ghcr.io/jittering/traefik-kop
    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
    environment:
      REDIS_ADDR: 192.0.2.1:6379
      BIND_IP: 192.0.2.2
X

run() {
	# shellcheck disable=SC2086
	timeout 60 "$KOPCTL" $words >"$dir/out" 2>"$dir/log"
	status=$?
	# Times differ.
	sed -E 's/[0-9]+(\.[0-9]+)?( m?s|e[-+][0-9]+|\b)/N/g' "$dir/out" \
	    >"$dir/out.N"
}

# What it printed before it had no memory may be incomplete.
judge() {
	if [ $status -eq "$right" ] && cmp -s "$dir/out.N" "$dir/right"; then
		:
	elif [ $status -gt 0 ] && [ $status -lt 124 ]; then
		fatal_line "$dir/log" kopctl
	else
		echo "it ends with $status:"
		tail -n 3 "$dir/log"
		diff "$dir/out.N" "$dir/right"
	fi
}

# command NAME STATUS WORD ...: with kopd's socket.
command_of() {
	name=$1 right=$2
	shift 2
	words="-s $dir/kopd.sock $*"
	run
	cp "$dir/out.N" "$dir/right"
	is "$name: without a failure" "$status $([ -s "$dir/out" ] && echo text)" \
	    "$right text"
	[ $status -eq "$right" ] || diagnose <"$dir/log"
	each_allocation "$name: each allocation of kopctl fails once" kopctl \
	    run judge
	without_memory kopctl run judge
}

command_of show 0 show
command_of 'show as JSON' 0 -j show
command_of routes 0 show routes
command_of explain 0 explain b
command_of hosts 0 show hosts
command_of health 0 health
command_of audit 0 audit
command_of 'audit as a policy' 0 audit -p
command_of 'audit as JSON' 0 -j audit
command_of metrics 0 metrics
command_of 'preview of a compose file' 1 preview "$dir/compose.yaml"
command_of migrate 0 migrate "$dir/kop.yaml"
finish
