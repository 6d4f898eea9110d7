#!/bin/sh
# Containers whose names are in conflict: no router is ever published beside a
# service or middleware that its own container has not defined.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

R=traefik.http.routers M=traefik.http.middlewares S=traefik.http.services

# key PATTERN: what Traefik sees below that, in one line.
key() {
	view | sed 's|^traefik/http/||' | grep "^\($1\)" | paste -sd' ' -
}

# shows PATTERN TEXT: waits until it does.
shows() {
	wait_for 15 shows_now "$1" "$2" && return
	printf '# wanted: %s\n# got: %s\n' "$2" "$(key "$1")"
	log_show
	return 1
}

shows_now() {
	[ "$(key "$1")" = "$2" ]
}

# watch LUA: looks at all times whether the text is true, of keys of `get'.
watch() {
	: >"$dir/seen"
	stdbuf -oL redis-cli -s "$sock" -r -1 -i 0.001 EVAL "
	    local function get(k)
		return redis.call('GET', 'traefik/http/' .. k)
	    end
	    if $1 then return 'wrong' end
	    return 'right'" 0 >"$dir/seen" &
	watcher=$!
	kopds="$kopds $watcher"
	wait_for 10 [ -s "$dir/seen" ]
}

# unseen: it never was, and was looked at.
unseen() {
	kill "$watcher"
	wait "$watcher" 2>/dev/null
	[ "$(sort -u "$dir/seen")" = right ]
}

hup() {
	log_clear
	kill -HUP "$kopd_pid"
	logged '^kopd: configuration reloaded'
}

