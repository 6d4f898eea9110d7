# The kernel's data of the processes of a running kopd, to compare one kopd with
# another.

roles="kopd docker-reader route-maker redis-writer"

# confinement PID [COMMAND ...]: prints a line for each fact of kopd's
# processes.  The command, if given, runs another command in the machine of
# kopd, where PID is kopd's process id.
confinement() {
	_kopd=$1
	shift
	for _role in $roles; do
		_pid=$(confined_pid "$_role" "$@")
		"$@" cat "/proc/$_pid/status" | sed -n "s/^\(Umask\|Uid\|Gid\|\
Groups\|Threads\|Cap[A-Z][a-z]*\|NoNewPrivs\|Seccomp\):[[:space:]]*/\1 /p" |
		    tr '\t' ' ' | sed -e 's/ *$//' -e "s/^/$_role: /"
		"$@" cat "/proc/$_pid/limits" | sed -n "s/^\(Max core file size\|\
Max processes\|Max open files\|Max data size\|Max address space\)/$_role: &/p" |
		    tr -s ' '
		echo "$_role: root $("$@" readlink "/proc/$_pid/root" |
		    sed 's/kopd\.[^ ]*/empty/')"
		echo "$_role: descriptors $(confined_descriptors "$_pid" "$@")"
	done
}

# confined_pid ROLE [COMMAND ...]: a process id of the kopd whose id is in
# _kopd.
confined_pid() {
	_wanted=$1
	shift
	if [ "$_wanted" = kopd ]; then
		echo "$_kopd"
		return
	fi
	for _c in $("$@" cat "/proc/$_kopd/task/$_kopd/children"); do
		[ "$("$@" cat "/proc/$_c/comm")" != "$_wanted" ] || echo "$_c"
	done
}

# The kinds of descriptors, with the number of each.  The log is a file, or a
# socket to the journal.
confined_descriptors() {
	_of=$1
	shift
	for _fd in $("$@" ls "/proc/$_of/fd"); do
		"$@" readlink "/proc/$_of/fd/$_fd"
	done | sed -e 's/:.*//' -e 's|^/.*\.log$|socket|' | sort | uniq -c | tr -s '\n ' ' '
}

# without_notify: the lines of a kopd that systemd has started, without its
# socket to systemd.
without_notify() {
	awk '/^kopd: descriptors/ {
		for (i = 2; i <= NF; i++)
			if ($i == "socket")
				sub(" " $(i - 1) " socket", " " $(i - 1) - 1 " socket")
	} { print }'
}
