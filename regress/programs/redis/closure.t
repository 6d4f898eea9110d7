#!/bin/sh
# What names other objects is published only beside those that its own host
# means: the scripts' promises, with redis-cli as the writer.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/scripts.sh"

redis_start
scripts_load
reserve=0
P=traefik/http
AUTH=$(def http/middlewares/auth 0 basicAuth/users 'admin:x')
BLOG=$(origin=blog def http/middlewares/auth 0 headers/frameDeny true)
URL=http://203.0.113.66

lines() {
	printf '%s\n' "$@"
}

admin() {	# RULE: a router behind auth
	def http/routers/admin 0 middlewares auth rule "$1" service admin
}

published() {	# NAME ...: is a part of each of these in the view?
	view >"$dir/view"
	for o; do
		grep -q "^traefik/$o/" "$dir/view" || return 1
	done
}

unpublished() {
	view >"$dir/view"
	for o; do
		! grep -q "^traefik/$o/" "$dir/view" || return 1
	done
}

start() {	# HOST ...
	R FLUSHALL >/dev/null
	for h; do
		hello "$h" "i$h" >/dev/null
	done
}

release() {	# HOST ID: as the host's writer does, to the end
	cursor=0
	while :; do
		call release "$1" "i$1" "$2" "$cursor" >"$dir/release"
		cursor=$(sed -n 3p "$dir/release")
		[ "$cursor" != 0 ] || return 0
	done
}

ADMIN=$(admin 'Host(`admin`)')
SERVICE=$(service admin 0 http://10.0.0.1:80)

# Who comes first has the name.
start a b
change b http/middlewares/auth "$BLOG" >/dev/null
is 'a router is blocked by a middleware of another host, which is named' \
    "$(change a http/middlewares/auth "$AUTH" http/services/admin "$SERVICE" \
	http/routers/admin "$ADMIN" | sed -n '2,$p' | xargs -n 12)" \
    "$(lines '1 1 http/middlewares/auth b waits  blog  http/routers/admin b blocked http/middlewares/auth' \
	'blog  4' | xargs -n 12)"
ok 'it is not in the view' unpublished http/routers/admin
ok 'what it does not touch is' published http/services/admin
is 'nor is it mended into it' "$(call verify a ia no 0 http/routers/admin \
    http/services/admin | sed -n 2p)" 0
ok 'nor at a second look' unpublished http/routers/admin
is 'who waits, and for what' "$(call waits a ia 0 http/routers/admin | xargs)" \
    'OK http/routers/admin b blocked http/middlewares/auth blog a'
change b http/middlewares/auth '""' >/dev/null
ok 'as the other lets go, middleware and router are there at once' published \
    http/middlewares/auth/basicAuth http/routers/admin
is 'and nothing is left that is held' "$(R exists kopd:/traefik/held \
    kopd:/traefik/blocked/http/middlewares/auth)" 0

# A redeploy of the owner, without a reservation.
change b http/middlewares/auth "$BLOG" >/dev/null
change a http/middlewares/auth '""' http/routers/admin '""' >/dev/null
ok 'without a reservation who waits takes the name' published \
    http/middlewares/auth/headers
change a http/middlewares/auth "$AUTH" http/routers/admin "$ADMIN" >/dev/null
ok 'and the router of before comes not without its password' unpublished \
    http/routers/admin

# With one.
reserve=3600000
start a b
change a http/middlewares/auth "$AUTH" http/services/admin "$SERVICE" \
    http/routers/admin "$ADMIN" >/dev/null
change b http/middlewares/auth "$BLOG" http/routers/admin \
    "$(def http/routers/admin 0 rule 'Host(`x`)' service x)" >/dev/null
subscribe
change a http/middlewares/auth '""' http/routers/admin '""' >"$dir/reply"
ok 'a name is kept for its host' unpublished http/middlewares/auth \
    http/routers/admin
is 'which says so' "$(grep -c '^3[56][0-9]*$' "$dir/reply")" 2
is 'to whoever waits, too' "$(call verify b ib no 1 http/middlewares/auth |
    sed -n 4,6p | xargs)" 'http/middlewares/auth a reserved'
