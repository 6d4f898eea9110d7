#!/bin/sh
# kopd with Docker at a TCP port: it publishes as with a socket, keeps what is
# published while the engine is away, and takes another place at a restart
# alone.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_address=127.0.0.1:0
engine_start
port=${engine_address##*:}
web a 8001
kopd_conf
kopd_start
ok "what the engine has is published" view_is "$(routes a 8001)"
is "a loopback address needs no warning" "$(lines 'is not encrypted')" 0
web b 8002
ok "a start is followed" view_is "$(routes a 8001; routes b 8002)"
status() {
	[ "$(kopctl -j show | jq -r "$1")" = "$2" ]
}
ok "show has host and port" wait_for 10 status \
    '."docker-reader"."docker.host"' "$engine_address"

engine refuse "close events"
waiting="no Docker engine at $engine_address: the connection is refused; retrying"
ok "an engine that is gone is said" logged "^docker-reader: $waiting"
ok "show says so" wait_for 10 status '."route-maker"."docker.state.detail"' "$waiting"
engine "stop a"
ok "what is published stays" view_is "$(routes a 8001; routes b 8002)"
lease() {
	[ "$(R pttl kopd:/traefik/lease/kopd)" -gt "$before" ]
}
before=$(R pttl kopd:/traefik/lease/kopd)
ok "... and its lease is kept" wait_for 10 lease
engine listen
ok "it is back: what has changed meanwhile" view_is "$(routes b 8002)"
ok "... and that is said" logged \
    "^docker-reader: the Docker engine at $engine_address answers again"

# Confinement is one-way.
refused() {
	kopd_conf "docker host $1 port $2"
	kopctl reload 2>"$dir/out" && return 1
	logged "kopd.conf:[0-9]*: $3: this needs a restart"
}
ok "a reload with another host is refused" refused '"127.0.0.2"' "$port" \
    'docker host changes from "127.0.0.1" to "127.0.0.2"'
ok "a reload with another port is refused" refused '"127.0.0.1"' 1 \
    "docker port changes from $port to 1"
kopd_conf "docker socket \"$engine_socket\""
kopctl reload 2>"$dir/out"
ok "a reload with a socket is refused" logged \
    "docker socket changes from \"\" to \"$engine_socket\": this needs a restart"
kopd_conf "docker timeout 29s"
ok "a reload with the same is taken" kopctl reload
web c 8003
ok "... and all goes on" view_is "$(routes b 8002; routes c 8003)"
kopd_stop
is "kopd ends in order" "$kopd_status" 0

# By the environment, as those who come from traefik-kop have it.
sed '/^docker {/,/^}/d' "$dir/kopd/kopd.conf" >"$dir/new"
cat "$dir/new" >"$dir/kopd/kopd.conf"
log_clear
env -i PATH="$PATH" DOCKER_HOST="tcp://localhost:$port" "$BUILD/kopd/kopd" -d \
    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1 &
kopd_pid=$!
kopds="$kopds $kopd_pid"
web d 8004
ok "DOCKER_HOST=tcp://localhost:port works" \
    view_is "$(routes b 8002; routes c 8003; routes d 8004)"
is "localhost needs no warning" "$(lines 'is not encrypted')" 0
kopd_stop
is "kopd ends in order, too" "$kopd_status" 0

# A server that speaks TLS says so to whom does not (Go, net/http).
cat >"$dir/tls.sh" <<'EOT'
#!/bin/sh
read -r line
printf 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n'
EOT
chmod 755 "$dir/tls.sh"
end "$engine_pid"
socat "TCP-LISTEN:$port,bind=127.0.0.1,reuseaddr,fork" "EXEC:$dir/tls.sh" \
    2>"$dir/socat.log" &
kopds="$kopds $!"
log_clear
kopd_conf
kopd_start
tls="the Docker engine at $engine_address uses TLS; see REMOTE ENGINES in kopd.conf(5)"
ok "an engine that speaks TLS is said to" logged "^route-maker: $tls"
ok "show says so, too" wait_for 10 status '."route-maker"."docker.state.detail"' "$tls"
kopd_stop
is "kopd waits for it, and ends in order" "$kopd_status" 0
finish
