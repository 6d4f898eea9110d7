#!/bin/sh
# kopctl preview -v: what it says became of containers and their labels, and
# why.  Each decision has its container.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/list.sh"
kopctl=$BUILD/kopctl/kopctl

# conf BIND DOCKER ...: kopd.conf, with these lines of the block docker.
conf() {
	printf '%s\n' "$1" 'redis { host localhost }' 'docker {' \
	    >"$dir/kopd.conf"
	shift
	printf '%s\n' "$@" '}' >>"$dir/kopd.conf"
}

# explain: of the list at standard input, as JSON and as text.
explain() {
	jq -sc . >"$dir/list.json"
	"$kopctl" -j preview -v -f "$dir/kopd.conf" "$dir/list.json" \
	    >"$dir/json" 2>"$dir/err"
	echo $? >"$dir/status"
	"$kopctl" preview -v -f "$dir/kopd.conf" "$dir/list.json" \
	    >"$dir/text" 2>/dev/null
}

# about NAME FILTER: of that container.
about() {
	jq -r --arg name "$1" ".containers[] | select(.name == \$name) | $2" \
	    "$dir/json"
}

# label NAME LABEL: its outcome, keys and note.
label() {
	about "$1" '.labels[] | select(.name == "'"$2"'") |
	    [.outcome, (.keys[] | .key + "=" + .value), .note] |
	    map(select(. != "")) | join(" | ")'
}

decided() {
	about "$1" '.decisions[] | select(.subject == "'"$2"'") | .detail'
}

verdict() {
	about "$1" '.status + ": " + .reason'
}

default() {
	about "$1" '.defaults[] | select(.key == "'"$2"'") | .value'
}

R=traefik.http.routers
S=traefik.http.services
M=traefik.http.middlewares

# What may become of a label.
conf 'bind ip 192.0.2.1' 'exposed by default no'
{
	container web traefik.enable=true "$R.web.rule=Host(\`a\`)" \
	    "$R.web.entrypoint=x" "$R.web.priority=high" &&
	container good traefik.enable=true "$R.Good.rule=Host(\`g\`)" \
	    "$R.good.entrypoints=web, websecure" "$R.good.priority=+07" \
	    "$R.good.rulesyntax=" "$R.good.entrypoints.x=y" \
	    "$S.g.loadbalancer.server.port=80" \
	    "$S.g.loadbalancer.server.scheme=https" \
	    "$S.g.loadbalancer.server.weight=3" \
	    "$S.g.weighted.services[0].name=x" \
	    "$M.m.compress=false" "$M.m.compress.minresponsebodybytes=7" \
	    traefik.htp.routers.x.rule=y traefik.docker.network=none \
	    com.example.role=db kop.bind.i=1 kop.g.bind.ip=192.0.2.7 \
	    kop.merge-lbs=true &&
	container bad traefik.docker.x=1 "$R.bad.rule=Host(\`b\`)"
} | explain
is 'a typo and a wrong value: the verdict' "$(cat "$dir/status") $(verdict web)" \
    '1 error: it has errors, and nothing of it is published'
is 'the nearest field' "$(label web $R.web.entrypoint)" \
    "error | unknown field \`entrypoint' of a router; did you mean \`entryPoints'?"
is 'what would be right' "$(label web $R.web.priority | sed 's/set .*//')" \
    "error | \`high' is not a value for \`priority'; "
is 'the others are held back' "$(label web $R.web.rule)" blocked
is 'both faults are named' "$(about web '.errors | length')" 2
is 'a container that is right' "$(verdict good)" 'published: published'
is 'its name, as the first label spells it' "$(label good $R.Good.rule)" \
    'key | http/routers/Good/rule=Host(`g`)'
is 'a list' "$(label good $R.good.entrypoints)" \
    'key | http/routers/Good/entryPoints=web,websecure'
is 'a number' "$(label good $R.good.priority)" \
    'key | http/routers/Good/priority=7'
is 'an empty value' "$(label good $R.good.rulesyntax)" \
    "ignored | an empty \`ruleSyntax' is the same as none"
is 'below a list' "$(label good $R.good.entrypoints.x)" \
    "ignored | Traefik ignores everything below the list \`entryPoints'"
is 'a port' "$(label good $S.g.loadbalancer.server.port)" \
    "used | a part of the server's url"
