#!/bin/sh
# traefik-kop before us: what it left is taken over, and no route is missing
# at any time; and beside us, on other hosts: neither disturbs the other.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
. "$TOP/regress/lib/kop.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

# Ours, with lists of entry points as we write them.
web() {	# NAME URL [ENTRYPOINTS]
	printf '%s\n' \
	    "set http/services/$1 http/services/$1 0 loadBalancer/servers/0/url $2" \
	    "set http/routers/$1 http/routers/$1 0 rule Host(\`$1\`) service $1 entryPoints ${3:-web,websecure}"
}
web_view() {	# NAME NUMBER URL [ENTRYPOINTS]
	container_view "$1" "$2" "$3"
	echo "traefik/http/routers/$1/entryPoints=${4:-web,websecure}"
}

is_there() {
	[ "$(R EXISTS "$1")" = 1 ]
}
waiting() {
	status a redis.waiting | grep -qxF "$1"
}

# Notes all writes, to go over them: between two scripts each of these names
# must have a rule and a server.
monitor_begin() {
	: >"$dir/monitor"
	R MONITOR >>"$dir/monitor" &
	pids="$pids $!"
	wait_for 5 grep -q OK "$dir/monitor"
}

missing() {	# NAME ...: at how many times one is
	_end="end $(date +%s%N)"
	R PING "$_end" >/dev/null
	wait_for 5 grep -q "\"PING\" \"$_end\"" "$dir/monitor"
	awk -v names="$*" '
	function look(	i) {
		for (i = 1; i <= n; i++)
			if (!rule[name[i]] || servers[name[i]] < 1)
				missing++
	}
	function put(key, there,	p) {
		gsub(/"/, "", key)
		split(key, p, "/")
		if (key ~ /^traefik\/http\/routers\/[^\/]*\/rule$/)
			rule[p[4]] = there
		if (key ~ /^traefik\/http\/services\/.*\/url$/ &&
		    there != (key in server)) {
			servers[p[4]] += there ? 1 : -1
			if (there)
				server[key]
			else
				delete server[key]
		}
	}
	BEGIN {
		n = split(names, name)
		for (i = 1; i <= n; i++) {
			rule[name[i]] = servers[name[i]] = 1
			server["traefik/http/services/" name[i] \
			    "/loadBalancer/servers/0/url"]
		}
	}
	$3 != "lua]" { look(); next }
	$4 == "\"MSET\"" { for (i = 5; i < NF; i += 2) put($i, 1) }
	$4 == "\"SET\"" { put($5, 1) }
	$4 == "\"DEL\"" { for (i = 5; i <= NF; i++) put($i, 0) }
	END { look(); print missing + 0 }' "$dir/monitor"
}

redis_start

# Before us, under our name: more than one script takes.
i=0
while [ $i -lt 150 ]; do
	i=$((i + 1))
	echo "SET traefik/http/routers/many$i/rule Host(\`many$i\`)"
	echo "SET traefik/http/routers/many$i/service many$i"
	echo "SET traefik/http/services/many$i/loadBalancer/servers/0/url $U1"
	echo "SADD traefik_http_routers@a many$i@docker"
	echo "SADD traefik_http_services@a many$i@docker"
done | R >/dev/null
kop_web a web $U1
kop_web a Mixed $U1
kop_web a old $U1
kop_web a brief $U1 600
R SET traefik/http/routers/own/rule mine >/dev/null	# of nobody's
R SADD traefik_http_middlewares@a none@docker >/dev/null
# As MONITOR quotes blanks, rules have none.
monitor_begin
subscribe
writer a
WANTED="$(i=0; while [ $i -lt 150 ]; do i=$((i + 1)); web many$i $U1; done
    web web $U1; web mixed $U1; web brief $U1)"
snapshot a "$WANTED"
ok 'what it left is said' logged a 'traefik-kop has left 309 objects as host a'
ok 'and that it is taken over' logged a \
    'takeover from traefik-kop of host a complete: 309 objects'
is 'its sets are gone' "$(kop_sets)" ''
is 'what nobody wants is gone, and our keys are in the place of its' \
    "$(view | grep -v many)" "$(view_of "$(web_view web 1 $U1)" \
    "$(web_view mixed 1 $U1)" "$(web_view brief 1 $U1)" \
    traefik/http/routers/own/rule=mine)"
