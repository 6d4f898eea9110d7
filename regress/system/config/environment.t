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
# lacks: it has not this text.  refuses NAME LINE ...: exit 1, and stderr has
# this line.  warns NAME LINES ...: -n says these, and no other warning.
run() {
	name=$1 lines=$2 started=
	shift 2
	for word; do
		shift
		if [ "$word" = -- ]; then
			started=yes
			set -- "$@" "$BUILD/kopd/kopd" -nv ${file:+-f "$file"}
		else
			set -- "$@" "$word"
		fi
	done
	[ -n "$started" ] ||
	    set -- "$@" "$BUILD/kopd/kopd" -nv ${file:+-f "$file"}
	env -i "$@" >"$dir/out" 2>"$dir/err"
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
	! grep -qF -e "$lines" "$dir/out" && [ "$status" -eq 0 ]
	result $? "$name" "$dir/out" "$dir/err"
}

refuses() {
	run "$@"
	[ "$status" -eq 1 ] && grep -qF -e "$lines" "$dir/err"
	result $? "$name" "$dir/out" "$dir/err"
}

warns() {
	run "$@"
	printf '%s\n' "$lines" | tr '|' '\n' | sed '/^$/d
	    s/^/kopd: /' >"$dir/wanted"
	sed '/^configuration OK$/d' "$dir/err" | sort |
	    diff "$dir/wanted" - >"$dir/diff"
	result $? "$name" "$dir/diff"
}

file=
gives "REDIS_ADDR alone" 'host "redis.lan"|port 6380' REDIS_ADDR=redis.lan:6380
gives "without a port" 'host "redis.lan"|port 6379' REDIS_ADDR=redis.lan
gives "an IPv6 address" 'host "2001:db8::1"|port 7' 'REDIS_ADDR=[2001:db8::1]:7'
gives "a socket" 'socket "/run/r/r.sock"' REDIS_ADDR=/run/r/r.sock
refuses "a port out of range" "REDIS_ADDR: port is out of range" \
    REDIS_ADDR=h:70000
refuses "a port that is none" 'REDIS_ADDR: "x" is not a number' \
    REDIS_ADDR=h:x
gives "no host is this one" 'host "127.0.0.1"|port 7' REDIS_ADDR=:7
refuses "an address without brackets" "REDIS_ADDR: it has several colons" \
    REDIS_ADDR=2001:db8::1
refuses "a bracket alone" "REDIS_ADDR: it is not [address]:port" \
    'REDIS_ADDR=[2001:db8::1:7'
refuses "a list of addresses" "REDIS_ADDR: it is a list; set sentinels in REDIS_SENT" \
    REDIS_ADDR=a:1,b:2
gives "a URL" 'host "redis.lan"|port 7000|user "kop"|password "***"|database 2' \
    REDIS_ADDR=redis://kop:secret@redis.lan:7000/2
! grep -q secret "$dir/out" "$dir/err"
result $? "its password is not shown" "$dir/out" "$dir/err"
lacks "no TLS with redis" tls REDIS_ADDR=redis://h
gives "a URL's defaults" 'host "localhost"|port 6379|database 0' \
    REDIS_ADDR=redis://
gives "TLS" 'host "h"|tls yes' REDIS_ADDR=rediss://h
gives "TLS with whoever it is" 'host "h"|tls insecure' \
    "REDIS_ADDR=rediss://h?skip_verify=true"
gives "IPv6 in a URL" 'host "2001:db8::1"|port 7' \
    'REDIS_ADDR=redis://[2001:db8::1]:7'
gives "a socket in a URL" \
    'socket "/run/r/r.sock"|user "u"|password "***"|database 3' \
    'REDIS_ADDR=unix://u:p@/run/r/r.sock?db=3'
lacks "the default user of a URL is nobody" 'user "' \
    REDIS_ADDR=redis://default:secret@h
gives "host and port that look like a URL's" 'host "redis"|port 6380' \
    REDIS_ADDR=redis:6380
