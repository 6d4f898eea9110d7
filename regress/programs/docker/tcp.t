#!/bin/sh
# An engine at a TCP port that is absent, silent, or has a name that does not
# resolve: it is waited for, and said once.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"
. "$TOP/regress/lib/dns.sh"
at_exit servers_end
servers_end() {
	for _p in ${pids:-}; do
		end "$_p"
	done
}

engine_begin
place=127.0.0.1:$engine_port
engine refuse
reader
tell "request 1 ping"
refused="no Docker engine at $place: the connection is refused; retrying"
ok "an engine that is absent is waited for" says "wait 1 ECONNREFUSED $refused"
tell "request 2 version"
ok "by whoever asks" says "wait 2 ECONNREFUSED"
tell status
ok "status names host and port" says "status docker.host $place"
ok "status says that it waits" says "status docker.state waiting"
ok "with the reason" says "status docker.last_error $refused"
engine listen
ok "and found when it appears" says "end 1 complete 0"
ok "for all that waited" says "end 2 complete 0"
is "the wait is said once" "$(said 'wait 1')" 1
is "its log is one line" "$(grep -c "$refused" "$dir/reader.log")" 1
ok "and one when it is back" logged "at $place answers again"
is "a loopback address needs no warning" \
    "$(grep -c 'is not encrypted' "$dir/reader.log")" 0
tell "request 3 events"
says "data 3"
engine "event {\"a\":1}"
ok "events come" wait_for 10 grep -q '"a":1' "$dir/3"
tell "request 4 ping"
says "end 4 complete 0"
is "a connection a request" "$(grep -c '^request' "$dir/engine.out")" 4
tell "cancel 3"
ok "a cancelled request closes its connection" engine_says "end events"
is "an orderly end" "$(reader_end)" "exit 0"

reader "conf address localhost"
tell "request 1 ping"
ok "a name of /etc/hosts" says "end 1 complete 0"
is "localhost needs no warning" "$(grep -c 'is not encrypted' "$dir/reader.log")" 0
is "ends" "$(reader_end)" "exit 0"

reader "conf address fe80::1%lo"
tell "request 1 ping"
ok "an address with a zone is waited for" says \
    "wait 1 E[A-Z]* no Docker engine at \\[fe80::1%lo\\]:$engine_port: [A-Zn]"
is "ends as well" "$(reader_end)" "exit 0"

# In a network of its own: packets to 192.0.2.0/24 vanish there.
cat >"$dir/space.sh" <<SCRIPT
#!/bin/sh
exec unshare -n sh -c 'ip link set lo up; ip link add gone type veth peer name away
    ip link set away up; ip link set gone arp off up
    ip addr add 192.0.2.9/24 dev gone
    exec "\$0" "\$@"' "$READER" "\$@"
SCRIPT
chmod 755 "$dir/space.sh"
if [ "$(id -u)" -eq 0 ]; then
	whole=$READER
	READER=$dir/space.sh
	reader "conf address 192.0.2.7"
	tell "request 1 ping"
	ok "an address where nothing answers is given up" says \
	    "wait 1 ETIMEDOUT no Docker engine at 192.0.2.7:$engine_port: no answer within 4 seconds; retrying"
	ok "at start it says that all is in the clear" logged \
	    "^docker-reader: the connection to Docker at 192.0.2.7:$engine_port is not encrypted: whoever can answer there controls the published routes"
	tell "cancel 1" "request 2 ping"
	ok "... and tried again" says "wait 2 ETIMEDOUT"
	is "... and it ends while it connects" "$(reader_end)" "exit 0"
	reader "conf address 198.51.100.1"
	tell "request 1 ping"
	ok "an address that no route leads to" says \
	    "wait 1 ENETUNREACH no Docker engine at 198.51.100.1:$engine_port: Network is unreachable; retrying"
	is "ends there" "$(reader_end)" "exit 0"
	READER=$whole
fi

# Names, by name servers of the test's own.
named() {
	etc_new "$1"
	echo "nameserver 127.0.0.1:$2" >"$dir/$1.etc/resolv.conf"
	etc_script "$1" "$READER"
}
whole=$READER
name_server later none later-answer
named later "$later_dns"
READER=$dir/later.sh
reader "conf address engine.test"
tell "request 1 ping"
ok "a name that does not resolve is waited for" says \
    "wait 1 name-2 no Docker engine at engine.test:$engine_port: the name does not resolve; retrying"
ok "a name needs the warning" logged \
    "the connection to Docker at engine.test:$engine_port is not encrypted"
echo 127.0.0.1 >"$dir/later-answer"
ok "... and found when it resolves" says "end 1 complete 0"
is "... which was said once" \
    "$(grep -c 'does not resolve' "$dir/reader.log")" 1
ok "... and that it is back" logged \
    "the Docker engine at engine.test:$engine_port answers again"
echo none >"$dir/later-answer"
tell "request 2 ping"
ok "a name that is no more is waited for" says "wait 2 name-2"
echo 127.0.0.1 >"$dir/later-answer"
ok "... until it is there again" says "end 2 complete 0"
is "... and nothing has ended" "$(reader_end)" "exit 0"

name_server two 127.0.0.2,127.0.0.1
named two "$two_dns"
READER=$dir/two.sh
reader "conf address engine.test"
tell "request 1 ping"
ok "the second address, where nothing listens at the first" says \
    "end 1 complete 0"
is "... without a word" "$(grep -c 'no Docker engine' "$dir/reader.log")" 0
is "... ends" "$(reader_end)" "exit 0"
finish
