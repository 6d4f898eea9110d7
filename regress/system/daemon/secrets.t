#!/bin/sh
# Secrets are in redis-writer and nowhere else, whatever they were given with,
# and a reload goes on with them.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

need_root 'only root may look into processes'
MEMORY=$BUILD/regress/lib/fake/memory
[ -x "$MEMORY" ] || bail "$MEMORY is missing: make tests"

# Made up here, so that no process has it by chance, or on its stack from us.
secret() {
	tr -dc a-z0-9 </dev/urandom | head -c 20
}
# found TEXT: how often it is in each process.
found() {
	for _r in kopd docker-reader route-maker redis-writer; do
		_p=$(kopd_child $_r)
		[ $_r != kopd ] || _p=$kopd_pid
		echo "$_r $(echo "$1" | "$MEMORY" "$_p")"
	done
}
only_in_writer() {
	found "$1" >"$dir/found"
	sed 's/^/# found: /' "$dir/found"
	case $BUILD-$2 in
	*-asan*"a variable"*)
		echo "# AddressSanitizer has a copy of the environment" ;;
	*)
		is "$2: not in kopd" "$(sed -n 's/^kopd //p' "$dir/found")" 0
	esac
	is "$2: nor in docker-reader or route-maker" \
	    "$(sed -n 's/^[dr]o[cu].*r //p' "$dir/found" | tr '\n' ' ')" '0 0 '
	ok "$2: in redis-writer" \
	    [ "$(sed -n 's/^redis-writer //p' "$dir/found")" -gt 0 ]
}
# start VARIABLE=VALUE ... -- ARGUMENT ...
start() {
	_args=
	while [ "$1" != -- ]; do
		_args="$_args $1"
		shift
	done
	shift
	log_clear
	# shellcheck disable=SC2086
	env -i PATH="$PATH" TZ=Europe/Vienna $_args "$BUILD/kopd/kopd" -d \
	    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" "$@" \
	    >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}
# connects NAME: it starts, with what it was given.
connects() {
	ok "$1: it connects" logged 'connected as host kopd'
	ok "$1: and writes" view_is "$A"
}
# reconnects NAME PORT: with what redis-writer has.
reconnects() {
	log_clear
	R CLIENT KILL TYPE normal SKIPME yes >/dev/null
	web "$1" "$2"
	A="$A
$(routes "$1" "$2")"
	ok "$3: it connects again" logged 'connected as host kopd'
	ok "$3: and writes" view_is "$A"
}
# reload_with LINE: with this in kopd.conf.
reload_with() {
	kopd_conf "$1"
	kopctl reload
}
# password TEXT: what Redis wants from now on.
password() {
	R CONFIG SET requirepass "$1" >/dev/null
	REDISCLI_AUTH=$1
	export REDISCLI_AUTH
}

redis_start_port
engine_start
web a 8001
A=$(routes a 8001)
"$TOP/tools/users" >/dev/null || bail "no users"

# By a variable, beside a misspelt one that has it, too.
S=$(secret)
password "$S"
kopd_conf
start REDIS_PASS="$S" REDIS_PASSWD="$S" --
connects 'a variable'
is 'the helper finds what is there' "$(echo Europe/Vienna |
    "$MEMORY" "$kopd_pid" | awk '{ print ($1 > 0) }')" 1
only_in_writer "$S" 'a variable'
ok 'a reload without it' kopctl reload
only_in_writer "$S" 'a variable after a reload'
reconnects b 8002 'a variable after a reload'
kopd_conf 'redis database 0' 'heartbeat 2s' 'ttl 30s'
ok 'a reload of something else' kopctl reload
reconnects c 8003 'a variable after another reload'
echo wrong >>"$dir/kopd/kopd.conf"
ok 'a reload that fails' not kopctl reload 2>/dev/null
reconnects c2 8013 'a variable after a reload that failed'
kopd_conf 'redis password "of-the-file"'
ok 'a reload with another one in the file' kopctl reload
reconnects c3 8023 'a variable goes over that'
only_in_writer "$S" 'a variable then'
kopd_stop
is 'kopd ends in order' "$kopd_status" 0