ok 'nobody else gets it meanwhile' unpublished http/middlewares/auth
change a http/middlewares/auth "$AUTH" http/routers/admin "$ADMIN" >/dev/null
ok 'the host has it back at once' published http/middlewares/auth/basicAuth \
    http/routers/admin
change a http/middlewares/auth '""' http/routers/admin '""' >/dev/null
hello c ic >/dev/null
change c http/middlewares/auth "$AUTH" >/dev/null
ok 'so has any host that means the same' published \
    http/middlewares/auth/basicAuth
ok 'but only what is the same' unpublished http/routers/admin
R hset kopd:/traefik/host/a reserve 1 >/dev/null
reserve=0
start a b
R hset kopd:/traefik/host/a reserve 50 >/dev/null
change a http/middlewares/auth "$AUTH" >/dev/null
change b http/middlewares/auth "$BLOG" http/routers/blog \
    "$(def http/routers/blog 0 middlewares auth rule 'Host(`b`)' service b)" >/dev/null
change a http/middlewares/auth '""' >/dev/null
later() {
	release b http/middlewares/auth
	published http/middlewares/auth/headers http/routers/blog
}
ok 'in the end who waits gets it, with what that blocked' wait_for 10 later

# Services: equal frames, but another host's servers.
start a b
change b http/services/shop "$(service shop 0 $URL)" >/dev/null
change a http/services/shop "$(service shop 0 http://10.0.0.1:80)" \
    http/routers/shop "$(router shop 'Host(`shop`)' shop)" >/dev/null
ok 'a router never leads to servers that its host does not share' \
    unpublished http/routers/shop
change b http/services/shop "$(service shop 1 $URL)" >/dev/null
ok 'nor where only one shares' unpublished http/routers/shop
change a http/services/shop "$(service shop 1 http://10.0.0.1:80)" >/dev/null
ok 'both share: it is published' published http/routers/shop
is 'this is no wait' "$(call waits a ia 0 http/services/shop | xargs)" OK
is 'but is listed where it is asked for' \
    "$(call waits a ia 1 http/services/shop | xargs)" \
    'OK http/services/shop b shared a 1'
change b http/services/shop "$(service shop 0 $URL)" >/dev/null
ok 'who no longer shares a name waits for those who do' published \
    http/routers/shop
is 'and its servers are gone' "$(view | grep -c 203.0.113.66)" 0

# References over several objects.
start a b
change b http/middlewares/auth "$BLOG" >/dev/null
CHAIN=$(def http/middlewares/chain 0 chain/middlewares auth)
OUTER=$(def http/middlewares/outer 0 chain/middlewares chain)
CHAINED=$(def http/routers/chained 0 middlewares outer rule 'Host(`c`)' service admin)
change a http/middlewares/auth "$AUTH" http/middlewares/chain "$CHAIN" \
    http/middlewares/outer "$OUTER" http/services/admin "$SERVICE" \
    http/routers/chained "$CHAINED" >/dev/null
ok 'a chain is blocked with what it is made of, and so is what names it' \
    unpublished http/middlewares/chain http/middlewares/outer http/routers/chained
change b http/middlewares/auth '""' >/dev/null
ok 'all of it is there in one step' published http/middlewares/chain \
    http/middlewares/outer http/routers/chained
start a b
change b http/middlewares/auth "$BLOG" http/middlewares/chain "$CHAIN" >/dev/null
change a http/middlewares/auth "$AUTH" http/middlewares/chain "$CHAIN" \
    http/routers/chained "$(def http/routers/chained 0 middlewares chain \
    rule 'Host(`c`)' service admin)" >/dev/null
ok 'an equal chain of another host is not the same, if what it names is not' \
    unpublished http/routers/chained
