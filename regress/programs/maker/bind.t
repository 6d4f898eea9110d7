#!/bin/sh
# An address that other hosts do not reach, as kopd takes it when it runs in
# a container: what route-maker finds in Docker's list, and says.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"

# in_network NUMBER NAME NETWORK SETTINGS: a container as Docker lists it.
in_network() {
	printf '{"Id":"%064d","Names":["/%s"],"Created":%d,' "$1" "$2" "$1"
	printf '"State":"running","Ports":[],"Labels":{},'
	printf '"NetworkSettings":{"Networks":{"%s":{%s}}}}' "$3" "$4"
}

# ip4 ADDRESS [BITS]: what Docker says of a container in a bridge network.
ip4() {
	printf '"Gateway":"%s.1","IPAddress":"%s","IPPrefixLen":%d,' \
	    "${1%.*}" "$1" "${2:-24}"
	printf '"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0'
}

ip6() {
	printf '"Gateway":"","IPAddress":"","IPPrefixLen":0,'
	printf '"IPv6Gateway":"%s1","GlobalIPv6Address":"%s",' \
	    "${1%"${1##*:}"}" "$1"
	printf '"GlobalIPv6PrefixLen":%d' "${2:-64}"
}

# listed HOW ADDRESS LIST [LINE ...]: route-maker gets this list, then
# hears these lines.  HOW: fixed, chosen, none or ports.  What it says of the
# address is in $said.
listed() {
	case $1 in
	fixed)	_conf="conf bind_none 0" ;;
	chosen)	_conf="conf bind_chosen 1" ;;
	none)	_conf="conf bind_none 1" ;;
	ports)	_conf="conf use_bind_port_ip 1" ;;
	esac
	_address=$2 _list=$3
	shift 3
	play "$(printf '%s\n' "$_conf" "conf bind_address $_address" start \
	    'answer info {"ID":"ABC","Name":"host"}' "request events" \
	    "open events" "answer list [$_list]" routes "$@" stop)" \
	    >"$dir/out"
	tail -1 "$dir/out" | grep -q '^exit 0$' ||
	    bail "$(cat "$dir/out" "$dir/log")"
	said=$(sed -n 's/.*: bind: //p' "$dir/log")
}

other=$(in_network 1 web bridge "$(ip4 172.17.0.2 16)")
own=$(in_network 2 kopd bridge "$(ip4 172.17.0.3 16)")
container="172.17.0.3 is the address of container kopd, which other hosts \
cannot reach; set \`bind ip' in kopd.conf to the address of this host"
subnet="172.17.0.3 is an address of Docker network bridge, which other hosts \
may not reach; set \`bind ip' in kopd.conf to the address of this host"

listed chosen 172.17.0.3 "$other,$own"
is "a container has the address that kopd chose: one warning" "$said" \
    "$container"
listed chosen 172.17.0.3 "$own,$other"
is "... in whatever order they are listed" "$said" "$container"
listed fixed 172.17.0.3 "$other,$own"
is "a container has the address that is configured" "$said" "$container"
listed chosen 172.17.0.3 "$other"
is "an address of a Docker network was chosen" "$said" "$subnet"
listed fixed 172.17.0.3 "$other"
is "one that is configured may be the host's own" "$said" ""
listed chosen 172.17.0.1 "$other,$own"
is "the gateway's is the host's own" "$said" ""
listed none 172.17.0.3 "$other,$own"
is "nothing is said with bind none" "$said" ""
listed ports 172.17.0.3 "$other,$own"
is "nor with \`use bind port ip'" "$said" ""
listed chosen 192.0.2.7 "$other,$own"
is "nothing is said of an address that is in no network" "$said" ""
listed chosen host.example "$other,$own"
is "nor of a name" "$said" ""

# The end of the subnet, by the length of its prefix.
for i in "10.1.2.63 10.1.2.3/26 in" "10.1.2.64 10.1.2.3/26 out" \
    "10.1.3.1 10.1.2.3/23 in" "10.1.4.1 10.1.2.3/23 out" \
    "10.1.2.4 10.1.2.3/32 out" "10.1.2.4 10.1.2.3/0 out" \
    "10.1.2.4 10.1.2.3/33 out" "10.1.2.4 10.1.2.3/-1 out"; do
	set -- $i
	listed chosen "$1" "$(in_network 1 web n "$(ip4 "${2%/*}" "${2#*/}")")"
	is "$1 is $3 of the network of $2" "${said:+in}" \
	    "$([ "$3" = out ] || echo in)"
done
for i in "fd00:1::9 fd00:1::2/64 in" "fd00:2::9 fd00:1::2/64 out" \
    "fd00:1::9 fd00:1::2/129 out" "fd00:1:0:1::9 fd00:1::2/63 in"; do
	set -- $i
	listed chosen "$1" "$(in_network 1 web n "$(ip6 "${2%/*}" "${2#*/}")")"
	is "$1 is $3 of the network of $2" "${said:+in}" \
	    "$([ "$3" = out ] || echo in)"
done
listed fixed fd00:1::2 "$(in_network 1 web n '"IPAddress":"10.1.2.3",
    "GlobalIPv6Address":"fd00:1::2"' | tr -d '\n')"
is "the second address of a container counts, too" "${said%%,*}" \
    "fd00:1::2 is the address of container web"
listed chosen 10.1.2.4 "$(in_network 1 web n '"IPAddress":"10.1.2.3",
    "IPPrefixLen":"24","Gateway":7' | tr -d '\n')"
is "what Docker does not write is no subnet" "$said" ""
ok "... and keeps no container out" not grep -q "container web" "$dir/log"

listed chosen 172.17.0.3 "$own" "text events $(event start 3)" \
    "answer ids [$(in_network 3 late bridge "$(ip4 172.17.0.4 16)")]" \
    reload "answer list [$own]" "bind 192.0.2.7" "answer list [$own]" \
    "show"
is "it is said once, also after events, reloads and lists" "$said" \
    "$container"
listed chosen 192.0.2.7 "$own" "bind 172.17.0.3" "answer list [$own]" show
is "an address that kopd chooses later is looked at, too" "$said" \
    "$container"
listed chosen 172.17.0.3 "" "text events $(event start 2)" \
    "answer ids [$own]" "show"
is "a container that comes later is looked at, too" "$said" "$container"
finish
