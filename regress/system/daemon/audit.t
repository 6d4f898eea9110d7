#!/bin/sh
# kopctl audit: what routers use, who joined a service, and what is shared; and
# kopctl audit -p, a policy that passes what is published and nothing else.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

command -v jq >/dev/null || bail "jq is missing: apt-get install jq"

R=traefik.http.routers
M=traefik.http.middlewares
S=traefik.http.services
P=com.docker.compose.project

# audited [OPTION ...]: sets $status, $dir/out, $dir/err.
audited() {
	kopctl "$@" >"$dir/out" 2>"$dir/err"
	status=$?
}

# shared [FILTER]: what is not intended, each "OBJECT HOW", then the exit status.
shared() {
	audited -j audit
	jq -r ".shared[] | select(${1:-.intended == \"no\"}) |
	    \"\\(.object) \\(.how)\"" "$dir/out" | sort -u | paste -s -d ';'
	echo "$status"
}

# shared_is STATUS [OBJECT HOW] ...
shared_is() {
	_status=$1
	shift
	_want=$(printf '%s\n' "$@" | grep . | sort | paste -s -d ';')
	[ "$(shared)" = "$_want
$_status" ]
}

# uses ROUTER: what it uses, each "NAME OF CONTAINERS HOST".
uses() {
	jq -r --arg r "http/routers/$1" '.routers[] | select(.name == $r) |
	    .uses[] | [.name, .of, .containers[], .host // ""] | join(" ")' \
	    "$dir/out" | sed 's/ *$//' | sort
}

# again NAME PORT [LABEL=VALUE ...]: the same container with other labels.
again() {
	engine "destroy $1"
	web "$@"
}

redis_start_port
engine_start
kopd_use first
kopd_conf 'docker namespace "red"'
kopd_start
red=kop.namespace=red

# One project: replicas, and objects of each other.
for i in 1 2; do
	web "shop-$i" "800$i" $red $P=shop "$R.shop-$i.service=shop" \
	    "$R.shop-$i.middlewares=strip,secret@file" \
	    "$S.shop.loadbalancer.server.port=80" \
	    "$M.strip.stripprefix.prefixes=/a"
done
ok "what the containers of one project share is intended" \
    wait_for 15 shared_is 0
both() {
	audited -j audit
	[ "$(jq -c '.services[0].containers | length' "$dir/out")" = 2 ]
}
ok "both are there" wait_for 15 both
is "and no finding at all" "$(jq -c .shared "$dir/out")" '[]'
is "a router uses its service and middlewares" "$(uses shop-1)" \
'http/middlewares/secret@file provider
http/middlewares/strip containers shop-1 shop-2
http/services/shop containers shop-1 shop-2'
is "containers that joined the service have their servers" \
    "$(jq -c '.services[0] | [.name, (.containers[] |
	[.name, .project, .state, .server])]' "$dir/out")" \
'["http/services/shop",["shop-1","shop","published","http://192.0.2.1:8001"],["shop-2","shop","published","http://192.0.2.1:8002"]]'
audited audit
is "the same for the operator" "$(sed -n '1,/^[^ ].*shop-2/p' "$dir/out")" \
'http/routers/shop-1, of container shop-1 of project shop
    http/middlewares/strip, of container shop-1 of project shop
    http/middlewares/strip, of container shop-2 of project shop
    http/services/shop, of container shop-1 of project shop
    http/services/shop, of container shop-2 of project shop
    http/middlewares/secret@file, of another provider
http/routers/shop-2, of container shop-2 of project shop'

# Between projects.
web auth 8010 $red $P=infra "$M.auth.basicauth.users=a:b" \
    "$M.other.stripprefix.prefixes=/b"
web blog 8011 $red $P=blog "$R.blog.middlewares=auth"
ok "a reference into another project is not intended" wait_for 15 shared_is 1 \
    'http/middlewares/auth reference'
is "it is there whom it leads to" "$(uses blog)" \
'http/middlewares/auth containers auth
http/services/blog containers blog'
ok "and who has it" grep -q 'container auth of project infra has it' "$dir/out"
again blog 8011 $red $P=blog "$R.blog.middlewares=auth@docker"
ok "with the provider's suffix it is intended" wait_for 15 shared_is 0
is "and a finding of its own" "$(shared '.intended == "yes"')" \
'http/middlewares/auth reference
0'
again blog 8011 $red $P=blog "$R.blog.middlewares=gone"
gone_is_used() {
	audited -j audit
	[ "$(uses blog | head -1)" = 'http/middlewares/gone none' ]
}
ok "what nobody has is none's" wait_for 15 gone_is_used
is "and not shared" "$status" 0

