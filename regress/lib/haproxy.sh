# HAProxy before a Docker engine, with the rules of docker-socket-proxy: only
# GET, and only the paths that its variables permit.  Source it after kopd.sh.

command -v haproxy >/dev/null || bail "haproxy is missing: tools/packages check"
proxy_socket=$dir/proxy/docker.sock proxy_pid=
proxy_port=$(shuf -i 20000-32000 -n 1)
mkdir "$dir/proxy"
chmod 755 "$dir/proxy"
at_exit proxy_end

# proxy_place: its address, for the docker block of kopd.conf.
proxy_place() {
	case ${ENGINE_OVER:-unix} in
	tcp)	echo "host \"127.0.0.1\" port $proxy_port" ;;
	*)	echo "socket \"$proxy_socket\"" ;;
	esac
}

proxy_address() {
	case ${ENGINE_OVER:-unix} in
	tcp)	echo "127.0.0.1:$proxy_port" ;;
	*)	echo "unix@$proxy_socket mode 666" ;;
	esac
}

# proxy_conf ADDRESS ENGINE: the address to listen at, and the engine's socket.
proxy_conf() {
	cat <<EOF
defaults
	mode http
	option http-server-close
	timeout http-request 10s
	timeout connect 10s
	timeout client 10m
	timeout server 10m

frontend proxy
	bind $1
	http-request deny unless METH_GET
$(for _p in containers events info version; do
	printf '\thttp-request allow if '
	printf '{ path,url_dec -m reg -i ^(/v[0-9.]+)?/%s } ' $_p
	printf '{ env(%s) -m bool }\n' "$(echo $_p | tr a-z A-Z)"
done)
	http-request deny
	use_backend events if { path,url_dec -m reg -i ^(/v[0-9.]+)?/events }
	default_backend engine

backend engine
	server engine unix@$2

backend events
	timeout server 0
	server engine unix@$2
EOF
}

# proxy_start ENGINE [VARIABLE=VALUE ...]: starts it before that socket; with
# ENGINE_OVER=tcp, at a port of 127.0.0.1, the same one if possible.  EVENTS and
# VERSION are 1, INFO and CONTAINERS are 0, unless a variable sets them.
proxy_start() {
	_engine=$1
	shift
	for _try in 1 2 3 4 5 6 7 8 9; do
		proxy_conf "$(proxy_address)" "$_engine" \
		    >"$dir/proxy/haproxy.cfg"
		env EVENTS=1 VERSION=1 INFO=0 CONTAINERS=0 "$@" \
		    haproxy -q -db -f "$dir/proxy/haproxy.cfg" \
		    >>"$dir/proxy/haproxy.log" 2>&1 &
		proxy_pid=$!
		wait_for 10 proxy_settled
		gone "$proxy_pid" || return 0
		proxy_port=$(shuf -i 20000-32000 -n 1)
	done
	sed 's/^/# /' "$dir/proxy/haproxy.log"
	bail "haproxy does not start"
}

proxy_settled() {
	gone "$proxy_pid" || ss -Hlnxtp | grep -q "pid=$proxy_pid,"
}

proxy_end() {
	[ -z "$proxy_pid" ] || end "$proxy_pid"
	proxy_pid=
	rm -f "$proxy_socket"
}
