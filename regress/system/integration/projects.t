#!/bin/sh
# Two projects in a real engine: limits of an origin, services that are shared
# within a project, and names that begin with it; each by a reload.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

at_exit docker_end
mkdir "$dir/docker"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
redis_start_port

# conf [RULE ...]
conf() {
	kopd_conf "docker socket \"$docker_socket\"" \
	    "docker namespace \"test-$$\"" 'bind ip 127.0.0.1' "$@"
}

# web NAME PROJECT SERVICE: a container with a router of its name.
web() {
	docker_web "$1-$$" --label traefik.enable=true \
	    --label "kop.namespace=test-$$" \
	    --label "com.docker.compose.project=$2" \
	    --label "traefik.http.routers.$1.rule=Host(\`$1.test\`)" \
	    --label "traefik.http.routers.$1.service=$3" \
	    --label "traefik.http.services.$3.loadbalancer.server.port=80"
}

# routers: their names; servers SERVICE: how many it has.
routers() {
	view | sed -n 's,^traefik/http/routers/\([^/]*\)/rule=.*,\1,p' |
	    sort | paste -s -d ' '
}
routers_are() {
	[ "$(routers)" = "$1" ]
}
servers_are() {
	[ "$(view | grep -c "^traefik/http/services/$1/.*/url=")" = "$2" ]
}
reload() {
	conf "$@"
	subscribe
	kopctl reload >/dev/null || bail "reload"
}

web one shop web
web two shop web
web three dev web
conf
kopd_start
ok "by default, all containers share a service" \
    wait_for 30 servers_are web 3

reload 'share services within project'
ok "within a project, two do" wait_for 30 servers_are web 2
is "in one change" "$(messages)" 1
ok "the third one waits, with its router" routers_are "one two"
ok "and a line says why" logged "http/services/web of container three-$$ waits \
for container one-$$, which is of another project; rename one of them"
ok "kopctl explain, too" eval "kopctl -j explain three-$$ | grep -q \
'which was published before and is of another project'"

reload 'name scope project'
ok "with names of projects, all are published" \
    wait_for 30 routers_are "dev-three shop-one shop-two"
is "in one change, too" "$(messages)" 1
ok "each project has its service" servers_are shop-web 2
ok "the other one its own" servers_are dev-web 1
is "routers name it so" "$(R get traefik/http/routers/dev-three/service)" \
    dev-web

reload 'limit from project "shop" objects 2'
ok "a limit blocks what is too much" \
    wait_for 30 eval '[ "$(routers | wc -w)" = 2 ]'
ok "and no other project" eval 'routers | grep -q three'
blocked=two stays=one
routers | grep -q two && blocked=one stays=two
ok "a line has the rule and the numbers" logged "container $blocked-$$: \
blocked by .*kopd.conf:[0-9]*: limit objects 2: the other containers of this \
rule have 2, and this one has 2"
ok "kopctl explain has it" eval "kopctl explain $blocked-$$ | grep -q \
'a limit of kopd.conf blocks it'"
is "kopctl show counts it" "$(kopctl -j show | jq '."route-maker".blocked')" 1
ok "and the limit has its objects" eval \
    "kopctl show | grep -q 'rule *2 .*: limit from project'"
web four shop web
ok "one more is blocked, too" wait_for 30 logged "container four-$$: blocked by"
docker stop -t 0 "$stays-$$" >/dev/null
ok "when that one stops, the oldest comes back" \
    wait_for 30 eval "routers | grep -qw $blocked"
is "and no other" "$(routers | wc -w)" 2
docker start "$stays-$$" >/dev/null
ok "what stopped has lost its room" wait_for 30 eval \
    "[ \"\$(kopctl -j show | jq '.\"route-maker\".blocked')\" = 2 ]"
finish
