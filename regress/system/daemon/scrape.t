#!/bin/sh
# kopctl metrics --http: requests by pipes, and kopd-metrics.socket as it is
# installed, run by a systemd, with kopd.service, a fake Docker engine, a real
# Redis, and curl.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/systemd.sh"

command -v curl >/dev/null || bail "curl is missing: apt-get install curl"
checker=$TOP/regress/lib/openmetrics.pl

# serve: answers the request at standard input; sets got to the status line.
serve() {
	timeout 60 "$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" metrics --http \
	    >"$dir/got" 2>"$dir/err"
	status=$?
	got=$(head -n 1 "$dir/got" | tr -d '\r')
}

# answers WANTED FORMAT: what a request with that text is answered.
answers() {
	printf "$2" >"$dir/request"
	serve <"$dir/request"
	is "${2%%\\r*}: $1" "$status $got" "0 HTTP/1.1 $1"
}

printf 'GET /metrics HTTP/1.0\r\n\r\n' >"$dir/request"
serve <"$dir/request"
is 'without a kopd, the service is not available' "$status $got" \
    '0 HTTP/1.1 503 Service Unavailable'
ok '... and why' grep -q 'kopd does not run' "$dir/got"

redis_start_port
engine_start
kopd_conf
kopd_start
ok 'kopd is connected' wait_for 15 eval 'kopctl health >/dev/null'
OK='200 OK' BAD='400 Bad Request'
answers "$OK" 'GET /metrics HTTP/1.0\r\n\r\n'
sed '1,/^.$/d' "$dir/got" >"$dir/body"
perl "$checker" -t "$dir/body" >"$dir/wrong"
result $? 'the answer is text of Prometheus' "$dir/wrong"
is 'its length is in a header' "$(sed -n 's/^Content-Length: //p' "$dir/got" |
    tr -d '\r')" "$(wc -c <"$dir/body")"
answers "$OK" 'GET /metrics HTTP/1.1\r\nHost: a\r\nAccept: application/openmetrics-text\r\n\r\n'
sed '1,/^.$/d' "$dir/got" >"$dir/body"
perl "$checker" "$dir/body" >"$dir/wrong"
result $? 'the answer is OpenMetrics, if that is accepted' "$dir/wrong"
answers "$OK" 'HEAD /metrics HTTP/1.0\r\n\r\n'
is 'an answer to HEAD has no body' "$(sed '1,/^.$/d' "$dir/got" | wc -c)" 0
answers '404 Not Found' 'GET / HTTP/1.0\r\n\r\n'
answers '405 Method Not Allowed' 'POST /metrics HTTP/1.0\r\n\r\n'
ok '... with the methods' grep -q '^Allow: GET, HEAD.$' "$dir/got"
answers "$BAD" 'GET /metrics HTTP/1.1\r\n\r\n'
answers "$BAD" 'GET /metrics HTTP/1.0\r\n'
answers "$BAD" 'nonsense\r\n\r\n'
{
	printf 'GET /metrics HTTP/1.0\r\nX: '
	head -c 9000 /dev/zero | tr '\0' x
	printf '\r\n\r\n'
} >"$dir/request"
serve <"$dir/request"
is 'a request of more than 8 kB' "$status $got" "0 HTTP/1.1 $BAD"
serve </dev/null
is 'no request: no answer' "$status $(wc -c <"$dir/got")" '0 0'

# A client that does not complete its request.
mkfifo "$dir/slow"
sh -c 'exec 3>"$1"; printf "GET /metrics" >&3; exec sleep 600' sh \
    "$dir/slow" &
slow=$!
pids="${pids:-} $slow"
serve <"$dir/slow"
is 'a request that does not end is answered after some seconds' \
    "$status $got" "0 HTTP/1.1 $BAD"
kill_ours KILL $slow
kopd_stop

# As it is installed.
make -C "$TOP" --no-print-directory BUILD="$BUILD" \
    DESTDIR="$systemd_files" install >"$dir/make.log" 2>&1 ||
    bail "make install: $(cat "$dir/make.log")"
"$TOP/tools/users" >/dev/null || bail "the users of kopd's processes"
systemd_begin "$engine_dir=/run/engine"
kopd_conf 'docker socket "/run/engine/docker.sock"'
inside sh -c 'cat >/etc/kopd/kopd.conf' <"$dir/kopd/kopd.conf"
inside systemctl start kopd
result $? 'kopd.service starts'

# On a free port, as a drop-in file sets it.
listens() {
	port=$(shuf -i 20000-32000 -n 1)
	inside sh -c 'd=/run/systemd/system/kopd-metrics.socket.d && mkdir -p $d &&
	    printf "[Socket]\nListenStream=\nListenStream=127.0.0.1:%s\n" "$1" \
	    >$d/port.conf && systemctl daemon-reload &&
	    systemctl start kopd-metrics.socket' sh "$port" 2>/dev/null
}
ok 'kopd-metrics.socket starts' wait_for 20 listens
is 'its own port is that of the page' "$(sed -n 's/^ListenStream=//p' \
    "$systemd_files/usr/local/lib/systemd/system/kopd-metrics.socket")" \
    127.0.0.1:9469
