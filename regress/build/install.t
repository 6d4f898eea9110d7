#!/bin/sh
# make install and uninstall, with every folder elsewhere: what is there, what
# an installed kopd does, what is left.  All of it in a copy of the tree.

. "$TOP/regress/lib/tap.sh"
chmod 755 "$dir"
unset MAKEFLAGS MFLAGS MAKELEVEL CC SAN
kopd_pid=
at_exit stop_kopd

stop_kopd() {
	[ -z "$kopd_pid" ] || end "$kopd_pid"
	kopd_pid=
}

# What the folder's name says of the build.
build=$(basename "$BUILD")
set -- BUILD="$build"
case $build in *-clang*) set -- "$@" CC=clang ;; esac
case $build in *-asan-ubsan) set -- "$@" SAN=asan,ubsan ;; esac

tree=$dir/tree
mkdir "$tree"
(cd "$TOP" && tar -c --exclude='./build*' --exclude=./.git .) |
    tar -C "$tree" -x
cp -a "$BUILD" "$tree/$build"
cd "$tree" || exit 1

# compiled: the sources that were compiled.
compiled() {
	sed -n "s,^  CC  $build/\(.*\)\.o\$,\1.c,p" "$dir/make.log" | sort
}

builds() {
	grep -q '^  \(CC\|LD\) ' "$dir/make.log"
}

# run NAME MAKE-ARGUMENT ...: one test, and the log where it fails.
run() {
	_name=$1
	shift
	make "$@" >"$dir/make.log" 2>&1
	_status=$?
	[ $_status -eq 0 ] || sed 's/^/# /' "$dir/make.log"
	ok "$_name" [ $_status -eq 0 ]
}

files() {
	(cd "$1" && find . ! -type d | sort)
}

# all FOLDER: what make install puts below it.
all() {
	(cd "$1" && find usr lib man etc ! -type d | sort)
}

run "make, once more" "$@" all
ok "it builds nothing" not builds

prefix=$dir/usr
set -- "$@" PREFIX="$prefix" SYSCONFDIR="$dir/etc" MANDIR="$dir/man" \
    LIBEXECDIR="$dir/lib" RUNDIR="$dir/run" OPENRCDIR="$dir/etc/init.d" \
    RCDIR="$dir/etc/rc.d"
run "make install, with folders elsewhere" "$@" install
is "it compiles what contains a path and nothing else" "$(compiled)" \
    "$(grep -l '"paths.h"' ./*/*.c ./*/*/*.c | sed 's,^\./,,' | sort)"
is "programs, units and examples" "$(files "$prefix")" \
    "./lib/systemd/system/kopd-metrics.socket
./lib/systemd/system/kopd-metrics@.service
./lib/systemd/system/kopd.service
./lib/systemd/system/kopd@.service
./lib/sysusers.d/kopd.conf
./sbin/kopctl
./sbin/kopd
./share/bash-completion/completions/kopctl
./share/bash-completion/completions/kopd
./share/examples/kopd/compose.yaml
./share/examples/kopd/kopd-ssh@.service
./share/examples/kopd/kopd-stunnel@.service
./share/examples/kopd/kopd-textfile.service
./share/examples/kopd/kopd-textfile.timer
./share/examples/kopd/kopd.dashboard.json
./share/examples/kopd/kopd.rules.yml
./share/examples/kopd/stunnel.conf
./share/kopd/kopctl.schema.json
./share/vim/vimfiles/ftdetect/kopd.vim
./share/vim/vimfiles/syntax/kopd.vim
./share/zsh/site-functions/_kopd"
installed=$(all "$dir")
units=$prefix/lib/systemd/system
ok "which name what is installed" grep -qxF -e "ExecStart=!$prefix/sbin/kopd \
-d -f $dir/etc/kopd/%i.conf -s $dir/run/kopd@%i/kopd.sock" \
    "$units/kopd@.service"
# compose.yaml names the places of the image.
is "and no other place" "$(cat "$prefix"/share/examples/kopd/[!c]* \
    "$units"/* "$dir"/etc/*.d/kopd | sed -e "s,$dir/etc/kopd,,g" -e "s,$dir/run,,g" |
    grep '/usr/local\|/etc/kopd\|=/run\| /run/kopd[@/]')" ""
