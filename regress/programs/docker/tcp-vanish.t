#!/bin/sh
# Peers by TCP that vanish without a word, in a network of the test's own: one
# that has events is noticed, and of two addresses the first may be dead.

if [ "$(id -u)" -ne 0 ]; then
	echo "1..0 # SKIP a network of its own needs root"
	exit 0
fi

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"
. "$TOP/regress/lib/dns.sh"

# Two networks, a wire between them: here 192.0.2.1, there 192.0.2.2.  A third
# address is nobody's, and what is sent to it is lost.
unshare -n sleep 100000 &
there=$!
unshare -n sleep 100000 &
here=$!
pids="$here $there"
at_exit networks_end
networks_end() {
	for _p in $pids; do
		end "$_p"
	done
}

own_network() {
	[ "$(readlink "/proc/$1/ns/net")" != "$(readlink /proc/$$/ns/net)" ]
}
wait_for 10 own_network "$there" && wait_for 10 own_network "$here" ||
    bail "no network of its own"
in_here() {
	nsenter -t "$here" -n "$@"
}
in_there() {
	nsenter -t "$there" -n "$@"
}

{
	in_here ip link add wire type veth peer name wire netns "$there" &&
	in_here ip link set lo up && in_there ip link set lo up &&
	in_here ip addr add 192.0.2.1/24 dev wire &&
	in_there ip addr add 192.0.2.2/24 dev wire &&
	in_here ip link set wire arp off up &&
	in_there ip link set wire arp off up
} 2>"$dir/why" || bail "no wire: $(cat "$dir/why")"
# Without ARP each has to know the other's address on the wire.
mac() {
	"$1" ip -o link show wire | sed 's/.*link.ether \([0-9a-f:]*\).*/\1/'
}
in_here ip neigh replace 192.0.2.2 lladdr "$(mac in_there)" dev wire
in_there ip neigh replace 192.0.2.1 lladdr "$(mac in_here)" dev wire

mkfifo "$dir/engine.in"
exec 8<>"$dir/engine.in"
in_there "$BUILD/regress/lib/fake/engine" -listen 192.0.2.2:2375 \
    <"$dir/engine.in" >"$dir/engine.out" 2>&1 8>&- &
engine_pid=$!
wait_for 10 grep -q '^ready' "$dir/engine.out" || bail "no engine"
engine_port=2375

# in_network NAME PROGRAM: a script that runs it here.
in_network() {
	cat >"$dir/$1" <<SCRIPT
#!/bin/sh
exec nsenter -t $here -n "$2" "\$@"
SCRIPT
	chmod 755 "$dir/$1"
}
in_network reader.sh "$READER"
whole=$READER

READER=$dir/reader.sh
reader "conf address 192.0.2.2"
tell "request 1 events"
ok "the event stream begins" says "data 1"
engine "event {\"a\":1}"
ok "an event comes" wait_for 10 grep -q '"a":1' "$dir/1"

# What asks a silent peer is the kernel's: its timer is looked at.
asked() {
	in_here ss -Htno dst 192.0.2.2 | grep -q 'timer:(keepalive,[0-4]'
}
ok "the kernel is to ask the peer within 5 seconds" wait_for 10 asked

# The machine is gone: its address is nobody's, and nobody says so.  The clock
# counts; a machine that is busy gets another try.
vanish() {
	in_there ip addr del 192.0.2.2/24 dev wire
	begin=$(date +%s)
	says "end 1 cut ETIMEDOUT" 60 >"$dir/out" || return 2
	took=$(($(date +%s) - begin))
	[ "$took" -le 12 ]
}
back() {
	in_there ip addr add 192.0.2.2/24 dev wire
	in_there ip neigh replace 192.0.2.1 lladdr "$(mac in_here)" dev wire
}
for try in 1 2 3; do
	vanish && break
	back
	reader_end >"$dir/out"
	reader "conf address 192.0.2.2"
	tell "request 1 events"
	says "data 1" >"$dir/out"
done
ok "a peer that vanishes is noticed within 12 seconds" [ "$took" -le 12 ]
echo "# noticed after $took seconds"
tell "request 2 ping"
ok "... and waited for" says "wait 2 ETIMEDOUT no Docker engine at 192.0.2.2:2375: no answer within 4 seconds; retrying"
back
ok "... until it is back" says "end 2 complete 0"
is "ends" "$(reader_end)" "exit 0"

# A name with two addresses: at the first one nothing answers.  The name server
# is in that network, too.
cat >"$dir/perl" <<SCRIPT
#!/bin/sh
exec nsenter -t $here -n $(command -v perl) "\$@"
SCRIPT
chmod 755 "$dir/perl"
PATH="$dir:$PATH"
name_server two 192.0.2.3,192.0.2.2
etc_new two
echo "nameserver 127.0.0.1:$two_dns" >"$dir/two.etc/resolv.conf"
in_network inner.sh "$whole"
etc_script two "$dir/inner.sh"
READER=$dir/two.sh
reader "conf address engine.test"
tell "request 3 ping"
ok "a name of which the first address is dead: the second one" says \
    "end 3 complete 0"
is "... is no fault" "$(grep -c 'no Docker engine' "$dir/reader.log")" 0
is "ends, too" "$(reader_end)" "exit 0"
finish