is 'of each' "$(view | grep -c many)" 600
is 'none of which expires' "$(R PTTL traefik/http/routers/brief/rule)" -1
is 'at no time a route was missing' "$(missing web brief many1 many2 many77 many150)" 0
ok 'in one message for each script' test "$(messages)" -le 12
is 'nothing is noted any more' "$(R EXISTS kopd:/traefik/left kopd:/traefik/kops)" 0
before=$(view)
stop_writer a >/dev/null
writer a poll 1
snapshot a "$WANTED"
is 'a restart changes nothing' "$(messages) $(view)" "0 $before"
ok 'what is looked at is' test "$(missing old)" -gt 0

# One runs under our name still.
kop_web a web $U1
ok 'one that writes as our host is named' \
    logged a 'a traefik-kop still writes as host a;'
server=traefik/http/services/web/loadBalancer/servers/10000/url
ok 'what it took away from us is there again' wait_for 15 is_there $server
ended() {
	sync_writer a
	: >"$dir/a.out"
	tell a "withdraw $1"
	wait_for 20 grep -q '^status-end' "$dir/a.out"
	sed -n 's/^status withdrawn //p; s/^status-end //p' "$dir/a.out" |
	    sed '/^$/d'
}
is 'it has ended, and what it wrote is asked to go' \
    "$(ended traefik-kop@a)" 'traefik-kop of host a: 2 objects'
is 'then all is as before' "$(view) $(kop_sets)" "$before "
is 'which cannot be asked for twice' "$(ended traefik-kop@a)" \
    'no keys of a traefik-kop of this host in Redis'
is 'nor for a name that cannot be' "$(ended traefik-kop@ | cut -d : -f 1)" \
    "not a hostname"

# On another host, before we start: what it has is left to it.
stop_writer a >/dev/null
kop_web b shared $U2
kop_web b other $U2
writer a poll 1
snapshot a "$(web web $U1)" "$(web shared $U1)"
ok 'names that another host'\''s has are said' \
    logged a 'traefik-kop still owns routes of hosts b;'
ok 'what it has, too, waits' logged a \
    'http/routers/shared waits for host traefik-kop@b, which defines this'
is 'and shown' "$(status a redis.traefik_kop)" b
BESIDE=$(view_of "$(web_view web 1 $U1)" "$(kop_view shared $U2)" \
    "$(kop_view other $U2)" traefik/http/routers/own/rule=mine)
is 'the rest is there, and all that it wrote' "$(view)" "$BESIDE"
is 'and it is shown' "$(status a redis.waiting)" \
'http/routers/shared waits for host traefik-kop@b, which defines this name differently
http/services/shared waits for host traefik-kop@b, which defines this name differently'
messages >/dev/null
changes a "$(web shared $U1 web)"
kop_web b shared $U2
R CONFIG RESETSTAT >/dev/null
wait_for 20 heartbeats 6
is 'at rest neither undoes what the other one wrote' "$(view)" "$BESIDE"
kop_gone b shared
OURS=$(view_of "$(web_view web 1 $U1)" "$(web_view shared 1 $U1 web)" \
    "$(kop_view other $U2)" traefik/http/routers/own/rule=mine)
ok 'when its container has gone ours steps in' wait_for 10 view_is "$OURS"
is 'and waits no more' "$(status a redis.waiting)" ''

# It takes a name that we have: it does not know better.
R SET traefik/http/routers/web/rule 'Host(`b`)' >/dev/null
R DEL traefik/http/services/web/loadBalancer/servers/10000/url >/dev/null
kop_web b web $U2
ok 'a name of ours that it writes is left to it' wait_for 15 waiting \
    'http/routers/web waits for host traefik-kop@b, which defines this name differently'
of_web() {
	view | grep '/web/' | grep -v '/entryPoints='
}
is 'so that its keys stay, and our server goes' "$(of_web)" "$(kop_view web $U2)"
kop_web b web $U2
R CONFIG RESETSTAT >/dev/null
wait_for 20 heartbeats 6
is 'in peace' "$(of_web)" "$(kop_view web $U2)"

