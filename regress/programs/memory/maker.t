#!/bin/sh
# Each allocation of route-maker fails once: it ends with one line, or goes on
# as if nothing had happened.  It never publishes anything else.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"
. "$TOP/regress/lib/memory.sh"

cat >"$dir/policy" <<'X'
"kopd.conf:1" block quick router priority > 100000
"kopd.conf:2" pass service address { container, published } port 1:65535
X
r=traefik.http.routers m=traefik.http.middlewares
port='"traefik.http.services.c.loadbalancer.server.port":"8080"'
cat >"$dir/commands" <<X
conf hostname host
conf default_rule Host(\`{{.Name|normalize|lower}}.{{.Labels.zone}}\`)
conf constraints Label(\`zone\`,\`a\`)||LabelRegex(\`zone\`,\`^b+\$\`)
conf v1 1
conf v1_domain example.com
conf registrator 1
conf policy @$dir/policy
conf policy_number 1
conf limit_objects 100
$(begin "$(container 1 a '"zone":"a"')","$(container 2 b '"zone":"bb","'$r'.b.rule":"Host(`b`) \u0026\u0026 Path(`/x`)","'$r'.b.middlewares":"m,n@file","'$m'.m.headers.customrequestheaders.X-A":"y"')")
routes
text events $(event start 3)
answer ids [$(container 3 c "\"zone\":\"a\",$port,\"traefik.http.c\":\"bad\"")]
text events $(event start 4)
answer ids [$(container 4 d "\"zone\":\"a\",\"$r.b.rule\":\"Host(\`other\`)\",\"traefik.tcp.routers.d.rule\":\"HostSNI(\`*\`)\",\"traefik.tcp.routers.d.tls.domains[0].main\":\"d\"")]
routes
text events $(event start 5)
answer ids [$(container 5 e '"zone":"a","traefik.enable":"true","traefik.port":"80","traefik.frontend.rule":"Host:e.example.com","traefik.frontend.auth.basic.users":"u:p"')]
routes
text events $(event die 2)
routes
status
conf default_rule Host(\`{{.Name}}.other\`)
reload
answer list [$(container 1 a '"zone":"a"'),$(container 3 c '"zone":"a"'),$(container 4 d '"zone":"a"')]
routes
end events cut
answer info {"ID":"ABC","Name":"host"}
request events
open events
answer list [$(container 1 a '"zone":"a"')]
routes
show
stop
X

run() {
	timeout 60 "$BUILD/regress/lib/fake/neighbours" \
	    "$failing/route-maker/route-maker" <"$dir/commands" \
	    2>"$dir/log" |
	    sed 's,^\(request events\|last_list\) .*,\1,' >"$dir/out"
}

run
cp "$dir/out" "$dir/right"
grep '^set ' "$dir/right" | sort -u >"$dir/right.set"
is 'without a failure: it ends in order' "$(tail -n 1 "$dir/right")" 'exit 0'

judge() {
	case $(grep '^exit \|^killed' "$dir/out") in
	'exit 0')
		diff "$dir/right" "$dir/out" ;;
	'exit '*)
		grep '^set ' "$dir/out" | sort -u >"$dir/set"
		comm -13 "$dir/right.set" "$dir/set"
		fatal_line "$dir/log" route-maker ;;
	*)
		echo 'it has neither ended nor gone on:'
		tail -n 3 "$dir/out" "$dir/log" ;;
	esac
}
each_allocation 'each allocation of route-maker fails once' route-maker \
    run judge
without_memory route-maker run judge
finish
