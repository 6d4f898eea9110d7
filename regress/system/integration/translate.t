#!/bin/sh
# Labels of Traefik 1 and of registrator, between a real Docker engine and a
# real Redis: the examples of five documents that people copied from.  All
# containers answer their own host name.  First the routes have the addresses of
# the containers, then published ports, then ports that are not published.  If a
# Traefik is on PATH, requests go through it, too.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/ports.sh"
. "$TOP/regress/lib/traefik.sh"

at_exit docker_end
mkdir "$dir/docker"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
command -v curl >/dev/null || bail "no curl; run: tools/packages check"
redis_start_port
F=traefik.frontend B=traefik.backend
network=shipstone-$$
docker network create --label "$docker_run_label" "$network" >/dev/null ||
    bail "docker network create"
docker tag "$docker_image" "helloworld-$$:1"
at_exit untag

untag() {
	docker rmi "helloworld-$$:1" >/dev/null 2>&1
}

# conf STATEMENT [BLOCK]: the statement sets the address.
conf() {
	cat >"$dir/kopd/kopd.conf" <<-EOF
	hostname "old"
	$1
	withdraw on exit yes
	docker {
		socket "$docker_socket"
		namespace "test-$$"
	}
	redis {
		host "127.0.0.1" port $redis_port
	}
	${2-$blocks}
	EOF
}
blocks='labels v1 {
	domain "docker"
	exposed by default yes
}
labels registrator {
	domain "consul.local"
	internal yes
	exposed by default yes
}'

# app NAME [OPTION ...]: a container of the test, with options of docker run;
# publish is set to some that publish its port.
publish=
app() {
	_name=$1-$$
	shift
	docker run -d --name "$_name" --hostname "$_name" \
	    --label "$docker_run_label" --label "kop.namespace=test-$$" \
	    --expose 80 $publish "$@" "${image:-$docker_image}" /bin/sh -c \
	    "/bin/busybox hostname >/www/index.html; exec /bin/httpd -f -p 80 \
	    -h /www" >/dev/null || bail "docker run $_name"
}

compose() {
	echo "--label com.docker.compose.project=$1" \
	    "--label com.docker.compose.service=$2"
}

# The containers of the five documents.
hello() {
	for n in 1 2 3 4 5; do
		app "t_webapp_$n" $(compose t webapp) --label traefik.port=80 \
		    --label $B=hello --label "$F.rule=Host:hello.docker"
	done
}
registrator() {
	app t_consul --label SERVICE_IGNORE=true --label SERVICE_NAME=consul
	app t_hello --label SERVICE_NAME=hello-consul
	image=helloworld-$$:1 app t_hello2 --label \
	    "SERVICE_TAGS=$B=hello2,$F.rule=Host:hello2.particule.io"
}
shipstone() {
	for front in 1 2; do
		for n in a b; do
			app "f_web$front$n" $(compose f "web$front$n") \
			    --network "$network" --label "$B=front_http_$front" \
			    --label "$F.rule=Host:web$front.shipstone.local" \
			    --label traefik.port=80 \
			    --label traefik.protocol=http \
			    --label traefik.weight=10 \
			    --label "$B.loadbalancer.method=wrr" \
			    --label "$B.loadbalancer.sticky=false"
		done
	done
}
cats() {
	app cats --label "$B=cats" --label "$F.rule=Path: /" \
	    --label traefik.port=80
}
whoami() {
	for n; do
		app "whoami_whoami_$n" $(compose whoami whoami) \
		    --label traefik.enable=true \
		    --label "$F.rule=Host:whoami.docker.localhost"
	done
}

# servers SERVICE: the urls in Redis.
servers() {
	view | sed -n "s|^traefik/http/services/$1/.*/url=||p" | sort
}

# has SERVICE NUMBER: true if it has so many servers.
has() {
	[ "$(servers "$1" | grep -c .)" -eq "$2" ]
}

# names SERVICE: the host names that its servers answer.
names() {
	for url in $(servers "$1"); do
		curl -s -m 10 "$url/"
	done | sed "s/-$$\$//" | sort | tr '\n' ' '
}

# answered HOST NAME ...: a Traefik, if there is one, leads requests for the host
# to each of these containers in turn, and to no other one.
answered() {
	[ -n "$through" ] || return 0
	_host=$1
	shift
	_wanted=$(printf '%s\n' "$@")
	wait_for 30 answers_are
	is "$mode: by way of Traefik: $_host" "$(front_names)" "$_wanted"
}
front_names() {
	traefik_names "$_host" 10 | sed "s/-$$\$//" | sort
}
answers_are() {
	[ "$(front_names)" = "$_wanted" ]
}