is 'a weight' "$(label good $S.g.loadbalancer.server.weight)" \
    'key | http/services/g/loadBalancer/servers/0/weight=3'
is 'a field that labels cannot set' \
    "$(label good "$S.g.weighted.services[0].name")" \
    "ignored | Traefik ignores \`weighted' in labels"
is 'an object that is switched off' "$(label good $M.m.compress)" \
    'key | http/middlewares/m=true'
is 'and what is below it' "$(label good $M.m.compress.minresponsebodybytes)" \
    "ignored | \`compress' is disabled by its value, \`false'"
is 'a misspelt section, which Traefik does not mind' \
    "$(label good traefik.htp.routers.x.rule)" \
    "ignored | Traefik does not know \`traefik.htp'; did you mean \`traefik.http'?"
is "a setting" "$(label good traefik.docker.network)" \
    'used | a setting of the container'
is "a label of other software" "$(label good com.example.role)" ignored
is "kopd's own, misspelt" "$(label good kop.bind.i)" \
    "ignored | not a label of kopd; did you mean \`kop.bind.ip'?"
is "kopd's own" "$(label good kop.g.bind.ip)" \
    'used | the address of service g'
is 'and another one' "$(label good kop.merge-lbs)" \
    'used | servers are shared with other hosts'
is 'a wrong setting' "$(verdict bad)" \
    'error: it has errors, and nothing of it is published'
is 'then nothing else is looked at' "$(label bad $R.bad.rule)" skipped

# Where its servers are, and what no label asks for.
is 'an address by label' "$(decided good address)" \
    '192.0.2.7, by label kop.g.bind.ip'
is 'a labelled port' "$(decided good port)" "8088 of the host, published for \
port 80 of the container: from its label"
is 'the server' "$(decided good server)" \
    'https://192.0.2.7:8088, of http service g'
is 'the router gets the service' "$(decided good added)" \
    'service g of http router Good, because it is the only one'
is 'as a key' "$(default good http/routers/Good/service)" g
{
	container one traefik.enable=true &&
	also='.Ports = []' container none traefik.enable=true &&
	also='.Ports = [{PrivatePort: 81, Type: "tcp"}]' \
	    container exposed traefik.enable=true &&
	container own traefik.enable=true traefik.docker.network=bridge &&
	container tcp traefik.enable=true \
	    'traefik.tcp.routers.t.rule=HostSNI(`*`)'
} | explain
is 'the published address' "$(decided one address)" \
    "192.0.2.1, the published address of this host, see \`bind'"
is 'the only published port' "$(decided one port)" \
    "8088 of the host, published for port 80 of the container: the \
only published port"
is 'a service by default, and no router' "$(decided one added) / \
$(decided one router)" 'http service one, because no label names one / none: no '\
'label names one, and there is no default rule'
is 'no port' "$(about none '.errors[]')" \
    'http service none: it has no port because none is exposed; set its '\
'label loadbalancer.server.port'
is 'a port that is not published' "$(decided exposed port)" \
    '81, the lowest exposed port; it is not published'
is "the container's own address" "$(decided own address)" "172.17.0.2, the \
container's own in network bridge, by label traefik.docker.network"
is 'a service of another family' "$(decided tcp added)" \
    'tcp service tcp, because no label names one
service tcp of tcp router t, because it is the only one'

conf 'bind none' 'exposed by default yes' 'use bind port ip yes'
{
	also='.HostConfig.NetworkMode = "host"' container host &&
	also='.HostConfig.NetworkMode = "container:host"' container guest &&
	also='.Ports[0].IP = "192.0.2.3"' container bound &&
	also='.HostConfig.NetworkMode = "container:gone"' container orphan &&
	container wanted traefik.docker.network=bridge
} | explain
is 'the network of the host' "$(decided host address)" \
    "127.0.0.1, because it uses the network of the host"
is 'the network of a container' "$(decided guest network)" \
    'that of container host'
is 'and its address' "$(decided guest address)" \
    "127.0.0.1, because it uses the network of the host"
is 'the network of one that is gone' "$(about orphan '.errors[]')" 'http '\
'service orphan: it uses the network of container gone, which is not '\
'running; start that one, then create this one again'
is 'a port bound to an address' "$(decided bound address)" \
    '192.0.2.3 and port 8088, the binding of this port on the host'