# state NAME OBJECT: what kopctl explain says of it.
state() {
	kopctl -j explain "$1" | jq -r ".containers[] |
	    select(.name == \"$1\") | .objects[] | select(.name == \"$2\") |
	    [.state, .by, .owner, .reason] | join(\"|\")"
}

waiting() {
	kopctl -j show | jq -r '."route-maker".waiting // [] | .[]' | sort
}

redis_start_port
engine_start
kopd_conf 'reserve names 2s'

# A middleware.
web blog 8001 "$M.auth.headers.customresponseheaders.x=y"
web admin 8002 "$R.admin.middlewares=auth" "$M.auth.basicauth.users=u:p"
watch "get('routers/admin/rule') and not get('middlewares/auth/basicAuth/users')"
kopd_start
ok 'the first one has the middleware' shows middlewares/auth \
    'middlewares/auth/headers/customResponseHeaders/x=y'
is 'a router whose middleware is another is not published' \
    "$(key routers/admin)" ''
is 'what is in no conflict is' "$(key services/admin)" \
    'services/admin/loadBalancer/servers/10000/url=http://192.0.2.1:8002'
ok 'which is logged' logged 'http router admin of container admin is not published: its middleware auth is defined differently by container blog; rename one of them$'
is 'and explained' "$(state admin http/routers/admin)" \
    'blocked|http/middlewares/auth|blog|not published: its middleware auth is defined differently by container blog'
is 'and the middleware too' "$(state admin http/middlewares/auth)" \
    'waits|http/middlewares/auth|blog|waits for container blog, which was published before and defines it differently'
is 'and shown' "$(waiting)" \
    'http/middlewares/auth of container admin waits for container blog
http/routers/admin of container admin is blocked: its middleware auth is defined differently by container blog'
is 'what is published is counted' \
    "$(kopctl -j show | jq -r '."route-maker".objects')" 4
engine 'destroy blog'
ok 'then router and middleware are published' shows 'routers/admin/mid\|middlewares' \
    'middlewares/auth/basicAuth/users=u:p routers/admin/middlewares=auth'
is 'nothing waits' "$(waiting)" ''

# The other way round: it is redeployed while another one waits, within the
# time for which names are reserved.
kopd_conf 'reserve names 1h'
ok 'names are reserved for long' hup
web blog 8001 "$M.auth.headers.customresponseheaders.x=y"
ok 'who comes later waits' logged 'http/middlewares/auth of container blog waits for container admin'
engine 'destroy admin'
ok 'the owner goes, and nobody gets its name' shows 'routers/admin\|middlewares' ''
is 'which is shown' "$(waiting)" 'http/middlewares/auth of container blog is reserved: the name is reserved for container admin'
web admin 8003 "$R.admin.middlewares=auth" "$M.auth.basicauth.users=u:p2"
ok 'it returns with another definition' shows 'routers/admin/mid\|middlewares' \
    'middlewares/auth/basicAuth/users=u:p2 routers/admin/middlewares=auth'
ok 'never was it without its password' unseen
kopd_conf 'reserve names 2s'
ok 'names are reserved for a moment' hup
engine 'destroy admin'
ok 'when it stays away, who waits gets the name' shows 'routers/admin\|middlewares' \
    'middlewares/auth/headers/customResponseHeaders/x=y'
engine 'destroy blog'
ok 'all gone' view_is ''

# A service.
web evil 8001 "$S.shop.loadbalancer.server.url=http://203.0.113.66/" \
    "$R.evil.service=shop"
watch "get('routers/shop/rule') and get('services/shop/loadBalancer/servers/10000/url') ~= 'http://192.0.2.1:8002'"
ok 'somebody has a service' shows services/shop \
    'services/shop/loadBalancer/servers/10000/url=http://203.0.113.66/'
web shop 8002 "$S.shop.loadbalancer.passhostheader=false"
ok 'a router does not use it' logged 'http router shop of container shop is not published: its service shop is defined differently by container evil'
is 'it is not there' "$(key routers/shop)" ''
ok 'it never was' unseen
engine 'destroy evil'
ok 'until that has gone' shows routers/shop/service routers/shop/service=shop
engine 'destroy shop'
ok 'all gone again' view_is ''

# A router.
kopd_conf 'reserve names 1h'
ok 'names are reserved for an hour' hup
web shop 8002
ok 'a router' view_is "$(routes shop 8002)"
engine "web rival 8003 traefik.enable=true $R.shop.rule=Host(\`rival\`)"
ok 'another container wants its name' logged 'http/routers/shop of container rival waits for container shop'
watch "get('routers/shop/rule') == 'Host(\`rival\`)'"
engine 'destroy shop'
ok 'it is away for a moment' shows routers ''
web shop 8004
ok 'and back, with another definition' shows 'services/shop\|routers/shop/s' \
    'routers/shop/service=shop services/shop/loadBalancer/servers/10000/url=http://192.0.2.1:8004'
ok 'nobody had its name meanwhile' unseen
engine 'destroy shop'
ok 'it goes' shows routers ''
kopd_conf 'reserve names 0'
ok 'no names are reserved any more' hup
ok 'who waits has it at once' shows routers/shop/rule 'routers/shop/rule=Host(`rival`)'
web shop 8002
ok 'the late one waits' logged 'http/routers/shop of container shop waits for container rival'
engine 'destroy rival'
ok 'and takes over without a pause' view_is "$(routes shop 8002)"
engine 'destroy shop'

# What refers to what refers to it; circles.
web base 8001 "$M.last.addprefix.prefix=/base" \
    "$S.err.loadbalancer.server.port=80"
web deep 8002 "$R.deep.middlewares=one" "$M.one.chain.middlewares=two@docker" \
    "$M.two.chain.middlewares=last" "$M.last.addprefix.prefix=/deep" \
    "$S.deep.loadbalancer.server.port=80"
web error 8003 "$R.error.middlewares=page" "$M.page.errors.service=err" \
    "$M.page.errors.status=500" "$S.err.loadbalancer.passhostheader=false" \
    "$R.error.service=error" "$S.error.loadbalancer.server.port=80"
web circle 8004 "$R.circle.middlewares=left" "$M.left.chain.middlewares=right" \
    "$M.right.chain.middlewares=left"
ok 'a chain of chains' logged 'http router deep of container deep is not published: its middleware last is defined differently by container base'
ok 'an error page' logged 'http router error of container error is not published: its service err is defined differently by container base'
ok 'a circle is published' shows routers/circle/mid routers/circle/middlewares=left
is 'the others are not' "$(key 'routers/\(deep\|error\)\|middlewares/\(one\|two\|page\)')" ''
engine 'destroy base'
ok 'until there is no conflict' shows 'routers/\(deep\|error\)/m' \
    'routers/deep/middlewares=one routers/error/middlewares=page'

# Many conflicts are ten lines and a count.
many=
for i in $(seq 60); do
	many="$many $M.m$i.addprefix.prefix=/"
done
log_clear
web early 8010 $many
web late 8011 $(echo "$many" | sed 's|=/|=/late|g')
ok 'of many conflicts' logged '50 more objects of containers are not published'
is 'ten are logged' "$(lines ' of container late waits for ')" 10
finish