gives "variables of their own go over a URL" 'user "b"|database 7' \
    REDIS_ADDR=redis://a:x@h/2 REDIS_USER=b REDIS_DB=7
gives "a URL as an option" 'host "h"|password "***"' -- \
    --redis-addr=redis://:x@h
gives "what has no effect is no fault" 'host "h"' \
    "REDIS_ADDR=redis://h?dial_timeout=5s&pool_size=3"
grep -qxF "REDIS_ADDR: warning: no effect here: dial_timeout, pool_size" \
    "$dir/err"
result $? "but said" "$dir/err"
refuses "what go-redis does not know" \
    "REDIS_ADDR: it has the parameter database, which go-redis does not" \
    "REDIS_ADDR=redis://h?database=2"
refuses "a list in a URL" "REDIS_ADDR: it is a list" \
    REDIS_ADDR=redis://a:1,b:2
refuses "a URL's database out of range" "REDIS_ADDR: database is out of" \
    REDIS_ADDR=redis://h/99999999999
# hides NAME LINE VARIABLE: it refuses, and does not repeat the password.
hides() {
	name=$1
	shift
	refuses "$name" "$1" "$2" REDIS_SENTINEL_MASTER=m
	! grep -q secret "$dir/err"
	result $? "$name, which is not repeated" "$dir/err"
}
hides "a URL of another kind" "REDIS_ADDR: it is a URL of another kind" \
    REDIS_ADDR=tcp://:secret@h
hides "a slash in a password" "REDIS_ADDR: it has a character in the user or" \
    REDIS_ADDR=redis://:a/secret@h
hides "a URL without a host" "REDIS_ADDR: it has a port that is not a number" \
    REDIS_ADDR=redis://:secret
hides "a password before the host" "REDIS_ADDR: it has an @; set host:port" \
    REDIS_ADDR=:secret@h
hides "one in a list of sentinels" 'REDIS_SENTINEL_ADDRS: "..." has an @' \
    REDIS_SENTINEL_ADDRS=:secret@h
hides "one in a URL there" 'REDIS_SENTINEL_ADDRS: "..." is a URL' \
    REDIS_SENTINEL_ADDRS=redis://:secret@h
for url in tcp://kop:secret@h http://secret@h:2375/ tcp://h/@secret \
    tcp://kop:a/secret@h 'tcp://h?@secret'; do
	hides "one in Docker's URL: ${url%%:*}" \
	    "DOCKER_HOST: ${url%%:*}://...: it has a user or a password, which kopd does not send to Docker; remove them" \
	    "DOCKER_HOST=$url"
done
hides "one in Docker's URL for ssh" \
    "DOCKER_HOST: ssh://...: use ssh to make a socket of it" \
    DOCKER_HOST=ssh://kop:secret@h
hides "one in Docker's URL for TLS" \
    "DOCKER_HOST: https://...: kopd does not support TLS with Docker" \
    DOCKER_HOST=https://kop:secret@h
hides "what is no URL of Docker" \
    "DOCKER_HOST: it is neither a path nor a URL: unix:///path, or tcp://ho" \
    DOCKER_HOST=secret
refuses "blanks in a name" "REDIS_ADDR: redis host is neither" \
    "REDIS_ADDR=a b:1"
gives "an option goes over a variable" 'host "b"' REDIS_ADDR=a:1 -- \
    --redis-addr b:2
gives "an option with =" 'host "b"|port 2' -- --redis-addr=b:2
gives "an option with one dash" 'host "b"|port 2|poll never|bind none' -- \
    -redis-addr b:2 -poll-interval=0 -skip-replace
gives "the last of several" 'host "b"|port 2' -- --redis-addr a:1 \
    --redis-addr b:2
lacks "an empty option undoes a variable" "password" REDIS_PASS=x REDIS_DB=1 \
    -- --redis-pass ""
gives "short options go on as they were" 'host "b"' -- -vn --redis-addr b
gives "numbers as Go has them" 'database 8|poll 4096s|ttl 1000s' \
    REDIS_DB=010 KOP_POLL_INTERVAL=0x1_000 REDIS_TTL=+1_000
