#!/bin/sh
# kopctl explain, of a running kopd, its Docker and its Redis: what is found
# by which name, what waits for whom, and what is said while one of them is
# away.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/list.sh"

# explain NAME: as JSON in $dir/json, what is said in $dir/err.
explain() {
	kopctl -j explain "$1" >"$dir/json" 2>"$dir/err"
	echo $? >"$dir/status"
	json . "$dir/json" || echo "no JSON: $1"
}

# found NAME: the names of the containers.
found() {
	explain "$1"
	jq -r '[.containers[].name] | join(" ")' "$dir/json"
}

shown() {
	jq -r "$1" "$dir/json"
}

# add NAME: the container at standard input is listed by the engine, which says that it starts.
add() {
	cat >"$dir/element.$1"
	engine "add $dir/element.$1"
}

verdict() {
	shown ".containers[0] | .status + \": \" + .reason"
}

# object NAME: its state, and why it is so.
object() {
	shown ".containers[0].objects[] | select(.name == \"$1\") |
	    .state + \": \" + .reason"
}

id_of() {
	explain "$1"
	shown '.containers[0].id'
}

published() {
	explain "$1"
	[ "$(shown '.containers[0].status')" = published ]
}

# becomes NAME FILTER: what holds once route-maker has read the last events.
becomes() {
	explain "$1"
	json "$2" "$dir/json"
}

redis_start_port
engine_start
R=traefik.http.routers
kopd_use blue
kopd_conf 'docker namespace "blue"'
kopd_start
web theirs 8007 kop.namespace=blue "$R.api.rule=a" "$R.theirs.service=theirs"
ok 'another host publishes' wait_for 15 eval \
    '[ "$(R EXISTS traefik/http/routers/api/rule)" = 1 ]'
kopd_use kopd
kopd_conf
kopd_start
ok 'kopd is ready' logged 'kopd: ready'
web shop 8001
web Big 8002
engine "web typo 8003 traefik.enable=true $R.lost.entrypoint=web"
engine "web off 8004 $R.unseen.rule=x"
also='.Created = 1800000000' container rival traefik.enable=true \
    "$R.shop.rule=Host(\`rival\`)" | add rival
web ours 8005 "$R.api.rule=b"
ok 'it has its routes' wait_for 15 published Big
ours_waits() {
	explain ours
	[ "$(object http/routers/api | cut -d : -f 1)" = waits ]
}
ok 'or knows that another host has them' wait_for 15 ours_waits

# Names.
is 'a container' "$(found off)" off
is 'its verdict' "$(cat "$dir/status") $(verdict)" \
    "0 ignored: traefik.enable is not set, and \`exposed by default' is no"
is 'in another case' "$(found bIG)" Big
is 'as Docker lists it' "$(found /Big)" Big
is 'a router that another one waits for, too' "$(found shop)" 'rival shop'
is 'with its kind' "$(found routers/shop)" 'rival shop'
is 'with its family' "$(found HTTP/routers/shop@docker)" 'rival shop'
is 'a service' "$(found services/rival@redis)" rival
is 'a router that is wrong' "$(found lost)" typo
is 'its verdict' "$(verdict)" \
    'error: it has errors, and nothing of it is published'
is 'a router of a container that is not enabled' "$(found unseen)" off
id=$(id_of Big)
is 'an id' "$(found "$id")" Big
is 'the twelve digits that Docker shows' \
    "$(found "$(echo "$id" | cut -c 1-12)")" Big
is 'fewer, when they are enough' "$(found "$(echo "$id" | cut -c 1-8)")" Big
is 'nothing has that name' "$(found shpo)" ''
is 'which is a failure that names the nearest' "$(cat "$dir/status") $(cat "$dir/err")" \
    '1 {"error":"no container, router, service or middleware of this host has the name \"shpo\"; did you mean \"shop\"?"}'
is 'nothing is near to it' "$(found completely-different)$(cat \
    "$dir/status" "$dir/err")" '1
{"error":"no container, router, service or middleware of this host has the name \"completely-different\""}'
also='.Labels["traefik.http.routers.x.rule"] = "x" * 130000' \
    container secret | add secret
