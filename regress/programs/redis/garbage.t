#!/bin/sh
# What somebody else may have written over kopd's keys: it counts for nothing,
# and keeps nobody from writing.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/scripts.sh"

redis_start
scripts_load
K=kopd:/traefik P=traefik/http INERT=traefik/tls/certificates=true

hello a A1 >/dev/null
hello b B1 >/dev/null

# owned CODE: b claims http/services/web first, and its definition is what
# the Lua expression makes; then a wants the object, too.
owned() {
	R HSET $K/claims http/services/web b >/dev/null
	R EVAL "return redis.call('HSET', '$K/want/b', 'http/services/web',
	    cmsgpack.pack($1))" 0 >/dev/null
	change a http/services/web "$(service web 0 http://10.0.0.1:80)" \
	    http/services/own "$(service own 0 http://10.0.0.1:80)" |
	    sed -n 1p
	view | grep -v certificates
	change a http/services/web '""' http/services/own '""' >/dev/null
}
OURS="OK
$P/services/own/loadBalancer/servers/10000/url=http://10.0.0.1:80
$P/services/web/loadBalancer/servers/10000/url=http://10.0.0.1:80"
FRAME='cmsgpack.pack({})'
NAME="'http/services/web'"

is 'no table' "$(owned "'x'")" "$OURS"
is 'servers that are none' "$(owned "{$NAME, $FRAME, {[0] = 7}, 0}")" "$OURS"
is 'a slot that is a text' \
    "$(owned "{$NAME, $FRAME, {x = {'url', 'u'}}, 0}")" "$OURS"
is 'a slot of another host' \
    "$(owned "{$NAME, $FRAME, {[10000] = {'url', 'u'}}, 0}")" "$OURS"
is 'a slot below all' \
    "$(owned "{$NAME, $FRAME, {[-2] = {'url', 'u'}}, 0}")" "$OURS"
is 'a value that is a table' \
    "$(owned "{$NAME, $FRAME, {[0] = {'url', {}}}, 0}")" "$OURS"
is 'a key without a value' \
    "$(owned "{$NAME, $FRAME, {[0] = {'url'}}, 0}")" "$OURS"
is 'a frame that is a number' \
    "$(owned "{$NAME, cmsgpack.pack(7), {}, 0}")" "$OURS"
is 'a frame with a truth value' \
    "$(owned "{$NAME, cmsgpack.pack({'key', true}), {}, 0}")" "$OURS"
is 'the name of another object' \
    "$(owned "{'http/services/own', cmsgpack.pack({'k', 'v'}), {}, 0}")" "$OURS"
is 'a name that is a path' \
    "$(owned "{'http/services/web/x', cmsgpack.pack({'k', 'v'}), {}, 0}")" \
    "$OURS"