for n in 08 0x 1__0 1_ _1 +-1 1.5 " 1" 99999999999999999999 0b2 ten; do
	refuses "no number: $n" "REDIS_DB: \"$n\" is not a number" "REDIS_DB=$n"
done
refuses "a number out of range" "REDIS_DB: database is out of range" \
    REDIS_DB=-1
gives "user, password, DB" 'user "kop"|password "***"|database 3' \
    REDIS_USER=kop REDIS_PASS=secret REDIS_DB=3
lacks "the default user is nobody" user REDIS_USER=default REDIS_ADDR=h
gives "a ttl, which expires keys" 'ttl 90s|expire keys yes' REDIS_TTL=90
gives "a short ttl is renewed in time" \
    'ttl 5s|heartbeat 2s|expire keys yes' REDIS_TTL=5
gives "the shortest ttl" 'ttl 2s|heartbeat 1s|expire keys yes' REDIS_TTL=2
gives "one that has room for the default" \
    'ttl 10s|heartbeat 5s|expire keys yes' REDIS_TTL=10

# A file with the password.
echo secret >"$dir/pass"
chmod 600 "$dir/pass"
cd "$dir" || bail "$dir"
gives "a password file" "password file \"$dir/pass\"" \
    REDIS_PASS_FILE="$dir/pass"
gives "from here" "password file \"$dir/pass\"" REDIS_PASS_FILE=pass
gives "as an option" "password file \"$dir/pass\"" -- --redis-pass-file pass
gives "it goes over a URL's password" "password file \"$dir/pass\"|user \"u\"" \
    REDIS_PASS_FILE=pass REDIS_ADDR=redis://u:p@h
refuses "both" "REDIS_PASS_FILE: it cannot be combined with" \
    REDIS_PASS_FILE=pass REDIS_PASS=x
gives "an option goes over it" 'password "***"' REDIS_PASS_FILE=none -- \
    --redis-pass x
gives "and it over a variable, as an option" \
    "password file \"$dir/pass\"" REDIS_PASS=x -- --redis-pass-file pass
lacks "empty, it is not set" 'password' REDIS_PASS_FILE= REDIS_DB=1
refuses "a file that is not there" \
    "REDIS_PASS_FILE: password file $dir/none: No such file" \
    REDIS_PASS_FILE=none
chmod 644 "$dir/pass"
refuses "a file that others may read" "REDIS_PASS_FILE: password file" \
    REDIS_PASS_FILE=pass
chmod 600 "$dir/pass"
cd "$TOP" || bail "$TOP"

refuses "a ttl that is too short" \
    "REDIS_TTL: ttl (1s) is too short to be renewed in time; the minimum is 2s" \
    REDIS_TTL=1
refuses "one by an option" \
    "ttl (1s) is too short to be renewed in time; the minimum is 2s" \
    -- --redis-ttl 1
gives "a negative ttl is none" 'ttl 60s|expire keys no' REDIS_TTL=-1
gives "a ttl of a year" 'ttl 31536000s|expire keys yes' REDIS_TTL=31536000
gives "ttl 0" 'ttl 60s|expire keys no' REDIS_TTL=0
gives "bind ip over interface" 'bind ip "192.0.2.7"' BIND_IP=192.0.2.7 \
    BIND_INTERFACE=eth0
gives "whatever gives it" 'bind ip "192.0.2.7"' BIND_IP=192.0.2.7 -- \
    --bind-interface eth0
gives "bind ip, a name" 'bind ip "docker2.lan"' BIND_IP=docker2.lan
gives "blanks around it" 'bind ip "192.0.2.7"' "BIND_IP= 192.0.2.7 "
gives "blanks alone" 'bind interface "eth0"' "BIND_IP= " BIND_INTERFACE=eth0
refuses "bind ip, neither" 'BIND_IP: bind: "192.0.2.777" is neither' \
    BIND_IP=192.0.2.777
