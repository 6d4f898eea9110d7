#!/bin/sh
# Addresses of containers themselves go with their own ports, also where
# ports are published, with a real Docker engine.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/published.sh"

net=net-$$

# network DRIVER: one of this test, with a subnet that is free; sets subnet.
network() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		subnet=10.$(shuf -i 64-250 -n 1).$(shuf -i 0-255 -n 1)
		docker network create -d "$1" --subnet "$subnet.0/24" \
		    --label "$docker_run_label" "$net" >"$dir/out" \
		    2>"$dir/why" && return
	done
	return 1
}

# A network that is routed as it is: where the kernel lacks macvlan and
# ipvlan, a bridge serves, whose addresses kopd sees in the same way.
started() {
	for driver in macvlan ipvlan bridge; do
		network "$driver" || continue
		run web --network "$net" --ip "$subnet.10" $(port_label web 80) \
		    --label "kop.bind.ip=$subnet.10" && return
		remove web 2>/dev/null
		docker network rm "$net" >/dev/null
	done
	bail "no network: $(cat "$dir/why")"
}

conf_bind "ip 127.0.0.1"
kopd_start
started
echo "# the network's driver is $driver"
own=http://$subnet.10:80
served "an address of the container, and no port published" web "$own"
is "nothing is wrong with it" "$(grep "container web-$$: " "$dir/kopd.log" |
    grep -v 'container [^ ]*: published http router')" ""
remove web

# again NAME [OPTION ...]: a container in place of the last one.
again() {
	must_run "$@" --network "$net" --ip "$subnet.10"
}

again web $(port_label web 80) --label "kop.bind.ip=$subnet.10" \
    -p 127.0.0.1::80
served "... and a port published: the container's port" web "$own"
ok "explain says whose address it is" explained web "$subnet.10"
remove web
again web $(port_label web 80) --label "kop.web.bind.ip=$subnet.10" \
    -p 127.0.0.1::80
served "the label of a service" web "$own"
remove web
for _try in 1 2 3 4 5 6 7 8 9; do
	remove web 2>/dev/null
	free_ports 1
	run web --network "$net" --ip "$subnet.10" \
	    -p "127.0.0.1:$port1:80" --label "kop.bind.ip=$subnet.10" \
	    $(port_label web "$port1") && break
done
served "a label that has the port of the host" web "$own"
remove web
again web $(no_port_label web) --label "kop.bind.ip=$subnet.10" \
    -p 127.0.0.1::80
served "without a label the lowest port" web "$own"
remove web
again web $(port_label web 80) --label "traefik.docker.network=$net" \
    -p 127.0.0.1::80
served "the label of a network" web "$own"
remove web

# In two networks: each address is the container's own.
again web $(port_label web 80) -p 127.0.0.1::80 \
    --label "kop.bind.ip=$subnet.10"
if [ "$driver" != bridge ]; then
	served "the address in that network" web "$own"
else
	docker network connect bridge "web-$$"
	served "in another network, too" web "$own"
fi
remove web

again web $(port_label web 80) -p 127.0.0.1::80 \
    --label kop.bind.ip=127.0.0.1
served "another address goes with the host's port" web \
    "http://127.0.0.1:$(docker_port "web-$$")"
remove web

bind "ip $subnet.10"
again web $(port_label web 80) -p 127.0.0.1::80
served "also where the configuration names it" web "$own"
finish
