# The package of Debian: built on a clean Debian, then installed, updated,
# removed and purged in a Debian with systemd, with a fake engine and a real
# Redis.  Sourced by regress/lanes/debian*.t with TOP and suite set.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/ports.sh"
need_root "root directories of Debian"

built=$TOP/build-deb/$suite
roots=$TOP/build-chroot
"$TOP/tools/deb" "$suite" >"$dir/deb.log" 2>&1
result $? "the package is built on a clean $suite, and lintian accepts it" \
    "$dir/deb.log" || finish
deb=$(ls "$built"/kopd_*.deb)

# depends: the packages that it needs, the first one of alternatives.
depends() {
	dpkg-deb -f "$deb" Depends | tr , '\n' | sed 's/^ *//; s/[ (|].*//'
}
"$TOP/tools/chroot" "$suite" "$roots/$suite-run" systemd $(depends) ||
    bail "a root directory of $suite"
SYSTEMD_BASE=$roots/$suite-run
. "$TOP/regress/lib/systemd.sh"

# The next release: other files of another version.
next() {
	_version=$(dpkg-deb -f "$deb" Version)
	dpkg-deb -R "$deb" "$dir/next" &&
	    sed -i "s/^Version: .*/Version: $_version+next/" \
		"$dir/next/DEBIAN/control" &&
	    rm "$dir/next/DEBIAN/md5sums" &&
	    dpkg-deb --root-owner-group -b "$dir/next" \
		"$dir/packages/next.deb" >/dev/null
}
mkdir "$dir/packages"
cp "$deb" "$dir/packages/kopd.deb"
next || bail "the next version of the package"

redis_start_port
engine_start
mkdir -p "$systemd_files/etc"
echo 0123456789abcdef0123456789abcdef >"$systemd_files/etc/machine-id"
export SYSTEMD_BASE
systemd_begin "$engine_dir=/run/engine" "$dir/packages=/run/packages"
inside rm /usr/sbin/policy-rc.d

# apt ARGUMENT ...: what the package needs is there already.
apt() {
	inside env DEBIAN_FRONTEND=noninteractive apt-get -y "$@" \
	    >"$dir/apt.log" 2>&1
}
main_pid() {
	property "$1" MainPID
}
# files: what is there of kopd.
files() {
	inside sh -c 'find / -xdev -path /proc -prune -o -name "*kopd*" -print \
	    -o -path "/etc/kopd/*" -print' | sort
}

apt install /run/packages/kopd.deb
result $? "apt-get install" "$dir/apt.log"
is "there are the users, without a shell" \
    "$(inside grep ^_kopd /etc/passwd | cut -d : -f 1,7 | sort)" \
    "$(printf '_kopd%s:/usr/sbin/nologin\n' '' d m r)"
is "only root writes kopd.conf, and only kopd reads it" \
    "$(inside stat -c '%U:%G %a' /etc/kopd/kopd.conf)" "root:_kopd 640"
is "kopd.conf has no error" "$(inside kopd -n 2>&1)" "configuration OK"
is "kopd does not run: the configuration is not yet that of this host" \
    "$(property kopd ActiveState) $(property kopd UnitFileState)" \
    "inactive disabled"
ok "there is a page of it" \
    inside test -f /usr/share/man/man5/kopd.conf.5.gz
is "no file names /usr/local" "$(inside sh -c \
    'zgrep -sl /usr/local $(dpkg -L kopd | grep -v "/changelog")')" ""

