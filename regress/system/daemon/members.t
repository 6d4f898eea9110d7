#!/bin/sh
# What kopctl -j prints, against the section JSON OUTPUT of kopctl(8): each
# member is documented, and each that is documented is there.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

R=traefik.http.routers

# members OBJECT FILTER FILE: of each object that is found, "OBJECT MEMBER TYPE".
members() {
	jq -r --arg o "$1" "$2 | to_entries[] |
	    [\$o, .key, (.value | type)] | join(\" \")" "$3"
}

# names FILE: without the types.
names() {
	cut -d ' ' -f 1,2 "$1" | sort
}

# of_explain FILE: the members of all objects in it.
of_explain() {
	members explain . "$1"
	members container '.containers[]' "$1"
	for list in objects decisions labels; do
		members $list ".containers[].$list[]" "$1"
	done
	members keys '.containers[].labels[].keys[]' "$1"
	members defaults '.containers[].defaults[]' "$1"
}

redis_start_port
engine_start
web one 8001 kop.namespace=red,blue
kopd_use first
kopd_conf 'docker namespace "red"'
kopd_start
ok 'the first one' view_is "$(routes one 8001 1)"
kopd_use second
kopd_conf 'docker namespace "blue"' 'ttl never' 'pass all'
kopd_start
waits_for_first() {
	kopctl -j show hosts >"$dir/hosts" &&
	    json '.[1].waiting[0].owner == "first"' "$dir/hosts"
}
ok 'the second one waits' wait_for 15 waits_for_first
web two 8002 kop.namespace=blue "$R.web.rule=a" "$R.web.service=two"
web three 8003 kop.namespace=blue "$R.web.rule=b" "$R.web.service=three" \
    com.example.role=db
kopctl -j watch >"$dir/watch" &
watcher=$!
kopds="$kopds $watcher"
watched() {
	[ "$(kopctl -j show | jq .kopd.watchers)" -eq 1 ]
}
ok 'somebody watches' wait_for 15 watched
web four 8005 kop.namespace=blue
ok 'a change is seen' wait_for 15 test -s "$dir/watch"
end "$watcher"
web bad 8004 kop.namespace=blue "$R.bad.entrypoint=x"
ok 'a container has errors' logged 'container bad: '
ok 'another one waits' wait_for 15 eval \
    'kopctl show | grep -q "waiting .*container three"'

kopctl -j show >"$dir/show"
kopctl -j health >"$dir/health"
kopctl -s "$dir/none.sock" -j health >"$dir/down"
kopctl -j show hosts >"$dir/hosts"
kopctl -j explain web >"$dir/explain"
kopctl -j explain bad >"$dir/bad"
kopctl -j reload >"$dir/reload"
kopctl -j explain nobody >"$dir/nobody" 2>"$dir/err"
kopctl -j withdraw >"$dir/withdraw"
{
	for process in kopd docker-reader route-maker redis-writer; do
		members $process ".\"$process\"" "$dir/show"
	done
	members host '.[]' "$dir/hosts"
	members health . "$dir/health"
	members reason '.reasons[]' "$dir/down"
	members wait '.[].waiting[]' "$dir/hosts"
	members change 'select(.container)' "$dir/watch"
	members reload . "$dir/reload"
	members withdraw . "$dir/withdraw"
	of_explain "$dir/explain"
	of_explain "$dir/bad"
	of_explain "$dir/nobody"
} | sort -u >"$dir/printed"
perl "$TOP/regress/system/daemon/members.pl" <"$TOP/man/kopctl.8" | sort \
    >"$dir/documented"
names "$dir/printed" | uniq >"$dir/printed.names"
names "$dir/documented" >"$dir/documented.names"
is 'no member is documented twice' "$(uniq -d "$dir/documented.names")" ''
is 'each member is documented' \
    "$(comm -23 "$dir/printed.names" "$dir/documented.names")" ''
is 'each is printed, but those that belong to other cases' \
    "$(comm -13 "$dir/printed.names" "$dir/documented.names")" \
'container file
container line
docker-reader docker.host
kopd engine.other
labels file
labels line
last more
lost lost
redis-writer redis.sentinel
redis-writer redis.silent
redis-writer redis.traefik_kop'
is 'and is of the type that is documented, or null' "$(grep -v ' null$' \
    "$dir/printed" | sort | comm -23 - "$dir/documented")" ''
finish
