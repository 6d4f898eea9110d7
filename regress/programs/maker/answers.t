#!/bin/sh
# What the answers of an engine, or of a proxy before it, mean: what is refused,
# what is too long, who the engine is, and who is not healthy with Podman.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"

said() {
	grep -qF -e "$1" "$dir/log" && return
	sed 's/^/# /' "$dir/log"
	return 1
}
count_said() {
	grep -cF -e "$1" "$dir/log"
}

conf="conf exposed_by_default 1
conf bind_none 1
conf machine 0123456789abcdef0123456789abcdef
conf endpoint /run/x.sock"
podman='{"Components":[{"Name":"Podman Engine","Version":"4.3.1"}],"Version":"4.3.1"}'
a=$(container 1 a)

# Who the engine is.
# known NAME COMMANDS ID-AND-NAME
known() {
	is "$1" "$(play "$2
request events
status engine.id
status engine.name
stop" | sed -n 's/^engine\.[a-z]* //p' | tr '\n' ' ')" "$3 "
}
info='{"ID":"ABC","Name":"host","ServerVersion":"1.2"}'
known "Docker: the ID of /info" "$conf
start
answer info $info" "ABC host"
known "Docker whose version is refused" "$conf
version
start
answer info $info
refuse version 403" "ABC host"
known "Docker whose version is not there" "$conf
version
start
answer info $info
refuse version 404 <html><title>no</title>" "ABC host"
known "Docker whose version is no JSON" "$conf
version
start
answer info $info
answer version hello" "ABC host"
known "Podman: the machine and the endpoint" "$conf
version $podman
start
answer info $info" \
    "machine 0123456789abcdef0123456789abcdef /run/x.sock host"
