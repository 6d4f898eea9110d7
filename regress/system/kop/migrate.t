#!/bin/sh
# kopctl migrate: what it prints says the same as traefik-kop's settings, for
# kopd -nv; the password is never printed.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
kopd=$BUILD/kopd/kopd kopctl=$BUILD/kopctl/kopctl
cd "$dir" || exit 1

# same NAME VARIABLE=VALUE ... [-- OPTION ...]
same() {
	name=$1
	shift
	split "$kopd" -nv -- "$@" >wanted 2>err || bail "$name: $(cat err)"
	rm -f secret
	split "$kopctl" migrate -p secret -- "$@" >kopd.conf 2>err &&
	    env -i "$kopd" -nv -f kopd.conf 2>>err |
	    sed 's/^\(.password\) file ".*"$/\1 "***"/' >got
	diff -u wanted got >diff
	result $? "$name" diff err kopd.conf
}

# split COMMAND ... -- VARIABLE=VALUE ... [-- OPTION ...]: runs the command
# with these variables and options.
split() {
	command= options= started=
	for word; do
		shift
		case $started$word in
		--)	started=variables ;;
		variables--)
			started=options
			eval "set -- \"\$@\" $command" ;;
		variables*|options*)
			set -- "$@" "$word" ;;
		*)	command="$command '$word'" ;;
		esac
	done
	[ "$started" = options ] || eval "set -- \"\$@\" $command"
	env -i "$@"
}

same "an address" REDIS_ADDR=192.168.1.50:6379 BIND_IP=192.168.1.75
same "another port" REDIS_ADDR=redis.lan:7000
same "no port" REDIS_ADDR=redis.lan
same "no host" REDIS_ADDR=:6380
same "IPv6" 'REDIS_ADDR=[2001:db8::1]:6379' BIND_IP=2001:db8::2
same "a unix socket" REDIS_ADDR=/run/redis/redis.sock
same "user, password, database" REDIS_USER=kop REDIS_PASS=secret REDIS_DB=3
same "the default user" REDIS_USER=default REDIS_PASS=secret
same "an odd password" "REDIS_PASS=a\"b\\c \$d#e{f}'g"
same "a URL" REDIS_ADDR=redis://kop:p%40ss@redis.lan:7000/2
same "a URL with TLS" 'REDIS_ADDR=rediss://:pw@[2001:db8::1]:7?skip_verify=1'
same "a URL of a socket" 'REDIS_ADDR=unix://kop:pw@/run/redis/r.sock?db=3'
same "a URL without a word" REDIS_ADDR=redis://
same "a URL with variables over it" REDIS_ADDR=redis://a:b@h/1 REDIS_DB=2 \
    REDIS_USER=c REDIS_PASS=d
same "a ttl" REDIS_TTL=90
same "a short ttl" REDIS_TTL=4
same "the shortest ttl" REDIS_TTL=2
same "no ttl" REDIS_TTL=0
same "a ttl of days" REDIS_TTL=8640000
same "an interface" BIND_INTERFACE=eth0
same "address and interface" BIND_INTERFACE=eth0 BIND_IP=192.0.2.7
same "a name" BIND_IP=docker2.lan
same "as Docker has them" SKIP_REPLACE=true BIND_IP=192.0.2.7
same "not as Docker has them" SKIP_REPLACE=false BIND_IP=192.0.2.7
same "a hostname" KOP_HOSTNAME=docker2
same "an odd hostname" KOP_HOSTNAME=-a_b.C7
same "Docker's socket" DOCKER_ADDR=unix:///run/user/1000/docker.sock
same "Docker's socket, other name" DOCKER_HOST=unix:///run/d.sock
same "Docker's socket, both names" DOCKER_HOST=unix:///a DOCKER_ADDR=unix:///b
same "an engine by TCP" DOCKER_HOST=tcp://socket-proxy:2375
same "an engine by TCP without a port" DOCKER_HOST=tcp://socket-proxy
same "an engine by HTTP" DOCKER_ADDR=http://192.0.2.7:99/
same "an engine by IPv6" 'DOCKER_HOST=tcp://[2001:db8::7]:99'
same "an engine in the provider's options" \
    DOCKER_CONFIG='{docker: {endpoint: "tcp://h:1"}}'