web news 8012 $red $P=news "$M.other.stripprefix.prefixes=/b"
ok "two projects that share a definition: not intended" wait_for 15 shared_is 1 \
    'http/middlewares/other name'
web single 8013 $red "$M.other.stripprefix.prefixes=/b"
again news 8012 $red $P=news
ok "and neither by a container without a project" wait_for 15 shared_is 1 \
    'http/middlewares/other name'
again single 8013 $red "$M.other.stripprefix.prefixes=/b" kop.merge-lbs=true
ok "one label kop.merge-lbs is not enough" shared_is 1 \
    'http/middlewares/other name'
again auth 8010 $red $P=infra "$M.auth.basicauth.users=a:b" \
    "$M.other.stripprefix.prefixes=/b" kop.merge-lbs=true
ok "on both it is" wait_for 15 shared_is 0
again single 8013 $red kop.merge-lbs=true "$M.other.stripprefix.prefixes=/c"
ok "another definition of the name never is" wait_for 15 shared_is 1 \
    'http/middlewares/other name'
ok "and it is there who waits" grep -q \
    'container single waits for container auth of project infra' "$dir/out"
engine 'stop single'
ok "it is over when it stops" wait_for 15 shared_is 0
web evil 8014 $red $P=evil "$S.shop.loadbalancer.server.port=80" \
    "$R.evil.service=shop"
ok "who joins the service of another project is found" \
    wait_for 15 shared_is 1 'http/services/shop name'
is "with its server" "$(jq -r '.services[] | .containers[] |
    select(.name == "evil") | .server' "$dir/out")" 'http://192.0.2.1:8014'
engine 'stop evil'
ok "and gone" wait_for 15 shared_is 0
web store 8015 $red $P=store \
    traefik.tls.stores.default.defaultgeneratedcert.resolver=le
again shop-2 8002 $red $P=shop "$R.shop-2.service=shop" "$R.shop-2.tls=true" \
    "$S.shop.loadbalancer.server.port=80"
ok "a store that a router uses without its name is not intended" \
    wait_for 15 shared_is 1 'tls/stores/default reference'
engine 'stop store'
ok "and gone, too" wait_for 15 shared_is 0

# Between hosts.
kopd_use second
kopd_conf 'docker namespace "blue"' 'bind ip 192.0.2.2'
kopd_start
blue=kop.namespace=blue
web far 8020 $blue "$M.distant.stripprefix.prefixes=/d"
ok "another host" wait_for 15 eval 'view | grep -q routers/far/rule'
kopd_use first
ok "is no finding" shared_is 0
again blog 8011 $red $P=blog "$R.blog.middlewares=distant"
ok "a reference to an object of another host is not intended" \
    wait_for 15 shared_is 1 'http/middlewares/distant host'
is "it is there which host has it" "$(uses blog | head -1)" \
    'http/middlewares/distant host second'
again blog 8011 $red $P=blog "$R.blog.middlewares=distant@redis"
ok "with the suffix it is" wait_for 15 shared_is 0
web wide 8021 kop.namespace=red,blue
ok "a service of two hosts without kop.merge-lbs is not" \
    wait_for 15 shared_is 1 'http/routers/wide host' 'http/services/wide host'
again wide 8021 kop.namespace=red,blue kop.merge-lbs=true
ok "with it, the service is, and so are the routers" wait_for 15 shared_is 0
is "they are findings that are intended" \
    "$(shared '.intended == "yes" and .how == "host"' | head -1)" \
    'http/middlewares/distant host;http/routers/wide host;http/services/wide host'
kopd_use second
is "from the other host, too" "$(shared '.intended == "yes"' | head -1)" \
    'http/routers/wide host;http/services/wide host'
kopd_use first
web two 8022 $red "$R.same.rule=Host(\`x\`)" "$R.same.service=two"
web three 8023 $blue "$R.same.rule=Host(\`y\`)" "$R.same.service=three"
ok "two definitions of one name never are" wait_for 15 shared_is 1 \
    'http/routers/same host'
engine 'stop two'
engine 'stop three'
ok "and gone" wait_for 15 shared_is 0
kopctl audit | tr -s '\n ' ' ' >"$dir/out"
wide='host [a-z]* (container wide)'
ok "the operator reads what is intended" grep -q \
    "intended: http/services/wide: shared by $wide and $wide" "$dir/out"