is 'a network that is wanted' "$(decided wanted address)" \
    '172.17.0.2, in network bridge, as set'

# Which containers are taken.
conf 'bind none' 'exposed by default no' 'namespace "red"' \
    "constraints \"Label(\`tier\`, \`public\`)\"" \
    "default rule \"Host(\`{{ .Name }}.example.com\`)\""
{
	E='traefik.enable=true kop.namespace=red tier=public'
	container silent kop.namespace=red tier=public &&
	container off traefik.enable=false kop.namespace=red &&
	container private traefik.enable=true kop.namespace=red &&
	container blue traefik.enable=true tier=public kop.namespace=blue &&
	container nowhere traefik.enable=true tier=public &&
	also='.State = "exited"' container stopped $E &&
	also='.Health.Status = "unhealthy"' container ill $E &&
	also='.NetworkSettings.Networks = {}' container lost $E &&
	also='.Names = []' container nameless $E &&
	container host $E traefik.docker.network=missing &&
	container red $E && container not $E "$R.not.rule=Host(\`n\`)"
} | explain
is 'not enabled' "$(verdict silent)" \
    "ignored: traefik.enable is not set, and \`exposed by default' is no"
is 'disabled' "$(verdict off)" 'ignored: label traefik.enable says no'
is 'constrained away' "$(verdict private)" \
    "ignored: its labels do not match the \`constraints' of kopd.conf"
is 'of another namespace' "$(verdict blue)" "ignored: its label kop.namespace is blue, and the \`namespace' of kopd.conf is different"
is 'of no namespace' "$(verdict nowhere)" \
    "ignored: it has no label kop.namespace, and kopd.conf has a \`namespace'"
is 'stopped' "$(verdict stopped)" 'ignored: it does not run'
is 'not healthy' "$(verdict ill) $(about ill .state)" \
    'ignored: it is not healthy, or not healthy yet unhealthy'
is 'without a network' "$(about lost '.errors[]')" \
    'http service lost: it has no address in any network; connect it to one'
is 'in a network that there is not' "$(decided host address)" \
    '172.17.0.2, in network bridge: the first network by name with an address'
is 'without a name' "$(verdict "")" 'ignored: it has no name'
is 'one that is taken: why' \
    "$(about red '[.decisions[:3][] | .subject + ": " + .detail] | join("; ")')" \
    'namespace: red, a namespace of kopd.conf; enabled: by label '\
'traefik.enable; constraints: its labels match'
is 'it has a router by default' "$(decided red added | sed -n 2p)" \
    "rule \`Host(\`red.example.com\`)' of http router red, by the default rule"
is 'with its rule and flag' "$(default red http/routers/red/rule) \
$(default red http/routers/red/defaultRule)" 'Host(`red.example.com`) true'
is 'and one with a rule has none' "$(default not http/routers/not/rule)" ''

# Several of one name; what Redis cannot say; what is partly wrong.
conf 'bind none' 'exposed by default yes'
{
	container first "$R.x.rule=Host(\`1\`)" &&
	also='.Created = 2' container second "$R.x.rule=Host(\`2\`)" &&
	container header "$M.m.headers.customresponseheaders.Server=" &&
	container part "$S.a.loadbalancer.server.port=1" \
	    "$S.b.loadbalancer.server.port=2" "$R.p.rule=Host(\`p\`)" \
	    "$R.q.rule=Host(\`q\`)" "$R.q.service=a" &&
	container refers "$R.r.rule=r" "$R.r.service=refers@docker" \
	    "$R.r.middlewares=gone, auth@file,also@docker" &&
	container twin "$R.twin.service=refers" "$R.twin.rule=t" \
	    "$S.refers.loadbalancer.server.port=80"
} | explain
is 'what is referred to, and is not there' \
    "$(about refers '.objects[] | .name, .missing[]' | paste -sd' ' -)" \
    'http/routers/r http/middlewares/gone http/middlewares/also@docker '\
'http/services/refers'
is 'two containers with one server' \
    "$(jq -r '.containers[].objects[] | select(.name == "http/services/refers") |
    .reason' "$dir/json")" '
published without its server, because another container has the same one'
ok 'for people' grep -q 'it refers to http/middlewares/gone, which no' \
    "$dir/text"
