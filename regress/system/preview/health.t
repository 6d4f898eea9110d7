#!/bin/sh
# The port of a health check: reached as the server's own port is.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"

conf() {
	printf '%s\n' "$@" 'redis { host "192.0.2.9" port 6379 }' \
	    >"$dir/kopd.conf"
}

# port NUMBER HOST-NUMBER [ADDRESS [TYPE]]: as Docker lists it.
port() {
	printf '{"IP":"%s","PrivatePort":%d,"PublicPort":%d,"Type":"%s"}' \
	    "${3:-0.0.0.0}" "$1" "$2" "${4:-tcp}"
}

# labels FAMILY SERVER-PORT CHECK-PORT [MEMBERS]: JSON, of a router and
# service s.
labels() {
	printf '"traefik.enable":"true",'
	printf '"traefik.%s.routers.s.rule":"%s",' "$1" \
	    "$([ "$1" = tcp ] && echo 'HostSNI(`*`)' || echo 'Host(`s`)')"
	printf '"traefik.%s.services.s.loadbalancer.server.port":"%s",' "$1" "$2"
	printf '"traefik.%s.services.s.loadbalancer.healthcheck.port":"%s"%s' \
	    "$1" "$3" "${4:+,$4}"
}

# container NUMBER LABELS PORTS [MODE [NETWORKS]]
container() {
	printf '{"Id":"%064d","Names":["/web%d"],"Created":%d,' "$1" "$1" "$1"
	printf '"State":"running","Labels":{%s},"Ports":[%s],' "$2" "$3"
	printf '"HostConfig":{"NetworkMode":"%s"},' "${4:-bridge}"
	printf '"NetworkSettings":{"Networks":%s}}' \
	    "${5:-"{\"bridge\":{\"IPAddress\":\"172.17.0.$1\"}}"}"
}

# preview CONTAINERS: leaves the check's port in $check, what is wrong in
# $said.
preview() {
	printf '[%s]' "$1" >"$dir/list"
	"$BUILD/kopctl/kopctl" preview -f "$dir/kopd.conf" "$dir/list" \
	    >"$dir/out" 2>"$dir/err"
	check=$(sed -n 's,.*/services/s/loadBalancer/healthCheck/port[ 	=]*,,p' \
	    "$dir/out")
	said=$(cat "$dir/err")
}

# reached NAME PORT: that is the check's, and nothing is wrong.
reached() {
	is "$1" "$check" "$2"
	is "... and nothing is wrong" "$said" ""
}

# doubted NAME PORT TEXT: the same, but for this warning.
doubted() {
	is "$1" "$check" "$2"
	is "... with a warning" "$said" "kopctl: container web1: $3"
}

two="$(port 8080 18080),$(port 8082 19082)"
conf 'bind ip 192.168.1.75'
preview "$(container 1 "$(labels http 8080 8082)" "$two")"
reached "HTTP: the port of the host" 19082
preview "$(container 1 "$(labels tcp 8080 8082)" "$two")"
reached "TCP: the port of the host" 19082
preview "$(container 1 "$(labels http 8080 19082)" "$two")"
reached "one that the host has stays" 19082
preview "$(container 1 "$(labels http 8080 8080)" "$two")"
reached "the server's own" 18080
preview "$(container 1 "$(labels http 8080 0)" "$two")"
reached "0 means the server's own, and stays" 0
preview "$(container 1 "$(labels http 8080 8082)" \
    "$two,$(port 8082 19000 ::)")"
reached "of two families that of the address" 19082
preview "$(container 1 "$(labels http 8080 8082)" \
    "$two,$(port 8082 19000 0.0.0.0 udp)")"
reached "of two protocols TCP" 19082
preview "$(container 1 "$(labels http 8080 8082 \
    '"kop.bind.ip":"172.17.0.1"')" "$two")"
reached "an address of the container goes with its own port" 8082
preview "$(container 1 "$(labels http 8080 8082 \
    '"traefik.docker.network":"bridge"')" "$two")"
reached "... also by its network" 8082
preview "$(container 1 "$(labels http 8080 8082 \
    '"kop.bind.ip":"192.0.2.7"')" "$two")"