known "Podman, another ID, the same engine" "$conf
version $podman
start
answer info {\"ID\":\"DEF\",\"Name\":\"host\"}" \
    "machine 0123456789abcdef0123456789abcdef /run/x.sock host"
is "nothing is said of a hostname" "$(count_said hostname)" 0
known "Podman without a machine-id: the endpoint" "$conf
conf machine -
version $podman
start
answer info $info" "endpoint /run/x.sock host"
ok "and a warning that hostname has to be unique" \
    said "/etc/machine-id has no machine ID; set a unique hostname"
known "Podman without a name: the hostname" "$conf
conf hostname mine
version $podman
start
answer info {\"ID\":\"DEF\",\"Name\":\"\"}" \
    "machine 0123456789abcdef0123456789abcdef /run/x.sock mine"
is "Podman is restarted: it is the same engine" "$(
play "$conf
version $podman
start
answer info $info
request events
open events
answer unhealthy []
answer list [$a]
count
end events complete
answer info {\"ID\":\"DEF\",\"Name\":\"host\"}
request events
open events
answer unhealthy []
answer list [$a,$(container 2 b)]
routes
stop" | sed '1d; s/^request events .*/request events/')" "set 1 del 0
request events
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
exit 0"
is "nothing is said of another one" "$(count_said "another one")" 0

# /info is refused.
for code in 401 403 404 405; do
	known "/info: $code, with hostname" "$conf
conf hostname mine
start
refuse info $code <html><body><h1>$code Forbidden</h1>" \
	    "machine 0123456789abcdef0123456789abcdef /run/x.sock mine"
	ok "it is said that kopd goes on" said \
	    "Docker's information is refused; kopd continues without it because hostname is set"
done
is "without hostname it is asked again, until it is permitted" "$(
play "$conf
start
refuse info 403 no
await docker.state is refused
answer info $info
request events
open events
answer list [$a]
routes
stop" | sed '2,$!d; s/^request events .*/request events/')" "request events
engine ABC host
snapshot 1
set http/services/a loadBalancer/servers/0/url=http://10.0.0.1:80
exit 0"
ok "the line says what to do" said "Docker's information is refused; set \
hostname in kopd.conf, or allow /info (INFO=1 in docker-socket-proxy, \
-allowGET=/info in socket-proxy)"
ok "and another one that it is over" said "Docker's information: works again"
is "hostname is set meanwhile: a reload is enough" "$(
play "$conf
start
refuse info 403 no
await docker.state is refused
conf hostname mine
reload
refuse info 403 no
request events
open events
answer list [$a]
routes
stop" | grep ^engine)" \
    "engine machine 0123456789abcdef0123456789abcdef /run/x.sock mine"
is "that information is well is not said" "$(count_said "works again")" 0
is "5xx is no refusal" "$(
play "$conf
conf hostname mine
start
refuse info 503 <html><title>503 Service Unavailable</title></html>
answer info $info
request events
open events
answer list [$a]
routes
stop" | grep ^engine)" "engine ABC host"
ok "of a page its title is said" said \
    "Docker's information: status 503: 503 Service Unavailable"
is "a page instead of information" "$(
play "$conf
start
answer info <!DOCTYPE html><html><title>Sign in</title>
request info
stop")" "request info
exit 0"
ok "is said, too" said "Docker's information: an HTML page: Sign in"
is "an engine that wants TLS" "$(
play "$conf
start
refuse info 400 Client sent an HTTP request to an HTTPS server.
await docker.state TLS
request info
stop")" "awaited docker.state TLS
request info
exit 0"
ok "the line says where to look" said "the Docker engine at /run/x.sock uses \
TLS; see REMOTE ENGINES in kopd.conf(5)"

# /events are refused.
for code in 401 403 404 405; do
	is "/events: $code: lists are taken all the same" "$(
	play "$conf
conf poll 60
start
answer info $info
refuse events $code <html><body><h1>$code Forbidden</h1>
answer list [$a]
routes
status docker.state
reload
answer info $info
request events
open events
answer list [$a,$(container 2 b)]
routes
status docker.state
stop" | sed 's/^request events .*/request events/')" "engine ABC host
snapshot 1
set http/services/a loadBalancer/servers/0/url=http://10.0.0.1:80
docker.state connected, events are refused
request events
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
docker.state connected
exit 0"
	ok "the line says how late changes show" said "Docker's events are \
refused: changes are found after up to 60s; allow /events (EVENTS=1 in \
docker-socket-proxy, -allowGET=/events in socket-proxy)"
	ok "and another one that it is over" said "Docker's events: works again"
done
is "each poll lists" "$(
play "$conf
conf poll 1
start
answer info $info
refuse events 403
answer list [$a]
count
answer list [$(container 2 b)]
routes
routes
stop" | sed 1d)" "change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
change 3
del http/services/a
exit 0"
is "without a poll, too, that is said" "$(
play "$conf
start
answer info $info
refuse events 403
answer list [$a]
count
stop")" "set 1 del 0
exit 0"
ok "as changes do not show" said \
    "Docker's events are refused: changes are not found because \`poll' is never"

# So long a minute is with a clock that is 60 times as fast.
LD_PRELOAD=$BUILD/regress/lib/fake/clock/fast.so
ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
export LD_PRELOAD ASAN_OPTIONS
is "events are asked for again each minute, by whichever engine there is" "$(
play "$conf
start
answer info $info
refuse events 403
answer list [$a]
count
answer info {\"ID\":\"DEF\",\"Name\":\"host\"}
refuse events 403
await engine.id DEF
answer info $info
request events
open events
answer list [$a,$(container 2 b)]
routes
stop" | sed 's/^request events .*/request events/')" "set 1 del 0
awaited engine.id DEF
request events
engine DEF host
engine ABC host
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
exit 0"
unset LD_PRELOAD

# Lists are refused.
for code in 401 403 404 405; do
	is "/containers/json: $code: it waits" "$(
	play "$conf
start
answer info $info
request events
open events
refuse list $code no
await docker.state is refused
answer list [$a]
count
text events $(event start 2)
refuse ids $code no
await docker.state is refused
answer ids [$(container 2 b)]
routes
stop" | sed 1d)" "awaited docker.state is refused
set 1 del 0
awaited docker.state is refused
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
exit 0"
	ok "the line says what to allow" said "Docker's list of containers is \
refused; allow /containers/json (CONTAINERS=1 in docker-socket-proxy, \
-allowGET=/containers/json in socket-proxy)"
done

# Requests that are too long.  starts FROM TO: events of so many containers.
starts() {
	n=$1
	while [ "$n" -le "$2" ]; do
		echo "text events $(event start "$n")"
		n=$((n + 1))
	done
}
elements() {
	n=$1
	while [ "$n" -le "$2" ]; do
		[ "$n" -eq "$1" ] || printf ,
		container "$n" "c$n"
		n=$((n + 1))
	done
}
# One list is under way, so that the events of more are asked for together.
too_long() {
	is "$1: the next request is of half as many" "$(
	play "$conf
start
answer info $info
request events
open events
answer list []
count
text events $(event start 1)
request ids
$(starts 2 9)
await events 9
open ids
text ids [$(elements 1 1)]
end ids complete
$2
request ids
open ids
text ids [$(elements 2 5)]
end ids complete
request ids
open ids
text ids [$(elements 6 9)]
end ids complete
until services/c9 nothing
stop" | grep '^request ids')" \
"request ids 0001
request ids 0002 0003 0004 0005
request ids 0006 0007 0008 0009"
}
too_long "400" "refuse ids 400 <html><body><h1>400 Bad request</h1>"
too_long "413" "refuse ids 413 no"
too_long "414" "refuse ids 414 <html><title>414 Request-URI Too Large</title>"
too_long "431" "refuse ids 431 no"
too_long "a broken connection" "reset ids"
is "it goes down to one, and stays there" "$(
play "$conf
start
answer info $info
request events
open events
answer list []
count
text events $(event start 1)
request ids
$(starts 2 4)
await events 4
open ids
text ids [$(elements 1 1)]
end ids complete
refuse ids 400
request ids
open ids
text ids [$(elements 2 2)]
end ids complete
request ids
open ids
text ids [$(elements 3 3)]
end ids complete
request ids
status docker.state
stop" | grep '^request ids\|state')" "request ids 0001
request ids 0002
request ids 0003
request ids 0004
docker.state connected"
is "of one it is a fault as any other" "$(
play "$conf
start
answer info $info
request events
open events
answer list []
count
text events $(event start 1)
refuse ids 400 {\"message\":\"invalid filter\"}
request ids
stop" | grep '^request ids')" "request ids 0001"
ok "which is said" said \
    "Docker's list of some containers: status 400: invalid filter"

# Podman does not list health.
begin_podman="$conf
version $podman
start
answer info $info
request events
open events"
is "who is not healthy is asked for first, and is not published" "$(
play "$begin_podman
request unhealthy
open unhealthy
text unhealthy [$(container 2 b)]
end unhealthy complete
answer list [$a,$(container 2 b)]
routes
text events $(event start 3)
request unhealthy
open unhealthy
text unhealthy [$(container 3 c)]
end unhealthy complete
answer ids [$(container 3 c)]
text events $(event health_status 2)
answer unhealthy []
answer ids [$(container 2 b)]
until services/b set
text events $(event health_status 1)
answer unhealthy [$a]
answer ids [$a]
until services/a del
stop" | sed '1d; s/^request events .*/request events/')" "request unhealthy
engine machine 0123456789abcdef0123456789abcdef /run/x.sock host
snapshot 1
set http/services/a loadBalancer/servers/0/url=http://10.0.0.1:80
request unhealthy 0003
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
del http/services/a
exit 0"
is "a poll finds it, though the list is the same" "$(
play "$begin_podman
answer unhealthy []
answer list [$a]
count
reload
answer unhealthy [$a]
answer list [$a]
routes
reload
answer unhealthy []
answer list [$a]
routes
stop" | sed 1d)" "set 1 del 0
change 2
del http/services/a
change 3
set http/services/a loadBalancer/servers/0/url=http://10.0.0.1:80
exit 0"
is "a health check that ends is a reason to ask" "$(
play "$begin_podman
answer unhealthy []
answer list [$a]
count
text events $(event exec_died 1)
answer unhealthy [$a]
answer ids [$a]
routes
stop" | sed 1d)" "set 1 del 0
change 2
del http/services/a
exit 0"
healthy=$(container 1 a '' '"State":"running","Health":{"Status":"healthy"}')
sick=$(container 2 b '' '"State":"running","Health":{"Status":"unhealthy"}')
is "Podman 6 lists health: nobody is asked for it" "$(
play "$begin_podman
answer unhealthy []
answer list [$healthy,$sick]
routes
text events $(event health_status 2)
request ids
open ids
text ids [$(container 2 b '' '"State":"running","Health":{"Status":"healthy"}')]
end ids complete
routes
unsaid
stop" | sed '1d; 2d; s/ events .*/ events/')" "snapshot 1
set http/services/a loadBalancer/servers/0/url=http://10.0.0.1:80
request ids 0002
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
unsaid 0
exit 0"
is "Docker is never asked for who is not healthy" "$(
play "$conf
start
answer info $info
request events
open events
answer list [$a]
count
unsaid
stop" | tail -n 2)" "unsaid 0
exit 0"

finish
