# A real Podman: a private service with its own data, network namespace and
# socket.  Needs tap.sh.  Everything is in podman_dir and ends with podman_end.

podman_pid= podman_netns=

# podman_begin DIR: sets podman_socket; false with a reason on stderr if there
# is no Podman.
podman_begin() {
	podman_dir=$1 podman_socket=$1/podman.sock
	for _p in podman nsenter runc; do
		command -v "$_p" >/dev/null || {
			echo "$_p is missing: tools/packages check" >&2
			return 1
		}
	done
	"$TOP/tools/users" >/dev/null || return 1
	mkdir -p "$podman_dir/networks"
	podman_netns=kopd-podman-$$
	ip netns add "$podman_netns" &&
	    ip -n "$podman_netns" link set lo up || return 1
	# Limits that the user of a container may not raise are rejected; crun
	# needs one cgroup hierarchy.
	cat >"$podman_dir/containers.conf" <<-EOF
	[containers]
	default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
	[engine]
	cgroup_manager = "cgroupfs"
	events_logger = "file"
	runtime = "runc"
	[engine.runtimes]
	runc = ["$(command -v runc)"]
	[network]
	network_backend = "netavark"
	network_config_dir = "$podman_dir/networks"
	EOF
	podman_start
}

# Replaces the shell that runs it, and has its process id.
podman_exec() {
	exec nsenter --net="/run/netns/$podman_netns" \
	    env CONTAINERS_CONF="$podman_dir/containers.conf" \
	    podman --root "$podman_dir/root" --runroot "$podman_dir/run" \
	    --tmpdir "$podman_dir/tmp" --storage-driver vfs "$@"
}

# podman_run COMMAND ...: the podman command, without the service.
podman_run() {
	(podman_exec "$@")
}

# podman_start, podman_stop: only the service; containers continue to run.
podman_start() {
	rm -f "$podman_socket"
	podman_exec system service -t 0 "unix://$podman_socket" \
	    >>"$podman_dir/log" 2>&1 &
	podman_pid=$!
	wait_for 30 podman_answers && chgrp _kopdd "$podman_socket" &&
	    chmod 660 "$podman_socket" && return
	echo "podman does not start:" >&2
	tail -n 5 "$podman_dir/log" >&2
	return 1
}

podman_answers() {
	gone "$podman_pid" || podman_get /_ping | grep -q OK
}

# podman_get PATH: an answer of the service.
podman_get() {
	curl -sg --unix-socket "$podman_socket" "http://d$1"
}

podman_stop() {
	end "$podman_pid"
	podman_pid=
}

# podman_import: an image that has only a static busybox.
podman_import() {
	_busybox=$(command -v busybox) || {
		echo "busybox is missing: tools/packages check" >&2
		return 1
	}
	mkdir -p "$podman_dir/image/bin" "$podman_dir/image/tmp"
	cp "$_busybox" "$podman_dir/image/bin/busybox"
	for _p in sh sleep touch rm; do
		ln -sf busybox "$podman_dir/image/bin/$_p"
	done
	podman_image=localhost/web:1
	tar -C "$podman_dir/image" -c . |
	    podman_run import - "$podman_image" >"$podman_dir/import" 2>&1
}

# podman_web NAME [OPTION ...]: a container with a router of that name and a
# port that is published at all addresses.
podman_web() {
	_name=$1
	shift
	podman_run run -d --name "$_name" --label traefik.enable=true \
	    --label "traefik.http.routers.$_name.rule=Host(\`$_name.example.com\`)" \
	    "$@" "$podman_image" /bin/sleep 3600 >"$podman_dir/out" 2>&1 &&
	    return
	sed 's/^/# /' "$podman_dir/out"
	return 1
}

# podman_end: ends the service, and removes what it created.
podman_end() {
	[ -n "$podman_netns" ] || return 0
	podman_run pod rm -fa -t 0 >/dev/null 2>&1
	podman_run rm -fa -t 0 >/dev/null 2>&1
	[ -z "$podman_pid" ] || podman_stop
	awk -v dir="$podman_dir/" 'index($2, dir) == 1 { print $2 }' \
	    /proc/self/mounts | sort -r | while read -r _m; do
		umount "$_m"
	done
	ip netns del "$podman_netns"
	podman_netns=
}