# The policy.
again shop-2 8002 $red $P=shop "$R.shop-2.service=shop" "$R.shop-2.tls=true" \
    "$S.shop.loadbalancer.server.port=80" "$R.shop-2.entrypoints=web,secure" \
    "$R.shop-2.middlewares=auth@docker,strip"
web dash 8030 $red "$R.dash.service=api@internal" "$R.dash.priority=77"
web file 8031 $red "$M.file.basicauth.usersfile=/users" \
    "$R.file.middlewares=file"
web any 8032 $red "$R.any.rule=PathPrefix(\`/\`)" "$R.any.service=any"
web tcp 40000 $red "traefik.tcp.routers.tcp.rule=HostSNI(\`t.example.com\`)" \
    traefik.tcp.services.tcp.loadbalancer.server.port=80
web url 8033 $red "$S.url.loadbalancer.server.url=http://10.1.2.3:81/"
engine "web db.1.aaaaaaaaaaaaaaaaaaaaaaaaa 8036 traefik.enable=true $red \
com.docker.swarm.service.name=db $R.db.rule=Host(\`db\`) \
$S.db.loadbalancer.server.port=80"
web model 8034 $red traefik.http.models.model.middlewares=strip
web odd 8035 $red "$M.a*b.stripprefix.prefixes=/x" "$R.odd.middlewares=a*b"
all_are() {
	[ "$(view | grep -c 'routers/[a-z0-9-]*/rule')" = "$1" ]
}
ok "many kinds of objects are published" wait_for 20 all_are 16
audited audit -p
cp "$dir/out" "$dir/policy"
is "audit -p succeeds" "$status $(cat "$dir/err")" "0 "
ok "no line is longer than a terminal" [ "$(wc -L <"$dir/policy")" -le 80 ]
is "with -j, it is a string" "$(kopctl -j audit -p | jq -r .policy)" \
    "$(cat "$dir/policy")"
is "a container of a swarm passes whatever its name" \
    "$(grep -c 'from container "db.\*"' "$dir/policy")" 2

# with_policy: the configuration with it.
with_policy() {
	kopd_conf 'docker namespace "red"' "$(cat "$dir/policy")"
}
with_policy
conf=$dir/first/kopd.conf
"$BUILD/kopd/kopd" -n -f "$conf" >"$dir/out" 2>&1
is "kopd accepts it, without a warning" "$? $(cat "$dir/out")" \
    "0 configuration OK"
view >"$dir/before"
subscribe
ok "a reload accepts it" eval "kopctl reload >\"$dir/out\""
log_clear
blocked() {
	kopctl -j show | jq '."route-maker".blocked'
}
ok "its rules decide about all" wait_for 15 rules_decided
is "nothing is blocked" "$(blocked)" 0
is "everything stays" "$(view | diff "$dir/before" -)" ""
is "without a message to Traefik" "$(messages)" 0
is "it needs the same policy again" "$(kopctl audit -p |
    diff "$dir/policy" -)" ""
web more 8050 $red
ok "another container is blocked" logged 'container more: router more: blocked'
web web 8051 $red "$R.web.rule=Host(\`blog.example.com\`)"
ok "also for the same host" logged 'container web: router web: blocked'
is "and these alone" "$(blocked)" 2
engine 'destroy more'
engine 'destroy web'

# Each part of an object counts: changed, its container is blocked.
curl -s --unix-socket "$engine_socket" 'http://docker/containers/json?all=1' |
    jq '[.[] | select(.Labels["kop.namespace"] | contains("red"))]' \
    >"$dir/list"
# preview FILTER: how many containers are blocked of the changed list.
preview() {
	jq -c "$1" "$dir/list" | kopctl preview -f "$conf" >"$dir/keys" \
	    2>"$dir/err"
	sed -n 's/^kopctl: container \([^:]*\): .*blocked by.*/\1/p' "$dir/err" |
	    sort -u | paste -s -d ' '
}
# changed NAME FILTER: of this container's labels.
changed() {
	preview "map(if .Names[0] == \"/$1\" then .Labels |= ($2) else . end)"
}
is "as they are, none" "$(preview .)" ""
ok "and there are keys" grep -q routers/shop-2/rule "$dir/keys"
while IFS='	' read -r name filter; do
	is "$name, $filter" "$(changed "$name" "$filter")" "$name"
