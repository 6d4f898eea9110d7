#!/bin/sh
# Without -d: lines go to syslogd, also after that was restarted, from all
# processes; and to the terminal until all are ready.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

need_root 'a mount namespace needs root'
unshare -m true || bail 'this system permits no mount namespace'
"$TOP/tools/users" >/dev/null || bail "no users"

# A /dev of our own, with no /dev/log yet.
mkdir "$dir/dev" "$dir/elsewhere"
chmod 755 "$dir/dev" "$dir/elsewhere"
unshare -m sh -c 'mount -t tmpfs -o mode=755 none "$1" &&
    cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty "$1" &&
    ln -s /proc/self/fd "$1/fd" && mount --bind "$1" /dev && echo mounted &&
    exec sleep 600' sh "$dir/dev" >"$dir/mounted" 2>&1 &
holder=$!
kopds="$kopds $holder"
wait_for 10 grep -q mounted "$dir/mounted" || bail "no /dev of our own"

cat >"$dir/syslogd.pl" <<'EOT'
use IO::Socket::UNIX;
my ($path, $type, $file) = @ARGV;
$| = 1;
unlink $path;
my $s = IO::Socket::UNIX->new(Type => $type eq 'stream' ? SOCK_STREAM :
    SOCK_DGRAM, Local => $path, Listen => $type eq 'stream' ? 5 : undef)
    or die "$path: $!";
chmod 0666, $path;
open my $out, '>>', $file or die;
$out->autoflush(1);
print "ready\n";
if ($type eq 'stream') {
	$/ = "\0";
	while (my $c = $s->accept()) {
		while (my $line = <$c>) {
			chomp $line;
			print $out "$line\n";
		}
	}
} else {
	while (defined $s->recv(my $line, 65536)) {
		print $out "$line\n";
	}
}
EOT
# syslogd_start [PATH [TYPE]]: what it gets is in $dir/syslog.
syslogd_start() {
	rm -f "$dir/syslogd.out"
	nsenter -t "$holder" -m perl "$dir/syslogd.pl" "${1:-/dev/log}" \
	    "${2:-datagram}" "$dir/syslog" >"$dir/syslogd.out" &
	syslogd=$!
	kopds="$kopds $syslogd"
	wait_for 10 grep -q ready "$dir/syslogd.out" || bail "no syslogd"
}
# With its socket left behind, as of one that was killed.
syslogd_stop() {
	kill -9 "$syslogd"
	wait "$syslogd" 2>/dev/null
}
got() {
	wait_for 15 grep -q -e "$1" "$dir/syslog" && return
	sed 's/^/# syslog: /' "$dir/syslog"
	return 1
}
start() {
	nsenter -t "$holder" -m env -i PATH="$PATH" "$BUILD/kopd/kopd" \
	    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" "$@" >"$dir/out" 2>&1
	status=$?
	[ $status -ne 0 ] || kopd_find
}
# Of kopd, by what it has open.
logger() {
	for _p in /proc/[0-9]*; do
		[ "$(cat "$_p/comm" 2>/dev/null)" = kopd ] &&
		    [ "${_p#/proc/}" != "$kopd_pid" ] &&
		    [ "$(awk '/^PPid/ { print $2 }' "$_p/status")" = \
		    "$kopd_pid" ] && echo "${_p#/proc/}"
	done
}
all_gone() {
	for _p in $pids; do
		gone "$_p" || return 1
	done
}
stop() {
	pids="$kopd_pid $(logger)"
	kill "$kopd_pid"
	ok "$1" wait_for 10 all_gone
}

redis_start_port
engine_start
kopd_conf
web a 8001
web typo 8009 traefik.http.routers.typo.nonsense=1
: >"$dir/syslog"
syslogd_start
start
is 'kopd goes into the background' "$status" 0
ok 'its line is there, with priority, time, name and process id' got \
    "^<30>[A-Z][a-z][a-z] [ 1-3][0-9] [0-9:]* kopd\[$kopd_pid\]: ready, version"
ok 'a warning has its priority' got \
    "^<28>.* route-maker\[[0-9]*\]: container typo: "
