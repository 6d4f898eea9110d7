#!/bin/sh
# Containers that use the network of another one, as behind a VPN, and
# containers that are in no network, with a real Docker engine.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/published.sh"

# owner: publishes port 8080 of its network at port1 of the host.
owner() {
	run vpn -p "127.0.0.1:$port1:8080" --label traefik.enable=false
}

# joiner: has the network of the owner's id, as Docker Compose does it.
joiner() {
	_id=$(docker inspect -f '{{.Id}}' "vpn-$$")
	must_run web --network "container:$_id" $(port_label web 8080)
}

# warned COUNT: so many warnings name the owner and web; all are shown
# where it is another number.
warned() {
	_count=$1
	wait_for 10 warnings_are && return
	grep "container web-$$" "$dir/kopd.log" | sed 's/^/# /'
	return 1
}

warnings_are() {
	[ "$(grep "container web-$$" "$dir/kopd.log" |
	    grep -c -e vpn-$$ -e "$id")" -eq "$_count" ]
}

conf_bind "ip 127.0.0.1"
kopd_start
for _try in 1 2 3 4 5 6 7 8 9; do
	remove vpn 2>/dev/null
	free_ports 1
	owner && break
done
id=$(docker inspect -f '{{.Id}}' "vpn-$$")
run_port=8080
joiner
served "the port is the one that the owner publishes" web \
    "http://127.0.0.1:$port1"
is "... and leads to the container" "$(page web)" web

log_clear
docker stop -t 0 "vpn-$$" >/dev/null
served "the owner has stopped: no server" web ""
ok "... one warning names both" warned 1
ok "explain says why" explained web "vpn-$$"
docker start "vpn-$$" >/dev/null
served "it runs again: the server is back" web "http://127.0.0.1:$port1"

docker kill "vpn-$$" >/dev/null
served "the owner was killed: no server" web ""
docker start "vpn-$$" >/dev/null
served "... until it runs again" web "http://127.0.0.1:$port1"

log_clear
remove vpn
served "the owner was removed: no server" web ""
ok "... one warning names both" warned 1
run_port=80
owner || bail "docker run vpn: $(cat "$dir/why")"
must_run later -p 127.0.0.1::80 $(port_label later 80)
run_port=8080
served "a container that came after another owner is known" later \
    "http://127.0.0.1:$(docker_port "later-$$")"
is "that owner of the same name is not the one it joined" "$(servers web)" ""
remove later
remove web
joiner
served "both are new: the server is back" web "http://127.0.0.1:$port1"
is "... and leads to the container" "$(page web)" web

log_clear
run_port=8081
must_run third --network "container:web-$$" $(port_label third 8081)
served "one that joins the one that joins has no port published" third \
    "http://127.0.0.1:8081"
docker stop -t 0 "vpn-$$" >/dev/null
served "the owner of both has stopped: no server" third ""
served "... of either" web ""
remove third web vpn

run_port=80
must_run alone --network none $(port_label alone 80)
ok "a container without a network is known" logged "container alone-$$"
served "... and has no server" alone ""
ok "explain says why" explained alone "network"
must_run leaves -p 127.0.0.1::80 $(port_label leaves 80)
port=$(docker_port "leaves-$$")
served "one with a network has a server" leaves "http://127.0.0.1:$port"
log_clear
docker network disconnect bridge "leaves-$$"
served "it is disconnected: no server" leaves ""
ok "... and a warning" logged "container leaves-$$: .*network"
docker network connect bridge "leaves-$$"
wait_for 10 docker_port "leaves-$$"
served "it is connected again: the server is back" leaves \
    "http://127.0.0.1:$(docker_port "leaves-$$")"
finish
