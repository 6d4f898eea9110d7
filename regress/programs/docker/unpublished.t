#!/bin/sh
# A port that a container does not publish, while another program of the host
# has that number, with a real Docker engine.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/published.sh"

# unpublished ANSWER: for the ports of containers that come from now on.
unpublished() {
	log_clear
	bind "ip 127.0.0.1" "unpublished ports $1"
}

conf_bind "ip 127.0.0.1"
kopd_start
for _try in 1 2 3 4 5 6 7 8 9; do
	remove admin 2>/dev/null
	free_ports 3
	run admin -p "127.0.0.1:$port1:80" --label traefik.enable=false && break
done
run_port=$port1

# doubt CONTAINER KIND SERVICE SERVER: the line about it.
doubt() {
	echo "container $1-$$: $2 service $3: port $port1 is not published; \
$4 may be another program; publish the port, or see unpublished ports in \
kopd.conf(5)"
}

must_run web $(port_label web "$port1")
served "by default it is published at the host's address" web \
    "http://127.0.0.1:$port1"
is "... where another container may answer" "$(page web)" admin
ok "... and a line says so" logged \
    "$(doubt web http web "http://127.0.0.1:$port1")"
is "... once" "$(lines 'is not published')" 1
ok "explain says so, too" explained web "not published"

unpublished warn
must_run other $(port_label service "$port1") \
    --label traefik.http.routers.other.service=service
served "warn is the default" service "http://127.0.0.1:$port1"
ok "the line names the service" logged \
    "$(doubt other http service "http://127.0.0.1:$port1")"
must_run tcp --label 'traefik.tcp.routers.tcp.rule=HostSNI(`*`)' \
    --label "traefik.tcp.services.tcp.loadbalancer.server.port=$port1" \
    --label "traefik.http.services.tcp.loadbalancer.server.url=http://192.0.2.1"
served "a TCP service" tcp "127.0.0.1:$port1" "http://192.0.2.1"
ok "... has a line of its own" logged \
    "$(doubt tcp tcp tcp "127.0.0.1:$port1")"
counted() {
	[ "$(kopctl -j show | jq -r '."route-maker".unpublished_ports')" = "$1" ]
}
ok "kopctl show counts them" wait_for 10 counted 3
remove other tcp
ok "... as they go" wait_for 10 counted 1

unpublished refuse
served "refuse takes away what was published" web ""
ok "... and the line names the container" logged \
    "container web-$$: .*port $port1 is not published"
unpublished warn
served "... until it is warn again" web "http://127.0.0.1:$port1"
remove web
unpublished refuse
must_run refused $(port_label refused "$port1")
ok "refuse: the container is at fault" logged \
    "container refused-$$: .*port $port1 is not published"
is "... and has no server" "$(servers refused)" ""
must_run good -p "127.0.0.1::$port1" $(port_label good "$port1")
good=$(docker port "good-$$" "$port1/tcp" | sed -n 's/.*://p;q')
served "one whose port is published has one" good "http://127.0.0.1:$good"
must_run named --label kop.bind.ip=127.0.0.1 $(port_label named "$port1")
served "an address that a label gives is not this host's" named \
    "http://127.0.0.1:$port1"
must_run network $(port_label network "$port1") \
    --label traefik.docker.network=bridge
served "nor is that in a network that a label names" network \
    "http://$(own_address network bridge):$port1"
run_port=$port2
must_run host --network host $(port_label host "$port2")
served "the host's network has the host's ports" host \
    "http://127.0.0.1:$port2"
is "... which lead to the container" "$(page host)" host
run_port=$port3
must_run joins --network "container:host-$$" $(port_label joins "$port3")
served "and so has one that joins it" joins "http://127.0.0.1:$port3"
run_port=$port1
remove joins host refused named network good

unpublished container
must_run inside $(port_label inside "$port1")
served "container: the container's own address and port" inside \
    "http://$(own_address inside bridge):$port1"
must_run good -p "127.0.0.1::$port1" $(port_label good "$port1")
good=$(docker port "good-$$" "$port1/tcp" | sed -n 's/.*://p;q')
served "one whose port is published has that" good "http://127.0.0.1:$good"
finish