same "a prefix" DOCKER_PREFIX=kop.public.
same "an odd prefix" 'DOCKER_PREFIX=x\"y z'
same "polling" KOP_POLL_INTERVAL=15
same "no polling" KOP_POLL_INTERVAL=0
same "namespaces" "NAMESPACE= staging, dev and test ,"
same "a word as a namespace" NAMESPACE=redis,yes
same "verbose alone is no setting" VERBOSE=1 REDIS_ADDR=h
same "options" -- --redis-addr=h:1 --bind-ip 192.0.2.7 -namespace dev
same "options over variables" REDIS_ADDR=a:1 REDIS_DB=7 -- --redis-addr b:2
cat >docker.yaml <<'EOT'
docker:
  exposedByDefault: true
  network: "over\"lay"
  useBindPortIP: true
  constraints: Label(`a`,`b"\\`)
  defaultRule: |
    Host(`{{ normalize .Name }}.
    example.com`)
EOT
same "provider options in a file" REDIS_ADDR=h DOCKER_CONFIG="$dir/docker.yaml"
same "provider options as they are" DOCKER_CONFIG="$(cat docker.yaml)"
same "provider options over others" DOCKER_ADDR=unix:///a \
    DOCKER_CONFIG='{docker: {endpoint: "unix:///b"}}'
same "Sentinel" REDIS_SENTINEL_ADDRS=a:1,b REDIS_SENTINEL_MASTER=m \
    REDIS_PASS=pw REDIS_DB=1
same "Sentinel and an address" REDIS_ADDR=c:7 REDIS_SENTINEL_MASTER=m \
    'REDIS_SENTINEL_ADDRS=a:1, [2001:db8::1]:2,'
same "Sentinel and a socket" REDIS_ADDR=/run/r.sock REDIS_SENTINEL_MASTER=m \
    REDIS_SENTINEL_ADDRS=a
same "everything" KOP_HOSTNAME=docker2 BIND_IP=192.168.1.75 \
    REDIS_ADDR=redis.example.com:6380 REDIS_USER=kop REDIS_PASS=pw REDIS_DB=2 \
    REDIS_TTL=120 DOCKER_ADDR=unix:///var/run/docker.sock DOCKER_PREFIX=kop \
    KOP_POLL_INTERVAL=30 NAMESPACE=a,b DEBUG=1

# migrates NAME STATUS VARIABLE=VALUE ... -- ARGUMENT ...
migrates() {
	name=$1 wanted=$2
	shift 2
	split "$kopctl" migrate -- "$@" >out 2>err
	status=$?
	[ "$status" -eq "$wanted" ]
	result $? "$name" out err
}

# has NAME FILE TEXT
has() {
	grep -qF -e "$3" "$2"
	result $? "$1" "$2"
}

migrates "a password" 0 REDIS_ADDR=h:1 REDIS_PASS=tell-nobody
! grep -q tell-nobody out err
result $? "it is not printed" out err
has "but where it goes" out '	password file "'
has "and what comes from where" out 'host "h"	# REDIS_ADDR'
has "and how to get there" out "kopctl migrate -p "
migrates "a URL" 0 REDIS_ADDR=rediss://kop:tell%2Dnobody@h:1/2
has "its password is said to be elsewhere" out '	password file "'
has "its TLS" out '	tls yes	# REDIS_ADDR'
has "its user" out '	user "kop"	# REDIS_ADDR'
! grep -q "tell.*nobody" out err
result $? "the password is not printed" out err
migrates "a URL, and a secret file" 0 REDIS_ADDR=redis://:tell%2Dnobody@h:1 \
    -- -p url