gives "bind interface" 'bind interface "eth0"' BIND_INTERFACE=eth0
gives "skip replace" 'bind none' BIND_IP=192.0.2.7 SKIP_REPLACE=1
gives "skip replace, no" 'bind ip "192.0.2.7"' BIND_IP=192.0.2.7 \
    SKIP_REPLACE=false
gives "skip replace as a switch" 'bind none' -- --skip-replace
refuses "neither true nor false" 'SKIP_REPLACE: "maybe" is neither' \
    SKIP_REPLACE=maybe
refuses "an option that is neither" '--skip-replace: "maybe" is neither' -- \
    --skip-replace=maybe
gives "an option undoes a switch" 'bind ip "192.0.2.7"' SKIP_REPLACE=1 \
    BIND_IP=192.0.2.7 -- --skip-replace=false
refuses "DEBUG, neither" 'DEBUG: "app:*" is neither true nor false' \
    'DEBUG=app:*' REDIS_DB=1
gives "VERBOSE before DEBUG" 'database 1' VERBOSE=true 'DEBUG=app:*' REDIS_DB=1
gives "namespaces" '	"staging"|	"dev"' NAMESPACE=staging,dev
gives "namespaces with blanks, and a comma too many" \
    '	"staging"|	"dev and test"' "NAMESPACE= staging , ,dev and test,"
refuses "no namespace in it" 'NAMESPACE: "," has no namespaces' NAMESPACE=,
lacks "namespaces, blank" namespace "NAMESPACE= " REDIS_DB=1
gives "a prefix with its dot" 'prefix "kop.public"' DOCKER_PREFIX=kop.public.
gives "docker" 'socket "/tmp/d.sock"|prefix "kop.public"|poll never' \
    DOCKER_ADDR=unix:///tmp/d.sock DOCKER_PREFIX=kop.public \
    KOP_POLL_INTERVAL=0 DOCKER_HOST=tcp://not.looked.at
# where VALUE HOST PORT: an engine by TCP.
where() {
	gives "docker at $1" "host \"$2\"|port $3" "DOCKER_HOST=$1"
	lacks "docker at $1, and so no socket" 'socket "/var/run/docker' \
	    "DOCKER_HOST=$1"
}
where tcp://socket-proxy:2375 socket-proxy 2375
where tcp://socket-proxy socket-proxy 2375
where tcp://10.0.0.1:1 10.0.0.1 1
where tcp://10.0.0.1/ 10.0.0.1 2375
where http://10.0.0.1 10.0.0.1 2375
where http://docker.lan:65535/ docker.lan 65535
where HTTP://docker.lan docker.lan 2375
where 'tcp://[::1]:99' ::1 99
where 'tcp://[2001:db8::7]' 2001:db8::7 2375
where 'tcp://[fe80::1%25eth0]:1' fe80::1%eth0 1
where tcp://:99 127.0.0.1 99
gives "the engine's path without a scheme" 'socket "/tmp/d.sock"' \
    DOCKER_HOST=/tmp/d.sock
gives "docker by TCP, by the option" 'host "h"|port 7' -- \
    --docker-host=tcp://h:7
REMOTE='see REMOTE ENGINES in kopd.conf(5)'
refuses "docker by ssh://" \
    "DOCKER_HOST: ssh://...: use ssh to make a socket of it: $REMOTE" \
    DOCKER_HOST=ssh://10.0.0.1
TLS="kopd does not support TLS with Docker: $REMOTE"
refuses "docker by https://" "DOCKER_HOST: https://...: $TLS" \
    DOCKER_HOST=https://10.0.0.1:2376
for v in DOCKER_TLS_VERIFY=1 DOCKER_TLS_VERIFY=0 DOCKER_CERT_PATH=/certs \
    DOCKER_TLS=1; do
	for url in tcp://10.0.0.1:2376 http://h; do
		refuses "docker by $url with $v" "${v%%=*}: $TLS" \
		    "DOCKER_HOST=$url" "$v"
	done
	gives "docker's socket with $v" 'socket "/a"' DOCKER_HOST=/a "$v"