is "scripts for rc.d(8) and OpenRC" "$(stat -c '%a %n' "$dir"/etc/*.d/kopd)" \
    "755 $dir/etc/init.d/kopd
755 $dir/etc/rc.d/kopd"
for script in "$dir"/etc/*.d/kopd; do
	ok "${script#"$dir/"} is a script" sh -n "$script"
done
is "children" "$(files "$dir/lib")" "./kopd/docker-reader
./kopd/redis-writer
./kopd/route-maker"
is "configuration" "$(files "$dir/etc/kopd")" "./kopd.conf.example"
is "manual pages" "$(files "$dir/man")" "./man5/kopd.conf.5
./man7/kopd-security.7
./man8/docker-reader.8
./man8/kopctl.8
./man8/kopd.8
./man8/redis-writer.8
./man8/route-maker.8"
run "make install, once more" "$@" install
ok "it builds nothing" not builds

case $("$prefix/sbin/kopd" -V) in
kopd\ [0-9]*)	true ;;
*)		false ;;
esac
ok "kopd -V" [ $? -eq 0 ]
is "kopd -n" "$(env -i "$prefix/sbin/kopd" -n \
    -f "$dir/etc/kopd/kopd.conf.example" 2>&1)" "configuration OK"
ok "it looks for its configuration there" eval \
    'env -i "$prefix/sbin/kopd" -n 2>&1 | grep -q "$dir/etc/kopd/kopd.conf"'

# An engine and a Redis that are not there are waited for.
chmod 755 "$dir/etc/kopd"
mkdir "$dir/run" "$dir/docker"
cat >"$dir/etc/kopd/kopd.conf" <<EOF
hostname "install"
bind ip 192.0.2.1
docker { socket "$dir/docker/docker.sock" }
redis { host "127.0.0.1" port 1 }
EOF
chmod 644 "$dir/etc/kopd/kopd.conf"
[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null
rm -rf "$tree/$build"
env -i "$prefix/sbin/kopd" -d >"$dir/kopd.log" 2>&1 &
kopd_pid=$!

children() {
	for _p in $(cat "/proc/$kopd_pid/task/$kopd_pid/children"); do
		readlink "/proc/$_p/exe"
	done | sort
}

complete() {
	gone "$kopd_pid" || [ "$(children | wc -l)" -eq 3 ] &&
	    "$prefix/sbin/kopctl" show
}

wait_for 10 complete
gone "$kopd_pid" && sed 's/^/# /' "$dir/kopd.log"
is "an installed kopd runs the installed children" "$(children)" \
    "$dir/lib/kopd/docker-reader
$dir/lib/kopd/redis-writer
$dir/lib/kopd/route-maker"
"$prefix/sbin/kopctl" show >"$dir/show" 2>&1
ok "the installed kopctl finds it" [ $? -eq 0 ]
sed 's/^/# /' "$dir/show"
is "others may look for its socket" "$(stat -c %a "$dir/run/kopd")" 755
is "and its group may use it" "$(stat -c %a "$dir/run/kopd/kopd.sock")" 660
stop_kopd
# Started as root, kopd may not remove these any more.
rm -f "$dir/run/kopd/kopd.sock" "$dir/run/kopd/kopd.sock.reading"

run "make uninstall" "$@" uninstall
is "it leaves the configuration and nothing else" \
    "$(cd "$dir" && find usr lib man etc run ! -type d | sort)" \
    "etc/kopd/kopd.conf"
ok "the children's folder is gone" [ ! -d "$dir/lib/kopd" ]

run "make install into DESTDIR" "$@" DESTDIR="$dir/root" install
is "all of it is there" "$(all "$dir/root$dir")" "$installed"
ok "and only there" [ ! -e "$prefix/sbin/kopd" ]
run "make install without units" "$@" DESTDIR="$dir/none" \
    SYSTEMDUNITDIR= SYSUSERSDIR= OPENRCDIR= RCDIR= install
is "they are not there" "$(files "$dir/none" |
    grep 'systemd\|sysusers\|init\.d\|rc\.d')" ""
run "make clean" "$@" clean
ok "it removes what was built" [ ! -e "$tree/$build" ]
finish