is "it has the password of the URL" "$(cat url)" tell-nobody
migrates "a URL that is none" 1 REDIS_ADDR=redis://:tell/nobody@h
! grep -q "tell\|nobody" out err
result $? "its password is not printed" out err
migrates "an engine by TCP with a password" 1 \
    DOCKER_HOST=tcp://kop:tell-nobody@h:2375
! grep -q tell-nobody out err
result $? "which is not printed" out err
migrates "an engine by TLS" 1 DOCKER_HOST=tcp://h:2376 DOCKER_TLS_VERIFY=1
has "is an error that names the way" err \
    "DOCKER_TLS_VERIFY: kopd does not support TLS with Docker: see REMOTE ENGINES in kopd.conf(5)"
migrates "a password file" 0 REDIS_ADDR=h REDIS_PASS_FILE=/run/secrets/redis
has "stays a password file" out \
    '	password file "/run/secrets/redis"	# REDIS_PASS_FILE'
migrates "a password file, and a secret file" 0 REDIS_PASS_FILE=/a -- -p none
ok "for which there is no password" not test -e none
migrates "a secret file" 0 REDIS_ADDR=h:1 REDIS_PASS=tell-nobody -- -p new
is "it has the password" "$(cat new)" tell-nobody
case $(stat -c %a new) in 600|640) ok "others cannot read it" true ;;
*) ok "others cannot read it" false ;;
esac
! grep -q tell-nobody out err
result $? "it is not printed then, too" out err
migrates "a secret file that is there" 1 REDIS_PASS=other -- -p new
is "stays as it is" "$(cat new)" tell-nobody
has "and it is said how to go on" err "new: it exists already; to keep it"
[ ! -s out ]
result $? "and nothing is printed" out
migrates "a password of two lines" 1 "REDIS_PASS=a
b"
has "is refused" err "REDIS_PASS: the password has a line break"
migrates "Sentinel by half" 1 REDIS_SENTINEL_ADDRS=a:1,b:2
has "is refused" err "REDIS_SENTINEL_ADDRS: sentinel host needs a sentinel mas"
[ ! -s out ]
result $? "and nothing is printed" out
migrates "nothing" 1 PATH=/bin VERBOSE=1
has "is said" err "nothing to migrate"
migrates "a misspelt variable" 0 REDIS_ADDR=h REDIS_PASSWORD=x
has "is named" err "did you mean REDIS_PASS?"
migrates "options that nobody knows" 2 REDIS_ADDR=h -- --redis-adr x
migrates "too many words" 2 -- a b c
migrates "a file that is not there" 2 -- none.yml
has "is named" err "none.yml: No such file"

# Compose files: each says what the first says.
mkdir list map
cat >list/compose.yml <<'EOT'
version: "3"

services:
  traefik-kop:
    image: "traefik-kop:latest"
    restart: unless-stopped
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
    environment:
      - "REDIS_ADDR=192.168.1.50:6379"
      - "BIND_IP=192.168.1.75"
      - NAMESPACE=staging,dev
      - REDIS_PASS
      - NOT_SET
      - TZ=Europe/Vienna
EOT
cat >map/compose.yml <<'EOT'
x-common: &common
  NAMESPACE: staging,dev
  REDIS_PASS: lower
services:
  web:
    image: nginx
  kop:
    image: example.org/traefik-kop:0.20.1
    environment:
      <<: *common
      REDIS_ADDR: "${HOST_OF_REDIS:-${OTHER-192.168.1.50}}:6379"
      BIND_IP: 192.168.1.75
      REDIS_PASS:
EOT
env -i REDIS_ADDR=192.168.1.50:6379 BIND_IP=192.168.1.75 REDIS_PASS=x \
    NAMESPACE=staging,dev "$kopd" -nv >wanted 2>/dev/null

# compose NAME FILE [VARIABLE=VALUE ...]: says the same as these.
compose() {
	name=$1 compose=$2
	shift 2
	rm -f secret
	env -i "$@" "$kopctl" migrate -p secret "$compose" >kopd.conf 2>err &&
	    env -i "$kopd" -nv -f kopd.conf 2>>err |
	    sed 's/^\(.password\) file ".*"$/\1 "***"/' >got
	diff -u wanted got >diff
	result $? "$name" diff err kopd.conf
}

