#!/bin/sh
# Whatever Redis refuses is one line that says what to do, and all is well
# when it no longer does.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

U1=http://192.0.2.1:80

# fault NAME TEXT: a new container, which cannot be written, is told why.
fault() {
	number=$((number + 1))
	tell a "begin $number change" "$(container "f$number" $U1)" \
	    "end $number" "done $number"
	ok "$1" logged a "$2"
}

# mended NAME: and is there afterwards.
mended() {
	ok "$1" wait_for 20 grep -q "^done $number " "$dir/a.out"
	is "$1, and all is there" \
	    "$(R EXISTS "traefik/http/routers/f$number/rule")" 1
	log_clear a
}

# Passwords.
redis_start --requirepass secret
REDISCLI_AUTH=secret
export REDISCLI_AUTH
writer a
ok 'a password that is missing' logged a 'Redis requires a password'
conf a password wrong
log_clear a
tell a reload
ok 'a wrong password' logged a 'rejects the user or password'
conf a user nobody password secret
log_clear a
tell a reload
ok 'a wrong user' logged a 'rejects the user or password'
conf a user - password secret
tell a reload
ok 'the right one' await a redis.state 'connected for'
is 'in no log line' "$(grep -c secret "$dir/a.log")" 0
conf a db 999
log_clear a
tell a reload
ok 'a database that is not there' logged a 'no database with this number'
conf a db 3
tell a reload
ok 'one that is' await a redis.state 'connected for'
snapshot a "$(container web $U1)"
is 'is written to' "$(R -n 3 EXISTS traefik/http/routers/web/rule)" 1
is 'and no other' "$(view)" "$INERT"
stop_writer a >/dev/null
redis_stop
unset REDISCLI_AUTH

redis_start --enable-protected-configs yes
writer a password secret
ok 'a password where none is wanted' logged a 'Redis has no password'
conf a password -
tell a reload
ok 'none' await a redis.state 'connected for'
snapshot a "$(container web $U1)"
log_clear a

# Writes refused.
R CONFIG SET maxmemory 1 >/dev/null
fault 'memory is full' 'its memory is full'
is 'nothing is half done' "$(R EXISTS traefik/http/services/f$number/loadBalancer/servers/10000/url)" 0
R CONFIG SET maxmemory 0 >/dev/null
mended 'there is memory again'

R REPLICAOF 127.0.0.1 1 >/dev/null
fault 'a replica' 'is a replica and accepts no writes'
R REPLICAOF NO ONE >/dev/null
mended 'a primary again'

R CONFIG SET min-replicas-to-write 3 >/dev/null
fault 'too few replicas' 'too few replicas'
R CONFIG SET min-replicas-to-write 0 >/dev/null
mended 'enough replicas'

# A background save that fails.
redis_disk_full
fault 'a disk that fails' 'cannot save to its disk'
redis_disk_free
mended 'no disk needed'

R RENAME kopd:/traefik/claims saved >/dev/null
R SET kopd:/traefik/claims text >/dev/null
fault 'a key of another type' 'another client wrote'
R RENAME saved kopd:/traefik/claims >/dev/null
mended 'the key is back'

# Another layout.
stop_writer a >/dev/null
R SET kopd:/traefik/format 99 >/dev/null
before=$(view)
writer a
ok 'a layout of another version' logged a 'has another layout'
is 'nothing is written' "$(view)" "$before"
stop_writer a >/dev/null
redis_stop

# LOADING: Redis answers before it has read its data.
redis_start
redis_kill_filled
redis_start_loading 100
writer a
ok 'a Redis that loads is waited for' logged a 'is loading its data'
ok 'and found when it has' await a redis.state 'connected for'
stop_writer a >/dev/null
redis_stop

# Not Redis.  Each answers every client with a text, and closes unless told
# to stay open.
stranger() {	# TEXT [open]
	perl -MIO::Socket::INET -e '
		$| = 1;
		$s = IO::Socket::INET->new(Listen => 5,
		    LocalAddr => "127.0.0.1") or die;
		print $s->sockport, "\n";
		while ($c = $s->accept) {
			sysread($c, $x, 1 << 20);
			syswrite($c, $ARGV[0]) if $ARGV[0] ne "";
			1 while @ARGV > 1 && sysread($c, $x, 1 << 20);
			close $c;
		}' "$@" >"$dir/port" &
	pids="$pids $!"
	wait_for 5 test -s "$dir/port"
	port=$(cat "$dir/port")
	rm "$dir/port"
}
not_redis() {	# NAME TEXT
	writer s socket - address 127.0.0.1 port "$port"
	ok "$1" logged s "$2"
	is "$1: one line" "$(wc -l <"$dir/s.log")" 1
	stop_writer s >/dev/null
}
stranger 'HTTP/1.1 400 Bad Request

'
not_redis 'a web server' "127.0.0.1:$port: a web server answers there"
stranger 'SSH-2.0-OpenSSH_9.2
'
not_redis 'an SSH server' 'an SSH server'
stranger ''
not_redis 'one that says nothing and closes' 'without a reply'
stranger ''
writer s socket - address 127.0.0.1 port "$port" tls 1 tls_insecure 1
ok 'one that closes while TLS is set up' \
    logged s "disconnected during the TLS handshake; check that this is the tls-port"
stop_writer s >/dev/null
stranger "$(printf '*1000000000\r\n:1')" open
not_redis 'one that promises too much' 'is not Redis'

# Addresses.
redis_start_port
writer a socket - address localhost port "$redis_port"
ok 'a name of /etc/hosts, of which one address answers' \
    await a redis.state 'connected for'
is 'is shown with its address' "$(status a redis.address)" \
    "localhost:$redis_port (127.0.0.1)"
R CLIENT KILL TYPE normal SKIPME yes >/dev/null
ok 'a connection that is cut comes back' await a redis.state 'connected for'
conf a address ::1
log_clear a
tell a reload
ok 'an address that nobody listens at' logged a "\[::1\]:$redis_port: .*check that Redis runs"
conf a address 127.0.0.1
tell a reload
ok 'the right one' await a redis.state 'connected for'
is 'it ends in order' "$(stop_writer a)" 'exit 0'
finish
