#!/bin/sh
# What route-maker never sends: an id that is nobody's, a key that Traefik does
# not know, a value that is not the canonical one.  Each ends redis-writer with
# a line that names the object, the key and the rule, and nothing of it comes
# to Redis.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

redis_start
SHOP=$(container shop http://192.0.2.1:80)
writer other
snapshot other "$SHOP"
books() {
	for key in $(R KEYS 'kopd:*want*' | sort); do
		R HGETALL "$key"
	done
	view
}

# One writer after the other, as if kopd had been started anew.
fresh() {	# [FIELD VALUE ...]
	[ -z "${pid_w:-}" ] || end "$pid_w"
	writer w "$@"
	number=0
	snapshot w "$(container web http://192.0.2.2:80)"
	[ -n "${before:-}" ] || before=$(books)
}

# breach TEST RULE LINE ...: as a change; the last line is never answered.
breach() {
	test=$1 rule=$2
	shift 2
	fresh ${version:+traefik_version $version}
	tell w "begin 2 change" "$@" "end 2" 2>/dev/null
	ok "$test" wait_for 20 grep -q '^exit 1' "$dir/w.out"
	ok "$test: the line says what it is" logged w \
	    "violates a rule.*$rule"
	is "$test: nothing of it is in Redis" "$(books)" "$before"
}

# id TEST ID [NAME]; key TEST RULE OBJECT KEY VALUE [KEY VALUE ...]
id() {
	test=$1 rule=$2 id=$3
	shown=$(printf '%s' "$id" | sed 's/[^ -~][^ -~]*/.*/g')
	breach "$test" "object $shown, .*$rule" \
	    "set $id ${4:-$id} 0 rule Host(\`x\`) service shop"
}
key() {
	test=$1 rule=$2 object=$3 key=$4
	shift 3
	breach "$test" "object $object, \`.*$rule" "set $object $object 0 $*"
}
ROUTER=http/routers/web SERVICE=http/services/web MIDDLEWARE=http/middlewares/m
SERVERS=loadBalancer/servers

# Ids and names.
NOT_NAME='the id is not its name folded'
KIND='labels cannot publish that kind of object'
breach "another host's key as an object" 'with .*use another' \
    'set http/routers/shop/rule http/routers/shop/rule 0 - Host(`evil`)'
breach "another host's key as the name" 'object http/routers/a,.*use another' \
    'set http/routers/a http/routers/shop/rule 0 - Host(`evil`)'
id 'upper case' "$NOT_NAME" http/routers/Web
id 'upper case, of letters beyond ASCII' "$NOT_NAME" http/routers/wÜb
id 'the name of another object' "$NOT_NAME" http/routers/a http/routers/shop
id 'the name of another kind' "$NOT_NAME" http/routers/a tcp/routers/a
id 'a kind in upper case' "$KIND" http/routers/a http/Routers/a
id 'a name of digits only' 'digits only' http/routers/404
id 'a name that is another one to Traefik' 'the same as without it' \
    http/middlewares/auth@redis
id 'an empty name' 'an empty name' http/routers/
id 'no name' 'two words' http/routers
id 'no kind' "$KIND" http//web
id 'something else' 'two words' web
id 'a way up' "$KIND" ../kopd:/web
id 'a name that is no UTF-8' 'not UTF-8' "$(printf 'http/routers/\377')"
id 'a kind that is not there' "$KIND" http/plugins/a
id 'a kind of another family' "$KIND" udp/middlewares/a
id 'a kind that labels cannot set' "$KIND" http/serverstransports/t \
    http/serversTransports/t
id 'a kind that no key sets' "$KIND" tcp/models/a
id 'what is not an object' "$KIND" tls/options/default
id 'a list' "$KIND" tls/certificates/a
id 'a setting of the container' "$KIND" docker/network/a
for id in http/routers/Web http/routers/web/rule http/routers/ ../x tls/x/y; do
	breach "a removal of $id" "object $id" "del $id"
done

# Keys.
UNKNOWN='no such field'
key 'an unknown field' "rulee'.*$UNKNOWN" $ROUTER rulee x
key 'a field in another case' "$UNKNOWN" $ROUTER Rule x
key 'a field of another kind' "$UNKNOWN" $ROUTER $SERVERS/0/url http://h
key 'a field of another family' "$UNKNOWN" tcp/services/a $SERVERS/0/url http://h
key 'a way up' "$UNKNOWN" $ROUTER ../shop/rule x
key 'a way up inside' "$UNKNOWN" $ROUTER tls/../rule x
key 'two slashes' "$UNKNOWN" $ROUTER tls//certResolver x
key 'a slash at the end' 'has no fields' $ROUTER rule/ x
key 'a slash at the beginning' "$UNKNOWN" $ROUTER /rule x
key 'something below a text' 'has no fields' $ROUTER rule/x x
key 'a field that labels cannot set' 'no label can set' $SERVICE \
    weighted/services/0/name shop
key 'a field that no key sets' 'no label can set' $SERVICE $SERVERS/0/port 80
key 'a name of digits only below' 'digits only' $MIDDLEWARE \
    headers/customRequestHeaders/1 x
key 'an empty name below' 'an empty name' $MIDDLEWARE plugin/p//x x
key 'a key twice' 'duplicate key' $ROUTER rule x service a rule x
key 'a key in two cases' 'differ only in case' $MIDDLEWARE \
    headers/customRequestHeaders/X-A x headers/customRequestHeaders/x-a y
key 'a key below a value' 'below another' $MIDDLEWARE plugin/p/a x plugin/p/a/b x
key 'no key at all' 'without keys' $ROUTER
key 'a slot beyond the last' 'beyond the last' $SERVICE $SERVERS/10000/url http://h
key 'a slot with a zero' 'not a slot' $SERVICE $SERVERS/007/url http://h
key 'a slot in brackets' 'not a slot' $SERVICE "$SERVERS/[0]/url" http://h
key 'a slot below none' 'not a slot' $SERVICE $SERVERS/-1/url http://h
key 'an index with a zero' 'another width' $ROUTER tls/domains/00/main a
key 'a list with a gap' 'gaps' $ROUTER tls/domains/0/main a tls/domains/2/main b
key 'a list from 1 on' 'begin with 0' $ROUTER tls/domains/1/main a
key 'an index that is none' 'not an index' $ROUTER tls/domains/a/main a
version=30304
key 'a field of a newer version' 'lacks the field' $SERVICE \
    loadBalancer/strategy p2c
version=21153
key 'a field of Traefik 3' 'lacks the field' $ROUTER ruleSyntax v3
version=

# Values.
CANONICAL='not the canonical one'
key 'an empty value' 'empty value' $ROUTER rule -
key 'a truth value of a label' "$CANONICAL" $SERVICE loadBalancer/passHostHeader 1
key 'no truth value' "$CANONICAL" $SERVICE loadBalancer/passHostHeader yes
key 'a number of a label' "$CANONICAL" $ROUTER rule x priority 007
key 'no number' "$CANONICAL" $ROUTER rule x priority high
key 'a duration of a label' "$CANONICAL" $MIDDLEWARE rateLimit/period 60
key 'no duration' "$CANONICAL" $MIDDLEWARE rateLimit/period long
key 'a list of a label' "$CANONICAL" $ROUTER entryPoints web,,x entryPoints "$(printf 'a\t,b')"
key 'an object that is switched off' 'true' $ROUTER rule x tls false
key 'an object that says nothing' 'needs a field' $SERVICE loadBalancer true
key 'an element with a text' 'needs a field' $ROUTER tls/domains/0 example.com
for address in 192.0.2.1:0 192.0.2.1:65536 192.0.2.1:80/ 192.0.2.1 :80 \
    192.0.2.1:@192.0.2.9:80 a/b:80 '[::1:80' 192.0.2.1:http; do
	key "the address $address" "$CANONICAL" tcp/services/a \
	    $SERVERS/0/address "$address"
done

# What labels say is written, and the other host's is still there.
fresh
changes w \
    "set $ROUTER $ROUTER 0 rule x service web tls true tls/domains/0/main a tls/domains/1/main b" \
    "set $MIDDLEWARE http/middlewares/M 0 headers/customRequestHeaders/X.A x plugin/p/a/[0] x" \
    'set tcp/services/a tcp/services/a 0 loadBalancer/servers/9999/address [2001:db8::1]:80' \
    'set udp/services/a udp/services/a 0 loadBalancer/servers true' \
    'set tls/stores/default tls/stores/default 0 defaultGeneratedCert/resolver r'
is 'what labels say' "$(R GET traefik/http/middlewares/M/plugin/p/a/\[0\])" x
is "the other host's" "$(R GET traefik/http/routers/shop/rule)" 'Host(`shop`)'

# With another version, what was made for the one before counts for a while.
fresh traefik_version 30304
conf w traefik_version 30709
tell w reload
changes w "set $SERVICE $SERVICE 0 loadBalancer/strategy p2c"
is 'a newer version' "$(R GET traefik/$SERVICE/loadBalancer/strategy)" p2c
conf w traefik_version 21153
tell w reload
changes w "set $SERVICE $SERVICE 0 loadBalancer/strategy wrr"
is 'an older version' "$(R GET traefik/$SERVICE/loadBalancer/strategy)" wrr
finish