start a b
change a http/middlewares/one "$(def http/middlewares/one 0 chain/middlewares two)" \
    http/middlewares/two "$(def http/middlewares/two 0 chain/middlewares one)" \
    http/routers/one "$(def http/routers/one 0 middlewares one rule x service y)" >/dev/null
ok 'a circle is published as it is' published http/middlewares/one \
    http/middlewares/two http/routers/one
change b http/routers/other "$(def http/routers/other 0 middlewares one rule x service y)" >/dev/null
ok 'what a host does not define may be of any' published http/routers/other

# Two hosts that start at the same time with the same names.
start a b
change a http/services/w "$(service w 0 http://10.0.0.1:80)" >/dev/null
change b http/services/w "$(service w 0 http://10.0.0.2:80)" >/dev/null
change b http/routers/w "$(router w 'Host(`b`)' w)" >/dev/null
ok 'who is late with one waits with both' unpublished http/routers/w
change a http/routers/w "$(router w 'Host(`a`)' w)" >/dev/null
is 'and is not in the way' "$(view | grep routers/w/rule)" \
    "$P/routers/w/rule=Host(\`a\`)"

# A name stays with its owner, also while that is blocked.
start a b
change a http/routers/shop "$(router shop 'Host(`a`)' shop)" >/dev/null
change b http/routers/shop "$(router shop 'Host(`evil`)' evil)" \
    http/middlewares/auth "$BLOG" >/dev/null
change a http/middlewares/auth "$AUTH" http/routers/shop \
    "$(def http/routers/shop 0 middlewares auth rule 'Host(`a`)' service shop)" >/dev/null
ok 'whoever waits does not get the name of a blocked router' \
    unpublished http/routers/shop
R del kopd:/traefik/lease/a >/dev/null
call reap b ib a http/routers/shop >/dev/null
is 'until its host is gone' "$(view | grep shop/rule)" \
    "$P/routers/shop/rule=Host(\`evil\`)"

# A definition that others share does not change under them.
start a b
SAME=$(def http/middlewares/same 0 headers/frameDeny true)
NEW=$(def http/middlewares/same 0 headers/frameDeny false)
for h in a b; do
	change $h http/middlewares/same "$SAME" http/routers/$h \
	    "$(def http/routers/$h 0 middlewares same rule $h service x)" >/dev/null
done
before=$(view)
is 'who changes what others share has to pause what names it' \
    "$(mark=named change a http/middlewares/same "$NEW" | xargs)" \
    'FIRST http/middlewares/same'
is 'nothing is changed' "$(view)" "$before"
is 'not even the number' "$(seq_of a)" 1
mark=pause change a http/routers/a '""' >/dev/null
ok 'what pauses is not in the view' unpublished http/routers/a
call verify a ia no 1 http/routers/a >/dev/null
ok 'and stays out' unpublished http/routers/a
change a http/middlewares/same "$NEW" http/routers/a \
    "$(def http/routers/a 0 middlewares same rule a service x)" >/dev/null
is 'the others keep theirs' "$(view)" "$(echo "$before" | grep -v routers/a/)"
change b http/middlewares/same "$NEW" >/dev/null
ok 'once they agree all is published' published http/routers/a http/routers/b
is 'with what they agree on' "$(view | grep -c frameDeny=false)" 1
mark=pause change a http/routers/a '""' >/dev/null
hello a i2 >/dev/null
call verify a i2 no 0 http/routers/a >/dev/null
ok 'a pause ends with who made it' published http/routers/a

# What pauses is removed instead of being sent again.
change b http/routers/a "$(def http/routers/a 0 rule b service b)" >/dev/null
mark=pause call change a i2 "$(seq_of a)" http/routers/a pause '""' >/dev/null
ok 'a pause keeps its name' unpublished http/routers/a
call change a i2 "$(seq_of a)" http/routers/a '""' '""' >/dev/null
is 'one that is removed meanwhile does not' "$(view | grep routers/a/rule)" \
    "$P/routers/a/rule=b"