owned "{'http/services/Web', cmsgpack.pack({'k', 'v'}), {}, 0}" >/dev/null
is 'another spelling is fine' "$(change a \
    http/services/web "$(service web 0 http://10.0.0.1:80)" | grep -c waits)" 1

R DEL $K/want/b >/dev/null
R SET $K/want/b garbage >/dev/null
R HSET $K/claims http/services/web b >/dev/null
is 'definitions that are no hash' "$(change a \
    http/services/web "$(service web 0 http://10.0.0.1:80)" | sed -n 1p)" OK
R DEL $K/lease/b >/dev/null
is '... nor when their host is gone' "$(change a \
    http/services/web "$(service web 0 http://10.0.0.2:80)" | sed -n 1p)" OK
is 'who left such is named' "$(call renew a A1 reap | sed -n 3p)" b
is '... and may be taken away' "$(R EXISTS $K/want/b)" 0
R HSET $K/hosts 'x y' 9 '' 8 >/dev/null
R SET "$K/want/x y" 1 >/dev/null
R SET "$K/want/" 1 >/dev/null
call reap a A1 b >/dev/null
is 'names that no host can have are nobody' \
    "$(call renew a A1 reap | sed '1,2d;$d' | xargs)" ''
R HDEL $K/hosts 'x y' '' >/dev/null

R HSET $K/hosts c inf d 1e300 e -4 >/dev/null
is 'numbers that are none do not count' "$(hello new N1 | sed -n 2p)" 3
is '... nor for their host' "$(hello c C1 | sed -n 2p)" 4
for seq in abc 007 1e9 99999999999999999999; do
	R HSET $K/host/a seq $seq >/dev/null
	is "sequence $seq is none" "$(hello a A1 | sed -n 3p; seq_of a)" "
0"
done

for key in hosts claims host/a want/a; do
	R DEL $K/$key >/dev/null
	R SET $K/$key garbage >/dev/null
	hello a A1 >/dev/null
	is "$key that is no hash is in nobody's way" "$(change a \
	    http/services/web "$(service web 0 http://10.0.0.1:80)" |
	    sed -n 1p)" OK
done

# Claims that are lost: what is in the view is taken away all the same.
R FLUSHALL >/dev/null
hello a A1 >/dev/null
hello b B1 >/dev/null
TWO=http/services/two
change a $TWO "$(service two 0 http://10.0.0.1:80 http://10.0.0.1:81)" \
    http/services/own "$(service own 0 http://10.0.0.1:80)" >/dev/null
change b $TWO "$(def $TWO 0 loadBalancer/passHostHeader false \
    loadBalancer/servers/0/url http://10.0.0.2:80)" >/dev/null
R DEL $K/claims >/dev/null
change a http/services/own '""' >/dev/null
is 'an object without its claim is removed' "$(view | grep -c own)" 0
call verify b B1 no no $TWO >/dev/null
is 'who publishes an object still owns it' "$(claims_of $TWO)" 'a b'
call verify a A1 no no $TWO >/dev/null
TWO_A="$P/services/two/loadBalancer/servers/10000/url=http://10.0.0.1:80
$P/services/two/loadBalancer/servers/10001/url=http://10.0.0.1:81"
is 'and nothing of the other is there' "$(view | grep two)" "$TWO_A"
R DEL $K/claims $K/lease/a >/dev/null
call reap b B1 a $TWO >/dev/null
TWO_B="$P/services/two/loadBalancer/passHostHeader=false
$P/services/two/loadBalancer/servers/20000/url=http://10.0.0.2:80"
is 'nor of a host that is gone: who is left has it' "$(view | grep two)" \
    "$TWO_B"
call verify b B1 no no $TWO >/dev/null
is 'and keeps it' "$(view | grep two)" "$TWO_B"

# The note of legacy keys: only those of the object are deleted.
R FLUSHALL >/dev/null
hello a A1 >/dev/null
R MSET other 1 $P/services/webx/y 1 $P/services/WEB/y 1 $P/services/web 1 \
    traefik 1 "$P/services/" 1 >/dev/null
R EVAL "return redis.call('HSET', '$K/left', 'http/services/web',
    cmsgpack.pack({'other', '$P/services/webx/y', '$P/services/WEB/y',
	'$P/services/web', 'traefik', '$P/services/', '$K/format', ''}))" 0 \
    >/dev/null
is 'a note with keys of others: the change is made' "$(change a \
    http/services/web "$(service web 0 http://10.0.0.1:80)" | sed -n 1p)" OK
is 'their keys stay' \
    "$(R EXISTS other $P/services/webx/y traefik "$P/services/" $K/format)" 5
is 'those of the object are removed' \
    "$(R EXISTS $P/services/WEB/y $P/services/web)" 0

# Claims of many hosts, of one host twice, and of names that no host has.
R FLUSHALL >/dev/null
hello a A1 >/dev/null
change a http/services/web "$(service web 0 http://10.0.0.1:80)" >/dev/null
R EVAL "local t = {'a'}
    for i = 1, 9000 do t[#t + 1] = 'x' .. i end
    redis.call('HSET', '$K/claims', 'http/services/web',
	table.concat(t, ' '))" 0 >/dev/null
is 'claims of too many hosts do not stop the audit' \
    "$(call audit a A1 0 100 | sed -n 1p)" OK
is 'which lists some of them' "$(R HLEN $K/hosts)" 11
R HSET $K/claims http/services/web 'a a b* a/b a' >/dev/null
change a http/services/web '""' >/dev/null
is 'a host that claims an object twice can leave it' \
    "$(claims_of http/services/web; view)" "
$INERT"

# A traefik-kop whose name would be two hosts.
R HSET $K/kops 'x y' 1 >/dev/null
R SADD 'traefik_http_services@x y' web@docker >/dev/null
R SET $P/services/web/loadBalancer/servers/0/url http://192.0.2.1 >/dev/null
for url in 1 2 3; do
	change a http/services/web \
	    "$(service web 0 "http://10.0.0.1:$url")" >/dev/null
done
is 'a traefik-kop with a blank in its name claims nothing' \
    "$(claims_of http/services/web)" a
finish