reached "another address of the host goes with the host's port" 19082
preview "$(container 1 "$(labels http 8080 8083 \
    '"kop.bind.ip":"192.0.2.7"')" "$two")"
reached "... which may pass on ports that this host does not publish" 8083
preview "$(container 1 "$(labels http 8080 8082)" "" host '{}')"
reached "the host's network has the container's ports" 8082
preview "$(container 1 "$(labels http 8080 8082)" "" \
    "container:$(printf %064d 2)" '{}'),$(
    container 2 '' "$two")"
reached "the ports of another container's network" 19082
preview "$(container 1 "\"traefik.enable\":\"true\",
    \"traefik.http.routers.s.rule\":\"Host(\`s\`)\",
    \"traefik.http.services.s.loadbalancer.server.url\":\"http://192.0.2.4\",
    \"traefik.http.services.s.loadbalancer.healthcheck.port\":\"8082\"" \
    "$two")"
reached "of a server elsewhere the port stays" 8082

preview "$(container 1 "$(labels http 8080 8083)" "$two")"
doubted "one that is not published stays" 8083 "http service s: health check: \
port 8083 is not published, and Traefik cannot check it at 192.168.1.75; \
publish it"
preview "$(container 1 "$(labels tcp 8080 8083)" "$two")"
doubted "... also of TCP" 8083 "tcp service s: health check: \
port 8083 is not published, and Traefik cannot check it at 192.168.1.75; \
publish it"
preview "$(container 1 "$(labels http 8080 8083)" \
    "$two,$(port 8083 19083 127.0.0.1)")"
doubted "one that is bound to another address" 19083 "http service s: health \
check: its port 8083 is bound only to port 19083 of 127.0.0.1, and cannot be \
reached at 192.168.1.75; bind it to an address that others can reach"
preview "$(container 1 "$(labels http 3000 3000)" "$two")"
is "of a server's port that is not published nothing more is said" \
    "$(echo "$said" | grep -c .)" 1

# Several containers that serve it: the port of each is another one, and 0
# has Traefik find it.
preview "$(container 1 "$(labels http 80 80)" "$(port 80 32770)"),$(
    container 2 "$(labels http 80 80)" "$(port 80 32771)")"
reached "servers with ports of their own are checked there" 0
is "... each" "$(grep -c '/servers/[01]/url' "$dir/out")" 2
preview "$(container 1 "$(labels http 80 81)" \
    "$(port 80 32770),$(port 81 32780)"),$(
    container 2 "$(labels http 80 81)" \
    "$(port 80 32771),$(port 81 32781)")"
is "another port than theirs is that of the first" "$check" 32780
is "... and the other one waits" "$(grep -c 'waits for container web1' \
    "$dir/err")" 1
preview "$(container 1 "$(labels http 80 80 '"kop.merge-lbs":"true"')" \
    "$(port 80 32770)")"
reached "servers of other hosts may have other ports" 0

conf 'bind ip 192.168.1.75' 'unpublished ports container'
preview "$(container 1 "$(labels http 8080 8082)" "$(port 8082 19082)")"
reached "a server at the container's address is checked there" 8082
conf 'bind ip "2001:db8::9"'
preview "$(container 1 "$(labels http 8080 8082)" \
    "$two,$(port 8080 18080 ::),$(port 8082 19000 ::)")"
reached "the port of IPv6" 19000
conf 'bind none'
preview "$(container 1 "$(labels http 8080 8082)" "$two")"
reached "with bind none it stays, as in Traefik" 8082
conf 'bind ip 192.168.1.75' 'docker { use bind port ip yes }'
preview "$(container 1 "$(labels http 8080 8082)" "$two")"
reached "... and with \`use bind port ip'" 8082

conf 'bind ip 192.168.1.75'
preview "$(container 1 "$(labels http 8080 8082)" "$two")"
"$BUILD/kopctl/kopctl" preview -v -f "$dir/kopd.conf" "$dir/list" \
    >"$dir/out" 2>&1
ok "explain tells the step" grep -q "health check.*port 19082 of the host, \
published for port 8082" "$dir/out"
finish
