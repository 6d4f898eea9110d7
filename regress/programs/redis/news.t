#!/bin/sh
# What the log says of what is published: a line for each router that is
# published, changed or removed, once Redis has it; of many at once the count.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

URL=loadBalancer/servers/0/url

# of CONTAINER NAME PORT [RULE]: a router and its service.
of() {
	printf '%s\n' \
	    "set http/services/$2 http/services/$2 0@$1 $URL http://192.0.2.1:$3" \
	    "set http/routers/$2 http/routers/$2 0@$1 rule ${4:-Host(\`$2\`)} service $2"
}

# news NAME: the lines since log_clear.
news() {
	sed -n 's/^redis-writer: //p' "$dir/$1.log" |
	    grep 'published\|changed\|removed\|already'
}

# start NAME [FIELD VALUE ...]: one whose snapshot and log are empty.
start() {
	writer "$@"
	snapshot "$1"
	logged "$1" 'connected as host' >/dev/null
	log_clear "$1"
}

redis_start
start a

# One router: each thing that may become of it.
changes a "$(of web-1 web 8088 'Host(`web.example`)')"
is 'a router that is new' "$(news a)" \
    'container web-1: published http router web: Host(`web.example`) -> http://192.0.2.1:8088'
log_clear a
changes a "$(of web-1 web 8088 'Host(`web.example`)')"
is 'the same once more' "$(news a)" ''
changes a "$(of web-1 web 8088 'Path(`/x`)')"
is 'another rule' "$(news a)" \
    'container web-1: changed http router web: Path(`/x`) -> http://192.0.2.1:8088'
log_clear a
changes a "$(of web-1 web 8090 'Path(`/x`)')"
is 'another address: the router is not sent, and leads elsewhere' "$(news a)" \
    'container web-1: changed http router web: Path(`/x`) -> http://192.0.2.1:8090'
log_clear a
changes a "$(of web-2 web 8091 'Path(`/y`)')"
is 'rule, address and container at once: one line' "$(news a)" \
    'container web-2: changed http router web: Path(`/y`) -> http://192.0.2.1:8091'
log_clear a
changes a 'del http/routers/web' 'del http/services/web'
is 'a router that is gone' "$(news a)" \
    'container web-2: removed http router web'
log_clear a
changes a 'del http/routers/web'
is 'what was not there is not removed' "$(news a)" ''

# Where it leads.
changes a "set http/services/two http/services/two 0@t $URL http://192.0.2.1:1 \
loadBalancer/servers/1/url http://192.0.2.1:2 loadBalancer/servers/2/url http://192.0.2.1:3" \
    "set http/routers/two http/routers/two 0@t rule Host(\`t\`) service two"
is 'several servers' "$(news a)" \
    'container t: published http router two: Host(`t`) -> http://192.0.2.1:1 and 2 more'
log_clear a
changes a "set http/routers/f http/routers/f 0@f rule Host(\`f\`) service app@file"
is "another provider's service" "$(news a)" \
    'container f: published http router f: Host(`f`) -> service app@file'
log_clear a
changes a "set http/services/no http/services/no 0@no loadBalancer/servers true" \
    "set http/routers/no http/routers/no 0@no rule Host(\`no\`) service no"
is 'a service without servers' "$(news a)" \
    'container no: published http router no: Host(`no`) -> service no'
log_clear a
changes a 'set tcp/services/db tcp/services/db 0@db loadBalancer/servers/0/address 192.0.2.1:5432' \
    'set tcp/routers/db tcp/routers/db 0@db rule HostSNI(`db`) service db' \
    'set udp/services/dns udp/services/dns 0@dns loadBalancer/servers/0/address 192.0.2.1:53' \
    'set udp/routers/dns udp/routers/dns 0@dns service dns'
is 'TCP, and UDP without a rule' "$(news a | sort)" \
'container db: published tcp router db: HostSNI(`db`) -> 192.0.2.1:5432
container dns: published udp router dns -> 192.0.2.1:53'
log_clear a

# Two routers of one service, and what a router says for its container.
changes a "$(of shop shop 1)" \
    'set http/routers/shop-b http/routers/shop-b 0@shop rule Path(`/b`) service shop middlewares m' \
    'set http/middlewares/m http/middlewares/m 0@shop compress true'
is "a container's middlewares and services go with its routers" \
    "$(news a | sort)" \
'container shop: published http router shop-b: Path(`/b`) -> http://192.0.2.1:1
container shop: published http router shop: Host(`shop`) -> http://192.0.2.1:1'
log_clear a
changes a "set http/services/shop http/services/shop 0@shop $URL http://192.0.2.1:2"
is 'both lead elsewhere' "$(news a | sort)" \
'container shop: changed http router shop-b: Path(`/b`) -> http://192.0.2.1:2
container shop: changed http router shop: Host(`shop`) -> http://192.0.2.1:2'
log_clear a
changes a 'set http/middlewares/m http/middlewares/m 0@shop compress/minResponseBodyBytes 9'
is 'a middleware that changes alone' "$(news a)" \
    'container shop: changed http middleware m'
log_clear a
changes a "set http/services/lone http/services/lone 0@lone $URL http://192.0.2.1:3"
is 'a service that no router here uses' "$(news a)" \
    'container lone: published http service lone -> http://192.0.2.1:3, which no router of this host uses'