# By an option.
S=$(secret)
password "$S"
kopd_conf
start -- --redis-pass "$S"
connects 'an option'
only_in_writer "$S" 'an option'
ok 'a reload without it' kopctl reload
reconnects d 8004 'an option after a reload'
kopd_stop

# In a URL: by a variable, and by an option.
S=$(secret)
password "$S"
kopd_conf
start REDIS_ADDR="redis://:$S@127.0.0.1:$redis_port" --
connects 'a URL'
only_in_writer "$S" 'a URL in a variable'
ok 'a reload without it' kopctl reload
only_in_writer "$S" 'a URL in a variable after a reload'
reconnects g 8007 'a URL after a reload'
ok 'a reload of something else' reload_with 'ttl 30s'
reconnects g2 8017 'a URL after another reload'
kopd_stop
S=$(secret)
password "$S"
kopd_conf
start -- --redis-addr "redis://default:$S@127.0.0.1:$redis_port"
connects 'a URL as an option'
only_in_writer "$S" 'a URL as an option'
ok 'it is not shown' not grep -q "$S" "/proc/$kopd_pid/cmdline"
ok 'nor logged' not grep -q "$S" "$dir/kopd.log"
kopd_stop

# By a variable that names a file, which no reload can read.
S=$(secret)
password "$S"
echo "$S" >"$dir/pass"
chmod 600 "$dir/pass"
kopd_conf
start REDIS_PASS_FILE="$dir/pass" --
connects 'a file in a variable'
only_in_writer "$S" 'a file in a variable'
ok 'a reload, which cannot read it' kopctl reload
ok 'and says so' logged \
    "$dir/pass: outside of the directory of the configuration; it stays as it was"
only_in_writer "$S" 'a file in a variable after a reload'
reconnects h 8008 'a file in a variable after a reload'
ok 'one more' kopctl reload
reconnects h2 8018 'a file in a variable after two'
kopd_stop

# By a macro of the command line.
S=$(secret)
password "$S"
kopd_conf 'redis password $pw'
start -- -D "pw=$S" -D other=untouched
connects 'a macro'
only_in_writer "$S" 'a macro'
ok 'other macros are still shown' \
    grep -q other=untouched "/proc/$kopd_pid/cmdline"
ok 'a reload without it' kopctl reload
reconnects e 8005 'a macro after a reload'
kopd_conf 'redis password "of the file"'
sed 's/"of the file"/"'"$S"'"/' "$dir/kopd/kopd.conf" >"$dir/kopd/new"
cat "$dir/kopd/new" >"$dir/kopd/kopd.conf"
ok 'a reload with it in the file' kopctl reload
only_in_writer "$S" 'from the file then'
kopd_stop

# By files: read again.
S=$(secret)
password "$S"
echo "$S" >"$dir/kopd/secret"
chgrp _kopd "$dir/kopd/secret"
chmod 640 "$dir/kopd/secret"
kopd_conf "redis password file \"$dir/kopd/secret\""
start --
connects 'a file'
only_in_writer "$S" 'a file'
OLD=$S
S=$(secret)
password "$S"
echo "$S" >"$dir/kopd/secret"
ok 'a reload with another password in it' kopctl reload
reconnects f 8006 'a file after a reload'
only_in_writer "$S" 'another password'
is 'the old one is nowhere' "$(found "$OLD" | awk '{ n += $2 } END { print n }')" 0
kopd_stop
is 'kopd ends in order' "$kopd_status" 0

# For sentinels, by a file and by a macro.
S=$(secret)
T=$(secret)
cat >"$dir/kopd/kopd.conf" <<EOT
hostname "kopd"
bind ip 192.0.2.1
docker { socket "$engine_socket" }
redis { password \$other }
sentinel {
	host 127.0.0.1 port 1
	master "none"
	password \$pw
}
EOT
chgrp _kopd "$dir/kopd/kopd.conf"
chmod 640 "$dir/kopd/kopd.conf"
start -- -D "pw=\"$S\"" -D "other=$T"
ok 'a password for sentinels' logged 'kopd: ready'
only_in_writer "$S" 'a password for sentinels'
only_in_writer "$T" 'the other one'
ok 'a reload' kopctl reload
only_in_writer "$S" 'a password for sentinels after a reload'
only_in_writer "$T" 'the other one after a reload'
kopd_stop
finish
