#!/bin/sh
# The examples of the documents hold: configurations pass kopd -n, the users
# of Redis may do what they must and nothing else.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/examples.sh"
cd "$TOP" || exit 1
umask 077
cp kopd.conf.example "$dir/example.conf"
echo secret >"$dir/redis.secret"

kopd() {
	env -i "$BUILD/kopd/kopd" "$@"
}

# here: with the secret file's path as it is here.
here() {
	sed "s|/etc/kopd/redis.secret|$dir/redis.secret|"
}

# good CONF [VARIABLE=VALUE ...]: kopd -n has nothing to say.
good() {
	_file=$1
	shift
	env -i "$@" "$BUILD/kopd/kopd" -n -f "$_file" >"$dir/said" 2>&1
	_status=$?
	sed 's/^/# /' "$dir/said"
	[ $_status -eq 0 ] && [ "$(cat "$dir/said")" = "configuration OK" ]
}

ok "kopd.conf.example" good "$dir/example.conf"

# Each setting that the example has commented out is what holds anyway.
grep -v -e '^# ' -e '^#wan' -e '^#bind' -e hostname -e namespace -e user \
    -e password kopd.conf.example | sed 's/^\([	 ]*\)#/\1/' >"$dir/spelt.conf"
kopd -nv -f "$dir/example.conf" >"$dir/short" 2>&1
kopd -nv -f "$dir/spelt.conf" >"$dir/long" 2>&1
is "kopd.conf.example shows the defaults" "$(cat "$dir/long")" \
    "$(cat "$dir/short")"

: >"$dir/empty"
block README 'hostname "docker2"' | here >"$dir/readme.conf"
ok "README has a configuration" grep -q 'bind ip' "$dir/readme.conf"
ok "README's configuration" good "$dir/readme.conf"
kopd -nv -f "$dir/readme.conf" 2>&1 |
    sed '/^hostname/d; /^pass /d; /^block /d; s/^unpublished ports refuse/unpublished ports warn/' \
    >"$dir/file"
env -i REDIS_ADDR=192.168.1.50:6379 BIND_IP=192.168.1.75 \
    "$BUILD/kopd/kopd" -nv -f "$dir/empty" >"$dir/variables" 2>&1
is "README's variables mean the same, but for one and the rules" "$(cat "$dir/variables")" \
    "$(cat "$dir/file")"

# The container of README: its labels, and port 80 published as 8088.
{
	printf '[{"Id":"%064d","Names":["/nginx"],"State":"running",' 1
	printf '"Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8088,'
	printf '"Type":"tcp"}],"NetworkSettings":{"Networks":{"bridge":{'
	printf '"IPAddress":"172.17.0.2"}}},"Labels":{'
	sed -n 's/^  *- "\(traefik\.[^=]*\)=\(.*\)"$/"\1":"\2"/p' README |
	    grep -v 'server.port' | paste -s -d , -
	printf '}}]'
} >"$dir/containers.json"
is "README's container is published as it says" \
    "$(env -i "$BUILD/kopctl/kopctl" preview -f "$dir/readme.conf" \
	"$dir/containers.json" 2>&1 | tr '\t' ' ')" \
    'traefik/http/routers/nginx/rule Host(`nginx-on-docker2.example.com`)
traefik/http/routers/nginx/service nginx
traefik/http/routers/nginx/tls/certResolver default
traefik/http/services/nginx/loadBalancer/servers/0/url http://192.168.1.75:8088'

literal 'hostname "docker2"' | here >"$dir/page.conf"
ok "kopd.conf(5) has an example" grep -q 'namespace' "$dir/page.conf"
ok "kopd.conf(5)'s example" good "$dir/page.conf"
literal 'redis {' | here >"$dir/sentinel.conf"
ok "it has an example of sentinels" grep -q '^sentinel {' "$dir/sentinel.conf"
ok "which holds" good "$dir/sentinel.conf"
literal 'hostname "docker3"' >"$dir/remote.conf"
ok "it has an example of a remote engine" grep -q 'kopd-docker3' \
    "$dir/remote.conf"
ok "which holds, too" good "$dir/remote.conf"
literal 'block all' >"$dir/policy.conf"
ok "it has an example of a policy" grep -q 'from container "shop-\*"' \
    "$dir/policy.conf"
ok "which holds" good "$dir/policy.conf"

block README 'redis-cli ACL' >"$dir/acl"
literal 'redis-cli ACL' >"$dir/acl.page"
is "README and kopd.conf(5) have the same users" "$(cat "$dir/acl.page")" \
    "$(sed '/^$/d' "$dir/acl")"

redis_start
sed 's/^redis-cli /R /' "$dir/acl" >"$dir/acl.sh"
. "$dir/acl.sh" >"$dir/said"
is "Redis takes all of it" "$(sort -u "$dir/said")" OK

# may COMMAND ...: whether Redis lets the user of Traefik do it.
may() {
	case $(REDISCLI_AUTH="second secret" R --user traefik "$@" 2>&1) in
	*NOPERM*)	return 1 ;;
	*)		return 0 ;;
	esac
}

R SET traefik/http/routers/a/rule x >/dev/null
ok "Traefik may scan" may SCAN 0 MATCH 'traefik*' COUNT 10
ok "Traefik may read many" may MGET traefik/http/routers/a/rule traefik/b
ok "Traefik may ask whether one is there" may EXISTS traefik/x
ok "Traefik may not write" not may SET traefik/x y
ok "Traefik may not read kopd's" not may MGET kopd:/traefik/format
ok "Traefik may not configure Redis" not may CONFIG SET maxmemory 1
finish
