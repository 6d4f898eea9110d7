#!/bin/sh
# Three attacks with labels, in a real engine: without rules they succeed, with
# rules none of them reaches Redis, and the log has a line for each.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

at_exit docker_end
mkdir "$dir/docker"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
redis_start_port

R=traefik.http.routers
S=traefik.http.services
own="--label traefik.enable=true --label kop.namespace=test-$$"

# conf [RULE ...]
conf() {
	kopd_conf "docker socket \"$docker_socket\"" \
	    "docker namespace \"test-$$\"" 'bind ip 127.0.0.1' "$@"
}

# A database that is published at a port of the host, without labels, and a
# site of another team.
docker_web "db-$$"
neighbour=$(docker_port "db-$$")
docker_web "shop-$$" $own --label "$R.shop.rule=Host(\`shop.test\`)" \
    --label "$R.shop.service=shop" \
    --label "$S.shop.loadbalancer.server.port=80"
shop=$(docker_port "shop-$$")
# Every request of every host.
docker_web "all-$$" $own --label "$R.all.rule=PathPrefix(\`/\`)" \
    --label "$R.all.priority=1000000" --label "$R.all.service=all" \
    --label "$S.all.loadbalancer.server.port=80"
# Traefik's own API, and any address that Traefik reaches.
docker_web "api-$$" $own --label "$R.api.rule=Host(\`api.test\`)" \
    --label "$R.api.service=api@internal"
docker_web "far-$$" $own --label "$R.far.rule=Host(\`far.test\`)" \
    --label "$S.far.loadbalancer.server.url=http://169.254.169.254/"
# The neighbour's port.
docker_web "port-$$" $own --label "$R.port.rule=Host(\`port.test\`)" \
    --label "$S.port.loadbalancer.server.port=$neighbour"

# has KEY VALUE
has() {
	[ "$(R get "traefik/http/$1")" = "$2" ]
}

# attacks: which of them are published.
attacks() {
	view | sed -n -e 's,^traefik/http/routers/\(all\|api\)/rule=.*,\1,p' \
	    -e 's,^traefik/http/services/far/.*=http://169.*,far,p' \
	    -e "s,^traefik/http/services/port/.*:$neighbour\$,port,p" |
	    sort | paste -s -d ' '
}

attacks_are() {
	[ "$(attacks)" = "$1" ]
}

conf
kopd_start
ok "without rules, all attacks are published" \
    wait_for 30 attacks_are "all api far port"
ok "and the good one" has routers/shop/rule 'Host(`shop.test`)'

# A policy of what there is changes nothing, also when a port does.
view >"$dir/before"
ok "kopctl audit -p prints a policy" eval 'kopctl audit -p >"$dir/policy"'
conf "$(cat "$dir/policy")"
subscribe
kopctl reload >/dev/null || bail "reload"
ok "it is applied to all" wait_for 30 rules_decided
is "with it, everything stays" "$(view | diff "$dir/before" -)" ""
is "without a message" "$(messages)" 0
docker restart -t 0 "shop-$$" >/dev/null
shop=$(docker_port "shop-$$")
ok "and the port that the engine chooses may change" wait_for 30 eval \
    "view | grep -q '/services/shop/.*=http://127.0.0.1:$shop\$'"
docker_web "late-$$" $own --label "$R.shop.rule=Host(\`shop.test\`)" \
    --label "$R.shop.service=late"
ok "another container is blocked, whatever it claims" logged \
    "container late-$$: service late-$$: blocked by"
docker rm -f "late-$$" >/dev/null
log_clear

conf 'block all' 'pass log router host "*.test"' \
    'pass service address { published, container }' \
    'block all reference "*@internal"'
subscribe
kopctl reload >/dev/null || bail "reload"
ok "with rules, none is" wait_for 30 attacks_are ""
is "in one change" "$(messages)" 1
ok "the good one stays" eval \
    "view | grep -q '/services/shop/.*=http://127.0.0.1:$shop\$'"
conf=$dir/$kopd_name/kopd.conf
# at RULE: its place.
at() {
	echo "$conf:$(grep -n "^$1" "$conf" | cut -d : -f 1)"
}
ok "a line says what a rule with log passes" logged "container shop-$$: router \
shop: passed by $(at 'pass log'): host shop.test"
ok "a line says who takes all requests" logged \
    "container all-$$: router all: blocked by $(at 'block all$'): host any"
ok "who leads to the API" logged "container api-$$: router api: blocked by \
$(at 'block all reference'): reference api@internal"
ok "who leads to another address" logged "container far-$$: service far: \
blocked by $(at 'block all$'): address 169.254.169.254 port 80"
ok "and who has the neighbour's port" logged "container port-$$: service port: \
blocked by $(at 'block all$'): address 127.0.0.1 port $neighbour"
is "kopctl show counts them" "$(kopctl -j show | jq '."route-maker".blocked')" 4
ok "and the rules have decided" eval \
    "kopctl show | grep -q 'rule *[1-9][0-9]* .*: pass log router host'"
kopctl explain "far-$$" >"$dir/explained"
ok "explain has the rule for each object" grep -q \
    "rule: service far: blocked by" "$dir/explained"

conf 'block all reference "*@internal"'
subscribe
kopctl reload >/dev/null || bail "reload"
ok "what passes again comes back" wait_for 30 attacks_are "all far port"
is "in one change, too" "$(messages)" 1
finish
