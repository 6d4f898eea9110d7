#!/bin/sh
# A real Docker engine behind docker-reader -g, by a socket, by TCP and by ssh,
# and a kopd before it: what happens to containers is published.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/gate.sh"

for tool in sshd ssh ssh-keygen ss; do
	PATH=$PATH:/usr/sbin command -v $tool >/dev/null ||
	    bail "$tool is missing: tools/packages check"
done
pids=
at_exit docker_end
mkdir "$dir/docker"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
redis_start_port

# listens PORT: true when somebody does.
listens() {
	[ -n "$(ss -Hltn "sport = :$1")" ]
}

# starts COMMAND ...: in the background, logged.
starts() {
	"$@" >>"$dir/log" 2>&1 &
	pids="$pids $!"
}

# on_port FILE: commands for sh(1), in which PORT becomes a free one, that of
# $port; waits until something listens there.
on_port() {
	for _try in 1 2 3 4 5; do
		port=$(shuf -i 20000-32000 -n 1)
		listens "$port" && continue
		sed "s/PORT/$port/" "$1" >"$dir/started"
		starts sh "$dir/started"
		_pid=$!
		wait_for 10 port_settled && ! gone $_pid && return
	done
	sed 's/^/# /' "$dir/log"
	bail "nothing listens: $(cat "$1")"
}
port_settled() {
	gone $_pid || listens "$port"
}

mkdir "$dir/tcp" "$dir/ssh"
chmod 755 "$dir/tcp" "$dir/ssh"

# example WORD: that of docker-reader(8) which begins so, for here.
example() {
	sed -n "/^$1/,/^\.Ed/p" "$TOP/man/docker-reader.8" |
	    sed -e '/^\.Ed/d' -e 's/\\e$/\\/' \
		-e "s|/usr/local/libexec/kopd/docker-reader|$READER|" \
		-e "s|/var/run/docker.sock|$docker_socket|" \
		-e 's/192\.0\.2\.7/127.0.0.1/; s/:2375,/:PORT,/'
}

example 'gate=' | sed 's/^socat/exec &/' >"$dir/by-socat"
on_port "$dir/by-socat"
tcp_port=$port
starts socat "UNIX-LISTEN:$dir/tcp/docker.sock,fork,mode=666" \
    "TCP:127.0.0.1:$tcp_port"

# A key that has the gate and nothing else.
mkdir -p /run/sshd
ssh-keygen -q -t ed25519 -N '' -f "$dir/host_key"
ssh-keygen -q -t ed25519 -N '' -f "$dir/key"
example restrict, | xargs -d '\n' |
    sed "s|ssh-ed25519 AAAA.*|$(cat "$dir/key.pub")|" >"$dir/authorized_keys"
cat >"$dir/sshd_config" <<-EOT
	ListenAddress 127.0.0.1
	HostKey $dir/host_key
	PidFile none
	AuthorizedKeysFile $dir/authorized_keys
	StrictModes no
	UsePAM no
	PermitRootLogin forced-commands-only
EOT
echo "exec $(PATH=$PATH:/usr/sbin command -v sshd) -D -e -p PORT \
    -f $dir/sshd_config" >"$dir/by-sshd"
on_port "$dir/by-sshd"
cat >"$dir/ssh_config" <<-EOT
	Host gate
		HostName 127.0.0.1
		Port $port
		User $(id -un)
		IdentityFile $dir/key
		IdentitiesOnly yes
		BatchMode yes
		UserKnownHostsFile $dir/known_hosts
		StrictHostKeyChecking accept-new
		ControlMaster auto
		ControlPath $dir/control
		ControlPersist yes
EOT
at_exit ssh_end
ssh_end() {
	ssh -F "$dir/ssh_config" -O exit gate 2>/dev/null
	for _p in $pids; do
		end "$_p"
	done
}
starts socat "UNIX-LISTEN:$dir/ssh/docker.sock,fork,mode=666" \
    "EXEC:ssh -T -F $dir/ssh_config gate"
for way in tcp ssh; do
	wait_for 10 test -S "$dir/$way/docker.sock" ||
	    bail "socat does not listen"
done

