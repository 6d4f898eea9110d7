#!/bin/sh
# The exit codes that kopd(8) and kopctl(8) promise.  That kopd ends with 0
# after SIGTERM and with 1 when a child dies is shown where it runs.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"
cd "$dir" || exit 1
printf '[%s]' "$(container 1 good)" >good.json
printf '[%s]' "$(container 1 bad '"traefik.http.routers.x.rul":"x"')" >bad.json
printf '[%s]' "$(container 1 odd '"traefik.http.routers.x.service":"x"')" \
    >warned.json
printf '[%s,%s]' \
    "$(container 1 odd '"traefik.http.routers.x.service":"x"')" \
    "$(container 2 bad '"traefik.http.routers.x.rul":"x"')" >mixed.json
printf '[%s,%s]' "$(container 1 one '"traefik.http.middlewares.m.compress":"1"')" \
    "$(container 2 two '"traefik.http.middlewares.m.addprefix.prefix":"/x"')" \
    >waiting.json
echo 'ttl never' >good.conf
echo 'ttl soon' >bad.conf
printf 'bind none\ndocker { exposed by default yes }\n' >all.conf
echo '{}' >object.json

# exits STATUS PROGRAM ARGUMENT ...
exits() {
	wanted=$1 program=$2
	shift 2
	env -i $environment "$BUILD/$program/$program" "$@" >out 2>err </dev/null
	is "$environment $program $*" "$?" "$wanted"
	# Whoever fails says why.
	[ "$wanted" -eq 0 ] || ok '... which is said' test -s err
}
environment=

exits 0 kopd -V
exits 0 kopd -h
exits 0 kopd -n -f good.conf
exits 1 kopd -n -f bad.conf
exits 1 kopd -d -f bad.conf
exits 1 kopd -n -f missing.conf
exits 1 kopd --no-such-option
exits 1 kopd -n a-word

exits 0 kopctl -V
exits 0 kopctl -h
exits 0 kopctl --help
exits 1 kopctl
exits 1 kopctl no-such-command
exits 1 kopctl show a word
exits 1 kopctl log loud
exits 2 kopctl health now
env -i "$BUILD/kopctl/kopctl" -s none.sock health >out 2>err
is "kopctl health without a kopd" "$? $(cut -d : -f 1 out) $(wc -c <err)" \
    '2 down 0'
for command in show 'show routes' 'explain x' reload withdraw 'log brief'; do
	exits 1 kopctl -s none.sock $command
done

exits 0 kopctl preview -f all.conf good.json
exits 1 kopctl preview -f all.conf bad.json
exits 0 kopctl preview -f all.conf warned.json
ok '... with a warning' grep -q 'container odd: ' err
exits 0 kopctl preview -v -f all.conf warned.json
exits 1 kopctl preview -f all.conf mixed.json
is '... with a warning and a fault' "$(grep -c 'container [a-z]*: ' err)" 2
exits 1 kopctl preview -f all.conf waiting.json
exits 2 kopctl preview -f bad.conf good.json
exits 2 kopctl preview -f missing.conf good.json
exits 2 kopctl preview missing.json
exits 2 kopctl preview object.json
exits 2 kopctl preview
exits 2 kopctl preview --no-such-option
exits 2 kopctl preview good.json bad.json
"$BUILD/kopctl/kopctl" preview -f all.conf good.json >/dev/full 2>err
is "preview, when it cannot write" "$? $(wc -l <err)" "2 1"

exits 1 kopctl migrate
exits 2 kopctl migrate missing.yml
exits 2 kopctl migrate --no-such-option
environment=REDIS_ADDR=127.0.0.1:6379
exits 0 kopctl migrate
environment=REDIS_ADDR=127.0.0.1:port
exits 1 kopctl migrate
finish