# router NAME: its keys, without their beginning.
router() {
	view | sed -n "s|^traefik/http/routers/$1/||p" | sort | tr '\n' ' '
}

# expect SERVICE NUMBER: waits for the servers.
expect() {
	wait_for 30 has "$1" "$2"
	ok "$mode: service $1 has $2 servers" has "$1" "$2"
}

remove_all() {
	docker rm -f $(docker ps -aq --filter "label=$docker_run_label") \
	    >/dev/null
}

run_all() {
	hello
	expect hello 5
	is "$mode: its router" "$(router webapp-t)" \
	    'priority=17 rule=Host(`hello.docker`) service=hello '
	is "$mode: each container answers" "$(names hello)" \
	    't_webapp_1 t_webapp_2 t_webapp_3 t_webapp_4 t_webapp_5 '
	answered hello.docker t_webapp_1 t_webapp_2 t_webapp_3 t_webapp_4 \
	    t_webapp_5
	registrator
	expect hello-consul 1
	expect "helloworld-$$" 1
	is "$mode: the name is the service's" "$(router hello-consul)" \
	    'priority=30 rule=Host(`hello-consul.consul.local`) service=hello-consul '
	is "$mode: the name is the image's" "$(router "helloworld-$$")" \
	    "priority=24 rule=Host(\`hello2.particule.io\`) service=helloworld-$$ "
	is "$mode: an ignored container has no route" "$(router consul)" ''
	answered hello-consul.consul.local t_hello
	answered hello2.particule.io t_hello2
	shipstone
	expect front-http-1 2
	expect front-http-2 2
	is "$mode: each has its weight" "$(view | grep -c \
	    '^traefik/http/services/front-http-.*/weight=10$')" 4
	is "$mode: each container has a router" "$(router web1a-f)" \
	    'priority=25 rule=Host(`web1.shipstone.local`) service=front-http-1 '
	is "$mode: two containers answer" "$(names front-http-2)" \
	    'f_web2a f_web2b '
	answered web1.shipstone.local f_web1a f_web1b
	answered web2.shipstone.local f_web2a f_web2b
	cats
	expect cats 1
	is "$mode: a path" "$(router "cats-$$")" \
	    'priority=7 rule=Path(`/`) service=cats '
	answered any.example cats
	whoami 1 2 3 4
	expect whoami-whoami 4
	docker rm -f "whoami_whoami_2-$$" "whoami_whoami_3-$$" \
	    "whoami_whoami_4-$$" >/dev/null
	expect whoami-whoami 1
	whoami 2 3 4
	expect whoami-whoami 4
	is "$mode: all of them answer" "$(names whoami-whoami)" \
	    'whoami_whoami_1 whoami_whoami_2 whoami_whoami_3 whoami_whoami_4 '
	answered whoami.docker.localhost whoami_whoami_1 whoami_whoami_2 \
	    whoami_whoami_3 whoami_whoami_4
	is "$mode: the router stays" "$(router whoami-whoami)" \
	    'priority=28 rule=Host(`whoami.docker.localhost`) service=whoami-whoami '
}

through=
traefik_start && through=yes

mode='bind none'
cats
app named --label SERVICE_NAME=named
conf 'bind none' ''
kopd_start
wait_for 20 R exists kopd:/traefik/lease/old
ok "without the block, the log names the containers" wait_for 20 grep -q \
    "containers* ha.* labels of Traefik 1 (.*cats-$$.*): they are not read" \
    "$dir/kopd.log"
ok "also those of registrator" wait_for 20 grep -q \
    "containers* ha.* labels of registrator (.*named-$$.*): they are not read" \
    "$dir/kopd.log"
is "and they have no routes" "$(router "cats-$$")" ''
conf 'bind none'
kopctl reload >/dev/null
expect cats 1
expect named 1
remove_all
wait_for 30 has cats 0
run_all
kopd_stop
remove_all

mode='published ports'
publish='-p 127.0.0.1::80'
conf 'bind ip 127.0.0.1'
kopd_start
wait_for 20 R exists kopd:/traefik/lease/old
run_all
is "the urls have ports of the host" "$(servers hello)" \
    "$(for n in 1 2 3 4 5; do
	echo "http://127.0.0.1:$(docker_port "t_webapp_$n-$$")"
    done | sort)"
ok "no port is named as not published" not grep -q 'is not published' \
    "$dir/kopd.log"
remove_all
publish=
cats
ok "a port that is not published is in the log" wait_for 20 grep -q \
    "container cats-$$: http service cats: port 80 is not published" \
    "$dir/kopd.log"
kopd_stop
is "kopd ends well" "$kopd_status" 0
finish