ok 'the page has it' grep -q 'http://127.0.0.1:9469/metrics' \
    "$TOP/man/kopctl.8"
url=http://127.0.0.1:$port
fetch() {
	curl -sS -m 60 -o "$dir/body" -w '%{http_code} %{content_type}' "$@" \
	    2>"$dir/err"
}
log_show() {
	inside journalctl -o cat --no-pager -n 40 | diagnose
}
got=$(fetch "$url/metrics")
is 'curl gets the metrics' "$got" \
    '200 text/plain; version=0.0.4; charset=utf-8'

perl "$checker" -t "$dir/body" >"$dir/wrong"
result $? 'they are well-formed' "$dir/wrong" || log_show
ok 'they are those of this kopd' grep -q '^kopd_lease_held 1$' "$dir/body"
got=$(fetch -H 'Accept: application/openmetrics-text;version=1.0.0' \
    "$url/metrics")
is 'as OpenMetrics, if that is accepted' "$got" \
    '200 application/openmetrics-text; version=1.0.0; charset=utf-8'
perl "$checker" "$dir/body" >"$dir/wrong"
result $? 'which is well-formed' "$dir/wrong"
is 'another path' "$(fetch "$url/" | cut -d ' ' -f 1)" 404
is 'another method' "$(fetch -d x "$url/metrics" | cut -d ' ' -f 1)" 405
head -c 100000 /dev/zero | tr '\0' x >"$dir/large"
is 'a large body does not discard the answer' \
    "$(fetch --data-binary "@$dir/large" "$url/metrics" | cut -d ' ' -f 1)" 405
is 'a large header, neither' "$(fetch -H "X: $(head -c 9000 "$dir/large")" \
    "$url/metrics" | cut -d ' ' -f 1)" 400

# What the process may do that reads the request: it waits for the rest of it.
# caught: a client sends a part, and the process that reads it is found.
caught() {
	perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(
	    "127.0.0.1:$ARGV[0]") or exit 1; print $s "GET /metrics";
	    $s->flush; sleep 60' "$port" &
	client=$!
	wait_for 4 caught_now
	_caught=$?
	kill_ours KILL $client
	wait $client 2>/dev/null
	return $_caught
}
caught_now() {
	pid=$(cat "$systemd_group"/system.slice/system-kopd*/*/cgroup.procs |
	    head -n 1)
	[ -n "$pid" ] && cp "/proc/$pid/status" "$dir/status" &&
	    grep -q '^Name:.kopctl$' "$dir/status" &&
	    grep -q '^Seccomp:.2$' "$dir/status" &&
	    ls -l "/proc/$pid/fd" >"$dir/fd"
} 2>/dev/null
ok 'a process waits for a request' wait_for 60 caught
field() {
	awk -v f="$1:" '$1 == f { $1 = ""; print substr($0, 2) }' "$dir/status"
}
is 'it has the groups of the control socket and of its user' \
    "$(field Groups | tr ' ' '\n' | grep -cx "$(getent group _kopd |
    cut -d : -f 3)")" 1
ok 'it is not root' [ "$(field Uid | cut -d ' ' -f 1)" -ne 0 ]
is 'it has no capability' "$(field CapEff) $(field CapBnd)" \
    '0000000000000000 0000000000000000'
ok 'it cannot get new privileges, and has filters' \
    [ "$(field NoNewPrivs) $(field Seccomp)" = '1 2' ]
is 'of its descriptors, the only sockets are the connection and the log' \
    "$(grep -c 'socket:' "$dir/fd")" 3
# Connections of one address that send nothing leave places to others.
perl -MIO::Socket::INET -e 'for (1 .. 8) {
	    push @s, IO::Socket::INET->new(PeerAddr => "127.0.0.1:$ARGV[0]",
		LocalAddr => "127.0.0.2") or exit 1;
    }
    sleep 60' "$port" &
idle=$!
served() {
	[ "$(find "$systemd_group"/system.slice/system-kopd*/ -name \
	    cgroup.procs -exec cat {} + | grep -c .)" -ge 4 ]
} 2>/dev/null
ok 'four connections of one address are served' wait_for 10 served
is 'another one is answered meanwhile' \
    "$(fetch "$url/metrics" | cut -d ' ' -f 1)" 200
kill_ours KILL $idle
is 'no unit has failed' \
    "$(inside systemctl --failed --no-legend --plain | grep kopd)" ''
score=$(inside env SYSTEMD_LOG_LEVEL=err systemd-analyze security \
    --offline=true kopd-metrics@1.service 2>&1 | tail -n 1)
echo "# $score"
ok 'systemd-analyze security: 1.5 or less' [ "$(echo "$score" |
    sed -n 's/.*: \([0-9]*\)\.\([0-9]\).*/\1\2/p')" -le 15 ]

# Without kopd.
inside systemctl stop kopd
is 'without kopd' "$(fetch "$url/metrics" | cut -d ' ' -f 1)" 503
finish