# conf FILE NAME [LINE ...]: a configuration of this host.
conf() {
	_file=$1
	kopd_use "$2"
	shift 2
	kopd_conf 'docker socket "/run/engine/docker.sock"' "$@"
	inside sh -c 'cat >"$1"' sh "/etc/kopd/$_file" \
	    <"$dir/$kopd_name/kopd.conf"
}
# A second instance, which writes elsewhere.
conf other.conf other 'redis root "other"'
inside chgrp _kopd /etc/kopd/other.conf
inside chmod 640 /etc/kopd/other.conf
conf kopd.conf kopd
log_show() {
	journal kopd | tail -n 30 | diagnose
}
published() {
	view_is "$(for _of; do routes "${_of%:*}" "${_of#*:}"; done)"
}
other_published() {
	[ "$(R exists other/http/routers/web/rule)" = 1 ]
}

web web 8001
inside systemctl -q enable --now kopd kopd@other
result $? "systemctl enable --now kopd kopd@other"
ok "a container is published" published web:8001
ok "by the other instance, too" wait_for 30 other_published
first=$(main_pid kopd)
other=$(main_pid kopd@other)

# From now on, what Redis is asked to do.
redis-cli -s "$sock" monitor >"$dir/monitor" &
pids=$!
wait_for 10 grep -q '^OK' "$dir/monitor"
# removed: the published keys that were deleted or got an end.
removed() {
	grep -i '" "\{0,1\}\(traefik\|other\)/' "$dir/monitor" |
	    grep -i '"\(del\|unlink\|expire\|pexpire\|rename\|getdel\)"'
}

apt install /run/packages/next.deb
result $? "apt-get install of the next version, while kopd runs" "$dir/apt.log"
is "no question is asked, and kopd.conf stays" \
    "$(inside cat /etc/kopd/kopd.conf)" "$(cat "$dir/kopd/kopd.conf")"
is "with its owner and mode" \
    "$(inside stat -c '%U:%G %a' /etc/kopd/kopd.conf)" "root:_kopd 640"
restarted() {
	[ "$(property "$1" ActiveState)" = active ] &&
	    [ "$(main_pid "$1")" != "$2" ]
}
ok "kopd runs with the new programs" wait_for 30 restarted kopd "$first"
ok "and its instance" wait_for 30 restarted kopd@other "$other"
ok "the new kopctl and the new kopd understand each other" \
    inside kopctl show >"$dir/show"
web more 8002
ok "a new container is published" published web:8001 more:8002
is "no published key was removed during the update" "$(removed)" ""
ok "the check of this sees what Redis is asked" \
    grep -qi '"set" "traefik/http/routers/more/rule"' "$dir/monitor"

conf kopd.conf kopd 'heartbeat 2s'
inside systemctl reload kopd
result $? "systemctl reload"
ok "it is done" journal_has kopd '^kopd: configuration reloaded'

before=$(view)
apt remove kopd
result $? "apt-get remove" "$dir/apt.log"
is "kopd has ended, and its instance" \
    "$(property kopd ActiveState) $(property kopd@other ActiveState)" \
    "inactive inactive"
is "the routes stay in Redis" "$(view)" "$before"
is "no published key was removed" "$(removed)" ""
ok "kopd.conf stays" inside test -f /etc/kopd/kopd.conf
apt install /run/packages/next.deb
result $? "apt-get install, once more" "$dir/apt.log"
apt purge kopd
result $? "apt-get purge" "$dir/apt.log"
is "it leaves what the administrator made, and nothing else" "$(files)" \
    "/etc/kopd
/etc/kopd/other.conf"
is "the users stay, as Debian's packages leave them" \
    "$(inside grep -c ^_kopd /etc/passwd)" 4

# autopkgtest's part, where the package was built.
installs=$(sed -n 's/^         \([a-z].*\)$/\1/p' "$TOP/debian/tests/control" |
    sed 's/,$//; s/ |.*//' | grep -v '^@')
"$TOP/tools/chroot" "$suite" "$roots/$suite-build" $installs ||
    bail "packages of debian/tests/control"
mkdir "$dir/source"
(cd "$TOP" && tar -c --exclude='./build*' --exclude=./.git .) |
    tar -C "$dir/source" -x
"$TOP/tools/enter" -t -b "$dir/source=/source" -b "$dir/packages=/packages" \
    "$roots/$suite-build" sh -ec '
	dpkg -i /packages/kopd.deb
	cd /source
	debian/tests/core' >"$dir/core.log" 2>&1
result $? "debian/tests/core, with the installed programs" "$dir/core.log"
finish
