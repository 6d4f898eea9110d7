#!/bin/sh
# What redis-writer takes from a route-maker that has been taken over: no more
# objects and bytes than the limits of kopd.conf, and no more messages than it
# can write.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
redis_start

ended() {	# NAME
	wait_for 20 grep -q '^exit\|^killed' "$dir/$1.out"
	grep '^exit\|^killed' "$dir/$1.out"
}
object() {	# NUMBER [VALUE]
	echo "set http/routers/r$1 http/routers/r$1 0 rule ${2:-Host(\`r\`)} \
service s"
}
objects() {	# FROM TO [VALUE]
	_i=$1
	while [ "$_i" -le "$2" ]; do
		object "$_i" "${3:-}"
		_i=$((_i + 1))
	done
}

writer a limit_objects 5
snapshot a "$(objects 1 5)"
is "as many objects as may be" "$(R KEYS 'traefik/http/routers/*/rule' |
    wc -l)" 5
changes a "del http/routers/r1" "$(object 6)"
changes a "$(object 7)" "del http/routers/r2"
is "one goes, one comes, in either order" "$(
    R KEYS 'traefik/http/routers/*/rule' | wc -l)" 5
tell a "begin 9 change" "$(object 8)" "end 9"
is "one more: the process ends" "$(ended a)" "exit 1"
ok "... says why" logged a "route-maker exceeds the limits: 6 objects of \
[0-9]* bytes; .limit objects. is 5 and .limit bytes. is [0-9]*"

# Without an end of the change, twice as many are the most.
writer b limit_objects 5
tell b "begin 1 change" "$(objects 1 20)"
is "a change that never ends: the process ends" "$(ended b)" "exit 1"
ok "... says why" logged b "route-maker exceeds the limits: 12 objects"

# Bytes, and what an empty value costs.
writer c limit_bytes 10000
snapshot c "$(objects 1 4)"
long=$(printf '%05000d' 0)
changes c "$(object 1 "$long")"
changes c "$(object 1)"
tell c "begin 8 change" "$(object 1 "$long")" "$(object 2 "$long")" "end 8"
is "too many bytes: the process ends" "$(ended c)" "exit 1"
ok "... says why" logged c "4 objects of 1[0-9]* bytes; .limit objects. is \
[0-9]* and .limit bytes. is 10000"
writer d limit_bytes 10000
small=$(awk 'BEGIN { for (i = 0; i < 170; i++)
	printf " headers/customRequestHeaders/x%d 1", i }')
tell d "begin 1 snapshot" "set http/middlewares/m http/middlewares/m 0$small" \
    "end 1"
is "small values: the process ends" "$(ended d)" "exit 1"
ok "... says why" logged d "route-maker exceeds the limits: 1 objects"

# A reload with less waits for what route-maker does about it.
writer e limit_objects 5
snapshot e "$(objects 1 5)"
conf e limit_objects 3
tell e reload
changes e "del http/routers/r1" "del http/routers/r2"
changes e "$(object 3 'Path(`/`)')"
is "a reload that allows less" "$(stop_writer e)" "exit 0"

# A flood: it is read slowly, and nothing is lost.
writer f limit_objects 1000
snapshot f "$(objects 1 3)"
flood=$(awk 'BEGIN { for (i = 0; i < 4500; i++) {
	print "set http/routers/w http/routers/w 0 rule Path(`/" i "`) service s"
} }')
begin=$(date +%s%3N)
changes f "$flood"
took=$(($(date +%s%3N) - begin))
ok "more changes than a second may have take their time" [ $took -ge 450 ]
is "the last one is there" "$(R GET traefik/http/routers/w/rule)" \
    'Path(`/4499`)'
ok "it is logged" logged f "the rest waits"
is "an orderly end" "$(stop_writer f)" "exit 0"
finish
