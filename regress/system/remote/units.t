#!/bin/sh
# The examples of units for systemd, as they are installed: systemd has nothing
# to say against them, and they fit each other.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/examples.sh"

command -v systemd-analyze >/dev/null ||
    bail "systemd-analyze is missing: tools/packages check"
prefix=$dir/usr sysconf=$dir/etc
make -C "$TOP" --no-print-directory BUILD="$BUILD" PREFIX="$prefix" \
    SYSCONFDIR="$sysconf" install-examples >"$dir/make.log" 2>&1 ||
    bail "make install-examples: $(cat "$dir/make.log")"
units=$prefix/share/examples/kopd
mkdir -p "$prefix/sbin"
cp "$BUILD/kopd/kopd" "$prefix/sbin/kopd"

# verify NAME: what systemd says of NAME@docker3.service, but for units of the
# machine, and for manual pages, which may be missing.
verify() {
	(cd "$units" && systemd-analyze verify --man=no "$1@docker3.service") \
	    2>&1 | grep "$1@\|Unknown\|rror"
}
for u in kopd kopd-ssh kopd-stunnel; do
	is "$u@.service" "$(verify $u)" ""
done
literal '[Socket]' >"$units/kopd-docker3.socket"
literal '[Service]' >"$units/kopd-docker3@.service"
is "those of kopd.conf(5) for the gate" "$(cd "$units" &&
    systemd-analyze verify --man=no kopd-docker3.socket \
    kopd-docker3@1.service 2>&1 | grep 'kopd-docker3\|Unknown\|rror')" ""
# What is wrong would be seen.
sed 's/^RestartSec=/RestartSeconds=/' "$units/kopd@.service" \
    >"$units/wrong@.service"
ok "a wrong one is noticed" eval 'verify wrong | grep -q RestartSeconds'
rm "$prefix/sbin/kopd"
ok "a missing program, too" eval 'verify kopd | grep -q "not executable"'

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
	    grep -q "^After=.* $u@%i\.service" "$units/kopd@.service"
done
ok "kopd's control socket is in a directory of its own" \
    grep -q -- '-s /run/kopd@%i/kopd.sock$' "$units/kopd@.service"
is "which the unit makes" "$(value kopd RuntimeDirectory)" "kopd@%i"
finish