wait_for 15 becomes secret '.containers[0].state'
is 'one that cannot be read is found, too' \
    "$(found secret) $(shown '.containers[0].state')" 'secret unknown'
is 'and what is wrong with it' "$(shown '.containers[0].errors[0]' |
    cut -c 1-46)" 'label traefik.http.routers.x.rule: its value i'
engine 'stop Big'
wait_for 15 becomes Big '.containers[0].status == "ignored"'
is 'one that has stopped' "$(found big) $(verdict)" 'Big ignored: it does not run'
is 'its state' "$(shown '.containers[0].state')" stopped
engine 'start Big'
kopctl explain '' 2>"$dir/err"
is 'the empty name is refused' "$? $(cat "$dir/err")" \
    '1 kopctl: a name has 1 to 1024 bytes'
kopctl explain 2>"$dir/err"
is 'so is none' "$?" 1

# What waits for whom.
found rival >/dev/null
is 'what waits for a container' "$(object http/routers/shop)" 'waits: waits '\
'for container shop, which was published before and defines it differently'
found ours >/dev/null
is 'what waits for a host' "$(object http/routers/api)" \
    'waits: waits for host blue (container theirs), which defines this name differently'
is 'its verdict' "$(verdict)" \
    'partial: published, except for what waits for other hosts'
ok 'for people' sh -c '"$@" | grep -q "http/routers/api: waits for host blue"' \
    sh "$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" explain ours

# What stays of one whose labels become wrong.
engine "label Big $R.Big.nonsense 3"
wait_for 15 becomes Big '.containers[0].status == "error"'
is 'a label becomes wrong: what it had stays' "$(found Big) $(verdict)" \
    'Big error: it has errors; what was published before stays until it stops '\
'or its labels are right'
is 'as objects' "$(object http/routers/Big)" 'published: '

# More than fits into a queue at once.
jq -n '[range(4000) | {key:
    "traefik.http.middlewares.m\(.).headers.customrequestheaders.X\(.)",
    value: ("x" * 100)}] | from_entries' >"$dir/labels"
container large traefik.enable=true |
    jq -c --slurpfile more "$dir/labels" '.Labels += $more[0]' |
    add large
wait_for 15 becomes large '.containers[0].state'
is 'a container of many labels' \
    "$(found large) $(shown '.containers[0].labels | length')" 'large 4001'
is 'each with its key' \
    "$(shown '[.containers[0].labels[].keys[]] | length')" 4000

# Many of one name.
for n in 1 2 3 4 5 6 7 8 9; do
	web "twin$n" "810$n" "$R.many.rule=many" "$R.twin$n.service=twin$n" \
	    "$R.many.service=x"
done
wait_for 15 becomes many '(.containers + .matches | length) == 9'
is 'of many containers eight are shown' "$(shown '.containers | length')" 8
is 'the others are named' "$(shown '.matches | join(" ")')" twin9

# What is away.
redis_stop
redis_away() {
	explain shop && [ "$(shown .redis)" != null ]
}
ok 'without Redis it is said so' wait_for 15 redis_away
engine absent 'close events'
docker_away() {
	explain shop && [ "$(shown .docker)" != null ]
}
ok 'without Docker it is said so' wait_for 15 docker_away
is 'and what is known' "$(found shop) $(shown '.containers[1].status') \
$(shown '.containers[1].labels | length')" 'rival shop published 0'
engine 'answer list hang' listen
docker_hangs() {
	docker_away && [ "$(shown .docker)" = \
	    'it did not list all containers in time' ]
}
ok 'nor does a list that never comes keep it waiting' wait_for 30 docker_hangs
pids=
for n in 1 2 3 4 5; do
	kopctl explain shop >/dev/null 2>"$dir/err.$n" &
	pids="$pids $!"
done
wait $pids
is 'of five who ask at once one has to ask again' \
    "$(cat "$dir"/err.[1-5])" 'kopctl: too many requests at once; retry later'
kopd_stop
is 'kopd ends in order' "$kopd_status" 0
kopd_use blue
kopd_stop
is 'so does the other' "$kopd_status" 0
finish