compose "a list" list/compose.yml REDIS_PASS=from-around
is "with a value from around" "$(cat secret)" from-around
has "and where it comes from" kopd.conf \
    'host "192.168.1.50"	# list/compose.yml:10: REDIS_ADDR'
is "without a word about others" "$(cat err)" "configuration OK"
compose "a mapping" map/compose.yml REDIS_PASS=from-around
echo 'REDIS_PASS=from-beside' >map/.env
compose "with .env beside it" map/compose.yml
is "and the value from there" "$(cat secret)" from-beside
compose "what is around goes over it" map/compose.yml REDIS_PASS=from-around
is "and is the value" "$(cat secret)" from-around

cat >config.yml <<'EOT'
services:
  traefik-kop:
    environment:
      DOCKER_CONFIG: |
        ---
        docker:
          defaultRule: Host(`{{.Name}}.foo.example.com`)
EOT
migrates "provider options in a compose file" 0 -- config.yml
has "are settings" out 'default rule "Host(`{{.Name}}.foo.example.com`)"'
sed 's/docker:/docker: {nosuch: 1}/; /defaultRule/d' config.yml >bad.yml
migrates "wrong ones" 1 -- bad.yml
has "are said with both places" err "bad.yml:4: DOCKER_CONFIG:2:"

mkdir files
cat >files/one.env <<'EOT'
# comment

export REDIS_ADDR = 192.168.1.50:6379	
BIND_IP='192.168.1.75' # here
REDIS_PASS='$ne # "ver"'
REDIS_DB=9
EOT
printf 'NAMESPACE="staging,\\$\\"\\t%s"\r\n' '${DEV:?who}' >files/two.env
cat >files/compose.yml <<'EOT'
services:
  any:
    env_file:
      - one.env
      - path: two.env
      - {path: three.env, required: false}
    environment: {REDIS_DB: 0, NAMESPACE: "staging,dev"}
EOT
env -i DEV=d "$kopctl" migrate -p secret files/compose.yml >out 2>err
is "a service is to be named" "$? $(cat err)" \
    "2 kopctl: files/compose.yml: no service has traefik-kop in its name or image; name the service"
rm -f secret
env -i DEV=dev "$kopctl" migrate -p secret files/compose.yml any >kopd.conf \
    2>err
env -i "$kopd" -nv -f kopd.conf 2>>err |
    sed 's/^\(.password\) file ".*"$/\1 "***"/' >got
diff -u wanted got >diff
result $? "env files" diff err kopd.conf
is "with quotes" "$(cat secret)" '$ne # "ver"'
sed -i '/environment/d' files/compose.yml
rm -f secret
env -i DEV=dev "$kopctl" migrate -p secret files/compose.yml any >kopd.conf \
    2>err
grep -A 3 'files/two.env:1: NAMESPACE' kopd.conf | tail -n +2 >got
printf '\t\t"staging"\n\t\t"$\\"\tdev"\n\t}\n' >wanted
diff wanted got >diff
result $? "and escapes" diff err kopd.conf
env -i "$kopctl" migrate files/compose.yml any >out 2>err
is "a variable that must be set" "$? $(cat err)" \
    "1 files/two.env:1: DEV is not set: who"

# fails NAME STATUS TEXT: with the compose file on standard input.
fails() {
	cat >compose.yml
	env -i "$kopctl" migrate compose.yml >out 2>err
	status=$?
	[ "$status" -eq "$2" ] && [ ! -s out ] && grep -qF -e "$3" err
	result $? "$1" out err
}

fails "no YAML" 2 "compose.yml:2:" <<'EOT'
services:
	kop: {}
EOT
fails "no services" 2 "compose.yml: not a compose file" <<'EOT'
- traefik-kop
EOT
fails "two services" 2 "compose.yml:3: more than one service" <<'EOT'
services:
  traefik-kop: {image: a}
  b: {image: traefik-kop}