# That host is gone for good: what it left is taken over.
is 'it is asked to go' "$(ended traefik-kop@b)" 'traefik-kop of host b: 4 objects'
is 'what it had of ours is ours, the rest goes' "$(view) $(kop_sets)" "$(view_of \
    "$(web_view web 1 $U1)" "$(web_view shared 1 $U1 web)" \
    traefik/http/routers/own/rule=mine) "
is 'no claim of it is left' "$(R HVALS kopd:/traefik/claims | grep -c kop)" 0

# Sets outlive who made them: what they list without any key is nobody's.
for kind in routers services; do
	R SADD "traefik_http_$kind@dead" web@docker new@docker >/dev/null
done
stop_writer a >/dev/null
writer a poll 1
snapshot a "$(web web $U1)" "$(web shared $U1 web)" "$(web new $U1)"
ok 'sets without keys are seen' logged a 'still owns routes of hosts dead;'
R CONFIG RESETSTAT >/dev/null
wait_for 20 heartbeats 6
is 'and keep nobody out' "$(view)" "$(view_of "$(web_view web 1 $U1)" \
    "$(web_view shared 1 $U1 web)" "$(web_view new 1 $U1)" \
    traefik/http/routers/own/rule=mine)"
ok 'they go when asked' test -n "$(ended traefik-kop@dead)"

# In a container without a name it had a random one.
kop_web 0123456789ab web2 $U1
kop_web 0123456789ab rest http://192.0.2.1:8080
kop_web ba9876543210 away http://192.0.2.3:80
kop_web ba9876543210 web3 http://192.0.2.3:80
stop_writer a >/dev/null
: >"$dir/monitor"
writer a poll 1
snapshot a "$(web web $U1)" "$(web shared $U1 web)" "$(web web2 $U1)" \
    "$(web web3 $U1)"
ok 'it is known by its servers' logged a \
    'traefik-kop has left 4 objects under the random name 0123456789ab'
ok 'and taken over' logged a \
    'of host 0123456789ab complete: 4 objects'
is 'one whose servers are elsewhere is another host'\''s' "$(view)" \
    "$(view_of "$(web_view web 1 $U1)" "$(web_view shared 1 $U1 web)" \
    "$(web_view web2 1 $U1)" "$(kop_view away http://192.0.2.3:80)" \
    "$(kop_view web3 http://192.0.2.3:80)" \
    traefik/http/routers/own/rule=mine)"
is 'its sets stay' "$(kop_sets | grep -c @ba9876543210)" 3
is 'no route was missing meanwhile' "$(missing web2)" 0
ok 'until it is asked to go' test -n "$(ended traefik-kop@ba9876543210)"

# That host moves to kopd while another one of ours waits.
kop_web c both $U2
kop_web c only $U2
writer b hostname c poll 1
tell b 'engine engine-c name-c'
# What that one left is noted by now; a change of another host comes between.
ok 'what it left is noted' \
    logged b 'traefik-kop has left 4 objects as host c;'
changes a "$(web both $U1)"
snapshot b "$(web both $U2)"
ok 'it takes over what is its own' \
    logged b 'takeover from traefik-kop of host c complete: 4 objects'
is 'and who waited was first' "$(view | grep both)" "$(web_view both 1 $U1 | sort)"
is 'the rest is gone' "$(view | grep -c only)" 0
stop_writer b >/dev/null

# Sets that are none, and one that no reply can hold.
R SET traefik_http_routers@d text >/dev/null
writer d
snapshot d "$(web last $U1)"
ok 'what is no set has no names' logged d 'complete: 0 objects'
stop_writer d >/dev/null
R EVAL 'local t = {}
    for i = 1, 5000 do
	t[i] = string.rep("x", 15000) .. i
    end
    redis.call("SADD", "traefik_http_routers@d", unpack(t))' 0 >/dev/null
writer d
tell d 'begin 900 snapshot' "$(web later $U1)" 'end 900' 'done 900'
ok 'one that is too large is left alone' logged d 'they are ignored'
ok 'and all else goes on' wait_for 20 grep -q '^done 900' "$dir/d.out"
stop_writer d >/dev/null
is 'it ends in order' "$(stop_writer a)" 'exit 0'
finish
