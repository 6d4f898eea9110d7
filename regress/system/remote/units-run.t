#!/bin/sh
# The units of the examples, run by a systemd: as REMOTE ENGINES in
# kopd.conf(5) installs them, with OpenSSH's own client and server and a real
# Redis.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/ports.sh"
. "$TOP/regress/lib/examples.sh"
. "$TOP/regress/lib/ssh.sh"
. "$TOP/regress/lib/systemd.sh"
. "$TOP/regress/lib/confined.sh"

"$TOP/tools/users" >/dev/null || bail "the users of kopd's processes"
make -C "$TOP" --no-print-directory BUILD="$BUILD" \
    DESTDIR="$systemd_files" install >"$dir/make.log" 2>&1 ||
    bail "make install: $(cat "$dir/make.log")"
redis_start_port

# As without systemd, to compare with: a kopd that waits for Docker, too.
kopd_name=alone
mkdir -p "$dir/alone"
kopd_conf
kopd_start
ok "a kopd without systemd waits for Docker" logged \
    "^docker-reader: no Docker engine at $engine_socket; retrying"
engine_start
ok "and finds it" logged "^redis-writer: .*: connected as host alone" &&
    logged "^docker-reader: the Docker engine .* answers again"
confinement "$kopd_pid" >"$dir/alone.confinement"
is "that is four processes" "$(grep -c ': Seccomp 2$' "$dir/alone.confinement")" 4
kopd_stop

# The other machine's engine is the fake one, at the usual place.
systemd_begin "$dir=$dir"
inside ln -s "$engine_socket" /run/docker.sock
inside mkdir -p /run/sshd
server_within="nsenter --mount=/proc/$systemd_pid/ns/mnt"
server_begin "$(literal restrict)"
client_begin
literal 'hostname "docker3"' |
    sed "s|host .*|host 127.0.0.1 port $redis_port|" >"$dir/kopd.conf"
inside cp "$dir/kopd.conf" /etc/kopd/docker3.conf
published() {
	view_is "$(for _of; do routes "${_of%:*}" "${_of#*:}" 2; done |
	    sed 's/192\.0\.2\.1/192.168.1.77/')"
}
log_show() {
	journal kopd@docker3 | tail -n 30 | diagnose
}
main_pid() {
	property kopd@docker3 MainPID
}

# Just as the page has it; the key is there later.
literal 'useradd --system' >"$dir/commands"
ok "kopd.conf(5) has the commands" \
    grep -q '^systemctl enable --now .* kopd@docker3$' "$dir/commands"
inside sh -e "$dir/commands" >"$dir/commands.log" 2>&1
result $? "they install and start the units" "$dir/commands.log"
ok "kopd@docker3 runs" property_is kopd@docker3 ActiveState active
ok "and waits for the tunnel" journal_has kopd@docker3 \
    "^docker-reader: no Docker engine at /run/kopd-docker3/docker.sock; retrying"
restarted() {
	[ "$(property "$1" NRestarts)" -ge "$2" ]
}
ok "systemd starts ssh again, more often than five times" \
    wait_for 60 restarted kopd-ssh@docker3 6
inside sh -e -c 'cd /var/lib/kopd-tunnel && mkdir .ssh && chmod 700 .ssh &&
    cp "$0/config" "$0/known_hosts" .ssh && chown -R kopd-tunnel: .ssh "$0/user"
    ' "$dir/ssh"
web web 8001
ok "the key is there: the other machine's container is published" \
    published web:8001
is "the socket is for docker-reader alone" \
    "$(inside stat -c '%U:%G %a' /run/kopd-docker3/docker.sock)" \
    "kopd-tunnel:_kopdd 660"
ok "the control socket is where the unit has it" eval \
    "inside kopctl -s /run/kopd@docker3/kopd.sock show >/dev/null"

