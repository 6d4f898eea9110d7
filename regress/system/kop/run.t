#!/bin/sh
# kopd as traefik-kop is started: with variables and options alone, a real
# Redis with a password, and containers of the fake engine.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port --requirepass secret
R() {
	redis-cli -s "$sock" --no-auth-warning -a secret "$@"
}
engine_start
web a 8001
web b 8002 kop.namespace=staging,x
web c 8003 kop.namespace=staging kop.bind.ip=198.51.100.3

# kop_start VARIABLE=VALUE ... -- OPTION ...: a kopd with an empty file, and
# so whatever the machine has in /etc; sets kopd_pid.
kop_start() {
	[ "$(id -u)" -ne 0 ] || "$TOP/tools/users" >/dev/null ||
	    bail "the users of kopd's processes are missing: make users"
	: >"$dir/kopd/kopd.conf"
	for _word; do
		shift
		[ "$_word" != -- ] || set -- "$@" "$BUILD/kopd/kopd" -d \
		    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock"
		[ "$_word" = -- ] || set -- "$@" "$_word"
	done
	env -i PATH="$PATH" "$@" >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}

expires() {
	_ttl=$(R ttl "$1")
	[ "$_ttl" -gt 0 ] && [ "$_ttl" -le "$2" ]
}

kop_start REDIS_ADDR="127.0.0.1:$redis_port" REDIS_PASS=secret REDIS_TTL=90 \
    KOP_HOSTNAME=docker2 BIND_IP=192.0.2.1 NAMESPACE="dev, staging" \
    DOCKER_HOST="unix://$engine_socket" REDIS_USERNAME=nobody \
    KOP_POLL_INTERVAL=0 --
ok "namespaces and addresses" view_is "$(routes b 8002)" \
    "$(routes c 8003 | sed s,192.0.2.1,198.51.100.3,)"
ok "REDIS_TTL is the keys', too" expires traefik/http/routers/b/rule 90
ok "KOP_HOSTNAME" logged "connected as host docker2,"
ok "a misspelt one is named" logged \
    "REDIS_USERNAME in the environment is not known: did you mean REDIS_USER?"
child=$(kopd_child redis-writer)
[ -n "$child" ] && tr '\0' '\n' <"/proc/$child/environ" >"$dir/environ" &&
    ! grep REDIS_PASS "$dir/environ"
result $? "children do not inherit the password"
kopd_stop
is "it ends" "$kopd_status" 0

kop_start REDIS_ADDR=nowhere.invalid REDIS_PASS=secret BIND_IP=192.0.2.1 \
    NAMESPACE=staging -- -redis-addr "127.0.0.1:$redis_port" --docker-host="$engine_socket" \
    --hostname docker2 --namespace ""
ok "options go over variables" view_is "$(routes a 8001)"
ok "without REDIS_TTL keys stay" [ "$(R ttl traefik/http/routers/a/rule)" = -1 ]
kopd_stop

log_clear
kop_start BIND_IP=192.0.2.1 -- --redis-addr "127.0.0.1:$redis_port" \
    --redis-pass=secret --docker-host "$engine_socket" --hostname docker2
ok "a password as an option" logged "connected as host docker2,"
tr '\0' '\n' <"/proc/$kopd_pid/cmdline" >"$dir/cmdline"
grep -q redis-pass "$dir/cmdline" && ! grep secret "$dir/cmdline"
result $? "is not what ps shows" "$dir/cmdline"
kopd_stop

kop_start REDIS_ADDR=":$redis_port" REDIS_PASS=wrong BIND_IP=192.0.2.1 \
    DOCKER_ADDR="unix://$engine_socket" --
ok "a wrong password is said" logged "Redis rejects"
! grep -q wrong "$dir/kopd.log"
result $? "and not repeated" "$dir/kopd.log"
kopd_stop
finish
