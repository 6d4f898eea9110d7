#!/bin/sh
# Docker that is absent, refuses, breaks off, or talks nonsense: one clear
# line, the last good routes stay, and it is asked again.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"

logged() {
	grep -q "$1" "$dir/log" || { sed 's/^/# log: /' "$dir/log"; return 1; }
}

is "an engine that is waited for" "$(
play "conf bind_none 1
start
request info
wait info cannot connect to /x: no such file
await docker.state no such file
open info
text info {\"Name\":\"host\"}
end info complete
request events
status docker.state
stop" | sed 's/events .*/events/')" "request info
awaited docker.state no such file
request events
docker.state connecting
exit 0"
is "docker-reader has said so already" "$(grep -c "cannot connect" "$dir/log")" 0

is "it does not say who it is" "$(
play "conf bind_none 1
start
answer info {}
request info
await docker.state it has no engine ID
stop")" "request info
awaited docker.state it has no engine ID
exit 0"

# An answer to the second list: COMMANDS EXPECTED-IN-THE-LOG
second_list() {
	is "$1" "$(play "$(begin "$(container 1 a)")
count
reload
request list
$2
request list
show
stop" | sed 1d)" "set 1 del 0
request list
request list
http/services/a/loadBalancer/servers/0/url=http://10.0.0.1:80
exit 0"
	ok "... is said" logged "$3"
}

second_list "a list that is cut" "open list
text list [$(container 2 b '' '"State":"exited"'),{\"Id\":
end list cut" "list of containers: "
second_list "a list that ends too soon" "open list
text list [$(container 2 b '' '"State":"exited"'),
end list complete" "list of containers: "
second_list "a list that takes too long" "open list
end list late" "list of containers: it takes too long"
second_list "a list that is none" "open list
text list {\"message\":\"hello\"}" "list of containers: "
second_list "not HTTP" "text list SSH-2.0-OpenSSH_9.2
end list complete" "list of containers: "
second_list "HTTP 500" "text list HTTP/1.0 500 Internal Server Error
text list 
text list {\"message\":\"out of luck\"}
end list complete" "list of containers: .*500.*out of luck"

is "ids that were not answered are asked for again" "$(
play "$(begin "$(container 1 a)")
count
text events $(event start 2)
request ids
open ids
end ids cut
request ids
open ids
text ids [$(container 2 b)]
end ids complete
routes
stop" | sed 1d)" "set 1 del 0
request ids 0002
request ids 0002
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
exit 0"

is "events that end are subscribed to again, from the last one on" "$(
play "$(begin "$(container 1 a)")
count
text events $(event start 2 4000000000)
answer ids [$(container 2 b)]
routes
end events cut
answer info {\"ID\":\"ABC\",\"Name\":\"host\"}
request events
open events
answer list [$(container 2 b),$(container 3 c)]
until services/a /services/
stop" | sed 1d)" "set 1 del 0
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
request events 4000000000.000000001
set http/services/c loadBalancer/servers/0/url=http://10.0.0.3:80
del http/services/a
exit 0"

is "another engine behind the same socket: its containers replace the others" "$(
play "$(begin "$(container 1 a)")
count
end events complete
answer info {\"ID\":\"DEF\",\"Name\":\"other\"}
request events
open events
answer list [$(container 2 b)]
routes
routes
stop" | sed '1d; s/^request events .*/request events/')" "set 1 del 0
request events
engine DEF other
change 2
set http/services/b loadBalancer/servers/0/url=http://10.0.0.2:80
change 3
del http/services/a
exit 0"
ok "... is said" logged "has changed to DEF (other) from ABC (host)"

is "bad elements cost themselves alone" "$(
play "$(begin "$(container 1 a),{\"Id\":\"$(printf %064d 2)\",\"Ports\":7},{\"x\":1},$(container 3 c '"traefik.http.x":"1"')")
routes
status error
stop" | sed 1d)" "engine ABC host
snapshot 1
set http/services/a loadBalancer/servers/0/url=http://10.0.0.1:80
error container 000000000000: Ports does not have the format of Docker
error container c: label traefik.http.x: unknown field \`x' of \`http'
error container without an id: Id does not have the format of Docker
exit 0"

is "a broken event costs itself alone" "$(
play "$(begin '')
count
text events {\"Type\":\"container\",
text events }}garbage
text events $(event start 2)
request ids
stop" | sed 1,2d)" "request ids 0002
exit 0"

is "who waits for whom" "$(
r='"traefik.http.routers.r.rule":'
play "$(begin "$(container 2 b "$r\"y\""),$(container 1 a "$r\"x\"")")
count
status waiting
text events $(event die 1)
count
status waiting
stop" | sed 1d)" "set 3 del 0
waiting http/routers/r of container b waits for container a
set 1 del 1
exit 0"
ok "... is said" logged "http/routers/r of container b waits for container a"

# More than a peer may have waiting.
many() {
	i=1
	printf '['
	while [ $i -le 3000 ]; do
		container $i "name-$i" "$(printf \
		    '"traefik.http.middlewares.m%d.addprefix.prefix":"%s%0300d"' \
		    $i "$1" 0)"
		[ $i -eq 3000 ] || printf ,
		i=$((i + 1))
	done
	printf ']'
}
many a >"$dir/first"
sed 's/"a0/"b0/g' "$dir/first" >"$dir/second"
sed 's/"a0/"c0/g' "$dir/first" >"$dir/third"
is "a writer that does not read is told the newest state alone" "$(
play "conf exposed_by_default 1
conf bind_none 1
start
answer info {\"ID\":\"ABC\",\"Name\":\"host\"}
request events
open events
deaf
answerfile list $dir/first
await lists 1
reload
answerfile list $dir/second
await lists 2
reload
answerfile list $dir/third
await lists 3
text events $(event start 4000)
answer ids [$(container 4000 last)]
hear
until services/last middlewares/m3000
stop" | sed '1d;s/0\{59\}$//')" "awaited lists 1
awaited lists 2
awaited lists 3
set http/middlewares/m3000 addPrefix/prefix=c
exit 0"

finish
