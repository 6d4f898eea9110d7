#!/bin/sh
# The engine of another machine through ssh, as kopd.conf(5), README and the
# units have it: OpenSSH's own client and server, and a real Docker engine.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/published.sh"
. "$TOP/regress/lib/examples.sh"
. "$TOP/regress/lib/tunnel.sh"
. "$TOP/regress/lib/ssh.sh"

server_begin "$(literal restrict)"
client_begin

# One command in all places.
one_line() {
	sed 's/\\$//' | tr -s ' \n' ' ' | sed 's/ $//'
}
literal 'ssh -nNT' | one_line >"$dir/page"
block "$TOP/README" 'ssh -nNT' | one_line >"$dir/readme"
ok "kopd.conf(5) has the command" grep -q '^ssh -nNT .* docker3$' "$dir/page"
is "README has the same" "$(cat "$dir/readme")" "$(cat "$dir/page")"
is "and kopd-ssh@.service runs it" "$(unit kopd-ssh ExecStart)" \
    "/usr/bin/$(cat "$dir/page")"

start() {
	must_run "$1" -p 80 $(port_label "$1" 80)
}

# A kopd for an engine on this machine, at the same Redis.
engine_start
web local 8001
kopd_conf
kopd_start
ok "a kopd for this machine's engine" view_is "$(routes local 8001)"

start web
kopd_name=kopd@docker3
ln -s "$dir/run/kopd@docker3/kopd.sock" "$dir/kopd@docker3.sock"
mkdir -p "$tunnel"
chown nobody:_kopdd "$tunnel"
remote_kopd
ok "another one waits for the tunnel" logged \
    "^docker-reader: no Docker engine at $tunnel/docker.sock; retrying"
tunnel_start kopd-ssh
port_of() {
	docker port "$1-$$" 80/tcp | sed -n 's/^0\.0\.0\.0://p;q'
}
url_of() {
	echo "http://192.168.1.77:$(port_of "$1")"
}
served "the tunnel is there: the other machine's container is published" \
    web "$(url_of web)"
is "its socket is for docker-reader alone" \
    "$(stat -c '%U:%G %a' "$tunnel/docker.sock")" "nobody:_kopdd 660"
served "this machine's stays" local http://192.0.2.1:8001
is "the name is the one that is set" \
    "$(R EXISTS kopd:/traefik/lease/docker3)" 1

# lost: kopd has noticed that the tunnel is gone.
lost() {
	logged "^docker-reader: no Docker engine .*$tunnel/docker.sock; retrying"
}
log_clear
tunnel_kill
ok "the tunnel is killed: kopd waits" lost
served "the routes stay" web "$(url_of web)"
start while
remove web
is "its socket is left" "$(test -S "$tunnel/docker.sock" && echo yes)" yes
tunnel_start kopd-ssh
served "the tunnel is back: what started meanwhile is there" \
    while "$(url_of while)"
served "and what stopped is gone" web ""
start after
served "events come again" after "$(url_of after)"

log_clear
for p in $(sessions); do
	kill -STOP "$p"
done
ok "the other machine no longer answers: ssh ends" \
    wait_for 30 gone "$tunnel_pid"
ok "kopd waits" lost
tunnel_pid=
for p in $(sessions); do
	kill -9 "$p"
done
remove after
tunnel_start kopd-ssh
served "it answers again: what stopped meanwhile is gone" after ""
served "and the rest stays" while "$(url_of while)"

is "the key runs no command" "$(setpriv --reuid nobody --regid _kopdd \
    --clear-groups "$dir/bin/ssh" -T -o BatchMode=yes docker3 id 2>&1
    echo $?)" 1

tunnel_end
kopd_stop
is "kopd ends in order" "$kopd_status" 0
[ "$failures" -eq 0 ] || log_show
finish