is 'the second one' "$(verdict second)" \
    'partial: published, except for what waits for other containers'
is 'waits for the first one' "$(about second '.objects[0] | .name, .state,
    .reason')" 'http/routers/x
waits
waits for container first, which was published before and defines it differently'
is 'a label that Redis cannot say' "$(label header \
    "$M.m.headers.customresponseheaders.Server" | cut -d, -f 1)" \
    "error | Redis cannot store the empty value of \`Server'; define it in a \
file of Traefik's file provider"
is 'one of several routers is wrong' "$(verdict part)" \
    'partial: published, except for what has errors'
is 'it is ignored' "$(label part $R.p.rule | cut -d: -f 1)" \
    'error | http router p'
is 'the other one is not' "$(label part $R.q.rule)" \
    'key | http/routers/q/rule=Host(`q`)'

# Several that share: what counts of each.  Names that Compose gives.
conf 'bind ip 192.0.2.1' 'exposed by default yes' \
    "default rule \"Host(\`{{ .Name }}\`)\""
{
	container zz "$S.s.loadbalancer.server.port=80" "$S.s.middlewares=gone" &&
	container aa "$S.s.loadbalancer.server.port=80" "$S.s.middlewares=mine" &&
	container mm "$S.s.loadbalancer.server.port=80" "$S.s.middlewares=mine" &&
	container app-db-1 com.docker.compose.project=app \
	    com.docker.compose.service=db kop.merge-lbs=maybe &&
	also='.Ports[0].IP = "127.0.0.1"' container local
} | explain
is "a shared service's own middlewares: the first one's" \
    "$(label aa $S.s.middlewares)" "key | http/services/s/middlewares=mine \
| middlewares needs 3.7, and \`traefik version' is not set"
is 'another that says the same' \
    "$(label mm $S.s.middlewares)" "key | http/services/s/middlewares=mine \
| middlewares needs 3.7, and \`traefik version' is not set"
is 'one that does not' "$(label zz $S.s.middlewares)" 'ignored | of the '\
'containers that share this service, aa is the first by service and id: its '\
'middlewares count'
is 'nor does it refer to them' "$(about zz '.objects[].missing[]')" ''
is 'names by default, of Compose' "$(decided app-db-1 added | grep -v rule | \
    sed 's/.*; //')" "the name is the service and project of Docker Compose
service db-app of http router db-app, because it is the only one
the name is the service and project of Docker Compose"
is 'what is neither true nor false' "$(label app-db-1 kop.merge-lbs)" \
    "error | \`maybe' is handled as \`false'; set \`true' or \`false'"
is 'a port that only the host reaches: the verdict' "$(verdict local)" \
    'partial: published, except for what has errors'
is 'and what is wrong' "$(about local '.errors[]' | cut -d, -f 1)" 'http '\
'service local: its port 80 is bound only to port 8088 of 127.0.0.1'

conf 'bind none
lossy labels yes' 'exposed by default yes'
container header "$M.m.headers.customresponseheaders.Server=" \
    "$M.m.headers.stsseconds=1" | explain
is 'with lossy labels' "$(verdict header)" \
    'partial: published, except for what has errors'

# What people see.
is 'the verdict is first' "$(sed -n 1p "$dir/text")" \
    'container header: published, except for what has errors'
container "we$(printf '\033')b" "$R.w.rule=$(printf 'a\033[2Jb\tc')" | explain
is 'no control characters reach a terminal' \
    "$(tr -d '[:print:]\n' <"$dir/text" | wc -c)" 0
is 'but JSON has them, escaped' \
    "$(jq -r '.containers[0].labels[0].value' "$dir/json" | od -An -c |
    tr -d ' \n')" 'a033[2Jb\tc\n'
container long "$R.l.rule=$(printf 'Host(`%s`) || ' 1 2 3 4 5 6 7 8 9 a b c \
    d e f)Host(\`z\`)" | explain
is '80 columns' "$(awk 'length > 80' "$dir/text")" ''
is 'the keys are not printed as well' "$(grep -c '^traefik/' "$dir/text")" 0
"$kopctl" -j preview -f "$dir/kopd.conf" "$dir/list.json" >"$dir/json"
is 'keys as JSON' "$(jq -r '."traefik/http/routers/l/service"' "$dir/json")" \
    long
finish
