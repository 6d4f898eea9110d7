#!/bin/sh
# A route-maker that was taken over sends what no container of this host may
# have.  redis-writer ends with a line that names the object and the rule, and
# nothing of it comes to Redis.  What some container may have is written.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

redis_start
cat >"$dir/policy" <<'EOF'
"kopd.conf:1" block all
"kopd.conf:2" pass router host "*.example.com" entry point { "web" "websecure" } from container "shop-*"
"kopd.conf:3" pass service address "10.0.0.0/8" port 8080
"kopd.conf:4" pass service address "192.0.2.7" from container "b"
"kopd.conf:5" pass middleware kind { "headers" "basicAuth" "chain" }
"kopd.conf:6" pass service address published port 9999
"kopd.conf:7" block service address labelled
"kopd.conf:8" block router host "secret.example.com" from container "x"
"kopd.conf:9" block quick router priority > 1000
"kopd.conf:10" block all reference "*@internal"
"kopd.conf:11" block all file yes
EOF

# fresh: another writer, as if kopd had been started again.
fresh() {
	[ -z "${pid_w:-}" ] || end "$pid_w"
	writer w policy "@$dir/policy" policy_number 1
	number=0
	snapshot w "set http/routers/a http/routers/a 0 rule Host(\`a.example.com\`) entryPoints web service s" \
	    "set http/services/s http/services/s 0 loadBalancer/servers/0/url http://10.0.0.1:8080"
	before=$(view)
}

# breach TEST RULE OBJECT KEY VALUE ...
breach() {
	test=$1 rule=$2 object=$3
	shift 3
	fresh
	tell w "begin 2 change" "set $object $object 0 $*" "end 2 1" \
	    2>/dev/null
	ok "$test" wait_for 20 grep -q '^exit 1' "$dir/w.out"
	ok "$test: the line has the object and the rule" logged w \
	    "violates a rule: object $object, .*blocked by kopd.conf:$rule; nothing of it is written"
	is "$test: nothing of it is in Redis" "$(view)" "$before"
}
ROUTER=http/routers/r SERVICE=http/services/s MIDDLEWARE=http/middlewares/m
S=loadBalancer/servers

breach 'another host' '1: host evil.com' $ROUTER \
    'rule Host(`evil.com`) entryPoints web service s'
breach 'a host more' '1: host a.example.com' $ROUTER \
    'rule Host(`a.example.com`)||Host(`evil.com`) entryPoints web service s'
breach 'every host' '1: host any' $ROUTER \
    'rule PathPrefix(`/`) entryPoints web service s'
breach 'another entry point' '1: host a.example.com' $ROUTER \
    'rule Host(`a.example.com`) entryPoints web,traefik service s'
breach 'every entry point' '1: host a.example.com' $ROUTER \
    'rule Host(`a.example.com`) service s'
breach 'a higher priority' '9: priority 1001' $ROUTER \
    'rule Host(`a.example.com`) entryPoints web priority 1001 service s'
breach "Traefik's API" '10: reference api@internal' $ROUTER \
    'rule Host(`a.example.com`) entryPoints web service api@internal'
breach 'the same, in a service' '10: reference t@internal' $SERVICE \
    "loadBalancer/serversTransport t@internal $S/0/url http://10.0.0.1:8080"
breach 'the same, in a chain' '10: reference dashboard_redirect@internal' \
    $MIDDLEWARE 'chain/middlewares a,dashboard_redirect@internal'
breach 'another address' '1: address 192.0.2.1 port 8080' $SERVICE \
    "$S/0/url http://10.0.0.1:8080 $S/1/url http://192.0.2.1:8080"
breach 'another port' '1: address 10.0.0.1 port 22' $SERVICE \
    "$S/0/url http://10.0.0.1:22"
breach 'a name, which may be any address' '1: address db port 8080' $SERVICE \
    "$S/0/url http://db:8080"
breach 'another kind of middleware' '1: kind forwardAuth' $MIDDLEWARE \
    'forwardAuth/address http://evil.com/'
breach 'a file' '11: file yes' $MIDDLEWARE 'basicAuth/usersFile /etc/shadow'
breach 'the store' '1: name default' tls/stores/default \
    'defaultGeneratedCert/resolver le'

# What some container may have, as far as redis-writer can know.
fresh
changes w \
    "set $ROUTER $ROUTER 0 rule Host(\`secret.example.com\`) entryPoints web service s" \
    "set $SERVICE $SERVICE 0 $S/0/url http://10.0.0.1:8080 $S/1/url http://192.0.2.7:80 $S/2/url http://198.51.100.1:9999" \
    "set $MIDDLEWARE $MIDDLEWARE 0 headers/customRequestHeaders/X-A x"
is 'a rule that blocks and has from does not apply' \
    "$(R GET traefik/$ROUTER/rule)" 'Host(`secret.example.com`)'
is 'servers of several containers' \
    "$(R KEYS "traefik/$SERVICE/$S/*" | wc -l)" 3
is 'a middleware' "$(R GET traefik/$MIDDLEWARE/headers/customRequestHeaders/X-A)" x

# After a reload the former policy counts until route-maker has read all
# containers again.
echo '"kopd.conf:1" pass router host "new.org"
"kopd.conf:2" block router host "a.example.com"' >"$dir/policy2"
conf w policy "@$dir/policy2" policy_number 2
tell w offer
changes w "set $ROUTER $ROUTER 0 rule Host(\`new.org\`) entryPoints web service s"
is 'a new policy, before it holds' "$(R GET traefik/$ROUTER/rule)" 'Host(`new.org`)'
tell w reload
changes w "set $ROUTER $ROUTER 0 rule Host(\`a.example.com\`) entryPoints web service s"
is 'the former one, after that' "$(R GET traefik/$ROUTER/rule)" \
    'Host(`a.example.com`)'
number=$((number + 1))
tell w "begin $number change" "end $number 2" "done $number"
ok 'all containers were read again' wait_for 20 grep -q "done $number" "$dir/w.out"
number=$((number + 1))
tell w "begin $number change" \
    "set $ROUTER $ROUTER 0 rule Host(\`a.example.com\`) entryPoints web service t" \
    "end $number 2" 2>/dev/null
ok 'then the former one does not count' wait_for 20 grep -q '^exit 1' "$dir/w.out"
ok 'and the line has the new rule' logged w \
    'blocked by kopd.conf:2: host a.example.com'
finish
