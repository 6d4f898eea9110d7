#!/bin/sh
# What kopctl preview says of a compose file is what kopd publishes when a real
# engine has the containers that Compose creates of it.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"

at_exit docker_end
mkdir "$dir/docker"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
redis_start_port

# Four ports in a row that are free now.
ports_in_a_row() {
	for first in $(shuf -i 10000-19990 -n 50); do
		ss -Hltn "sport >= :$first and sport <= :$((first + 3))" |
		    grep -q . || return 0
	done
	return 1
}
ports_in_a_row || bail "no free ports"
project=shop$$ net=$((first % 256))

cat >"$dir/kopd/kopd.conf" <<EOF
hostname "compose"
bind ip 127.0.0.1
docker {
	socket "$docker_socket"
	namespace "test-$$"
	default rule "Host(\`{{ .ContainerName }}.test\`)"
}
redis {
	host "127.0.0.1" port $redis_port
}
EOF

mkdir "$dir/shop"
cat >"$dir/shop/.env" <<EOF
FIRST=$first
NAMESPACE=test-$$
EOF
cat >"$dir/shop/compose.yml" <<'EOF'
x-labels: &labels
  traefik.enable: true
  kop.namespace: ${NAMESPACE}
services:
  web:
    image: httpd
    ports: ["${FIRST}:80"]
    labels:
      <<: *labels
      traefik.http.routers.web.rule: Host(`web.test`) && PathRegexp(`^/$$`)
      traefik.http.routers.web.middlewares: strip
      traefik.http.middlewares.strip.stripprefix.prefixes: /a
  plain:
    image: httpd
    container_name: plain-${NAMESPACE}
    ports: ["9:9/udp", "${FIRST}:80"]
    labels: *labels
  side:
    image: httpd
    network_mode: service:web
    labels:
      <<: *labels
      traefik.http.routers.side.rule: Host(`side.test`)
      traefik.http.services.side.loadbalancer.server.port: 80
  own:
    image: httpd
    networks:
      back:
        ipv4_address: 10.213.${NET}.10
      default:
    labels:
      <<: *labels
      traefik.docker.network: ${COMPOSE_PROJECT_NAME}_back
      traefik.http.routers.own.rule: Host(`own.test`)
      traefik.http.services.own.loadbalancer.server.port: 80
  off:
    image: httpd
    profiles: [off]
    labels:
      <<: *labels
      traefik.http.routers.off.rule: Host(`off.test`)
networks:
  back:
    ipam: {config: [{subnet: "10.213.${NET}.0/24"}]}
EOF
cat >"$dir/shop/override.yml" <<'EOF'
services:
  plain:
    ports: !override ["${SECOND}:80"]
  api:
    image: httpd
    deploy: {replicas: 2}
    ports: ["${THIRD}-${FOURTH}:80"]
    labels:
      - traefik.enable=true
      - kop.namespace=${NAMESPACE}
      - traefik.http.routers.api.rule=Host(`api.test`)
EOF

# servers: the input without the numbers of servers, which kopd chooses.
servers() {
	grep -v '^traefik/tls/certificates=' |
	    sed 's|/servers/[0-9]*/|/servers/N/|' | sort
}

(
	cd "$dir/shop" || exit
	SECOND=$((first + 1)) THIRD=$((first + 2)) FOURTH=$((first + 3)) \
	    NET=$net COMPOSE_PROJECT_NAME=$project \
	    timeout 120 "$BUILD/kopctl/kopctl" preview \
	    -f "$dir/kopd/kopd.conf" compose.yml override.yml \
	    >"$dir/out" 2>"$dir/err"
)
is "preview has no errors" "$? $(grep -v ': note: ' "$dir/err")" "0 "
tr '\t' '=' <"$dir/out" | servers >"$dir/wanted"
is "and all objects" "$(sed -n 's,^traefik/http/\([a-z]*/[^/]*\)/.*,\1,p' \
    "$dir/wanted" | sort -u | tr '\n' ' ')" \
    "middlewares/strip routers/api routers/own routers/plain-$project \
routers/side routers/web services/api-$project services/own \
services/plain-$project services/side services/web-$project "

# runs NAME SERVICE NUMBER OPTION ...: a container as Compose creates it.
runs() {
	_name=$1 _service=$2 _number=$3
	shift 3
	docker run -d --name "$_name" --label "$docker_run_label" \
	    --label "com.docker.compose.project=$project" \
	    --label "com.docker.compose.service=$_service" \
	    --label "com.docker.compose.container-number=$_number" \
	    --label com.docker.compose.oneoff=False \
	    --label traefik.enable=true --label "kop.namespace=test-$$" "$@" \
	    "$docker_image" /bin/sleep 1000 >/dev/null ||
	    bail "docker run $_name"
}

docker network create --label "$docker_run_label" "${project}_default" \
    >/dev/null || bail "no network"
docker network create --label "$docker_run_label" \
    --subnet "10.213.$net.0/24" "${project}_back" >/dev/null ||
    bail "no network 10.213.$net.0/24"
runs "$project-web-1" web 1 --network "${project}_default" -p "$first:80" \
    --label 'traefik.http.routers.web.rule=Host(`web.test`) && PathRegexp(`^/$`)' \
    --label traefik.http.routers.web.middlewares=strip \
    --label traefik.http.middlewares.strip.stripprefix.prefixes=/a
runs "plain-test-$$" plain 1 --network "${project}_default" \
    -p "$((first + 1)):80"
runs "$project-side-1" side 1 --network "container:$project-web-1" \
    --label 'traefik.http.routers.side.rule=Host(`side.test`)' \
    --label traefik.http.services.side.loadbalancer.server.port=80
runs "$project-own-1" own 1 --network "${project}_back" \
    --ip "10.213.$net.10" \
    --label "traefik.docker.network=${project}_back" \
    --label 'traefik.http.routers.own.rule=Host(`own.test`)' \
    --label traefik.http.services.own.loadbalancer.server.port=80
docker network connect "${project}_default" "$project-own-1" ||
    bail "docker network connect"
for number in 1 2; do
	runs "$project-api-$number" api "$number" \
	    --network "${project}_default" \
	    -p "$((first + 2))-$((first + 3)):80" \
	    --label 'traefik.http.routers.api.rule=Host(`api.test`)'
done

is_published() {
	view | servers >"$dir/seen"
	cmp -s "$dir/seen" "$dir/wanted"
}
kopd_start
wait_for 30 is_published
diff -u "$dir/wanted" "$dir/seen" >"$dir/diff"
result $? "kopd publishes the same of these containers" "$dir/diff"
finish