done
gives "docker by TCP, and no TLS asked for" 'host "h"' DOCKER_HOST=tcp://h \
    DOCKER_TLS_VERIFY= DOCKER_CERT_PATH=
for scheme in npipe fd tcps; do
	refuses "docker by $scheme://" "DOCKER_HOST: $scheme://...: unknown \
scheme: unix:///path, or tcp://host:port" \
	    "DOCKER_HOST=$scheme://10.0.0.1"
done
refuses "docker's URL with a path" "DOCKER_HOST: tcp://...: it has a path" \
    DOCKER_HOST=tcp://h/v1.41
refuses "docker's URL with a query" "DOCKER_HOST: tcp://...: it has a path" \
    'DOCKER_HOST=tcp://h?x=1'
for port in 0 65536 x -1; do
	refuses "docker's URL with the port $port" \
	    "DOCKER_HOST: tcp://...: it has a port that is not a number from 1" \
	    "DOCKER_HOST=tcp://h:$port"
done
refuses "docker's URL without a host" "DOCKER_HOST: tcp://...: it has no host" \
    DOCKER_HOST=tcp://
refuses "docker's URL with an IPv6 address without brackets" \
    "DOCKER_HOST: tcp://...: it has several colons" DOCKER_HOST=tcp://::1:2375
refuses "docker's URL with two hosts" "DOCKER_HOST: tcp://...: it is a list" \
    DOCKER_HOST=tcp://a:1,b:1
refuses "docker's URL with what is no host" \
    "DOCKER_HOST: docker host is neither an address nor a name" \
    "DOCKER_HOST=tcp://a b:1"
gives "hostname" 'hostname "me"' KOP_HOSTNAME=me
refuses "a hostname that cannot be in a key" \
    "KOP_HOSTNAME: hostname has characters other than letters" \
    KOP_HOSTNAME=eu/web1
refuses "docker by host and port alone" "DOCKER_ADDR: it is neither a path" \
    DOCKER_ADDR=localhost:2375
gives "the second variable, the first one empty" 'socket "/b"' DOCKER_ADDR= \
    DOCKER_HOST=unix:///b
gives "sentinels" \
    'master "m"|host "a" port 1|host "::1" port 7|host "c" port 26379' \
    'REDIS_SENTINEL_ADDRS=a:1, [::1]:7,c' REDIS_SENTINEL_MASTER=m
gives "a comma too many" 'host "a" port 26379|host "b" port 2' \
    REDIS_SENTINEL_ADDRS=,a,,b:2, REDIS_SENTINEL_MASTER=m
refuses "no sentinel in it" 'REDIS_SENTINEL_ADDRS: ", ," has no sentinels' \
    'REDIS_SENTINEL_ADDRS=, ,' REDIS_SENTINEL_MASTER=m
lacks "sentinels go over an address" 'host "d"' REDIS_ADDR=d:1 \
    REDIS_SENTINEL_ADDRS=a:1 REDIS_SENTINEL_MASTER=m
refuses "sentinels without their master's name" \
    "REDIS_SENTINEL_ADDRS: sentinel host needs a sentinel master" \
    REDIS_SENTINEL_ADDRS=x
refuses "a master without sentinels" \
    "REDIS_SENTINEL_MASTER: sentinel master needs a sentinel host" \
    REDIS_SENTINEL_MASTER=x
refuses "a sentinel that is no address" \
    'REDIS_SENTINEL_ADDRS: "1::2" has several colons' \
    REDIS_SENTINEL_ADDRS=a,1::2 REDIS_SENTINEL_MASTER=m
for v in REDIS_SENTINEL_ADDRS REDIS_SENTINEL_MASTER; do
	gives "$v, blank" 'host "127.0.0.1"' "$v= " REDIS_DB=0
done
gives DOCKER_CONFIG 'network "lan"|exposed by default yes' \
    'DOCKER_CONFIG={network: lan, exposedByDefault: on}'
gives "an empty variable is not set" 'host "127.0.0.1"' REDIS_DB= REDIS_TTL=0

