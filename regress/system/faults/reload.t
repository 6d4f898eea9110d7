#!/bin/sh
# A kopd at work is given another configuration: routes follow without a new
# connection to Redis, and a bad one changes nothing.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

redis_start_port
engine_start
kopd_conf
web a 8001
web spaced 8002 kop.namespace=red,blue
engine 'web bare 8003 traefik.http.routers.bare.rule=Host(`bare.example.com`)'
A=$(routes a 8001) SPACED=$(routes spaced 8002) BARE=$(routes bare 8003)
kopd_start
ok 'kopd publishes' view_is "$A"

connection() {
	R CLIENT LIST | sed -n 's/^id=\([0-9]*\) addr=127.*/\1/p'
}
first=$(connection)
hup() {
	log_clear
	kill -HUP "$kopd_pid"
}

subscribe
hup
ok 'SIGHUP without a change is said' logged '^kopd: configuration reloaded'
heartbeats 1
is 'and changes nothing' "$(messages)" 0

kopd_conf 'bind ip 192.0.2.77'
hup
NEW=$(echo "$A" | sed s/192.0.2.1:/192.0.2.77:/)
ok 'another bind ip' view_is "$NEW"
is 'is one message' "$(messages)" 1
kopd_conf 'docker namespace { "blue" }'
hup
ok 'a namespace' view_is "$SPACED"
kopd_conf 'docker exposed by default yes'
hup
ok 'exposed by default' view_is "$A" "$BARE"
kopd_conf 'docker prefix "no"'
hup
ok 'a prefix that no label has' view_is ''
kopd_conf
hup
ok 'and back' view_is "$A"

# Another version of Traefik: what it would not decode is not there any more.
web newer 8004 traefik.http.services.newer.loadbalancer.strategy=p2c
NEWER=$(routes newer 8004)
STRATEGY=traefik/http/services/newer/loadBalancer/strategy=p2c
ok 'a label of Traefik 3.4' view_is "$A" "$NEWER" "$STRATEGY"
kopd_conf 'traefik version 3.3'
hup
ok 'is a fault for Traefik 3.3' logged \
    'container newer: label .*strategy. is unknown to Traefik 3.3.0: 3.4.0 is'
ok 'whose last good routes are not for that version' view_is "$A"
kopd_conf 'traefik version 3.99'
hup
ok 'and right for a newer one' view_is "$A" "$NEWER" "$STRATEGY"
ok 'of which not all is known, which is said' logged \
    '^kopd: .*kopd.conf:.*version 3.99.0 is newer than this kopd.*3.7.9'
engine 'stop newer' 'destroy newer'
kopd_conf
hup
ok 'and back again' view_is "$A"
lists=$(requests list)
kopd_conf 'docker poll 1s'
hup
polled() {
	[ "$(requests list)" -ge $((lists + 4)) ]
}
ok 'a shorter poll' wait_for 10 polled
kopd_conf 'ttl 20s'
hup
lease_is_short() {
	_ttl=$(R PTTL kopd:/traefik/lease/kopd)
	[ "$_ttl" -gt 0 ] && [ "$_ttl" -le 20000 ]
}
ok 'a shorter lease' wait_for 5 lease_is_short
kopd_conf 'expire keys yes'
hup
expires() {
	[ "$(R PTTL traefik/http/routers/a/rule)" -gt 0 ]
}
ok 'keys that expire' wait_for 10 expires
kopd_conf
hup
ok 'keys that do not' wait_for 10 not expires
is 'Redis has seen one connection all the time' "$(connection)" "$first"

messages >/dev/null
for bad in 'bind ip 192.0.2.500' 'namespase x' 'docker poll 1y' \
    'redis port 99999' 'ttl 1s' 'docker { socket "relative" }'; do
	kopd_conf "$bad"
	hup
	ok "a bad file ($bad): file and line are named" \
	    logged "^kopd: .*kopd.conf:[0-9]*: "
	ok "a bad file ($bad): all stays as it was" \
	    logged '^kopd: reload rejected: the old configuration stays'
done
for change in 'redis port' 'docker socket' 'sandbox strict'; do
	case $change in
	'redis port')	kopd_conf 'redis host 127.0.0.1 port 1' ;;
	'docker socket')	kopd_conf 'docker socket "/tmp/else/docker.sock"' ;;
	*)		kopd_conf "$change" ;;
	esac
	hup
	ok "what needs a restart ($change) is named" \
	    logged '^kopd: .*needs a restart'
	ok "what needs a restart ($change) is refused" \
	    logged '^kopd: reload rejected: the old configuration stays'
done
rm "$dir/kopd/kopd.conf"
hup
ok 'a file that is gone' logged '^kopd: .*kopd.conf: No such file'
web next 8004
NEXT=$(routes next 8004)
ok 'containers are followed as before' view_is "$A" "$NEXT"
is 'that was the only message' "$(messages)" 1
is 'the connection is the same' "$(connection)" "$first"

# kopctl, with all at work.
show() {
	kopctl -j show | jq -r "$1"
}
is 'kopctl -j show: containers' "$(show '."route-maker".containers')" 4
is 'kopctl -j show: published' "$(show '."route-maker".published')" 2
is 'kopctl -j show: objects' "$(show '."redis-writer"["redis.objects"]')" 4
is 'kopctl -j show: nothing pends' \
    "$(show '."redis-writer"["redis.pending"]')" 0
is 'kopctl show routes: the keys' \
    "$(kopctl show routes | tr '\t' = | sed 's,^,traefik/,')" \
    "$( (echo "$A"; echo "$NEXT") | sed 's,servers/10000,servers/0,' | sort)"
is 'kopctl -j show routes: as many' \
    "$(kopctl -j show routes | jq length)" 6
kopctl reload >/dev/null 2>"$dir/err"
is 'kopctl reload: the file that is gone' $? 1
ok 'kopctl reload: says so' grep -q 'kopd.conf: No such file' "$dir/err"
kopd_conf
ok 'kopctl reload: a good one' kopctl reload
log_clear
ok 'kopctl log verbose' kopctl log verbose
engine 'stop next'
ok 'is more in the log' logged 'redis-writer: change '
kopctl log brief
log_clear
engine 'start next'
ok 'the container is back' view_is "$A" "$NEXT"
is 'kopctl log brief: is less' "$(other_lines)" 0
kill -USR1 "$kopd_pid"
ok 'SIGUSR1: what Docker says' logged 'status: route-maker.engine.name fake'
ok 'SIGUSR1: what Redis says' logged 'status: redis-writer.redis.state connected'

# The password is nowhere.
R CONFIG SET requirepass s3cret >/dev/null
REDISCLI_AUTH=s3cret
export REDISCLI_AUTH
kopd_conf 'redis password "s3cret"'
hup
ok 'a password is taken' logged 'configuration reloaded'
web last 8005
ok 'and used' view_is "$A" "$NEXT" "$(routes last 8005)"
kill -USR1 "$kopd_pid"
ok 'the status' logged 'status: redis-writer'
is 'is without it, and so is the log' "$(lines s3cret)$(kopctl show |
    grep -c s3cret)" 00
kopctl withdraw 2>/dev/null
ok 'kopctl withdraw: all is gone' view_is ''
kopd_stop
is 'kopd ends in order' "$kopd_status" 0
finish
