# A kopd with a real Docker engine and a real Redis, for tests of the addresses
# of services.  Source it with TOP set; it sources redis.sh, docker.sh, kopd.sh
# and ports.sh.  It calls the function before_engine, if that is set, before it
# looks for the engine.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/ports.sh"

at_exit docker_end
mkdir "$dir/docker"
${before_engine:-true}
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"
docker_import 2>"$dir/why" || bail "$(cat "$dir/why")"
redis_start_port
[ "${ENGINE_OVER:-unix}" = unix ] || docker_over_tcp || bail "socat"

# conf_bind BIND [LINE ...]: the configuration, only for containers of this
# test; lines as of kopd_conf.
conf_bind() {
	_bind=$1
	shift
	kopd_conf "bind $_bind" "docker $(docker_place)" \
	    "docker namespace \"test-$$\"" "$@"
}

# bind BIND [LINE ...]: the same, by a reload.
bind() {
	conf_bind "$@"
	kopctl reload || bail "reload: bind $1"
}

# run NAME [OPTION ...]: a container of the test, "NAME-PID" for Docker, with a
# router and a service of that name.  Its page at port $run_port is its name.
# False, with the reason in $dir/why, if Docker does not start it.
run_port=80
run() {
	_page=$1 _name=$1-$$
	shift
	docker run -d --name "$_name" --label "$docker_run_label" \
	    --label "kop.namespace=test-$$" --label traefik.enable=true \
	    --label "traefik.http.routers.$_page.rule=Host(\`$_page.test\`)" \
	    --label "traefik.http.routers.$_page.service=$_page" \
	    "$@" "$docker_image" /bin/sh -c "echo $_page >/www/index.html
	    exec /bin/httpd -f -p $run_port -h /www" \
	    >"$dir/started" 2>"$dir/why"
}

# must_run NAME [OPTION ...]: the same; the test ends if it does not start.  It
# tries again while Docker has not yet freed an address, or another process has
# taken the port that Docker chose.
must_run() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		run "$@" && return
		grep -qi 'already in use\|already allocated' "$dir/why" || break
		remove "$1" 2>/dev/null
	done
	bail "docker run $1: $(cat "$dir/why")"
}

# port_label SERVICE PORT: as options of docker run.
port_label() {
	echo "--label traefik.http.services.$1.loadbalancer.server.port=$2"
}

# no_port_label SERVICE: a service of that name without a port.
no_port_label() {
	echo "--label traefik.http.services.$1.loadbalancer.passhostheader=true"
}

# Removes containers of the test: NAME ...
remove() {
	for _n; do
		docker rm -f "$_n-$$" >/dev/null
	done
}

# servers SERVICE: the URL or address of each server, as Traefik reads it.
servers() {
	view | sed -n "s,^traefik/[a-z]*/services/$1/loadBalancer/servers/\
[0-9]*/[a-z]*=,,p" | sort
}

# served NAME SERVICE SERVER ...: waits until the service has these servers; "":
# no servers.
served() {
	_about=$1 _service=$2
	shift 2
	_servers=$(printf '%s\n' "$@" | sed '/^$/d' | sort)
	wait_for 15 servers_are
	is "$_about" "$(servers "$_service")" "$_servers"
}

servers_are() {
	[ "$(servers "$_service")" = "$_servers" ]
}

# page SERVICE: the page of its only server.  Docker publishes a port before the
# program in the container listens: then this retries.
page() {
	curl -gs -m 10 --retry 30 --retry-delay 1 --retry-all-errors \
	    "$(servers "$1")/"
}

# own_address CONTAINER NETWORK: the address of the container in that network.
own_address() {
	docker inspect -f \
	    "{{(index .NetworkSettings.Networks \"$2\").IPAddress}}" "$1-$$"
}

# explained NAME STRING: true if kopctl explain has it; NAME without the pid.
explained() {
	kopctl explain "$1-$$" | tr -s ' \n' '  ' | grep -qF -- "$2"
}