EOT
fails "a wrong value" 1 \
    'compose.yml:4: REDIS_DB: "three" is not a number' <<'EOT'
services:
  traefik-kop:
    environment:
      REDIS_DB: three
EOT
fails "a value that is no text" 1 "compose.yml:3: REDIS_ADDR is not a string" <<'EOT'
services:
  traefik-kop:
    environment: {REDIS_ADDR: [a, b]}
EOT
fails "an environment that is none" 1 \
    "compose.yml:3: environment is neither" <<'EOT'
services:
  traefik-kop:
    environment: REDIS_ADDR=a
EOT
fails "an env file that is not there" 1 \
    "compose.yml:3: env_file none.env: No such file" <<'EOT'
services:
  traefik-kop:
    env_file: none.env
EOT
for value in '${A' '${}' '${A!b}' 'a$' '$ b' '${A:-${B:-${C}}' '${1}'; do
	fails "no variable: $value" 1 "compose.yml:3: REDIS_ADDR: " <<EOT
services:
  traefik-kop:
    environment: {REDIS_ADDR: '$value'}
EOT
done
deep='x'
for i in 1 2 3 4 5 6 7 8 9; do deep="\${A:-$deep}"; done
fails "too deep" 1 "REDIS_ADDR: more than 8 nested \${" <<EOT
services:
  traefik-kop:
    environment: {REDIS_ADDR: '$deep'}
EOT

# expands TEXT VALUE: with A=a, E= and U not set.
expands() {
	printf 'services: {traefik-kop: {environment: {DOCKER_PREFIX: "%s"}}}' \
	    "$1" >compose.yml
	got=$(env -i A=a E= "$kopctl" migrate compose.yml 2>err |
	    sed -n 's/^	prefix "\(.*\)".*/\1/p')
	is "$1 is $2" "$got" "$2"
}
expands 'x$A.y' xa.y
expands '${A}${A}' aa
expands 'x$$A' 'x$A'
expands '${U:-b}${U-c}' bc
expands 'x${E:-b}${E-c}' xb
expands 'x${A:+b}${E:+c}${E+d}${U+e}' xbd
expands '${U:-${E:-${A}}}' a
expands '${A:?no}' a
expands 'x$U' x
has "what is not set is said" err "compose.yml:1: U is not set; using"
for form in '[REDIS_DB=1, BIND_IP]' '{REDIS_DB: 1, BIND_IP: }'; do
	printf 'services: {traefik-kop: {environment: %s}}' "$form" \
	    >compose.yml
	migrates "a variable without a value" 0 -- compose.yml
	has "is said to have none around either" err \
	    "compose.yml:1: BIND_IP has no value here or in the"
done
printf 'services: {traefik-kop: {hostname: h2, entrypoint: x, %s}}' \
    'environment: [REDIS_ADDRS=h, KOP_X=1, REDIS_DB=1]' >compose.yml
migrates "other parts of a service" 0 -- compose.yml
has "its hostname" out 'hostname "h2"'
has "what is not read" err "compose.yml:1: entrypoint is ignored"
has "what is misspelt" err \
    "compose.yml:1: REDIS_ADDRS is not known: did you mean REDIS_ADDR?"
has "what is unknown" err "compose.yml:1: KOP_X is not known"

cat >command.yml <<'EOT'
services:
  traefik-kop:
    environment: {REDIS_ADDR: "a:1", REDIS_DB: 1}
    command: ["--redis-addr", "${HOST_OF_REDIS:-b}:2", -namespace=dev, "--redis-pass=pw"]
