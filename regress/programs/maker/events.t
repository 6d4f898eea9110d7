#!/bin/sh
# route-maker's conversation with Docker: what it asks for, in what order,
# and what it publishes when.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"

# NUMBER: the service that container has by default, as it is published.
service() {
	echo "set http/services/$2 loadBalancer/servers/0/url=http://10.0.0.$1:80"
}

hide_time() {
	sed 's/^request events [1-9][0-9]*\.[0-9]\{9\}$/request events TIME/'
}

is "events are subscribed to before the list is asked for" "$(
play "conf exposed_by_default 1
conf bind_none 1
start
request info
unsaid
open info
text info {\"ID\":\"ABC\",\"Name\":\"host\"}
end info complete
request events
unsaid
open events
request list
open list
text list [$(container 1 a)]
end list complete
routes
unsaid
stop" | hide_time)" "request info
unsaid 0
request events TIME
unsaid 0
request list
engine ABC host
snapshot 1
$(service 1 a)
unsaid 0
exit 0"

is "an empty host is a snapshot too" "$(
play "$(begin '')
routes
stop" | hide_time)" "request events TIME
engine ABC host
snapshot 1
exit 0"

is "a lone event is asked for at once, and costs one container" "$(
play "$(begin "$(container 1 a)")
count
text events $(event start 2)
request ids
open ids
text ids [$(container 2 b)]
end ids complete
routes
unsaid
stop" | sed 1d)" "set 1 del 0
request ids 0002
change 2
$(service 2 b)
unsaid 0
exit 0"

is "what is named meanwhile is asked for together" "$(
play "$(begin '')
count
text events $(event start 1)
request ids
text events $(event start 2)
text events $(event start 3)
text events $(event 'health_status: healthy' 2)
open ids
text ids [$(container 1 a)]
end ids complete
routes
request ids
open ids
text ids [$(container 2 b),$(container 3 c)]
end ids complete
routes
unsaid
stop" | sed 1d)" "set 0 del 0
request ids 0001
change 2
$(service 1 a)
request ids 0002 0003
change 3
$(service 2 b)
$(service 3 c)
unsaid 0
exit 0"

is "a death counts at once, without asking" "$(
play "$(begin "$(container 1 a),$(container 2 b)")
count
text events $(event die 1)
routes
unsaid
stop" | sed 1d)" "set 2 del 0
change 2
del http/services/a
unsaid 0
exit 0"

is "no list brings back what has died; a start does" "$(
play "$(begin "$(container 1 a)")
count
reload
request list
text events $(event die 1 2)
routes
open list
text list [$(container 1 a),$(container 2 b)]
end list complete
routes
reload
answer list [$(container 1 a),$(container 2 b)]
text events $(event start 1 3)
answer ids [$(container 1 a)]
routes
stop" | sed 1d)" "set 1 del 0
request list
change 2
del http/services/a
change 3
$(service 2 b)
change 4
$(service 1 a)
exit 0"

is "a list that was asked for before undoes nothing that is newer" "$(
play "$(begin "$(container 1 a)")
count
reload
request list
text events $(event start 2)
answer ids [$(container 2 b)]
routes
text events $(event unpause 1)
request ids
open list
text list [$(container 1 a '' '"State":"paused"')]
end list complete
open ids
text ids [$(container 1 a)]
end ids complete
text events $(event start 3)
answer ids [$(container 3 c)]
routes
stop" | sed 1d)" "set 1 del 0
request list
change 2
$(service 2 b)
request ids 0001
change 3
$(service 3 c)
exit 0"

is "what was asked for and is not there is gone" "$(
play "$(begin "$(container 1 a),$(container 2 b)")
count
text events $(event rename 1)
answer ids []
routes
stop" | sed 1d)" "set 2 del 0
change 2
del http/services/a
exit 0"

is "a list that is older than a removal does not bring it back" "$(
keep='"traefik.docker.allownonrunning":"true"'
play "$(begin "$(container 1 a "$keep")")
count
reload
request list
open list
text events $(event die 1)
routes
text events $(event destroy 1)
routes
text list [$(container 1 a "$keep" '"State":"exited"')]
end list complete
await lists 2
show
stop" | sed 1d)" "set 1 del 0
request list
change 2
set http/services/a loadBalancer/servers=true
change 3
del http/services/a
awaited lists 2
exit 0"

is "a network of one that is being asked for: it is asked for once more" "$(
play "$(begin '')
count
text events $(event start 2)
request ids
text events $(network_event connect 2)
open ids
text ids [$(container 2 b)]
end ids complete
request ids
stop" | sed 1d)" "set 0 del 0
request ids 0002
request ids 0002
exit 0"

is "a removed container is gone, also one that may be stopped" "$(
keep='"traefik.docker.allownonrunning":"true"'
play "$(begin "$(container 1 a "$keep")")
count
text events $(event die 1)
routes
text events $(event destroy 1)
routes
stop" | sed 1d)" "set 1 del 0
change 2
set http/services/a loadBalancer/servers=true
change 3
del http/services/a
exit 0"

for action in start 'health_status: unhealthy' rename update; do
	is "event $action" "$(play "$(begin '')
count
text events $(event "$action" 7)
request ids
stop" | sed 1,2d)" "request ids 0007
exit 0"
done
for action in connect disconnect; do
	is "network $action, of one that runs; and once more, as lists lag" "$(
	play "$(begin "$(container 7 a)")
count
text events $(network_event "$action" 8)
text events $(network_event "$action" 7)
request ids
open ids
text ids [$(container 7 a)]
end ids complete
request ids
stop" | sed 1,2d)" "request ids 0007
request ids 0007
exit 0"
done

is "pause counts at once; unpause is asked for once more, as lists lag" "$(
play "$(begin "$(container 1 a)")
count
text events $(event pause 1)
routes
reload
answer list [$(container 1 a),$(container 2 b)]
routes
text events $(event unpause 1)
answer ids [$(container 1 a '' '"State":"paused"')]
answer ids [$(container 1 a)]
routes
stop" | sed 1,2d)" "change 2
del http/services/a
change 3
$(service 2 b)
change 4
$(service 1 a)
exit 0"

is "others are no reason to ask" "$(play "$(begin '')
count
text events $(event exec_start 7)
text events $(event 'exec_create: sh' 7)
text events $(event kill 7)
text events $(event stop 7)
text events $(event start 8)
request ids
stop" | sed 1,2d)" "request ids 0008
exit 0"

is "a list that says the same changes nothing" "$(
play "$(begin "$(container 1 a)")
count
reload
answer list [$(container 1 a '' '"State":"running","Status":"Up 3 hours"')]
reload
answer list [$(container 1 a),$(container 2 b)]
routes
stop" | sed 1d)" "set 1 del 0
change 2
$(service 2 b)
exit 0"

is "a full list every poll" "$(
play "conf poll 1
$(begin "$(container 1 a)")
count
request list
open list
text list []
end list complete
routes
request list
stop" | sed 1d)" "set 1 del 0
request list
change 2
del http/services/a
request list
exit 0"

web='"State":"running","Ports":[{"IP":"0.0.0.0","PublicPort":8080,'
web=$web'"PrivatePort":80,"Type":"tcp"}]'
is "another bind address is published" "$(
play "conf bind_none 0
conf bind_address 192.0.2.1
conf exposed_by_default 1
start
answer info {\"ID\":\"ABC\",\"Name\":\"host\"}
request events
open events
answer list [$(container 1 a '' "$web")]
routes
bind 2001:db8::1
answer list [$(container 1 a '' "$web")]
routes
stop" | sed 1,2d)" "snapshot 1
set http/services/a loadBalancer/servers/0/url=http://192.0.2.1:8080
change 2
set http/services/a loadBalancer/servers/0/url=http://[2001:db8::1]:8080
exit 0"

web=$(printf %s "$web" | sed 's/0\.0\.0\.0/127.0.0.1/')
is "a port of loopback is published" "$(
play "conf bind_none 0
conf bind_address 192.0.2.1
conf exposed_by_default 1
start
answer info {\"ID\":\"ABC\",\"Name\":\"host\"}
request events
open events
answer list [$(container 1 a '' "$web")]
routes
reload
answer list [$(container 1 a "\"other\":\"1\"" "$web")]
show
stop" | sed 1,2d)" "snapshot 1
set http/services/a loadBalancer/servers/0/url=http://192.0.2.1:8080
http/services/a/loadBalancer/servers/0/url=http://192.0.2.1:8080
exit 0"
is "... with one warning, however often it is listed" \
    "$(grep -c 'bound only to port 8080 of 127.0.0.1' "$dir/log")" 1

# Two values of 100,000 bytes are more than one message holds.
m='"traefik.http.middlewares.m.headers.customrequestheaders'
value=$(printf '%0100000d' 0)
labels="$m.A\":\"$value\",$m.B\":\"$value\",$m.C\":\"1\""
echo "[$(container 1 a "$labels")]" >"$dir/large"
is "what does not fit into one message is in several" "$(
play "conf exposed_by_default 1
conf bind_none 1
start
answer info {\"ID\":\"ABC\",\"Name\":\"host\"}
request events
open events
answerfile list $dir/large
until services/a middlewares
stop" | sed '1d;s/0\{60\}/0/')" "set http/middlewares/m more headers/customRequestHeaders/A=0
set http/middlewares/m headers/customRequestHeaders/B=0 headers/customRequestHeaders/C=1
exit 0"

finish
