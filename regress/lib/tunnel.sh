# Tunnels to the engine of another machine, "docker3", from the examples in
# share/examples/kopd, with all their paths below $dir.  Source it after
# published.sh and examples.sh.

need_root "tunnels run as a user of their own"
"$TOP/tools/users" >/dev/null || bail "the users of kopd's processes"
units=$TOP/share/examples/kopd tunnel=$dir/run/kopd-docker3
mkdir -p "$tunnel" "$dir/run/kopd@docker3" "$dir/etc/kopd/docker3"
chmod 755 "$dir" "$dir/run" "$dir/etc" "$dir/etc/kopd" "$dir/etc/kopd/docker3"
tunnel_pid= tunnel_net= tunnel_within=
at_exit tunnel_end

# here: its input with the paths of this test.
here() {
	sed -e "s|/var/run/docker\.sock|$docker_socket|g" \
	    -e "s|/run/kopd|$dir/run/kopd|g" \
	    -e "s|/etc/kopd|$dir/etc/kopd|g" \
	    -e "s|/usr/local/sbin/kopd|$BUILD/kopd/kopd|g" \
	    -e "s|^/usr/bin/ssh |$dir/bin/ssh |"
}

# unit_file NAME: the path of NAME@.service.
unit_file() {
	if [ "$1" = kopd ]; then
		echo "$TOP/etc/kopd@.service"
	else
		echo "$units/$1@.service"
	fi
}

# unit NAME KEY: the value of that key in NAME@docker3.service.
unit() {
	sed -e ':a' -e '/\\$/{N;s/\\\n//;ba' -e '}' "$(unit_file "$1")" |
	    sed -n "s/^$2=//p" | sed 's/%i/docker3/g' | tr -s ' '
}

# unit_start NAME: runs the command of that unit, with its user, group, umask
# and directory, in place of systemd; sets unit_pid.  The user of the tunnels is
# the user "nobody" here; a command with "!" begins as root.
unit_start() {
	_run=$(unit "$1" ExecStart | here)
	_user=$(unit "$1" User)
	[ "$_run" = "${_run#!}" ] || _user= _run=${_run#!}
	set -- "$1" "$_user" "$(unit "$1" Group)" \
	    "$(unit "$1" UMask)" "$dir/run/$(unit "$1" RuntimeDirectory)"
	[ -z "$2" ] || [ "$2" = kopd-tunnel ] || bail "$1@.service: user $2"
	mkdir -p "$5"
	chown "${2:+nobody}:${3:-root}" "$5"
	chmod 755 "$5"
	$(unit "$1" ExecStartPre | here | sed 's/^+//')
	(
		umask "${4:-022}"
		exec $tunnel_within env -i PATH="$dir/bin:$PATH" setpriv \
		    ${2:+--reuid nobody --regid "$3" --clear-groups} $_run
	) >>"$dir/$1@docker3.log" 2>&1 &
	unit_pid=$!
}

# tunnel_start NAME: the tunnel of that unit; in the network namespace
# tunnel_net, if that is set.
tunnel_start() {
	tunnel_within=${tunnel_net:+nsenter --net=$tunnel_net}
	unit_start "$1"
	tunnel_pid=$unit_pid tunnel_within=
}

# tunnel_kill: as after a crash; its socket is not removed.
tunnel_kill() {
	kill -9 "$tunnel_pid"
	wait "$tunnel_pid" 2>/dev/null
	tunnel_pid=
}

tunnel_end() {
	[ -z "$tunnel_pid" ] || end "$tunnel_pid"
	tunnel_pid=
}

# remote_kopd: the kopd of kopd@docker3.service, with the example of a
# configuration in kopd.conf(5), only for containers of this test.
remote_kopd() {
	literal 'hostname "docker3"' | here |
	    sed -e "s|^docker {|&\n	namespace \"test-$$\"|" \
	    -e "s|host .*|host 127.0.0.1 port $redis_port|" \
	    >"$dir/etc/kopd/docker3.conf"
	unit_start kopd
	kopd_pid=$unit_pid
	kopds="$kopds $kopd_pid"
}
