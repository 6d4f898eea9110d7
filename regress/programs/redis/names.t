#!/bin/sh
# Redis by a name that a name server knows: with several addresses, with none,
# and while the name server says nothing.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

# A name server: "two.test" has two addresses, of which the second answers,
# "silent.test" gets no answer, anything else does not exist.  So what the
# resolver adds of its own (the domain of this machine, a probe) is answered.
perl -MIO::Socket::INET -e '
	$| = 1;
	$s = IO::Socket::INET->new(Proto => "udp",
	    LocalAddr => "127.0.0.1") or die;
	print $s->sockport, "\n";
	while ($s->recv($q, 512)) {
		($id) = unpack("n", $q);
		$question = substr($q, 12);
		($name, $type) = ("", 0);
		for ($i = 0; ($n = ord(substr($question, $i, 1))) != 0; ) {
			$name .= substr($question, $i + 1, $n) . ".";
			$i += $n + 1;
		}
		$name = lc $name;	# askers mix cases, against forgery
		$question = substr($question, 0, $i + 5);
		$type = unpack("n", substr($question, $i + 1, 2));
		if ($name eq "two.test." && $type == 1) {
			$s->send(pack("n6", $id, 0x8180, 1, 2, 0, 0) .
			    $question . join("", map { pack("n3Nna4", 0xc00c, 1,
			    1, 60, 4, $_) } "\x7f\0\0\x02", "\x7f\0\0\x01"));
		} elsif ($name eq "two.test.") {
			$s->send(pack("n6", $id, 0x8180, 1, 0, 0, 0) . $question);
		} elsif ($name ne "silent.test.") {
			$s->send(pack("n6", $id, 0x8183, 1, 0, 0, 0) . $question);
		}
	}' >"$dir/port" &
pids="$pids $!"
wait_for 5 test -s "$dir/port" || bail 'the name server does not start'
echo "nameserver 127.0.0.1:$(cat "$dir/port")" >"$dir/resolv.conf"

# The program reads /etc/resolv.conf: this one, in a name space of its own.
# There it must not look like root, unless it is.
if [ "$(id -u)" -eq 0 ]; then
	space='unshare -m' inside=
else
	space='unshare -rm' inside='unshare -U'
fi
$space true ||
    bail 'this system permits no mount name space: run this test as root'
cat >"$dir/writer" <<SCRIPT
#!/bin/sh
exec $space sh -c 'mount --bind "$dir/resolv.conf" \
    "\$(readlink -f /etc/resolv.conf)" && exec $inside "\$0" "\$@"' \
    "$WRITER" "\$@"
SCRIPT
chmod +x "$dir/writer"
WRITER=$dir/writer

redis_start_port
writer a socket - address two.test port "$redis_port"
ok 'the address that answers is found' await a redis.state 'connected for'
is 'and shown' "$(status a redis.address)" "two.test:$redis_port (127.0.0.1)"
conf a address none.test
log_clear a
tell a reload
ok 'a name that is not there is said' logged a 'none.test.*does not resolve'
conf a address silent.test
log_clear a
tell a reload
ok 'and a name server that does not answer' logged a 'silent.test.*does not resolve'
conf a address two.test
tell a reload
ok 'the right name again' await a redis.state 'connected for'

# sockets_of NAME: of UDP, as "ADDRESS state".
sockets_of() {
	eval "_p=\$pid_$1"
	ss -Huanp | grep "pid=$(ps -o pid= --ppid "$_p" | tr -d ' ')," |
	    awk '{ print $5, $1 }'
}
is 'its one socket of UDP is connected to the name server' "$(sockets_of a)" \
    "127.0.0.1:$(cat "$dir/port") ESTAB"
is 'it ends in order' "$(stop_writer a)" 'exit 0'
writer b socket - address 127.0.0.1 port "$redis_port"
ok 'Redis at an address' await b redis.state 'connected for'
is 'it has no socket of UDP' "$(sockets_of b)" ''
conf b address two.test
tell b reload
ok 'nor has it a name server for a name that comes later' \
    logged b 'fatal: two.test does not resolve: there was no name server'
finish
