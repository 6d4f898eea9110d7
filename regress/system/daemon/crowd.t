#!/bin/sh
# The control socket among clients that mean no good: one that asks for much
# and reads nothing, again and again, and one that asks without end.  Neither
# holds up another client, a reload, or the routes of a container.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

# type, length, peer, pid; little endian, as the machines of our tests are
version=$(sed -n 's/^#define MESSAGES_VERSION[[:space:]]*//p' \
    "$TOP/common/messages.h")
peer=$(printf %02x000000 "$version")
routes=0104000000000000${peer}00000000
hosts=0704000000000000${peer}00000000

# foe HOW HEX: sends this on one connection after the other until it is ended.
# "deaf" waits until kopd disconnects, and reads nothing; "flood" does not wait.
# It counts the connections in $dir/HOW.
cat >"$dir/foe" <<'EOT'
use IO::Socket::UNIX;
use IO::Poll qw(POLLHUP);
my ($path, $how, $bytes, $count) = @ARGV;
$SIG{PIPE} = 'IGNORE';
for (my $n = 0;; $n++) {
	my $s = IO::Socket::UNIX->new(Peer => $path) or next;
	syswrite $s, pack("H*", $bytes);
	if ($how eq "deaf") {
		my $poll = IO::Poll->new();
		$poll->mask($s => POLLHUP);
		$poll->poll();
	}
	open(my $f, ">", "$count.new") or die;
	print $f $n + 1;
	close $f;
	rename "$count.new", $count;
}
EOT
foe() {
	perl "$dir/foe" "$dir/kopd.sock" "$1" "$2" "$dir/$1" &
	foe=$!
	kopds="$kopds $foe"
}
foe_has() {				# that many connections, or more
	[ "$(cat "$dir/$1" 2>/dev/null || echo 0)" -ge "$2" ]
}
foe_end() {
	kill_ours KILL "$foe"
	wait "$foe" 2>/dev/null
}

# good WHAT: the others are served while the foe goes on.
n=9000
good() {
	n=$((n + 1))
	ok "$1: health" eval 'kopctl health >"$dir/out"'
	ok "$1: the routes" eval 'kopctl show routes >"$dir/out"'
	ok "$1: all of them" [ "$(grep -c '/rule	' "$dir/out")" -ge 500 ]
	ok "$1: the hosts" eval 'kopctl show hosts >"$dir/out"'
	ok "$1: a reload" kopctl reload
	web "new$n" $n
	new() {
		[ "$(R GET "traefik/http/routers/new$n/service")" = "new$n" ]
	}
	ok "$1: a container is published" wait_for 20 new
	is "$1: kopd runs" "$(kopctl -j show | jq .kopd.pid)" "$kopd"
}

redis_start_port
engine_start
kopd_conf
kopd_start
# More than fits into the socket and the queue of a client.
long=$(printf '%04000d' 0)
set --
for i in $(seq 500); do
	set -- "$@" "web c$i $((10000 + i)) traefik.enable=true \
traefik.http.routers.c$i.rule=Path(\`/$long$i\`)"
done
engine "$@"
all() {
	[ "$(kopctl show routes 2>/dev/null | grep -c '/rule	')" -ge 500 ]
}
ok 'kopd publishes 500 containers' wait_for 60 all
kopd=$(kopctl -j show | jq .kopd.pid)

foe deaf "$routes"
good 'a client that does not read'
ok 'it is disconnected' wait_for 60 foe_has deaf 2
ok 'which is logged' logged 'client disconnected: it does not read'
foe_end

foe flood "$hosts"
ok 'a client that asks without end' wait_for 60 foe_has flood 1000
good 'one that asks without end'
foe_end
ok 'afterwards kopd answers' eval 'kopctl show >"$dir/out"'
kopd_stop
is 'it ends with 0' "$kopd_status" 0
is 'nobody died of anything' "$(grep -c 'fatal\|killed' "$dir/kopd.log")" 0
finish
