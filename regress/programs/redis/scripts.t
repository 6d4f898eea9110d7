#!/bin/sh
# The scripts' promises, one by one, with redis-cli as the writer.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/scripts.sh"

redis_start
scripts_load
INERT=traefik/tls/certificates=true
P=traefik/http

lines() {
	printf '%s\n' "$@"
}

# hello
is 'hello on an empty Redis takes the lease' \
    "$(hello a A1 | head -4 | xargs)" 'OK 1 0'
is 'hosts get numbers of their own' "$(hello b B1 | sed -n 2p)" 2
is 'the same incarnation again is known' \
    "$(hello a A1 | head -4 | xargs)" 'OK 1 0 1'
is 'a restart on the same engine takes over' \
    "$(hello a A2 | head -4 | xargs)" 'OK 1 0 0'
is 'another engine is refused, with the name of the holder' \
    "$(hello a A3 other | head -2 | xargs)" 'TAKEN name-a'
is 'whoever lost the lease does not take it back' \
    "$(call hello a A1 engine-a name-a 0 polite | head -1)" TAKEN
is 'the lease runs out' "$(test "$(R PTTL kopd:/traefik/lease/a)" -gt 0 && echo yes)" yes
ttl=-60000
hello a A2 >/dev/null
is 'a negative ttl: the lease stays' "$(R PTTL kopd:/traefik/lease/a)" -1
ok 'and a pulse runs out' test "$(R PTTL kopd:/traefik/pulse/a)" -gt 0
ttl=60000

# change
is 'a change gets the next number' "$(change a \
    http/services/web "$(service web 0 http://10.0.0.1:80)" \
    http/routers/web "$(router web 'Host(`a`)' web)" | sed -n 1,3p | xargs)" 'OK 1 3'
A_WEB=$(lines "$P/routers/web/rule=Host(\`a\`)" "$P/routers/web/service=web" \
    "$P/services/web/loadBalancer/servers/10000/url=http://10.0.0.1:80" "$INERT")
is 'the view has what the host wants' "$(view)" "$A_WEB"
is 'a wrong number changes nothing' "$(call change a A2 7 \
    http/routers/web '""' '""' | xargs)" 'SEQ 1'
is 'the former incarnation is told that it lost' "$(call change a A1 1 \
    http/routers/web '""' '""' | sed -n 1,2p | xargs)" 'LOST name-a'
is 'and has changed nothing' "$(view)" "$A_WEB"
subscribe
change a http/routers/web "$(router web 'Host(`a`)' web)" >/dev/null
is 'an equal definition is no message' "$(messages)" 0
change a http/routers/web "$(router web 'Host(`a2`)' web)" \
    http/services/web "$(service web 0 http://10.0.0.1:80 http://10.0.0.1:81)" >/dev/null
is 'a change is one message' "$(messages)" 1
is 'servers are added at slots of the host' "$(view | grep servers)" "$(lines \
    "$P/services/web/loadBalancer/servers/10000/url=http://10.0.0.1:80" \
    "$P/services/web/loadBalancer/servers/10001/url=http://10.0.0.1:81")"
R config set notify-keyspace-events KEA >/dev/null
call renew a A2 reap >/dev/null
is 'a heartbeat is no message, even with notifications' "$(messages)" 0
call verify a A2 no 0 http/routers/web http/services/web >/dev/null
is 'a check that finds nothing is no message, either' "$(messages)" 0
R config set notify-keyspace-events '' >/dev/null

# claims: b wants what a has
is 'another definition waits' "$(change b \
    http/routers/web "$(router web 'Host(`b`)' web)" | xargs)" \
    'OK 1 0 http/routers/web a waits 2'
