#!/bin/sh
# A running kopd's processes, seen from outside: who each is, what it holds,
# and what it may not get any more.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

engine=$BUILD/regress/lib/fake/engine
[ -x "$engine" ] || bail "$engine is missing: make tests"
[ "$(uname -s)" = Linux ] || bail "this test reads Linux' /proc"

engine_pid=
at_exit engine_end
engine_end() {
	[ -z "$engine_pid" ] || end "$engine_pid"
}

# The engine's socket has a folder and, for root, a group of its own.
engine_start() {
	mkdir "$dir/docker"
	chmod 755 "$dir/docker"
	mkfifo "$dir/engine.in"
	# Open for both ways: it sees no end, and nobody waits for a partner.
	"$engine" "$dir/docker/docker.sock" <>"$dir/engine.in" \
	    >"$dir/engine.out" 2>&1 &
	engine_pid=$!
	wait_for 10 test -S "$dir/docker/docker.sock" ||
	    bail "the engine does not start"
	[ -z "$root" ] || chgrp $group "$dir/docker/docker.sock"
	chmod 660 "$dir/docker/docker.sock"
}

if [ "$(id -u)" -eq 0 ]; then root=1; else root=; fi
group=4343
engine_start
redis_start_port
cat >"$dir/kopd/kopd.conf" <<-EOT
	hostname "outside"
	bind ip 192.0.2.1
	docker { socket "$dir/docker/docker.sock" }
	redis { host "127.0.0.1" port $redis_port }
EOT
# Who removes a socket has to own its folder, as with the default one.
[ -z "$root" ] || { "$TOP/tools/users" >/dev/null && chown _kopd "$dir"; } ||
    bail "the users of kopd are missing: make users"
kopd_start

ready() {
	kopctl -j show >"$dir/show" &&
	    json '[.[].confinement] |
		length == 4 and all(. != "" and . != null)' "$dir/show"
}

field() {	# PID NAME
	sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status" | tr '\t' ' ' |
	    sed 's/ *$//'
}

limit_of() {	# PID NAME: soft and hard
	sed -n "s/^$2  *\([^ ]*\)  *\([^ ]*\) .*/\1 \2/p" "/proc/$1/limits"
}

user_of() {
	case $1 in
	kopd)		echo _kopd ;;
	docker-reader)	echo _kopdd ;;
	route-maker)	echo _kopdm ;;
	redis-writer)	echo _kopdr ;;
	esac
}

# What each descriptor is, without numbers that change, once each.
descriptors() {
	for _fd in "/proc/$1/fd/"*; do
		readlink "$_fd"
	done | sed 's/:\[[0-9]*\]$//' | sort -u
}

# Whatever the role is.
check_role() {
	role=$1
	pid=$(jq -r ".\"$role\".pid" "$dir/show")
	is "$role: seccomp filter" "$(field "$pid" Seccomp)" 2
	is "$role: no new privileges" "$(field "$pid" NoNewPrivs)" 1
	is "$role: what it makes is for itself" "$(field "$pid" Umask)" 0077
	is "$role: one thread" "$(field "$pid" Threads)" 1
	for cap in CapInh CapPrm CapEff CapAmb; do
		is "$role: $cap" "$(field "$pid" $cap)" 0000000000000000
	done
	is "$role: no core" "$(limit_of "$pid" 'Max core file size')" "0 0"
	is "$role: no process" "$(limit_of "$pid" 'Max processes')" "0 0"
	ok "$role: few files" test \
	    "$(limit_of "$pid" 'Max open files' | cut -d ' ' -f 2)" -le 128
	ok "$role: Landlock is said as the kernel has it" sh -c \
	    'jq -r ".[\"$1\"].confinement" "$2" | grep -q landlock' sh \
	    "$role" "$dir/show"
	if [ -n "$root" ]; then
		check_root
	else
		is "$role: stays who it is" "$(field "$pid" Uid)" \
		    "$(id -u) $(id -u) $(id -u) $(id -u)"
		ok "$role: not dumpable, so shut to its own user" not \
		    ls "/proc/$pid/fd/" 2>/dev/null
	fi
}

