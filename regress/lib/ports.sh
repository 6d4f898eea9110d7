# Free ports for servers of a test.  Source it after tap.sh.

# free_ports COUNT: sets port1, port2, ... to ports of this host that are free
# now.  Another process may take one: so callers retry.
free_ports() {
	_n=0
	for _p in $(shuf -i 10000-19999 -n 50); do
		ss -Hltun "sport = :$_p" | grep -q . && continue
		_n=$((_n + 1))
		eval "port$_n=$_p"
		[ "$_n" -lt "$1" ] || return 0
	done
	bail "no free ports"
}