# What differs is the directory of kopd.conf and that of the Docker socket.
confinement "$(main_pid)" inside | without_notify |
    sed -e "s|/etc/kopd$|$dir/alone|" \
    -e "s|/run/kopd-docker3|$engine_dir|" >"$dir/unit.confinement"
diff "$dir/alone.confinement" "$dir/unit.confinement" >"$dir/differ"
result $? "each process is confined as without systemd" "$dir/differ"

# waits N: kopd has said as often that the tunnel is gone.
waits() {
	[ "$(journal kopd@docker3 | grep -c 'no Docker engine .*; retrying')" -ge "$1" ]
}
first=$(main_pid)
inside systemctl stop kopd-ssh@docker3
ok "the tunnel is stopped: kopd waits" wait_for 30 waits 2
web more 8002
engine "stop web"
ok "the routes stay" published web:8001
inside systemctl start kopd-ssh@docker3
ok "it is started: what changed meanwhile is right" published more:8002
starts=$(property kopd-ssh@docker3 NRestarts)
inside systemctl kill -s KILL kopd-ssh@docker3
ok "the tunnel is killed: systemd starts it again" \
    wait_for 30 restarted kopd-ssh@docker3 $((starts + 1))
web again 8003
ok "and kopd goes on" published more:8002 again:8003
is "it is the same kopd" "$(main_pid)" "$first"

# The gate: the socket is systemd's, and there is an ssh for each connection.
inside systemctl disable --now kopd-ssh@docker3 2>/dev/null
sed -n '/^restrict,command=/,/kopd$/p' "$TOP/man/docker-reader.8" |
    tr '\n' ' ' | sed "s|ssh-ed25519 .*|$(cat "$dir/ssh/user.pub")|" \
    >"$dir/ssh/authorized_keys"
literal '[Socket]' | inside tee /etc/systemd/system/kopd-docker3.socket \
    >"$dir/gate.socket"
literal '[Service]' | inside tee /etc/systemd/system/kopd-docker3@.service \
    >"$dir/gate.service"
inside systemctl daemon-reload
inside systemctl enable --now kopd-docker3.socket 2>/dev/null
ok "the socket of kopd.conf(5) for the gate" \
    property_is kopd-docker3.socket ActiveState active
is "it is for docker-reader alone" \
    "$(inside stat -c '%U:%G %a' /run/kopd-docker3/docker.sock)" \
    "root:_kopdd 660"
web gate 8004
ok "kopd reads through the gate" published more:8002 again:8003 gate:8004
is "and the socket stays so, though services have started" \
    "$(inside stat -c '%U:%G %a' /run/kopd-docker3/docker.sock)" \
    "root:_kopdd 660"
ok "an ssh runs for the events" inside sh -c \
    'systemctl list-units --state=running "kopd-docker3@*" | grep -q running'

# kopd itself.
inside systemctl reload kopd@docker3
ok "systemctl reload" journal_has kopd@docker3 '^kopd: configuration reloaded'
inside sh -c "kill -KILL $(_kopd=$(main_pid); confined_pid route-maker inside)"
ok "a process is killed: kopd ends, and says why" journal_has kopd@docker3 \
    '^kopd: route-maker was killed by signal 9'
ok "systemd starts it again" wait_for 30 restarted kopd@docker3 1
engine "stop again"
ok "it goes on" published more:8002 gate:8004
inside systemctl stop kopd@docker3
is "it ends in order" "$(property kopd@docker3 Result)" success
ok "the routes stay" published more:8002 gate:8004
ok "the tunnel's directory stays" inside test -d /run/kopd-docker3

[ "$failures" -eq 0 ] || {
	tail -n 20 "$dir/sshd.log" | sed 's/^/sshd: /'
	inside journalctl -o short-precise --no-pager -n 40 -u 'kopd-docker3*'
	inside systemctl list-units --no-pager 'kopd*'
	ss -tnp "sport = :$ssh_port or dport = :$ssh_port"
} | diagnose
finish