# What root alone can give up.
check_root() {
	user=$(user_of "$role")
	uid=$(id -u "$user") gid=$(id -g "$user")
	is "$role: user $user" "$(field "$pid" Uid)" "$uid $uid $uid $uid"
	is "$role: its group" "$(field "$pid" Gid)" "$gid $gid $gid $gid"
	case $role in
	docker-reader)	groups=$group folder=$dir/docker ;;
	kopd)		groups= folder=$dir/kopd ;;
	*)		groups= folder= ;;
	esac
	is "$role: groups" "$(field "$pid" Groups)" "$groups"
	is "$role: bounding set" "$(field "$pid" CapBnd)" 0000000000000000
	ok "$role: holds no file or folder" only_expected "$pid"
	is "$role: not dumpable" "$(stat -c %U "/proc/$pid/mem")" root
	if [ -n "$folder" ]; then
		is "$role: root folder" "$(readlink "/proc/$pid/root")" \
		    "$folder"
	else
		is "$role: root folder is empty" \
		    "$(ls -A "/proc/$pid/root/")" ""
		ok "$role: and is no more" sh -c \
		    'readlink "/proc/$1/root" | grep -q " (deleted)$"' sh \
		    "$pid"
		ok "$role: nor can root make a file in it" not \
		    touch "/proc/$pid/root/file" 2>/dev/null
	fi
	# kopd got PATH; its children get none of what it has.
	is "$role: its environment" "$(environment "$pid")" \
	    "$([ "$role" = kopd ] && echo PATH)"
	ok "$role: its memory can be read here" grep -q ' r-xp ' \
	    "/proc/$pid/maps"
	is "$role: no memory to write and execute, no code of no file" \
	    "$(code "$pid")" ""
	is "$role: its child processes" \
	    "$(cat "/proc/$pid/task/$pid/children" | wc -w)" \
	    "$([ "$role" = kopd ] && echo 3 || echo 0)"
	is "$role: working folder" "$(readlink "/proc/$pid/cwd")" \
	    "$(readlink "/proc/$pid/root")"
}

# environment PID: the variables that a process was started with.
environment() {
	tr '\0' '\n' <"/proc/$1/environ" | sed 's/=.*//' | sort | xargs
}

# Mappings that can be executed: of files alone, and none of them writable.
code() {
	awk '$2 ~ /w/ && $2 ~ /x/ || $2 ~ /x/ && $2 ~ /s/ { print }
	    $2 ~ /x/ && $6 !~ /^\// && $6 != "[vdso]" && $6 != "[vsyscall]" {
		print }' "/proc/$1/maps"
}

# Sockets, pipes, epoll, the standard ones: no folder, and no other file.
only_expected() {
	descriptors "$1" >"$dir/fds"
	grep -qx socket "$dir/fds" || return
	! grep -vx -e socket -e pipe -e 'anon_inode:\[eventpoll\]' \
	    -e /dev/null -e "$dir/kopd.log" "$dir/fds" | sed 's/^/# /' |
	    grep .
}

# sockets PID: of which kind each is.
sockets() {
	find "/proc/$1/fd" -lname 'socket:*' -printf '%l\n' |
	    tr -dc '0-9\n' | while read -r _inode; do
		for _kind in unix netlink tcp tcp6 udp udp6; do
			awk -v i="$_inode" 'NR > 1 { for (f = 1; f <= NF; f++)
			    if ($f == i) { print kind; exit } }' \
			    kind=$_kind "/proc/net/$_kind"
		done
	done | sort -u | xargs
}

published() {
	[ -n "$(redis-cli -s "$sock" --raw keys 'kopd:*')" ]
}

ok "kopd is ready" wait_for 30 ready
ok "redis-writer reaches Redis" wait_for 20 published
reaches_docker() {
	kopctl -j show >"$dir/show" &&
	    json '."docker-reader"."docker.bytes" | tonumber > 0' "$dir/show"
}
ok "docker-reader reaches Docker" wait_for 20 reaches_docker
for role in kopd docker-reader route-maker redis-writer; do
	check_role $role
done
# The address is fixed: none follows the kernel's.
for role in ${root:+kopd docker-reader route-maker}; do
	is "$role: unix sockets alone" \
	    "$(sockets "$(jq -r ".\"$role\".pid" "$dir/show")")" unix
done

ok "a reload reads the configuration from within" kopctl reload
kopd_stop
is "kopd ends in order" "$kopd_status" 0
if [ -n "$root" ]; then
	# It is outside of the root folder that kopd has by then.
	ok "its socket stays" test -S "$dir/kopd.sock"
	kopctl show 2>"$dir/err"
	is "where nobody answers" $? 1
	ok "as kopctl says" grep -q "kopd does not run, or uses another socket" "$dir/err"
else
	ok "its socket is gone" not test -e "$dir/kopd.sock"
fi

# What it was given to read is not kept.
env -i PATH="$PATH" "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
    -s "$dir/kopd.sock" <"$dir/docker" 1<"$dir/kopd" 2>>"$dir/kopd.log" &
kopd_pid=$!
kopds="$kopds $kopd_pid"
ok "kopd is ready once more" wait_for 30 ready
[ -z "$root" ] || ok "it keeps no folder that it was started with" \
    only_expected "$kopd_pid"
kopd_stop

kopd_start
ok "the next start replaces it" wait_for 30 ready
kopd_stop

if [ -n "$root" ]; then
	chmod 755 "$dir/docker" "$dir"
	chmod 777 "$dir/docker/docker.sock"
	kopd_start_as_user
	ok "a user's kopd is ready" wait_for 30 ready
	kopd_stop
	is "a user's kopd ends in order" "$kopd_status" 0
	ok "a user's socket is gone" not test -e "$dir/kopd.sock"
fi
finish