ok 'those of its children, too' got "route-maker\[[0-9]*\]: Docker engine"
ok 'routes are published' view_is "$(routes a 8001)"
is 'and the terminal has nothing of that afterwards' \
    "$(grep -c 'Docker engine' "$dir/out")" 0
p=$(logger)
is 'one process more' "$(echo "$p" | wc -w)" 1
is 'is another user, without capabilities, and filtered' \
    "$(awk '/^Uid/ { print ($2 != 0 && $3 != 0) } /^CapEff/ { print $2 }
    /^Seccomp:/ { print $2 }' "/proc/$p/status" | tr '\n' ' ')" \
    '1 0000000000000000 2 '

# A restart: nobody listens, then there is another socket.
syslogd_stop
engine refuse 'close events'
away() {
	kopctl show | grep -q 'docker.state .*engine'
}
ok 'a fault while syslogd is away' wait_for 10 away
engine listen
: >"$dir/syslog"
syslogd_start
kill -HUP "$kopd_pid"
ok 'kopd is heard again' got 'kopd\[[0-9]*\]: configuration reloaded'
ok 'and how much was lost' got 'kopd\[[0-9]*\]: [1-9][0-9]* lines were lost'
web b 8002 traefik.http.routers.b.nonsense=1
ok 'a child is, too' got 'route-maker\[[0-9]*\]: container b: '
for n in 1 2 3; do
	syslogd_stop
	: >"$dir/syslog"
	syslogd_start
	kill -HUP "$kopd_pid"
	ok "after restart $n it is heard at once" got 'configuration reloaded'
done
is 'and nothing was lost' "$(grep -c 'lines were lost' "$dir/syslog")" 0

# As JSON: the lines of the processes, and that of the logger itself.
kopd_conf 'log json yes'
kill -HUP "$kopd_pid"
ok 'a reload: lines are objects' got \
    '^<30>.* kopd\[[0-9]*\]: {"time":.*,"message":"configuration reloaded"}$'
web c 8003
ok 'those of children, too' got \
    '^<30>.* redis-writer\[[0-9]*\]: {"time":.*,"container":"c",'
syslogd_stop
ok 'a reload while syslogd is away' kopctl reload
: >"$dir/syslog"
syslogd_start
kill -HUP "$kopd_pid"
ok 'the number of lost lines is an object, too' got \
    '^<28>.* kopd\[[0-9]*\]: {"time":.*lines were lost'
stop 'it ends, and its logger with it'
ok 'the last line is there' got 'kopd\[[0-9]*\]: .*"message":"ended"}'

# Without a syslogd at the start, and with a secret.
kopd_conf 'redis password "of-the-file"'
syslogd_stop
nsenter -t "$holder" -m rm /dev/log
: >"$dir/syslog"
start
is 'it starts without' "$status" 0
is 'neither kopd nor its logger has the password' "$(for p in $kopd_pid \
    $(logger); do
	echo of-the-file | "$BUILD/regress/lib/fake/memory" "$p"
    done | tr '\n' ' ')" '0 0 '
syslogd_start
kill -HUP "$kopd_pid"
ok 'and finds one that comes' got 'configuration reloaded'
stop 'it ends in order'
syslogd_stop

# Systemd's way: a link; and an old one: a stream.
nsenter -t "$holder" -m sh -c 'rm -f /dev/log && ln -s "$1" /dev/log' sh \
    "$dir/elsewhere/dev-log"
: >"$dir/syslog"
syslogd_start "$dir/elsewhere/dev-log" stream
start
ok 'a link to a stream' got 'kopd\[[0-9]*\]: ready'
syslogd_stop
syslogd_start "$dir/elsewhere/dev-log" stream
kill -HUP "$kopd_pid"
ok 'that was restarted' got 'configuration reloaded'

# The logger dies, and kopd with it.
pids="$kopd_pid $(logger)"
kill -9 "$(logger)"
ok 'without its logger, kopd ends' wait_for 10 all_gone

# What is wrong at the start is said at the terminal, too.
kopd_conf 'docker default rule "Host(`{{ nromalize .Name }}`)"'
start
is 'a start that fails' "$status" 1
ok 'says so at the terminal' grep -q '^kopd: .*nromalize' "$dir/out"
ok 'and in syslog' got 'kopd\[[0-9]*\]: .*nromalize'
finish
