#!/bin/sh
# bind interface and bind default are followed by a kopd that is confined:
# in a network namespace of the test's own.

if [ "$(id -u)" -ne 0 ]; then
	echo 'not ok 1 - a network namespace needs root: run this test as root'
	echo 1..1
	exit 1
fi
if [ "${1:-}" != inside ]; then
	exec unshare -n "$0" inside
fi

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/kopd.sh"
command -v ip >/dev/null || bail "ip is missing: apt-get install iproute2"

mkdir "$dir/redis"
configure() {
	cat >"$dir/kopd/kopd.conf" <<-EOT
	$1
	docker { socket "$dir/docker.sock" }
	redis { socket "$dir/redis/redis.sock" }
	EOT
}

bound() {
	[ "$(kopctl -j show 2>/dev/null | jq -r .kopd.bind)" = "$1" ]
}

said() {
	grep -qF -- "$1" "$dir/kopd.log"
}

ip link set lo up
ip link add here type veth peer name there
ip link set there up
ip link set here up
ip addr add 198.51.100.7/24 dev here

configure 'bind interface "here"'
kopd_start
ok "the interface's address" wait_for 30 bound 198.51.100.7
ip addr del 198.51.100.7/24 dev here
ok "it has gone" wait_for 5 said "198.51.100.7 stays published"
ok "and is kept" bound 198.51.100.7
ip addr add 198.51.100.8/24 dev here
ok "another one" wait_for 5 bound 198.51.100.8
ok "it is said" said "changed from 198.51.100.7 to 198.51.100.8"

configure 'bind default'
kopctl reload 2>"$dir/err"
is "no default route, no reload" "$?" 1
ok "and why" grep -q "kopd.conf:1: bind: there is no default route" "$dir/err"
ip route add default via 198.51.100.1 src 198.51.100.8
ok "with one there is" kopctl reload
ip addr add 198.51.100.9/24 dev here
ip route replace default via 198.51.100.1 src 198.51.100.9
ok "it is followed" wait_for 5 bound 198.51.100.9

configure 'bind interface "nowhere"'
kopctl reload 2>"$dir/err"
is "an interface that there is not" "$?" 1
ok "is named" grep -q "bind: interface nowhere: there is no such interface" "$dir/err"
configure 'bind ip 192.0.2.1'
ok "to an address that is fixed" kopctl reload
ok "which is so at once" bound 192.0.2.1
kopd_stop
is "kopd ends" "$kopd_status" 0

# While a reload is under way, the address waits, and is not lost.
engine_start
web a 8001
configure_engine() {
	configure "$1"
	sed "s,$dir/docker.sock,$engine_socket," "$dir/kopd/kopd.conf" \
	    >"$dir/kopd/new"
	cat "$dir/kopd/new" >"$dir/kopd/kopd.conf"
}
routed() {
	kopctl show routes 2>/dev/null | grep -qF "http://$1:8001"
}
hup_halted() {
	halted=$(kopd_child route-maker)
	kill -STOP "$halted"
	log_clear
	kill -HUP "$kopd_pid"
	logged '^kopd: reload: route-maker validates it'
}
readdress() {
	ip -4 addr flush dev here
	ip addr add "$1/24" dev here
}
readdress 198.51.100.20
configure_engine 'bind interface "here"'
kopd_start -v
ok "routes have the interface's address" wait_for 30 routed 198.51.100.20
ok "a reload is under way" hup_halted
readdress 198.51.100.21
ok "another address waits" logged '^kopd: bind: .* read later'
kill -CONT "$halted"
ok "and is in the routes then" wait_for 10 routed 198.51.100.21
ok "as kopd says" bound 198.51.100.21
configure_engine 'docker { default rule "{{" }'
echo 'bind interface "here"' >>"$dir/kopd/kopd.conf"
ok "a reload that will be refused is under way" hup_halted
readdress 198.51.100.22
ok "another address waits again" logged '^kopd: bind: .* read later'
kill -CONT "$halted"
ok "it is refused" logged '^kopd: reload rejected: the old configuration stays'
ok "and the address is in the routes" wait_for 10 routed 198.51.100.22
kopd_stop
is "kopd ends" "$kopd_status" 0

ip -6 addr add 2001:db8::7/64 dev here nodad
ip -4 addr flush dev here
configure 'bind interface "here"'
kopd_start
ok "an IPv6 address where there is no other" wait_for 30 bound 2001:db8::7
finish