# What is decided once is decided the same again: a second look changes nothing.
again() {	# HOST ID ...: keys that it changes
	h=$1
	shift
	call verify "$h" "i$h" - $# "$@" | sed -n 2p
}
start a b
change b http/services/w "$(service w 0 http://10.0.0.2:80)" >/dev/null
change a http/services/w "$(service w 0 http://10.0.0.1:80)" \
    http/routers/w "$(router w 'Host(`a`)' other)" >/dev/null
change b http/routers/w "$(router w 'Host(`w`)' w)" >/dev/null
change a http/routers/w "$(router w 'Host(`w`)' w)" >/dev/null
is 'an owner comes to mean what another host does, and is blocked: that of the other is there' \
    "$(view | grep routers/w/rule)" "$P/routers/w/rule=Host(\`w\`)"
is 'a second look changes nothing' "$(again a http/routers/w)" 0
is 'nor does one of the other' "$(again b http/routers/w)" 0
reserve=3600000
start a b
change a http/services/w "$(service w 0 http://10.0.0.1:80)" >/dev/null
change b http/services/w "$(service w 0 http://10.0.0.2:80)" >/dev/null
change a http/services/w '""' >/dev/null
is 'an owner lets go of what another host means, too: that has it at once' \
    "$(view | grep services/w/)" \
    "$P/services/w/loadBalancer/servers/20000/url=http://10.0.0.2:80"
is 'and a second look changes nothing' "$(again b http/services/w)" 0

# A host sends a removal again, because it has lost the answer to it; meanwhile
# the router of another host is blocked, and no host has its name.
start a b c
change b http/middlewares/auth "$BLOG" >/dev/null
change a http/middlewares/auth "$AUTH" http/routers/admin "$(admin a)" >/dev/null
change c http/routers/admin '""' >/dev/null
is 'a removal of what was not there reserves nothing' \
    "$(R EVAL 'return cmsgpack.unpack(redis.call("HGET",
    "kopd:/traefik/held", "http/routers/admin"))[1]' 0)" blocked
reserve=0 start a b c
change b http/middlewares/auth "$BLOG" >/dev/null
reserve=3600000
hello c ic >/dev/null
change a http/middlewares/auth "$AUTH" http/routers/admin "$(admin a)" >/dev/null
change c http/routers/admin '""' >/dev/null
change b http/middlewares/auth '""' >/dev/null
ok 'and the router is published when nothing blocks it' \
    published http/routers/admin http/middlewares/auth
reserve=0

# Many that wait for one name.
start a b
change b http/middlewares/auth "$BLOG" >/dev/null
change a http/middlewares/auth "$AUTH" >/dev/null
one=$(def http/routers/r0000 0 middlewares auth rule r service x)
seq -w 0 999 | one="$one" awk -v sha="$(cat "$dir/change.sha")" '
	NR % 100 == 1 {
		printf "EVALSHA %s 0 traefik a ia 60000 \"\" 0 0 %d", sha,
		    1 + (NR - 1) / 100
	}
	{
		d = ENVIRON["one"]
		gsub(/r0000/, "r0" $1, d)
		printf " http/routers/r0%s \"\" %s", $1, d
	}
	NR % 100 == 0 { print "" }' | R >"$dir/replies"
is 'a thousand routers wait for one name' "$(R hlen \
    kopd:/traefik/blocked/http/middlewares/auth) $(R hlen kopd:/traefik/held)" \
    '1000 1000'
is 'none is in the view' "$(view | grep -c routers/)" 0
is 'its release takes some along' \
    "$(change b http/middlewares/auth '""' | sed -n '6p' | xargs)" \
    http/middlewares/auth
is 'the name, and a hundred' "$(view | grep -c routers/.*/rule)" 100
calls=0 cursor=0
while :; do
	subscribe
	call release a ia http/middlewares/auth $cursor >"$dir/release"
	cursor=$(sed -n 3p "$dir/release")
	calls=$((calls + 1))
	[ "$(sed -n 2p "$dir/release")" -le 1000 ] || calls=1000
	[ "$cursor" != 0 ] || break