EOT
migrates "options in its command" 0 -- --redis-db 3 command.yml
has "go over its variables" out 'host "b"	# --redis-addr'
has "in both forms" out '"dev"'
has "and those given here over them" out "database 3	# --redis-db"
! grep -q pw out
result $? "a password stays unsaid" out
sed -i 's/command: .*/command: --redis-addr c:3 --verbose/' command.yml
migrates "a command as a text" 0 -- command.yml
has "has its words" out 'host "c"'
sed -i "s/command: .*/command: --redis-addr 'c d'/" command.yml
migrates "a text with quotes" 1 -- command.yml
has "is refused" err "command.yml:4: command has quotes; write it as a list"
sed -i "s/command: .*/command: sh -c x/" command.yml
migrates "a command that is another program" 1 -- command.yml
has "is refused" err 'command.yml:4: command: "sh" is not an option'
sed -i "s/command: .*/command: --redis-adr x/" command.yml
migrates "an option that nobody knows" 2 -- command.yml
has "is named" err 'command.yml:4: command: unknown option --redis-adr: did you mean'

# What the container sees of the host is told as the host has it.
mkdir -p up/etc up/secrets up/home
cat >up/etc/kop.yml <<'EOT'
docker:
  defaultRule: Host(`{{.Name}}.up.example.com`)
EOT
echo 'from a file' >up/secrets/pass
# volumes TEXT [VARIABLE=VALUE ...]: a service with these lines below it, and
# with what stands in `top' beside services; in a folder of its own.
volumes() {
	printf 'services:\n  traefik-kop:\n    image: traefik-kop\n%s\n%s\n' \
	    "$1" "${top:-}" >up/compose.yml
	shift
	env -i HOME="$dir/up/home" "$@" "$kopctl" migrate up/compose.yml \
	    >out 2>err
	status=$?
}
# outside NAME LINE TEXT [VARIABLE=VALUE ...]: the output has that line.
outside() {
	name=$1 line=$2
	shift 2
	volumes "$@"
	[ $status -eq 0 ] && grep -qF -e "$line" out
	result $? "$name" out err up/compose.yml
}
# inside NAME STATUS TEXT [VARIABLE=VALUE ...]: err has what is in $said
inside() {
	name=$1 wanted=$2
	shift 2
	volumes "$@"
	[ $status -eq "$wanted" ] && grep -qF -e "$said" err
	result $? "$name" out err up/compose.yml
}
SOCKET='	socket "/run/user/1000/docker.sock"	# up/compose.yml:5: volumes'
outside "Docker's socket in another place" "$SOCKET" '    volumes:
      - /run/user/1000/docker.sock:/var/run/docker.sock'
outside "the same, read-only" "$SOCKET" '    volumes:
      - "/run/user/1000/docker.sock:/var/run/docker.sock:ro"'
outside "the same, below /run" "$SOCKET" '    volumes:
      - /run/user/1000/docker.sock:/run/docker.sock:rw,z'
outside "the same, with a variable" "$SOCKET" '    volumes:
      - ${XDG_RUNTIME_DIR:-/run/user/1000}/docker.sock:/var/run/docker.sock'
outside "the same, long" "$SOCKET" '    volumes:
      - {type: bind, source: /run/user/1000/docker.sock, target: /var/run/docker.sock, read_only: true}'
outside "the same, with other names" "$SOCKET" '    volumes:
      - {src: /run/user/1000/docker.sock, dst: /var/run/docker.sock}'
outside "the folder of Docker's socket" "$SOCKET" '    volumes:
      - /run/user/1000:/var/run/:ro'
outside "the deepest volume counts" "$SOCKET" '    volumes:
      - /run/user/1000/docker.sock:/var/run/docker.sock
      - /srv/run:/var/run
      - /:/host:ro'
outside "below the home folder" "	socket \"$dir/up/home/.docker/run/docker.sock\"" '    volumes:
      - ~/.docker/run/docker.sock:/var/run/docker.sock'
outside "beside the file" "	socket \"$dir/up/run/docker.sock\"" '    volumes:
      - ./run/docker.sock:/var/run/docker.sock'
outside "above the file" "	socket \"$dir/run/docker.sock\"" '    volumes:
      - .././run//docker.sock:/var/run/docker.sock'