# What the key is good for.
ssh_asks() {
	ssh -T -F "$dir/ssh_config" "$@" >"$dir/out" 2>"$dir/err"
}
printf "$INFO" >"$dir/info"
ssh_asks gate <"$dir/info"
is "ssh: what kopd asks is answered" "$?" 0
is "ssh: by the engine" "$(sed '1,/^\r$/d' "$dir/out" | jq -r .ID)" \
    "$(docker info -f '{{.ID}}')"
printf 'GET /v1.41/info HTTP/1.0\r\nHost: docker\r\n\r\n' |
    ssh_asks gate
is "ssh: another request is refused" "$? $(sed -n '1s/\r//p' "$dir/out")" \
    "1 HTTP/1.0 403 Forbidden"
ok "ssh: and says so to whoever asks" grep -q \
    '^docker-reader: request rejected: kopd ' "$dir/err"
ssh_asks gate cat /etc/passwd </dev/null
is "ssh: a command is not run" "$? $(sed -n '1s/\r//p' "$dir/out")" \
    "1 HTTP/1.0 403 Forbidden"
starts ssh -nNT -F "$dir/ssh_config" -o ControlPath=none \
    -L "$dir/forward.sock:$docker_socket" gate
wait_for 10 test -S "$dir/forward.sock"
is "ssh: the socket is not forwarded" "$(curl -s --unix-socket \
    "$dir/forward.sock" http://d/info)" ""

# A client that vanishes without a word is noticed.
mkfifo "$dir/events"
exec 6<>"$dir/events"
printf "$EVENTS" >&6
socat - "TCP:127.0.0.1:$tcp_port" <"$dir/events" >"$dir/stream" 6>&- &
stream=$!
pids="$pids $stream"
connections() {
	ss -Htno state established "( sport = :$tcp_port )"
}
wait_for 20 test -s "$dir/stream"
ok "tcp: an event stream is probed" eval 'connections |
    grep -q "timer:(keepalive"'
kill -9 $stream
ended() {
	[ -z "$(connections)" ]
}
ok "tcp: its end at the client ends it" wait_for 20 ended
exec 6>&-

# web NAME: a container of the test, "NAME-PID" for Docker.
web() {
	docker_web "$1-$$" --label "kop.namespace=test-$$" \
	    --label traefik.enable=true \
	    --label "traefik.http.routers.$1.rule=Host(\`$1.test\`)" \
	    --label "traefik.http.services.$1.loadbalancer.server.port=80" \
	    2>"$dir/why" || bail "docker run $1: $(cat "$dir/why")"
}
keys() {
	printf 'traefik/http/routers/%s/rule=Host(`%s.test`)\n' "$1" "$1"
	printf 'traefik/http/routers/%s/service=%s\n' "$1" "$1"
	printf 'url http://127.0.0.1:%s\n' "$(docker_port "$1-$$")"
}
seen() {
	view | grep -v '^traefik/tls/certificates=' |
	    sed 's|^traefik/http/services/.*/servers/[0-9]*/url=|url |' | sort
}
is_seen() {
	[ "$(seen)" = "$1" ]
}
expect() {	# NAME VIEW
	wait_for 20 is_seen "$2"
	is "$1" "$(seen)" "$2"
}

for way in tcp ssh; do
	kopd_use $way
	cat >"$dir/$way/kopd.conf" <<-EOT
		hostname "$way"
		bind ip 127.0.0.1
		docker {
			socket "$dir/$way/docker.sock"
			namespace "test-$$"
			poll 1h
		}
		redis { host "127.0.0.1" port $redis_port }
	EOT
	web before
	kopd_start
	expect "$way: what runs is published" "$(keys before | sort)"
	web "$way"
	expect "$way: a container starts" \
	    "$( { keys before; keys "$way"; } | sort)"
	docker pause "$way-$$" >/dev/null
	expect "$way: it is paused" "$(keys before | sort)"
	docker unpause "$way-$$" >/dev/null
	expect "$way: it goes on" "$( { keys before; keys "$way"; } | sort)"
	docker stop -t 0 "$way-$$" >/dev/null
	expect "$way: it stops" "$(keys before | sort)"
	docker rm -f "before-$$" "$way-$$" >/dev/null
	expect "$way: all are removed" ""
	is "$way: nothing was wrong" "$(lines 'refused\|fatal\|error')" 0
	kopd_stop
	is "$way: kopd ends" "$kopd_status" 0
done
finish