env -i "$BUILD/kopd/kopd" -h >"$dir/out" 2>"$dir/err"
result $? "-h" "$dir/err"
grep -q -e "--redis-addr value  *REDIS_ADDR$" "$dir/out" &&
    grep -q -e "--docker-host value  *DOCKER_ADDR, DOCKER_HOST$" "$dir/out"
result $? "and shows the options with their variables" "$dir/out"

# Misspelt ones.
meant() {
	echo "$1 in the environment is not known: did you mean $2?"
}
for pair in REDIS_ADDRS=REDIS_ADDR KOP_HOST=KOP_HOSTNAME BIND_ADDR=BIND_IP \
    DOCKER_PREFX=DOCKER_PREFIX REDIS_PASSWORD=REDIS_PASS \
    REIDS_ADDR=REDIS_ADDR REDIS_TTLS=REDIS_TTL redis_addr=REDIS_ADDR \
    NAMESPACES=NAMESPACE KOP_POLL=KOP_POLL_INTERVAL \
    KOP_POLLINTERVL=KOP_POLL_INTERVAL KOP_BIND_IP=BIND_IP \
    POLL_INTERVAL=KOP_POLL_INTERVAL SKIP_REPLACED=SKIP_REPLACE \
    DOCKER_HOSTS=DOCKER_HOST REDIS_PORT=REDIS_ADDR VERBOS=VERBOSE \
    BINDIP=BIND_IP BIND_INTERFAC=BIND_INTERFACE \
    REDIS_PASSWORD_FILE=REDIS_PASS_FILE REDIS_PASS_FILES=REDIS_PASS_FILE; do
	given=${pair%=*}
	warns "misspelt: $given" "$(meant "$given" "${pair#*=}")" "$given=x" \
	    NAMESPACE=dev
done
warns "KOP_ is ours, whatever follows" \
    "KOP_X in the environment is not known" KOP_X=1 REDIS_DB=1
for given in REDIS_ADDR_FILE REDIS_USER_FILE REDIS_DB_FILE; do
	warns "a file that is not read: $given" \
	    "$given in the environment is not known" "$given=x" NAMESPACE=dev
done
warns "several" "$(meant BIND_ADDR BIND_IP)|$(meant REDIS_HOST REDIS_ADDR)" \
    REDIS_HOST=h BIND_ADDR=192.0.2.7 REDIS_DB=1
warns "what another name says is given" "" REDIS_HOST=h REDIS_ADDR=h:1 \
    REDIS_PASSWORD=x REDIS_PASS=x BIND_ADDR=a BIND_IP=192.0.2.7 \
    REDIS_USERNAME=u REDIS_USER=u
warns "a container with links" "" REDIS_ADDR=h REDIS_PORT=tcp://172.17.0.2:6379 \
    REDIS_PORT_6379_TCP=tcp://172.17.0.2:6379 REDIS_NAME=/kop/redis \
    REDIS_PORT_6379_TCP_ADDR=172.17.0.2 REDIS_ENV_REDIS_VERSION=7.2 \
    REDIS_PORT_6379_TCP_PROTO=tcp KOP_NAME=/x/kop \
    PATH=/usr/bin HOME=/root HOSTNAME=3f2a9c TERM=xterm TZ=Europe/Vienna
warns "Kubernetes" "" REDIS_ADDR=h KOP_SERVICE_HOST=10.0.0.1 \
    KOP_SERVICE_PORT=80 KOP_PORT=tcp://10.0.0.1:80 REDIS_SERVICE_HOST=10.0.0.2 \
    KOP_PORT_80_TCP_ADDR=10.0.0.1 KUBERNETES_PORT=tcp://10.0.0.1:443 \
    POD_NAMESPACE=x REDIS_SERVICE_PORT_REDIS=6379
warns "a shell that uses Docker" "" REDIS_ADDR=h DOCKER_BUILDKIT=1 \
    DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/c DOCKER_API_VERSION=1.44 \
    DOCKER_CONTEXT=default DOCKER_CONTENT_TRUST=1 DOCKER_USERNAME=u \
    DOCKER_PASSWORD=p DOCKER_DEFAULT_PLATFORM=linux/amd64 DOCKER_VERSION=27 \
    DOCKER_TLS_CERTDIR= DOCKER_CLI_EXPERIMENTAL=1 DOCKER_REGISTRY=r \
    DOCKER_PORT=1 DOCKER_HOME=/d DOCKER_ROOT=/d DOCKER_GID=1 DOCKER_TMPDIR=/t
warns "other programs of the same host" "" REDIS_ADDR=h REDIS_VERSION=7.2.4 \
    REDIS_DOWNLOAD_SHA=x REDIS_MASTER_HOST=m REDIS_REPLICATION_MODE=master \
    REDIS_DB_CACHE=1 REDIS_DB1=1 REDIS_TLS=1 REDIS_PREFIX=p REDIS_CLUSTER=1 \
    VERSION=1 XDEBUG=1 NDEBUG=1 DEBUG_MODE=1 LOG_LEVEL=debug \
    WORKSPACE=/w COMPOSE_PROJECT_NAME=p

cat >"$dir/list.conf" <<EOT
bind none
redis { host "h" password "x" }
EOT
chmod 600 "$dir/list.conf"
file=$dir/list.conf
gives "skip replace, no, over the file" 'bind default' SKIP_REPLACE=0
warns "what the file gives is given" "" REDIS_PASSWORD=x REDIS_HOST=h \
    BIND_ADDR=a

cat >"$dir/sentinel.conf" <<EOT
sentinel {
	host "of.the.file"
	master "x"
	ports { 6380 }
	masters { 192.0.2.0/24 }
}
EOT
file=$dir/sentinel.conf
gives "other sentinels: what the file permits stays" \
    'host "a" port 26379|master "m"|ports { 6380 }|masters {' \
    REDIS_SENTINEL_ADDRS=a REDIS_SENTINEL_MASTER=m
gives "and with an address beside them" \
    'host "a" port 26379|ports { 6380 }|masters {' \
    REDIS_SENTINEL_ADDRS=a REDIS_SENTINEL_MASTER=m REDIS_ADDR=b
gives "an address goes over all of the block" 'host "b"|port 6379' REDIS_ADDR=b
lacks "of which nothing is left" 'sentinel {' REDIS_ADDR=b
warns "a port beside sentinels by variables is no fault" "" REDIS_ADDR=b:7 \
    REDIS_SENTINEL_ADDRS=a REDIS_SENTINEL_MASTER=m
printf 'sandbox strict\n' >"$dir/strict.conf"
file=$dir/strict.conf
refuses "sandbox strict asks for ports" \
    "REDIS_SENTINEL_ADDRS: sandbox strict needs \`ports' in the sentinel" \
    REDIS_SENTINEL_ADDRS=a REDIS_SENTINEL_MASTER=m

file=$dir/kopd.conf
refuses "the password file is looked at" "$dir/none" BIND_IP=192.0.2.7
gives "a password file over that of the file" "password file \"$dir/pass\"" \
    REDIS_PASS_FILE="$dir/pass"
gives "a URL's password over that of the file" 'password "***"' \
    REDIS_ADDR=redis://:x@h
printf 'redis { tls yes host "a" }\n' >"$dir/tls.conf"
file=$dir/tls.conf
gives "a URL without TLS leaves the file's" 'host "h"|tls yes' \
    REDIS_ADDR=redis://h
printf 'redis { host "redis://kop:secret@h:1/2" }\n' >"$dir/url.conf"
file=$dir/url.conf
refuses "a URL in the file" "url.conf:1: redis host is a URL; use the settings" A=b
! grep -q secret "$dir/err"
result $? "is not repeated" "$dir/err"

file=$dir/kopd.conf
gives "variables go over the file" \
    'hostname "from-the-file"|bind ip "192.0.2.7"|host "new"|password "***"' \
    BIND_IP=192.0.2.7 REDIS_ADDR=new:1 REDIS_PASS=x
finish