done <<EOT
news	.["$R.news.rule"] = "Host(\`evil.example.com\`)"
news	.["$R.news.rule"] = "Host(\`news.example.com\`) || Host(\`b\`)"
news	.["$R.news.rule"] = "PathPrefix(\`/\`)"
news	.["$R.news.entrypoints"] = "web"
news	.["$R.news.middlewares"] = "strip"
news	.["$R.news.middlewares"] = "x@file"
news	.["$R.news.tls"] = "true"
news	.["$R.news.priority"] = "1000"
news	.["$R.news.service"] = "api@internal"
news	.["$R.other.rule"] = "Host(\`news.example.com\`)"
news	.["traefik.tcp.routers.news.rule"] = "HostSNI(\`news.example.com\`)"
news	.["$S.news.loadbalancer.server.port"] = "443"
news	.["$S.news.loadbalancer.server.url"] = "http://192.0.2.1:8012/"
news	.["$S.other.loadbalancer.server.port"] = "80"
news	.["$M.other.stripprefix.prefixes"] = "/a"
news	.["traefik.http.models.news.middlewares"] = "a"
news	.["kop.bind.ip"] = "192.0.2.9"
any	.["$R.any.rule"] = "PathPrefix(\`/b\`)" | .["$R.any.priority"] = "99"
auth	del(.["$M.auth.basicauth.users"]) | .["$M.auth.plugin.a"] = "b"
auth	.["$M.auth.basicauth.usersfile"] = "/etc/passwd"
blog	.["$R.blog.middlewares"] = "distant@file"
dash	.["$R.dash.priority"] = "78"
dash	.["$R.dash.service"] = "rest@internal"
dash	.["$R.dash.middlewares"] = "x"
dash	.["traefik.http.services.d.loadbalancer.server.port"] = "80"
file	.["$M.file.digestauth.users"] = "a:b"
model	.["traefik.http.models.model.middlewares"] = "x@file"
shop-1	.["$R.shop-1.middlewares"] = "strip"
shop-1	.["$R.shop-1.middlewares"] = "secret@file"
shop-2	del(.["$R.shop-2.middlewares"])
shop-2	.["$R.shop-2.entrypoints"] = "web,traefik"
shop-2	del(.["$R.shop-2.entrypoints"])
shop-2	del(.["$R.shop-2.tls"])
url	.["$S.url.loadbalancer.server.url"] = "http://10.1.2.4:81/"
url	.["$S.url.loadbalancer.server.url"] = "http://10.1.2.3:82/"
url	.["$S.url.loadbalancer.server.url"] = "http://localhost:81/"
EOT
is "a name is nobody else's" "$(preview \
    'map(if .Names[0] == "/news" then .Names = ["/new"] else . end)')" new
is "a port that the engine chose may change" "$(preview 'map(if .Names[0] ==
    "/tcp" then .Ports[0].PublicPort = 40001 else . end)')" ""
is "and another one may not" "$(preview 'map(if .Names[0] == "/news" then
    .Ports[0].PublicPort = 8013 else . end)')" news
is "a swarm's container has another name after an update" \
    "$(preview 'map(if .Names[0] | startswith("/db.") then
    .Names = ["/db.2.bbbbbbbbbbbbbbbbbbbbbbbbb"] else . end)')" ""

# What waits passes with its container; nothing of a container that only waits.
with_nothing() {
	kopd_conf 'docker namespace "red"'
}
with_nothing
ok "without a policy again" eval "kopctl reload >\"\$dir/out\""
web late 8060 $red "$R.news.rule=Host(\`late\`)" "$R.news.service=late"
ok "a container of which a part waits" wait_for 15 eval \
    'kopctl show | grep -q "waiting .*container late"'
kopctl audit -p >"$dir/policy"
is "has rules for all of it" \
    "$(grep -c 'name "news" .*host "late"' "$dir/policy")" 1
with_policy
ok "with these" eval "kopctl reload >\"\$dir/out\""
ok "they decide about all" wait_for 15 rules_decided
is "nothing is blocked" "$(blocked)" 0

# Too much for a policy.
kopd_conf
ok "without a policy once more" eval "kopctl reload >\"\$dir/out\""
engine 'containers 600'
many() {
	[ "$(kopctl -j show | jq '."route-maker".published')" -ge 600 ]
}
ok "600 containers" wait_for 60 many
audited audit -p
is "that need more rules than a policy may have" "$status $(cat "$dir/out")" \
    "1 "
ok "are an error" grep -q 'a policy has at most 1024' "$dir/err"
redis_stop
away() {
	audited audit
	tr -s '\n ' ' ' <"$dir/out" |
	    grep -q 'Redis: .*what hosts share is not known'
}
ok "without Redis, it says what it does not know" wait_for 15 away
is "and fails" "$status" 1
audited audit news
is "it takes no arguments" "$status" 2
kopd_stop
audited audit
is "without a kopd, it fails" "$status" 1
finish