outside "relative, and long" "	socket \"$dir/up/run/docker.sock\"" '    volumes:
      - {type: bind, source: run/docker.sock, target: /var/run/docker.sock}'
outside "a folder under a name" "	socket \"/srv/run/docker.sock\"" '    volumes: ["run:/var/run"]
volumes:
  run: {driver: local, driver_opts: {type: none, o: "bind,ro", device: /srv/run}}'
volumes '    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
    environment: {REDIS_ADDR: h}'
! grep -q socket out
result $? "a socket where it always is needs no line" out err
outside "DOCKER_ADDR" '	socket "/srv/d.sock"	# up/compose.yml:6: DOCKER_ADDR' '    volumes:
      - /srv/d.sock:/sockets/docker.sock
    environment: {DOCKER_ADDR: "unix:///sockets/docker.sock"}'
outside "DOCKER_HOST" '	socket "/srv/d.sock"' '    volumes: [/srv:/sockets]
    environment: ["DOCKER_HOST=unix:///sockets/d.sock"]'
outside "an option of the command" '	socket "/srv/d.sock"	# --docker-host' '    volumes: [/srv:/sockets]
    command: ["--docker-host", "unix:///sockets/d.sock"]'
outside "an engine by TCP" '	host "socket-proxy"	# up/compose.yml:6: DOCKER_HOST' '    volumes:
      - /run/docker.sock:/var/run/docker.sock
    environment: {DOCKER_HOST: "tcp://socket-proxy:2375"}'
ok "... and its port" grep -q '^	port 2375	# up/compose.yml:6: DOCKER_HOST' out
ok "... and no socket, though a volume has one" not grep -q 'docker\.sock' out
outside "an endpoint in the options" '	socket "/srv/d.sock"' '    volumes: ["/srv:/sockets"]
    environment: {DOCKER_CONFIG: "{docker: {endpoint: \"unix:///sockets/d.sock\"}}"}'
outside "a path that no volume has" '	socket "/sockets/d.sock"' '    volumes: [/srv:/socket]
    environment: ["DOCKER_HOST=unix:///sockets/d.sock"]'
outside "Redis' socket" '	socket "/run/redis/r.sock"' '    volumes: ["/run/redis:/redis"]
    environment: {REDIS_ADDR: /redis/r.sock}'
outside "Redis' socket, as a URL" '	socket "/run/redis/r.sock"' '    volumes: ["/run/redis:/redis"]
    environment: {REDIS_ADDR: "unix:///redis/r.sock?db=2"}'
outside "Redis' socket, as a URL with a password" '	socket "/run/redis/r.sock"' '    volumes: ["/run/redis:/redis"]
    environment: {REDIS_ADDR: "unix://kop:secret@/redis/r.sock"}'
has "whose user stays" out '	user "kop"'
outside "Redis at an address" '	host "redis"' '    volumes: ["/run/redis:/redis"]
    environment: {REDIS_ADDR: "redis:6379"}'
RULE='default rule "Host(`{{.Name}}.up.example.com`)"'
outside "a file of options" "$RULE" '    volumes: ["./etc/kop.yml:/etc/kop.yml:ro"]
    environment: {DOCKER_CONFIG: /etc/kop.yml}'
outside "in a folder" "$RULE" '    volumes: [{type: bind, source: ./etc, target: /conf}]
    environment: {DOCKER_CONFIG: /conf/kop.yml}'
outside "as an option" "$RULE" '    volumes: ["./etc:/conf"]
    command: --docker-config=/conf/kop.yml'
outside "named from the root folder" "$RULE" '    volumes: ["./etc/kop.yml:/kop.yml"]
    environment: {DOCKER_CONFIG: kop.yml}'
outside "as one of configs" "$RULE" '    configs: [kop.yml]
    environment: {DOCKER_CONFIG: /kop.yml}
configs: {kop.yml: {file: ./etc/kop.yml}}'
outside "as one of configs, in another place" "$RULE" '    configs: [{source: kop, target: /etc/kop/options.yaml}]
    environment: {DOCKER_CONFIG: /etc/kop/options.yaml}
