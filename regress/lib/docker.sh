# A real Docker engine: the one that answers, else a private one.  regress/run
# starts that for all of its tests, and has its socket in TEST_ENGINE.
# Needs wait.sh.  All containers and images of this file have a label with the
# process id of the test, so that docker_end finds them, and no others.

# docker_begin DIR: sets docker_socket and exports DOCKER_HOST; false with a
# reason on stderr if there is no engine.  With docker_own, it is always a
# private one, in a network namespace of its own, with the options in
# docker_own.
docker_begin() {
	docker_run_label=kopd.run=$$
	docker_dir=$1 docker_image= docker_pid=
	if ! command -v docker >/dev/null; then
		echo "docker is missing: tools/packages check" >&2
		return 1
	fi
	docker_socket=${TEST_ENGINE:-/var/run/docker.sock}
	case ${DOCKER_HOST:-} in unix://*) docker_socket=${DOCKER_HOST#unix://}
	esac
	export DOCKER_HOST="unix://$docker_socket"
	[ -z "${docker_own:-}" ] && docker version >/dev/null 2>&1 && return 0
	docker_private ${docker_own:-}
}

# docker_begin_tcp DIR: always a private engine, which also listens at port 2375
# of 127.0.0.1 in its network namespace.
docker_begin_tcp() {
	docker_own="-H tcp://127.0.0.1:2375"
	docker_begin "$1"
}

# docker_over_tcp [COMMAND ...]: forwards TCP at docker_port_here of 127.0.0.1
# to the engine, started by that command ("nsenter -n ...").
docker_port_here= docker_tcp_pid=
docker_over_tcp() {
	for docker_port_here in $(shuf -i 10000-19999 -n 20); do
		"$@" socat "TCP-LISTEN:$docker_port_here,bind=127.0.0.1,fork" \
		    "UNIX-CONNECT:$docker_socket" 2>"$docker_dir/socat.log" &
		docker_tcp_pid=$!
		wait_for 10 docker_tcp_listens "$@"
		gone "$docker_tcp_pid" || return 0
	done
	return 1
}

docker_tcp_listens() {
	gone "$docker_tcp_pid" ||
	    "$@" ss -Hltn "sport = :$docker_port_here" | grep -q .
}

# docker_place: the address of the engine, for the docker block of kopd.conf.
docker_place() {
	if [ -n "$docker_port_here" ]; then
		echo "host \"127.0.0.1\" port $docker_port_here"
	else
		echo "socket \"$docker_socket\""
	fi
}

# docker_private [OPTION ...]: an engine with its own data and sockets, in
# docker_dir, and these options of dockerd.  Without docker_own, it must be the
# only one: two engines in a network namespace share a bridge and the rules of
# the packet filter, and each removes those of the other when it starts.
docker_private() {
	if [ "$(id -u)" -ne 0 ]; then
		echo "no Docker engine answers at $docker_socket: run this as" \
		    "root, or as a user of that socket's group" >&2
		return 1
	fi
	if ! command -v dockerd >/dev/null; then
		echo "dockerd is missing: tools/packages check" >&2
		return 1
	fi
	docker_socket=$docker_dir/docker.sock
	export DOCKER_HOST="unix://$docker_socket"
	echo '{}' >"$docker_dir/daemon.json"
	for _start in 1 2 3; do
		${docker_own:+unshare -n sh -c 'ip link set lo up; exec "$@"' sh} \
		    dockerd --config-file "$docker_dir/daemon.json" \
		    -H "$DOCKER_HOST" "$@" --data-root "$docker_dir/data" \
		    --exec-root "$docker_dir/exec" \
		    --pidfile "$docker_dir/dockerd.pid" \
		    --storage-driver vfs >"$docker_dir/dockerd.log" 2>&1 &
		docker_pid=$!
		wait_for 120 docker_answers
		docker version >/dev/null 2>&1 && return 0
		end "$docker_pid" 30
		docker_pid=
		echo "dockerd did not start:" >&2
		tail -5 "$docker_dir/dockerd.log" >&2
	done
	return 1
}

docker_answers() {
	gone "$docker_pid" || docker version
}

# docker_import: sets docker_image, which has only a static busybox.
docker_import() {
	_busybox=$(command -v busybox) || {
		echo "busybox is missing: tools/packages check" >&2
		return 1
	}
	mkdir -p "$docker_dir/image/bin" "$docker_dir/image/www"
	cp "$_busybox" "$docker_dir/image/bin/busybox"
	for _p in sh httpd sleep; do
		ln -sf busybox "$docker_dir/image/bin/$_p"
	done
	echo "hello from a container" >"$docker_dir/image/www/index.html"
	docker_image=$(tar -C "$docker_dir/image" -c . |
	    docker import -c "LABEL $docker_run_label" - "kopd-run:$$")
}

# docker_web NAME [OPTION ...]: starts a web server whose port 80 is published
# at a free port of 127.0.0.1; options of docker run.
docker_web() {
	_name=$1
	shift
	docker run -d --name "$_name" --label "$docker_run_label" \
	    -p 127.0.0.1::80 "$@" "$docker_image" /bin/httpd -f -p 80 -h /www \
	    >/dev/null
}

# docker_port NAME: the published port.
docker_port() {
	docker port "$1" 80/tcp | sed -n 's/.*://p;q'
}

# docker_end: removes containers and images; ends the private engine.
docker_end() {
	[ -n "${docker_run_label:-}" ] || return 0
	[ -z "$docker_tcp_pid" ] || end "$docker_tcp_pid"
	# A container that is being created may appear late.
	for _try in 1 2 3 4 5 6 7 8 9; do
		docker_remove && break
		sleep 0.1
	done
	_ids=$(docker network ls -q --filter "label=$docker_run_label" \
	    2>/dev/null)
	[ -z "$_ids" ] || docker network rm $_ids >/dev/null 2>&1
	docker_private_end
	docker_run_label=
}

docker_private_end() {
	[ -n "$docker_pid" ] || return 0
	end "$docker_pid" 30	# its containerd ends with it
	docker_pid=
	# Where / is not a shared mount, it leaves a mount of its own.
	umount "$docker_dir/data" 2>/dev/null
}

# An image can be removed only if no container uses it.
docker_remove() {
	_ids=$(docker ps -aq --filter "label=$docker_run_label" 2>/dev/null)
	[ -z "$_ids" ] || docker rm -f $_ids >/dev/null 2>&1
	[ -z "$docker_image" ] || docker rmi "$docker_image" >/dev/null 2>&1
}
