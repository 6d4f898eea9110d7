#!/bin/sh
# The engine of another machine through ssh and the gate, as kopd.conf(5) has
# it: one ssh for each connection, started as systemd starts it.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/published.sh"
. "$TOP/regress/lib/examples.sh"
. "$TOP/regress/lib/tunnel.sh"
. "$TOP/regress/lib/ssh.sh"

command -v systemd-socket-activate >/dev/null ||
    bail "systemd-socket-activate is missing: tools/packages check"

# The key's line is docker-reader(8)'s, which breaks it.
key=$(sed -n '/^restrict,command=/,/kopd$/p' "$TOP/man/docker-reader.8" |
    tr '\n' ' ' | here |
    sed "s|/usr/local/libexec/kopd/docker-reader|$BUILD/docker-reader/docker-reader|")
server_begin "$key"
client_begin
ok "docker-reader(8) has the line for the key" eval \
    'grep -q "^restrict,command=\"$BUILD" "$dir/ssh/authorized_keys"'
command=$(literal '[Service]' | sed -e ':a' -e '/\\$/{N;s/\\\n *//;ba' -e '}' |
    sed -n 's/^ExecStart=//p' | tr -s '\t ' ' ' | here)
is "kopd.conf(5) has the command" "${command%% *}" "$dir/bin/ssh"
of_socket() {
	literal '[Socket]' | sed -n "s/^$1=//p"
}

# The ssh in the background ends, too.
master=$dir/run/$(literal '[Service]' | sed -n 's/^RuntimeDirectory=//p')
mkdir -p "$master"
chown nobody "$master"
at_exit master_end
master_end() {
	"$dir/bin/ssh" -o "ControlPath=$master/master" -O exit docker3 2>/dev/null
}

# activate: the socket, and the command for each connection.
activate() {
	setpriv --reuid nobody --regid _kopdd --clear-groups \
	    systemd-socket-activate -a --inetd -l "$tunnel/docker.sock" \
	    $command >>"$dir/activate.log" 2>&1 &
	tunnel_pid=$!
	wait_for 10 test -S "$tunnel/docker.sock"
	chgrp "$(of_socket SocketGroup)" "$tunnel/docker.sock"
	chmod "$(of_socket SocketMode)" "$tunnel/docker.sock"
}
start() {
	must_run "$1" -p 80 $(port_label "$1" 80)
}
url_of() {
	echo "http://192.168.1.77:$(docker port "$1-$$" 80/tcp |
	    sed -n 's/^0\.0\.0\.0://p;q')"
}

start web
chown nobody:_kopdd "$tunnel"
activate
kopd_name=kopd@docker3
ln -s "$dir/run/kopd@docker3/kopd.sock" "$dir/kopd@docker3.sock"
remote_kopd
served "what runs there is published" web "$(url_of web)"
start more
served "what starts, too" more "$(url_of more)"
remove web
served "what stops goes" web ""
is "the key lets nothing else through" "$(curl -s -m 20 -o /dev/null \
    -w '%{http_code}' --unix-socket "$tunnel/docker.sock" \
    http://d/containers/json)" 403
kopd_stop
is "kopd ends in order" "$kopd_status" 0
[ "$failures" -eq 0 ] || { log_show; sed 's/^/# /' "$dir/activate.log"; }
finish