configs: {kop: {file: etc/kop.yml}}'
outside "as one of secrets" "$RULE" '    secrets: [{source: kop, target: kop.yaml}]
    environment: {DOCKER_CONFIG: /run/secrets/kop.yaml}
secrets: {kop: {file: etc/kop.yml}}'
outside "options as they are" "$RULE" '    volumes: ["./etc:/conf"]
    environment: {DOCKER_CONFIG: "{docker: {defaultRule: \"Host(`{{.Name}}.up.example.com`)\"}}"}'

chmod 600 up/secrets/pass
PASS="	password file \"$dir/up/secrets/pass\""
outside "a password file" "$PASS" '    volumes: ["./secrets:/secrets:ro"]
    environment: {REDIS_PASS_FILE: /secrets/pass}'
outside "a password file among secrets" "$PASS" '    secrets: [redis_pass]
    environment: {REDIS_PASS_FILE: /run/secrets/redis_pass}
secrets: {redis_pass: {file: ./secrets/pass}}'
outside "a password file as an option" "$PASS" '    secrets: [{source: redis_pass, target: pass}]
    command: --redis-pass-file /run/secrets/pass
secrets: {redis_pass: {file: ./secrets/pass}}'

said='up/compose.yml:5: DOCKER_CONFIG: /conf/kop.yml is in the volume conf, which kopd cannot reach outside the container'
inside "a named volume has no path" 1 '    volumes: ["conf:/conf"]
    environment: {DOCKER_CONFIG: /conf/kop.yml}'
[ ! -s out ]
result $? "and nothing is printed" out
said='up/compose.yml:4: volumes: /var/run/docker.sock is in the volume sockets'
inside "nor has it Docker's socket" 1 '    volumes: ["sockets:/var/run"]
    environment: {REDIS_ADDR: h}
volumes: {sockets: {}}'
said='is in the volume without a name'
inside "one without a name" 1 '    volumes: [/var/run]
    environment: {REDIS_ADDR: h}'
said='DOCKER_CONFIG: /run/secrets/kop.yml is in kop.yml of secrets, which has no file'
inside "a secret that is elsewhere" 1 '    secrets: [kop.yml]
    environment: {DOCKER_CONFIG: /run/secrets/kop.yml}
secrets: {kop.yml: {external: true}}'
said='DOCKER_CONFIG: /etc/kop.yml is not in a volume of the service; using it as a path of this host'
inside "a file that no volume has" 1 '    volumes: ["./etc:/conf"]
    environment: {DOCKER_CONFIG: /etc/kop.yml}'
said='up/compose.yml:4: volumes is not a list'
inside "volumes that are none" 1 '    volumes: {a: b}
    environment: {REDIS_ADDR: h}'
said='up/compose.yml:4: "c" is not a path in a container'
inside "a target that is none" 1 '    volumes: ["/a:c"]
    environment: {REDIS_ADDR: h}'
said='more than 256 volumes, secrets and configs'
inside "too many" 1 "    volumes:
$(seq 300 | sed 's,.*,      - /a&:/b&,')"

# As large as it may be, and larger.
awk 'BEGIN {
	print "services:\n  traefik-kop:\n    environment:"
	for (i = 0; i < 5000; i++)
		print "      V" i ": x"
	print "      REDIS_ADDR: h"
}' >many.yml
migrates "too many variables" 1 -- many.yml
has "are an error" err "many.yml:4100: more than 4096 variables"
awk 'BEGIN {
	printf "services: {traefik-kop: {environment: {REDIS_ADDR: \""
	for (i = 0; i < 20; i++)
		printf "$A"
	print "\"}}}"
}' >large.yml
large=$(awk 'BEGIN { for (i = 0; i < 60000; i++) printf "x" }')
migrates "a value that expands to too much" 1 "A=$large" -- large.yml
has "is an error" err "REDIS_ADDR: it is larger than 1048576 bytes"
finish
