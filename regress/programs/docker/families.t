#!/bin/sh
# Ports that a real Docker engine publishes at different numbers for IPv4 and
# IPv6, and at single addresses of the host.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/published.sh"

# The host's end of Docker's bridge is an address of the host.
bridge=$(docker network inspect -f \
    '{{index .Options "com.docker.network.bridge.name"}}' bridge)
gateway=$(ip -4 -o addr show dev "$bridge" |
    sed -n 's,.* inet \([0-9.]*\)/.*,\1,p')
conf_bind "interface $bridge"
kopd_start

# Each of two containers has the number of the other one, in the other
# family.
crossed() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		remove one two 2>/dev/null
		free_ports 2
		run one -p "0.0.0.0:$port1:80" -p "[::]:$port2:80" \
		    $(port_label one 80) &&
		run two -p "0.0.0.0:$port2:80" -p "[::]:$port1:80" \
		    $(no_port_label two) && return
	done
	bail "docker run: $(cat "$dir/why")"
}
crossed

served "the address is that of an interface: the port of IPv4" one \
    "http://$gateway:$port1"
is "... leads to the container" "$(page one)" one
is "... and is none of a container" "$(lines '^route-maker: bind:')" 0
bind "ip 127.0.0.1"
served "bind ip has an IPv4 address: the port of IPv4, labelled" one \
    "http://127.0.0.1:$port1"
served "... and without a label" two "http://127.0.0.1:$port2"
is "... leads to the first container" "$(page one)" one
is "... and to the second" "$(page two)" two
bind "ip ::1"
served "bind ip has an IPv6 address: the port of IPv6, labelled" one \
    "http://[::1]:$port2"
served "... and without a label" two "http://[::1]:$port1"
is "... leads to the first container" "$(page one)" one
is "... and to the second" "$(page two)" two

# The engine chooses a number for each family; after a container that has
# IPv6 alone they differ.
bind "ip 127.0.0.1"
must_run six -p '[::]::80' $(port_label six 80)
must_run random -p 80 $(port_label random 80)
number() {
	docker port "$1-$$" 80/tcp | sed -n "s/^$2:\([0-9]*\)$/\1/p"
}
served "a random port, for IPv4" random \
    "http://127.0.0.1:$(number random '0\.0\.0\.0')"
is "... leads to the container" "$(page random)" random
bind "ip ::1"
served "a random port, for IPv6" random \
    "http://[::1]:$(number random '\[::\]')"
is "... leads to the container" "$(page random)" random
served "one that is published for IPv6 alone" six \
    "http://[::1]:$(number six '\[::\]')"

# A name is of no family: what is published counts.
must_run four -p 0.0.0.0::80 $(port_label four 80)
bind "ip localhost"
served "bind ip is a name, published for IPv6 alone" six \
    "http://localhost:$(number six '\[::\]')"
served "... for IPv4 alone" four \
    "http://localhost:$(number four '0\.0\.0\.0')"

# A label has the host's port of the other family.
bind "ip 127.0.0.1"
for _try in 1 2 3 4 5 6 7 8 9; do
	remove label 2>/dev/null
	free_ports 2
	run label -p "0.0.0.0:$port1:80" -p "[::]:$port2:80" \
	    $(port_label label "$port2") && break
done
served "the port of IPv4, though the label has that of IPv6" label \
    "http://127.0.0.1:$port1"
is "... leads to the container" "$(page label)" label
remove one two six random four label

# Bindings to single addresses.
hosts() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		remove own any 2>/dev/null
		free_ports 4
		run own -p "127.0.0.2:$port1:80" -p "127.0.0.3:$port2:80" \
		    $(port_label own 80) &&
		run any -p "127.0.0.2:$port3:80" -p "0.0.0.0:$port4:80" \
		    $(port_label any 80) && return
	done
	bail "docker run: $(cat "$dir/why")"
}
hosts
bind "ip 127.0.0.2"
served "the binding of the published address" own "http://127.0.0.2:$port1"
is "... leads to the container" "$(page own)" own
bind "ip 127.0.0.3"
served "... also the second one" own "http://127.0.0.3:$port2"
is "... leads to the container" "$(page own)" own
served "one to all addresses" any "http://127.0.0.3:$port4"
is "... leads to the container" "$(page any)" any
finish