log_clear a
changes a 'del http/services/lone'
is 'its end' "$(news a)" 'container lone: removed http service lone'
log_clear a

# Others' bytes, and long ones.
long=$(printf '%0400d' 0)
changes a "$(of esc esc 1 "$(printf 'Host(`\033[2J`)')")" "$(of long long 1 "Host(\`$long\`)")"
ok 'control characters are written out' logged a 'router esc: Host(`\\^\[\[2J`) ->\|router esc: Host(`\\033\[2J`) ->'
is 'a long rule is cut' "$(news a | grep 'router long' | wc -c)" \
    "$(echo "container long: published http router long: $(printf '%0300d' 0)... -> http://192.0.2.1:1" | wc -c)"
log_clear a

# Who only waits has not published; when it has, that is said.
start b
changes b "$(of other esc 5)"
ok 'the other host waits' logged b 'http/routers/esc waits for host a'
is 'and says nothing else of it' "$(news b | grep -v waits)" ''
log_clear b
changes b "$(of other esc 6)"
is 'nor when it changes meanwhile' "$(news b)" ''
changes a 'del http/routers/esc' 'del http/services/esc'
ok 'it is published when it is its turn' logged b \
    'container other: published http router esc: Host(`esc`) -> http://192.0.2.1:6'
changes b 'del http/routers/esc' 'del http/services/esc'
ok 'and its end is said' logged b 'container other: removed http router esc'
changes b "$(of same shop 7)"
ok 'a service that another host serves alone: where it leads' logged b \
    'container same: published http router shop: Host(`shop`) -> service shop'
stop_writer b >/dev/null

# A few more than a few.
start c
changes c "$(for i in 1 2 3 4 5; do of "c$i" "r$i" "$i"; done)"
is 'five lines' "$(news c | grep -c 'container c[1-5]: published')" 5
log_clear c
changes c "$(for i in 1 2 3 4 5 6; do of "d$((i / 2))" "s$i" "$i"; done)"
is 'six are one line' "$(news c)" \
    'published 6 routers of 4 containers (kopctl show routes lists them)'
log_clear c
changes c "$(for i in 1 2 3 4; do echo "del http/routers/s$i"; of "e$i" "t$i" 1; done)" \
    "$(of c1 r1 1 'Path(`/`)')"
is 'of several kinds' "$(news c)" \
    '9 routers of 8 containers: 4 published, 1 changed, 4 removed (kopctl show routes lists them)'
log_clear c
changes c "$(for i in 1 2 3 4; do of "e$i" "t$i" 2 "Path(\`/$i\`)"; done)" \
    "$(for i in 1 2 3 4 5 6; do of "w$i" "w$i" 2; done)"
log_clear c
changes c "$(for i in 1 2 3 4; do of "e$i" "t$i" 3 "Path(\`/$i$i\`)"; done)" \
    "$(for i in 1 2 3 4 5 6; do of "w$i" "w$i" 3; done)"
is 'rule and address of the same routers: each is counted once' "$(news c)" \
    'changed 10 routers of 10 containers (kopctl show routes lists them)'
changes c "$(for i in 1 2 3 4 5 6; do
	printf 'del http/routers/w%s\ndel http/services/w%s\n' $i $i; done)"
log_clear c
changes c 'many 0 1000'
ok 'a thousand are one line' logged c '^redis-writer: published 1000 routers of 1 container (kopctl'
is 'and no other' "$(news c | wc -l)" 1
log_clear c
changes c "$(for i in 1 2 3 4 5 6 7; do
	echo "set http/middlewares/m$i http/middlewares/m$i 0@x compress true"; done)"
is 'so are many middlewares' "$(news c)" \
    'published, changed or removed 7 services and middlewares (kopctl show routes lists them)'

# Started again: what is there is no news.
stop_writer c >/dev/null
writer c
number=$((number + 1))
tell c "begin $number snapshot" 'many 0 1000' "$(of c1 r1 1 'Path(`/`)')" \
    "$(of c2 r2 99)" "end $number" "done $number"
ok 'after a start: what Redis has' logged c \
    '1002 routers of 3 containers were in Redis already (kopctl'
is 'what has changed meanwhile is counted, and no more is said' "$(news c)" \
'10 routers of 10 containers: 1 changed, 9 removed (kopctl show routes lists them)
1002 routers of 3 containers were in Redis already (kopctl show routes lists them)'
log_clear c
snapshot c 'many 0 1000' "$(of c1 r1 1 'Path(`/`)')" "$(of c2 r2 99)"
is 'another snapshot with the same' "$(news c)" ''

# Redis was emptied: all is published again.
R flushall >/dev/null
ok 'after FLUSHALL' logged c 'published 1002 routers of 3 containers'
log_clear c

# However fast changes come, the log does not fill.
i=0 since=$(date +%s)
while [ $i -lt 60 ]; do
	changes c "$(of flap flap $i)"
	i=$((i + 1))
done
is 'sixty changes, one after the other: twenty lines, and one a second' \
    "$(news c | awk -v s=$(($(date +%s) - since + 1)) \
    'END { print NR <= 20 + s }')" 1
ok 'the rest is counted' logged c 'flap: changed http router flap: .*:59$\|changed [0-9]* routers'
is 'both end in order' "$(stop_writer c) $(stop_writer a)" 'exit 0 exit 0'
finish
