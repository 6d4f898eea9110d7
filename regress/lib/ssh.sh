# An sshd of the test in place of another machine, "docker3", and a client of
# it.  Source it after ports.sh.

for p in ssh ssh-keygen /usr/sbin/sshd; do
	command -v $p >/dev/null || bail "$p is missing: tools/packages check"
done
server_pid=
at_exit server_end

# server_begin LINE: the other machine, an sshd that accepts one key, with that
# line of authorized_keys.  With server_within, that command starts it.
server_begin() {
	mkdir -p /run/sshd "$dir/ssh" "$dir/bin"
	for _k in host user; do
		ssh-keygen -q -t ed25519 -N '' -f "$dir/ssh/$_k" ||
		    bail "ssh-keygen"
	done
	printf '%s\n' "$1" | sed "s|ssh-ed25519 .*|$(cat "$dir/ssh/user.pub")|" \
	    >"$dir/ssh/authorized_keys"
	chown nobody "$dir/ssh/user"
	chmod 755 "$dir/ssh"
	free_ports 9
	for ssh_port in $port1 $port2 $port3 $port4 $port5; do
		server_start && return
	done
	sed 's/^/# /' "$dir/sshd.log"
	bail "sshd does not start"
}

server_start() {
	cat >"$dir/ssh/sshd_config" <<EOF
ListenAddress 127.0.0.1:$ssh_port
HostKey $dir/ssh/host
AuthorizedKeysFile $dir/ssh/authorized_keys
PidFile none
StrictModes no
UsePAM no
EOF
	${server_within:-} /usr/sbin/sshd -D -e -f "$dir/ssh/sshd_config" \
	    >>"$dir/sshd.log" 2>&1 &
	server_pid=$!
	wait_for 10 server_settled
	! gone "$server_pid"
}

server_settled() {
	gone "$server_pid" ||
	    ss -Hltnp "sport = :$ssh_port" | grep -q "pid=$server_pid,"
}

# The sessions of sshd are processes of their own, in OpenSSH 10 two of each.
server_end() {
	[ -n "$server_pid" ] || return 0
	for _p in $(sessions); do
		kill -9 "$_p" 2>/dev/null
	done
	end "$server_pid"
	server_pid=
}

sessions() {
	children_of "$server_pid"
}

# children_of PID: with the children of these, and so on.
children_of() {
	for _child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
		echo "$_child"
		children_of "$_child"
	done
}

# ~kopd-tunnel/.ssh/config and known_hosts; the command does not change.
client_begin() {
	cat >"$dir/ssh/config" <<EOF
Host docker3
	HostName 127.0.0.1
	HostKeyAlias docker3
	Port $ssh_port
	User root
	IdentityFile $dir/ssh/user
	IdentitiesOnly yes
	UserKnownHostsFile $dir/ssh/known_hosts
	GlobalKnownHostsFile /dev/null
EOF
	echo "docker3 $(cut -d ' ' -f 1,2 "$dir/ssh/host.pub")" \
	    >"$dir/ssh/known_hosts"
	printf '#!/bin/sh\nexec /usr/bin/ssh -F "%s" "$@"\n' \
	    "$dir/ssh/config" >"$dir/bin/ssh"
	chmod 755 "$dir/bin" "$dir/bin/ssh"
}
