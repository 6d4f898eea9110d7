#!/bin/sh
# The units for systemd, as they are installed: systemd has nothing to say
# against them, they fit each other, and they take from kopd what it does not
# need.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/examples.sh"

command -v systemd-analyze >/dev/null ||
    bail "systemd-analyze is missing: tools/packages check"
prefix=$dir/usr sysconf=$dir/etc
make -C "$TOP" --no-print-directory BUILD="$BUILD" PREFIX="$prefix" \
    SYSCONFDIR="$sysconf" install-examples install-etc >"$dir/make.log" 2>&1 ||
    bail "make install-examples install-etc: $(cat "$dir/make.log")"
# All in one directory, to be found there.
units=$prefix/lib/systemd/system
cp "$prefix"/share/examples/kopd/*.service "$units"
mkdir -p "$prefix/sbin"
cp "$BUILD/kopd/kopd" "$BUILD/kopctl/kopctl" "$prefix/sbin"

# verify UNIT: what systemd says of it, but for units of the machine, and for
# manual pages, which may be missing.
verify() {
	(cd "$units" && systemd-analyze verify --man=no "$1") 2>&1 |
	    grep "${1%%[@.]*}[@.]\|Unknown\|rror"
}
for u in kopd.service kopd@docker3.service kopd-ssh@docker3.service \
    kopd-stunnel@docker3.service; do
	is "$u" "$(verify $u)" ""
done
literal '[Socket]' >"$units/kopd-docker3.socket"
literal '[Service]' >"$units/kopd-docker3@.service"
is "those of kopd.conf(5) for the gate" "$(cd "$units" &&
    systemd-analyze verify --man=no kopd-docker3.socket \
    kopd-docker3@1.service 2>&1 | grep 'kopd-docker3\|Unknown\|rror')" ""
# What is wrong would be seen.
sed 's/^RestartSec=/RestartSeconds=/' "$units/kopd@.service" \
    >"$units/wrong@.service"
ok "a wrong one is noticed" \
    eval 'verify wrong@docker3.service | grep -q RestartSeconds'
rm "$prefix/sbin/kopd"
ok "a missing program, too" \
    eval 'verify kopd@docker3.service | grep -q "not executable"'

# hardening UNIT: what both have in common.
hardening() {
	sed -n '/^CapabilityBoundingSet=/,$p' "$units/$1"
}
is "kopd@.service is as hard as kopd.service" \
    "$(hardening kopd@.service)" "$(hardening kopd.service)"
# exposed UNIT WORDS: the lines of systemd's report with them.
exposed() {
	systemd-analyze security --offline=yes --no-pager --json=short \
	    "$units/$1" 2>/dev/null | tr '}' '\n' |
	    grep -v '"set":true' | sed -n 's/.*"name":"\([^"]*\)".*/\1/p' |
	    grep -v '^SupplementaryGroups=$'
}
for u in kopd.service kopd@.service; do
	systemd-analyze security --offline=yes --no-pager --threshold=18 \
	    "$units/$u" >"$dir/exposure" 2>&1
	result $? "$u: its exposure is 1.8 or less" "$dir/exposure"
	is "$u: what it is not kept from" "$(exposed $u | sort)" \
	    "CapabilityBoundingSet=~CAP_SET(UID|GID|PCAP)
CapabilityBoundingSet=~CAP_SYS_CHROOT
DeviceAllow=
IPAddressDeny=
PrivateNetwork=
PrivateUsers=
RestrictAddressFamilies=~AF_(INET|INET6)
RestrictAddressFamilies=~AF_NETLINK
RestrictAddressFamilies=~AF_UNIX
RootDirectory=/RootImage=
SystemCallFilter=~@mount
SystemCallFilter=~@privileged"
done

# What a process may do by its own list, the unit must not forbid.
# calls WORD ...: of these sets.
calls() {
	systemd-analyze syscall-filter 2>/dev/null | awk -v words="$*" '
	    function all(word,   n, w, i) {
		if (word !~ /^@/)
			print word
		n = split(has[word], w, " ")
		for (i = 1; i <= n; i++)
			all(w[i])
	    }
	    /^@/ { set = $1; next }
	    NF && $1 !~ /^#/ { has[set] = has[set] " " $1 }
	    END {
		n = split(words, w, " ")
		for (i = 1; i <= n; i++)
			all(w[i])
	    }' | sort -u
}
# filter: the lines of kopd.service, each in one.
filter() {
	sed -e ':a' -e '/\\$/{N;s/\\\n//;ba' -e '}' "$units/kopd.service" |
	    sed -n 's/^SystemCallFilter=//p'
}
calls @default $(filter | grep -v '^~') >"$dir/permitted"
calls $(filter | sed -n 's/^~//p') >"$dir/denied"
ok "the unit has a list of system calls" [ "$(wc -l <"$dir/permitted")" -gt 200 ]
sed -e '/#ifdef SANITIZED/,/#endif/d' -e '/^#define/d' "$TOP"/*/*_linux.[ch] \
    "$TOP"/*/*/*_linux.[ch] |
    sed -n 's/.*ALLOW[A-Z_]*(\([a-z0-9_]*\)[,)].*/\1/p' | sort -u >"$dir/tables"
ok "kopd has tables of them" [ "$(wc -l <"$dir/tables")" -gt 40 ]
is "the unit permits what a process may do by its own list" \
    "$(comm -23 "$dir/permitted" "$dir/denied" | comm -13 - "$dir/tables")" ""

# value NAME KEY
value() {
	sed -n "s/^$2=//p" "$units/$1@.service"
}
for u in kopd-ssh kopd-stunnel; do
	is "$u: the socket's directory stays when the tunnel ends" \
	    "$(value $u RuntimeDirectory) $(value $u RuntimeDirectoryPreserve)" \
	    "kopd-%i yes"
	is "$u: it belongs to docker-reader's group" "$(value $u Group)" _kopdd
	is "$u: it starts again, however often it fails" \
	    "$(value $u Restart) $(value $u StartLimitIntervalSec)" "always 0"
	ok "kopd@.service starts after $u" \
	    grep -q "^After=\(.* \)\?$u@%i\.service" "$units/kopd@.service"
done
ok "kopd's control socket is in a directory of its own" \
    grep -q -- '-s /run/kopd@%i/kopd.sock$' "$units/kopd@.service"
is "which the unit makes" "$(value kopd ExecStartPre)" \
    "+/usr/bin/install -d -g _kopd -m 755 /run/kopd@%i"
finish
