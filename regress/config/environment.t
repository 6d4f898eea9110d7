#!/bin/sh
# traefik-kop's environment variables and long options, as kopd -nv shows
# what became of them.

. "$TOP/regress/lib/tap.sh"
cat >"$dir/kopd.conf" <<EOT
hostname "from-the-file"
bind ip 10.0.0.1
redis { host "from.the.file" port 7000 password file "$dir/none" }
EOT

# gives NAME LINES VARIABLE=VALUE ... [-- OPTION ...]: -nv has these lines.
# refuses NAME LINE ...: exit 1, and stderr has this line.
run() {
	name=$1 lines=$2
	shift 2
	vars=
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		vars="$vars $1"
		shift
	done
	[ $# -eq 0 ] || shift
	env -i $vars "$BUILD/kopd/kopd" -nv ${file:+-f "$file"} "$@" \
	    >"$dir/out" 2>"$dir/err"
	status=$?
}

gives() {
	run "$@"
	bad=$status
	echo "$lines" | tr '|' '\n' >"$dir/lines"
	while IFS= read -r line; do
		grep -qxF "$line" "$dir/out" || grep -qxF "	$line" "$dir/out" ||
		    bad=1
	done <"$dir/lines"
	result $bad "$name" "$dir/out" "$dir/err"
}

lacks() {
	run "$@"
	! grep -qF "$lines" "$dir/out" && [ "$status" -eq 0 ]
	result $? "$name" "$dir/out" "$dir/err"
}

refuses() {
	run "$@"
	[ "$status" -eq 1 ] && grep -qF "$lines" "$dir/err"
	result $? "$name" "$dir/out" "$dir/err"
}

file=
gives "REDIS_ADDR alone" 'host "redis.lan"|port 6380' REDIS_ADDR=redis.lan:6380
gives "without a port" 'host "redis.lan"|port 6379' REDIS_ADDR=redis.lan
gives "an IPv6 address" 'host "2001:db8::1"|port 7' 'REDIS_ADDR=[2001:db8::1]:7'
gives "a socket" 'socket "/run/r.sock"' REDIS_ADDR=/run/r.sock
refuses "a port out of range" "REDIS_ADDR: port is out of range" \
    REDIS_ADDR=h:70000
refuses "a port that is none" 'REDIS_ADDR: "x": the number is invalid' \
    REDIS_ADDR=h:x
gives "an option goes over a variable" 'host "b"' REDIS_ADDR=a:1 -- \
    --redis-addr b:2
gives "an option with =" 'host "b"|port 2' -- --redis-addr=b:2
gives "user, password, DB" 'user "kop"|password "***"|database 3' \
    REDIS_USER=kop REDIS_PASS=secret REDIS_DB=3
lacks "the default user is nobody" user REDIS_USER=default REDIS_ADDR=h
gives "a ttl, which expires keys" 'ttl 90s|expire keys yes' REDIS_TTL=90
gives "ttl 0" 'ttl 60s|expire keys no' REDIS_TTL=0
gives "bind ip over interface" 'bind ip "192.0.2.7"' BIND_IP=192.0.2.7 \
    BIND_INTERFACE=eth0
gives "bind interface" 'bind interface "eth0"' BIND_INTERFACE=eth0
gives "skip replace" 'bind none' BIND_IP=192.0.2.7 SKIP_REPLACE=1
gives "skip replace, no" 'bind ip "192.0.2.7"' BIND_IP=192.0.2.7 \
    SKIP_REPLACE=false
gives "skip replace as a switch" 'bind none' -- --skip-replace
refuses "neither true nor false" 'SKIP_REPLACE: "maybe" is neither' \
    SKIP_REPLACE=maybe
gives "namespaces" '	"staging"|	"dev"' NAMESPACE=staging,dev
gives "docker" 'socket "/tmp/d.sock"|prefix "kop.public"|poll never' \
    DOCKER_ADDR=unix:///tmp/d.sock DOCKER_PREFIX=kop.public \
    KOP_POLL_INTERVAL=0 DOCKER_HOST=tcp://not.looked.at
refuses "docker over TCP" "unix socket only" DOCKER_HOST=tcp://10.0.0.1:2375
gives "hostname" 'hostname "me"' KOP_HOSTNAME=me
for v in REDIS_SENTINEL_ADDRS REDIS_SENTINEL_MASTER DOCKER_CONFIG; do
	refuses "$v" "$v: this version of kopd does not support it" $v=x
done
gives "an empty variable is not set" 'host "127.0.0.1"' REDIS_DB= REDIS_TTL=0
refuses "an option that nobody knows" usage: -- --redis-adr x

file=$dir/kopd.conf
refuses "the password file is looked at" "$dir/none" BIND_IP=192.0.2.7
gives "variables go over the file" \
    'hostname "from-the-file"|bind ip "192.0.2.7"|host "new"|password "***"' \
    BIND_IP=192.0.2.7 REDIS_ADDR=new:1 REDIS_PASS=x
finish
