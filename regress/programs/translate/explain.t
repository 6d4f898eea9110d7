#!/bin/sh
# What kopctl preview -v says of labels of Traefik 1 and of registrator: what
# each has become, and why one has no effect.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
export LC_ALL=C

# list NAME:LABELS ...: a list of containers; LABELS are members of JSON.
list() {
	n=0
	echo '['
	for one; do
		n=$((n + 1))
		[ "$n" -eq 1 ] || echo ','
		printf '{"Id":"%064x","Names":["/%s"],"Created":%d,' "$n" \
		    "${one%%:*}" "$n"
		printf '"State":"running","Status":"Up","Ports":[{'
		printf '"PrivatePort":80,"Type":"tcp"}],"HostConfig":{'
		printf '"NetworkMode":"default"},"NetworkSettings":{'
		printf '"Networks":{"bridge":{"IPAddress":"172.17.0.%d"}}},' \
		    $((n + 1))
		printf '"Labels":{%s}}' "${one#*:}"
	done
	echo ']'
}

# explain BLOCKS CONTAINER ...: sets said to what preview -v prints, each label
# with its details on one line.
explain() {
	printf 'bind none\n%b\n' "$1" >"$dir/kopd.conf"
	shift
	list "$@" >"$dir/list.json"
	"$BUILD/kopctl/kopctl" preview -v -f "$dir/kopd.conf" \
	    "$dir/list.json" >"$dir/out" 2>"$dir/err"
	said=$(awk '
	    /^        / { sub(/^ */, ""); line = line " " $0; next }
	    /^      / { sub(/^ */, ""); line = line " / " $0; next }
	    { if (line != "") print line; sub(/^ */, ""); line = $0 }
	    END { print line }' "$dir/out")
}

# says NAME LINE: the line is in it.
says() {
	printf '%s\n' "$said" | grep -qxF -e "$2"
	result $? "$1" "$dir/out" "$dir/err"
}

rule='"traefik.frontend.rule":"Host:hello.docker"'
V1='labels v1 {\n exposed by default yes\n}'

explain "$V1" "web:$rule,"'"traefik.backend":"hello","traefik.tags":"x"'
says 'a rule' "traefik.frontend.rule=Host:hello.docker / a label of Traefik 1:\
 traefik.http.routers.web.rule=Host(\`hello.docker\`) / a label of Traefik 1:\
 traefik.http.routers.web.priority=17 / ->\
 http/routers/web/priority=17 / -> http/routers/web/rule=Host(\`hello.docker\`)"
says 'a backend' "traefik.backend=hello / a label of Traefik 1:\
 traefik.http.routers.web.service=hello / -> http/routers/web/service"
says 'a label without effect' "traefik.tags=x / ignored: only the constraints\
 of Traefik 1 read it; set \`constraints' in kopd.conf"
explain "$V1" "web:$rule,"'"traefik.frontend.rul":"x","traefik.port":"x"'
says 'an unknown label' "traefik.frontend.rul=x / ignored: Traefik 1 did not\
 read it"
says 'a label with an error' "traefik.port=x / error: see above"
says 'a label blocked by it' "traefik.frontend.rule=Host:hello.docker /\
 blocked by the errors above"
explain 'labels v1 { }' "web:$rule"
says 'not enabled' "traefik.frontend.rule=Host:hello.docker / skipped"
explain '' "web:$rule" 'reg:"SERVICE_NAME":"x"'
says 'without the block' "traefik.frontend.rule=Host:hello.docker / ignored: a\
 label of Traefik 1, which is not read; see labels v1 in kopd.conf(5)"
says 'without that of registrator' "SERVICE_NAME=x / ignored: a label of\
 registrator, which is not read; see labels registrator in kopd.conf(5)"
explain "$V1" "web:$rule,"'"traefik.http.routers.x.rule":"Host(`x`)"'
says 'beside labels of Traefik 3' "traefik.frontend.rule=Host:hello.docker /\
 ignored: a label of Traefik 1, which has no effect beside labels of Traefik 3"
explain 'labels registrator {\n exposed by default yes\n internal yes\n}' \
    'web:"SERVICE_NAME":"x","SERVICE_REGION":"y"' \
    'no:"SERVICE_NAME":"n","SERVICE_IGNORE":"false"'
says 'a name' "SERVICE_NAME=x / a label of registrator:\
 traefik.http.routers.x.service=x / -> http/routers/x/service"
says 'an attribute' "SERVICE_REGION=y / ignored: an attribute in Consul, which\
 no route has"
explain "$V1" "one:$rule,"'"traefik.backend":"p"' \
    "two:$rule,"'"traefik.backend":"p","traefik.port":"80"'
says 'a service of which another container decides' "http/services/p: it wants\
 service p in another way than container one, which was created first: only its\
 server is used"
finish