is 'and is no message' "$(messages)" 0
is 'an equal frame shares, its servers stay out' "$(change b \
    http/services/web "$(service web 0 http://10.0.0.2:80)" | xargs)" \
    'OK 2 0 http/services/web a alone 2'
is 'a name that differs in case waits too' "$(change b \
    http/services/web "$(service Web 0 http://10.0.0.2:80)" | xargs)" \
    'OK 3 0 http/services/web a waits 2'
before=$(view)
change b http/services/web '""' >/dev/null
is 'what waited goes without a trace' "$(view)" "$before"
change a http/routers/web '""' >/dev/null
is 'who waits takes over as the owner lets go' \
    "$(view | grep routers)" "$(lines "$P/routers/web/rule=Host(\`b\`)" \
    "$P/routers/web/service=web")"
is 'in one message' "$(messages)" 1
change a http/routers/web "$(router web 'Host(`b`)' web)" >/dev/null
is 'an equal definition shares' "$(messages)" 0
change b http/routers/web '""' >/dev/null
is 'and stays when the other goes' "$(view | grep -c routers)" 2
is 'without a message' "$(messages)" 0

# merge
change a http/services/m "$(service m 1 http://10.0.0.1:80)" >/dev/null
change b http/services/m "$(service m 0 http://10.0.0.2:80)" >/dev/null
is 'servers are not shared unless both say so' "$(view | grep -c services/m/)" 1
change b http/services/m "$(service m 1 http://10.0.0.2:80)" >/dev/null
is 'servers are shared where both say so' "$(view | grep services/m/)" "$(lines \
    "$P/services/m/loadBalancer/servers/10000/url=http://10.0.0.1:80" \
    "$P/services/m/loadBalancer/servers/20000/url=http://10.0.0.2:80")"
change a http/services/m '""' >/dev/null
is 'one of them goes alone' "$(view | grep services/m/)" \
    "$P/services/m/loadBalancer/servers/20000/url=http://10.0.0.2:80"
change b http/services/m '""' http/services/none \
    "$(def http/services/none 0 loadBalancer/servers true)" \
    http/middlewares/bare "$(def http/middlewares/bare 0 '' true)" >/dev/null
is 'a list without servers and a bare object have their keys' \
    "$(view | grep 'none\|bare')" "$(lines "$P/middlewares/bare=true" \
    "$P/services/none/loadBalancer/servers=true")"
messages >/dev/null

# verify
R del $P/services/web/loadBalancer/servers/10001/url >/dev/null
R set $P/routers/web/rule nonsense >/dev/null
R hdel kopd:/traefik/claims http/routers/web >/dev/null
R hdel kopd:/traefik/shown http/routers/web >/dev/null
is 'verify mends what was deleted or changed' \
    "$(call verify a A2 no 0 http/routers/web http/services/web | xargs)" \
    'OK 2 2 1'
is 'to what it was' "$(view | grep 'web/')" "$(lines \
    "$P/routers/web/rule=Host(\`b\`)" "$P/routers/web/service=web" \
    "$P/services/web/loadBalancer/servers/10000/url=http://10.0.0.1:80" \
    "$P/services/web/loadBalancer/servers/10001/url=http://10.0.0.1:81")"
is 'in one message' "$(messages)" 1
is 'and the claim' "$(claims_of http/routers/web)" a
R hset kopd:/traefik/want/a http/routers/web rubbish >/dev/null
is 'what is not stored is named' "$(call verify a A2 no 0 \
    http/routers/web http/services/web | xargs)" 'OK 0 http/routers/web 2 0'
R del $INERT traefik/tls/certificates >/dev/null
messages >/dev/null
is 'a heartbeat gives number' "$(call renew a A2 reap | xargs)" "OK $(seq_of a) 2"
is 'and mends the inert entry' "$(R get traefik/tls/certificates)" true
is 'with a message' "$(messages)" 1

# expire keys
expire=60000
change a http/routers/e "$(router e 'Host(`e`)' web)" >/dev/null
ok 'keys expire where asked' test "$(R pttl $P/routers/e/rule)" -gt 0
R pexpire $P/routers/e/rule 30000 >/dev/null
call verify a A2 no 0 http/routers/e >/dev/null
ok 'and are renewed before they do' test "$(R pttl $P/routers/e/rule)" -gt 50000
expire=0
call verify a A2 persist 0 http/routers/e >/dev/null
is 'and no longer, where that was turned off' "$(R pttl $P/routers/e/rule)" -1
change a http/routers/e '""' >/dev/null

# a host is gone
change a http/routers/web "$(router web 'Host(`a`)' web)" >/dev/null
change b http/routers/web "$(router web 'Host(`b`)' web)" \
    http/routers/only "$(router only 'Host(`only`)' web)" >/dev/null
is 'a host that lives is not reaped' "$(call reap b B1 a http/routers/web | xargs)" ALIVE
R del kopd:/traefik/lease/a >/dev/null
is 'a heartbeat names who is gone' "$(call renew b B1 reap | sed -n 3p)" a
messages >/dev/null
is 'its list is whole' "$(call list b B1 a 0 | tail -1)" 1
n=$(R hget kopd:/traefik/host/a objects)
R hset kopd:/traefik/host/a objects 99 >/dev/null
is 'a list that lost some says so' "$(call list b B1 a 0 | tail -1)" 0
R hset kopd:/traefik/host/a objects "$n" >/dev/null
is 'reap takes what it is told' "$(call reap b B1 a http/routers/web | xargs)" 'OK 1 1 2'
is 'who waits steps in' "$(view | grep routers/web/rule)" "$P/routers/web/rule=Host(\`b\`)"
is 'in one message' "$(messages)" 1
is 'what is left goes' "$(call reap b B1 a http/services/web | xargs)" 'OK 2 0 1'
is 'with its entry' "$(R exists kopd:/traefik/host/a kopd:/traefik/want/a)" 0
is 'another host that removes it, too, learns that nothing is left' \
    "$(call list b B1 a 0 | xargs)" 'OK 0 2'
is 'and nothing of the other host' "$(view)" "$(lines "$P/middlewares/bare=true" \
    "$P/routers/only/rule=Host(\`only\`)" "$P/routers/only/service=web" \
    "$P/routers/web/rule=Host(\`b\`)" "$P/routers/web/service=web" \
    "$P/services/none/loadBalancer/servers=true" "$INERT")"
is 'the next heartbeat names nobody' "$(call renew b B1 reap | xargs)" "OK $(seq_of b) 2"
is 'who comes back must say hello' "$(call change a A2 9 http/routers/web '""' '""' | xargs)" HELLO
is 'gets its number again, and knows that it lost all' \
    "$(hello a A2 | sed -n 2,4p | xargs)" '1 0'

# a lapsed lease that nobody took
R del kopd:/traefik/lease/b >/dev/null
is 'a lapsed lease makes for a new start' "$(call renew b B1 reap | head -1)" HELLO
is 'and is taken up again' "$(call hello b B1 engine-b name-b 0 ask |
    sed -n '1p;4p' | xargs)" 'OK 1'
is 'who renews it again' "$(call renew b B1 reap | head -1)" OK
is 'and is there' "$(R get kopd:/traefik/lease/b)" B1

# Redis lost what an incarnation wrote last
is 'numbers that were given are not given again' \
    "$(call hello b B1 engine-b name-b 0 ask 999 | sed -n 3p)" 1000
is 'they are kept where nothing was lost' \
    "$(call hello b B1 engine-b name-b 0 ask 1000 | sed -n 3p)" 1000

# Redis lost that the next one took over
first=$(hello b B2 | sed -n 6p) second=$(hello b B3 | sed -n 6p)
ok 'each one that takes over is a later generation' \
    [ "$second" -gt "$first" ]
is 'it is told its generation again if an answer was lost' \
    "$(hello b B3 | sed -n 6p)" "$second"
is 'the former one stays out' \
    "$(call hello b B2 engine-b name-b 0 ask 0 "$first" | head -1)" TAKEN
R hset kopd:/traefik/host/b incarnation B1 generation "$first" >/dev/null
R set kopd:/traefik/lease/b B1 >/dev/null
is 'one whose former lease is there again takes over once more' \
    "$(call hello b B3 engine-b name-b 0 ask 0 "$second" | sed -n '1p;6p' |
    xargs)" "OK $second"
R del kopd:/traefik/lease/b kopd:/traefik/host/b >/dev/null
ok 'a new one is later than those that Redis forgot' \
    [ "$(hello b B5 | sed -n 6p)" -ge "$first" ]
is 'but not from another engine' \
    "$(call hello b B4 other name-o 0 ask 0 9999999999 | head -1)" TAKEN
hello b B1 >/dev/null

# withdraw
change b http/services/x "$(service x 0 http://10.0.0.2:80)" >/dev/null
call withdraw b B1 http/routers/web http/routers/only http/routers/c >/dev/null
is 'withdraw takes what it is told' "$(view | grep -c routers)" 0
call withdraw b B1 http/services/x http/services/none http/middlewares/bare >/dev/null
is 'and all of it in the end, but the inert entry' "$(view)" "$INERT"
is 'lease and entry too' "$(R exists kopd:/traefik/lease/b \
    kopd:/traefik/host/b kopd:/traefik/want/b)" 0

# verify counts the definitions of all hosts, which is what takes time
for h in m n; do
	hello $h I$h >/dev/null
	change $h http/services/y "$(service y 1 http://10.0.0.3:80)" >/dev/null
done
is 'verify counts definitions, not objects' \
    "$(call verify m Im no 0 http/services/y | xargs)" 'OK 0 2 0'

is 'so does a change' "$(change m http/services/y \
    "$(service y 1 http://10.0.0.3:80)" http/services/z '""' | xargs)" 'OK 2 0 3'
R del kopd:/traefik/lease/n >/dev/null
is 'and who reaps' "$(call reap m Im n http/services/y | xargs)" 'OK 1 0 2'
is 'hello counts hosts' "$(hello m Im | sed -n 7p)" "$(R hlen kopd:/traefik/hosts)"

# numbers
hello late Il >/dev/null
late=$(R hget kopd:/traefik/hosts late)
call withdraw late Il >/dev/null
call renew m Im reap >/dev/null
ok 'a host with nothing has its number for a day' [ "$late" = \
    "$(R hget kopd:/traefik/hosts late)" ]
R hincrby kopd:/traefik/idle late -86390 >/dev/null
call renew m Im reap >/dev/null
ok 'all of it' [ "$late" = "$(R hget kopd:/traefik/hosts late)" ]
R hincrby kopd:/traefik/idle late -11 >/dev/null
call renew m Im reap >/dev/null
is 'then it is given back' "$(R hexists kopd:/traefik/hosts late
    R hexists kopd:/traefik/idle late)" '0
0'
is 'and given to the next' "$(hello next In | sed -n 2p)" "$late"
call withdraw next In >/dev/null
call renew m Im reap >/dev/null
ok 'whoever comes back in time' [ "$(R hexists kopd:/traefik/idle next)" = 1 ]
is 'has it still' "$(hello next Io | sed -n 2p)" "$late"
is 'and is no longer counted out' "$(R hexists kopd:/traefik/idle next)" 0

# What is no path, or of another object, is no definition.
start=$(view)
for d in "$(def http/routers/z 0 a//b x)" "$(def http/routers/z 0 /a x)" \
    "$(def http/routers/z 0 a/ x)" "$(def http/routers/y 0 a x)" \
    "$(def http/routers/z/rule 0 a x)" "$(def http/services/z 0 a x)" \
    "$(def http/routers/1 0 a x)" "$(def 'http/routers/z'/../y 0 a x)"; do
	change m http/routers/z "$d" >/dev/null
	is 'it is not published' "$(view)" "$start"
done
change m http/routers/z/rule "$(def http/routers/z/rule 0 '' x)" >/dev/null
is 'nor is an object within another one' "$(view)" "$start"

# layout
R set kopd:/traefik/format 99 >/dev/null
is 'an unknown layout is left alone' "$(hello b B2 | xargs)" 'FORMAT 99'
finish
