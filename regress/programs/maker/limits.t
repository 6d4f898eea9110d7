#!/bin/sh
# `limit objects' and `limit bytes': the containers that were created last are
# left out with an error and come back when there is room; the others stay.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"

# begin_limits LINES ELEMENTS: begin() after other settings.
begin_limits() {
	printf '%s\n' "$1"
	begin "$2"
}
left_out() {	# NAME LIMIT FIGURE
	echo "error container $1: rejected: the containers of this \
host would exceed \`limit $2' of kopd.conf, $3; containers that were created \
earlier have priority"
}
service() {
	echo "http/services/$2/loadBalancer/servers/0/url=http://10.0.0.$1:80"
}

# Docker lists the newest first.
is "the newest is ignored, in whichever order they come" "$(
play "$(begin_limits 'conf limit_objects 2' \
    "$(container 3 c),$(container 2 b),$(container 1 a)")
count
show
status error
stop" | sed 1d)" "set 2 del 0
$(service 1 a)
$(service 2 b)
$(left_out c objects 2)
exit 0"
ok "... which is logged" grep -q "container c: rejected: " "$dir/log"

is "it comes back when there is room" "$(
play "$(begin_limits 'conf limit_objects 2' \
    "$(container 1 a),$(container 2 b),$(container 3 c)")
count
text events $(event destroy 1)
count
answer ids [$(container 3 c)]
count
show
status error
stop" | sed 1d)" "set 2 del 0
set 0 del 1
set 1 del 0
$(service 2 b)
$(service 3 c)
exit 0"
ok "... which is logged" grep -q "container c: no more errors" \
    "$dir/log"

is "an older one that comes later takes the place of a newer one" "$(
play "$(begin_limits 'conf limit_objects 2' \
    "$(container 4 d),$(container 3 c)")
count
text events $(event start 1)
answer ids [$(container 1 a)]
count
show
status error
stop" | sed 1d)" "set 2 del 0
set 1 del 1
$(service 1 a)
$(service 3 c)
$(left_out d objects 2)
exit 0"

is "a list without changes asks for nothing and says nothing new" "$(
play "$(begin_limits 'conf limit_objects 1' "$(container 1 a),$(container 2 b)")
count
reload
answer list [$(container 1 a),$(container 2 b)]
await lists 2
unsaid
stop" | sed 1d)" "set 1 del 0
awaited lists 2
unsaid 0
exit 0"
is "... but once" "$(grep -c 'rejected: ' "$dir/log")" 1

is "a reload that allows more" "$(
play "$(begin_limits 'conf limit_objects 1' "$(container 1 a),$(container 2 b)")
count
conf limit_objects 5
reload
answer list [$(container 1 a),$(container 2 b)]
count
status error
stop" | sed 1d)" "set 1 del 0
set 1 del 0
exit 0"

is "a reload that allows less" "$(
play "$(begin "$(container 1 a),$(container 2 b)")
count
conf limit_objects 1
reload
answer list [$(container 1 a),$(container 2 b)]
count
status error
stop" | sed 1d)" "set 2 del 0
set 0 del 1
$(left_out b objects 1)
exit 0"

# Bytes: of labels, with what an empty value costs, and of what is kept of a
# container that is not published at all.
LONG=$(printf '%020000d' 0)
is "bytes" "$(
play "$(begin_limits 'conf limit_bytes 50000' "$(
    container 1 a "\"traefik.http.middlewares.m.addprefix.prefix\":\"$LONG\""
    ),$(container 2 b "\"traefik.http.middlewares.n.addprefix.prefix\":\"$LONG\""
    ),$(container 3 c "\"traefik.http.middlewares.o.addprefix.prefix\":\"$LONG\""
    ),$(container 4 d)")
count
status error
stop" | sed 1d)" "set 5 del 0
$(left_out c bytes 50000)
exit 0"
many() {	# NUMBER: headers of one byte each
	jq -rn --argjson n "$1" '[range($n) | "\"traefik.http.middlewares.m" +
	    ".headers.customrequestheaders.x\(.)\":\"1\""] | join(",")'
}
is "small values" "$(
play "$(begin_limits 'conf limit_bytes 50000' "$(container 1 a "$(many 200)"
    ),$(container 2 b "$(many 200)")")
count
status error
stop" | sed 1d)" "set 2 del 0
$(left_out b bytes 50000)
exit 0"
networks=$(jq -rn --arg x "${LONG%0000}" \
    '[range(3) | "\"n\(.)\($x)\":{\"IPAddress\":\"10.0.0.9\"}"] | join(",")')
stopped() {
	container "$1" "$2" '' "\"State\":\"exited\",\"NetworkSettings\":{
	    \"Networks\":{$networks}}" | tr -d '\n\t'
}
is "what is kept of those that are stopped" "$(
play "$(begin_limits 'conf limit_bytes 100000' \
    "$(stopped 1 a),$(stopped 2 b),$(container 3 c)")
count
status error
stop" | sed 1d)" "set 1 del 0
$(left_out b bytes 100000)
exit 0"
joined() {
	container "$1" "$2" "\"x\":\"$LONG\"" "\"State\":\"exited\",
	    \"HostConfig\":{\"NetworkMode\":\"container:nobody\"}" |
	    tr -d '\n\t'
}
is "labels of those that use another's network" "$(
play "$(begin_limits 'conf limit_bytes 50000' \
    "$(joined 1 a),$(joined 2 b),$(joined 3 c),$(container 4 d)")
count
status error
stop" | sed 1d)" "set 1 del 0
$(left_out c bytes 50000)
exit 0"

# 0.95 MB of labels each, 200 MB in all, in some 20 MB.
value=$(printf '%0118000d' 0)
i=0
{
	printf '['
	while [ $i -lt 200 ]; do
		i=$((i + 1)) labels=
		for j in 1 2 3 4 5 6 7 8; do
			labels="$labels${labels:+,}\"traefik.http.middlewares.\
m${i}x$j.addprefix.prefix\":\"$value\""
		done
		[ $i -eq 1 ] || printf ,
		container $i "c$i" "$labels"
	done
	printf ']'
} >"$dir/large.json"
play_large() {
	cat <<-EOF
	conf limit_bytes 10485760
	conf exposed_by_default 1
	conf bind_none 1
	start
	answer info {"ID":"ABC","Name":"host","ServerVersion":"1.2"}
	request events
	open events
	answerfile list $dir/large.json
	count
	status containers
	status published
	say listed
	stop
	EOF
}
is "large containers do not end it" "$(play "$(play_large)" |
    grep -v '^request')" "set 99 del 0
containers 200
published 11
listed
exit 0"
ok "... which is logged in few lines" [ "$(wc -l <"$dir/log")" -le 12 ]
finish