done
is 'the rest comes in bounded calls' "$(view | grep -c routers/.*/rule)" 1000
ok 'of which there are some' test $calls -ge 4 -a $calls -le 20
is 'and nothing is held' "$(R exists kopd:/traefik/held \
    kopd:/traefik/blocked/http/middlewares/auth)" 0

# Somebody deletes all claims: what hosts want tells who claimed an object, and
# the view who publishes it.
lost() {
	R DEL kopd:/traefik/claims >/dev/null
}
right() {
	[ "$(view)" = "$before" ]
}
start a b c
change b http/middlewares/auth "$BLOG" >/dev/null
change a http/middlewares/auth "$AUTH" http/services/admin \
    "$(service admin 0 $URL)" http/routers/admin "$(admin 'Host(`a`)')" >/dev/null
before=$(view)
lost
again a http/routers/admin >/dev/null
ok 'a router is not beside what its host did not mean, also without claims' \
    unpublished http/routers/admin
again a http/services/admin http/middlewares/auth >/dev/null
ok 'the owner keeps its name, also where another host looks first' right
is 'of which all claims are there again' \
    "$(claims_of http/middlewares/auth)" 'b a'
lost
is 'who stores claims again is told how many' "$(call verify a ia - 0 \
    http/services/admin http/middlewares/auth | tail -1)" 1
call verify a ia - 3 http/middlewares/auth http/services/admin \
    http/routers/admin >"$dir/again"
is 'until none is stored again' "$(tail -1 "$dir/again")" 1
call verify a ia - 3 http/middlewares/auth http/services/admin \
    http/routers/admin >"$dir/again"
is 'and no more after that' "$(tail -1 "$dir/again")" 0
ok 'and nothing has changed' right

# A router is there with what its host means; all claims are deleted, and
# another host stores, changes or removes what it has under these names.
start a b c
change a http/middlewares/auth "$AUTH" http/services/admin "$SERVICE" \
    http/routers/admin "$(admin 'Host(`a`)')" >/dev/null
change b http/middlewares/auth "$BLOG" http/services/admin \
    "$(service admin 0 $URL)" >/dev/null
before=$(view)
lost
change c http/middlewares/auth "$BLOG" >/dev/null
ok 'without claims a new definition does not take the place of what is there' right
lost
change b http/services/admin "$(service admin 0 $URL:1)" >/dev/null
ok 'nor does one that changes' right
lost
change b http/middlewares/auth '""' >/dev/null
ok 'one that goes changes nothing' right
lost
is 'nor does a look of the others' \
    "$(again b http/services/admin) $(again c http/middlewares/auth)" '0 0'
ok 'all of that is there' right
lost
call audit a ia 0 100 - >/dev/null
ok 'nor does a look for what no host wants' right
is 'which stores all claims again' "$(claims_of http/middlewares/auth
    claims_of http/routers/admin; claims_of http/services/admin)" \
    "$(lines 'a c' a 'a b')"
lost
change a http/middlewares/auth '""' http/routers/admin '""' \
    http/services/admin '""' >/dev/null
is 'the owner lets go without claims: others have its names' "$(view |
    grep -c 'frameDeny\|203.0.113.66')" 2
ok 'and nothing of the owner is left' unpublished http/routers/admin \
    http/middlewares/auth/basicAuth
lost
R DEL kopd:/traefik/lease/c >/dev/null
call reap b ib c http/middlewares/auth >/dev/null
ok 'what is left of a host that is gone goes without claims' \
    unpublished http/middlewares/auth

# What the owner wants is deleted: what is in the view is not what the next one
# wants, and has to be written.
start a b
change a http/middlewares/auth "$AUTH" >/dev/null
change b http/middlewares/auth "$BLOG" >/dev/null
R DEL kopd:/traefik/want/a >/dev/null
again a http/middlewares/auth >/dev/null
call release b ib http/middlewares/auth 0 >/dev/null
is 'what an owner wants is lost: the next one is published whole' "$(view |
    grep middlewares/)" "$P/middlewares/auth/headers/frameDeny=true"
finish
