#!/bin/sh
# The options of Traefik's docker provider, in a file or in DOCKER_CONFIG, as
# kopd -nv shows what became of them.

. "$TOP/regress/lib/tap.sh"
cd "$dir" || exit 1

# run YAML [OPTION ...]: kopd -nv with that DOCKER_CONFIG; \n is a new line.
run() {
	yaml=$(printf -- "$1")
	shift
	env -i DOCKER_CONFIG="$yaml" "$BUILD/kopd/kopd" -nv "$@" >out 2>err
	status=$?
}

# gives NAME LINES YAML [OPTION ...]: LINES, between |, are among the
# settings and nothing is said.
gives() {
	name=$1 lines=$2
	shift 2
	run "$@"
	bad=$status
	[ "$(cat err)" = 'configuration OK' ] || bad=1
	has_lines
	result $bad "$name" out err
}

has_lines() {
	printf '%s\n' "$lines" | tr '|' '\n' >lines
	while IFS= read -r line; do
		grep -qxF "	$line" out || bad=1
	done <lines
}

# refuses NAME LINES YAML [OPTION ...]: exactly these lines are on stderr.
refuses() {
	name=$1 lines=$2
	shift 2
	run "$@"
	bad=0
	[ "$status" -eq 1 ] && [ ! -s out ] || bad=1
	printf '%s\n' "$lines" | tr '|' '\n' | cmp -s - err || bad=1
	result $bad "$name" out err
}

# warns NAME LINES YAML [OPTION ...]: and it is taken all the same.
warns() {
	name=$1 lines=$2
	shift 2
	run "$@"
	bad=$status
	printf '%s\n' "$lines|configuration OK" | tr '|' '\n' |
	    cmp -s - err || bad=1
	result $bad "$name" out err
}

D=DOCKER_CONFIG
ALL='exposed by default yes|allow empty services yes|use bind port ip yes'
ALL="$ALL|network \"lan\"|default rule \"Host(\`{{ .Name }}.example.com\`)\""
ALL="$ALL|constraints \"Label(\`a\`, \`b\`)\"|socket \"/run/d.sock\""
ALL="$ALL|timeout 90s"
OPTIONS='exposedByDefault: true
defaultRule: Host(`{{ .Name }}.example.com`)
constraints: "Label(`a`, `b`)"
network: lan
useBindPortIP: true
allowEmptyServices: true
watch: true
endpoint: unix:///run/d.sock
httpClientTimeout: 1m30s
swarmMode: false'
below() {
	printf '%s:\n' "$1"
	printf '%s\n' "$2" | sed 's/^/  /'
}

gives 'all options at the top' "$ALL" "$OPTIONS"
gives 'below docker' "$ALL" "$(below docker "$OPTIONS")"
gives 'below providers and docker, beside what is not ours' "$ALL" \
    "log: {}\n$(below providers "redis: {}
$(below docker "$OPTIONS")")"
gives 'in JSON' 'network "lan"|exposed by default yes' \
    '{"docker": {"network": "lan", "exposedByDefault": true}}'
gives 'names in another case' 'network "lan"|use bind port ip yes' \
    'Docker:\n  NETWORK: lan\n  usebindportip: true'
gives 'anchors, aliases and merges' 'network "b"|constraints "Label(`a`,`b`)"' \
    'docker:\n  <<: {network: a, constraints: &c "Label(`a`,`b`)"}\n  network: b'
for y in --- docker: 'docker: ~' 'docker: {}' 'providers: {docker: }' \
    'docker:\n  network:\n  exposedByDefault: ~\n  tls: null' \
    'docker: {network: "", endpoint: "", username: "", tls: {}}'; do
	gives "nothing: $y" \
	    'socket "/var/run/docker.sock"|exposed by default no' "$y"
done

# As traefik-kop and Traefik's own file take them.
for b in true True TRUE t T 1 y Y yes Yes YES on On ON '"yes"' '"true"' \
    '!!bool true' '!!str true'; do
	gives "true: $b" 'exposed by default yes' "exposedByDefault: $b"
done
for b in false False FALSE f F 0 n N no No NO off Off OFF; do
	gives "false: $b" 'exposed by default no' "exposedByDefault: $b"
done
for b in tRUE maybe 2 ; do
	refuses "neither: $b" \
	    "$D:1:8: watch is neither true nor false: \"$b\"" "watch: $b"
done
refuses "neither: an empty text" \
    "$D:1:8: watch is neither true nor false: \"\"" 'watch: ""'
for n in 123:123 true:true 1.50:1.50 2001-01-01:2001-01-01 '" a ":a' \
    "' a':a"; do
	gives "a text: $n" "network \"${n##*:}\"" "network: ${n%%:*}"
done
for s in 30=30 '"30"=30' 30s=30 1h=3600 1m1.5s=62 010=10 +5=5 .5s=1 100ms=1 \
    0=30 0s=30; do
	gives "a timeout: $s" "timeout ${s##*=}s" "httpClientTimeout: ${s%%=*}"
done
for s in 1.5 0x10 0o10 1_000 '30 s' 1e3 1d 30sec s .s; do
	refuses "no timeout: $s" "$D:1:20: httpClientTimeout is not a duration\
 such as 30, 30s, 1m30s: \"$s\"" "httpClientTimeout: $s"
done
refuses 'a timeout below 0' "$D:1:20: httpClientTimeout is below 0: \"-3s\"" \
    'httpClientTimeout: -3s'
refuses 'a timeout that is too long' \
    "$D:1:20: timeout is out of range (1 to 3600): 7200" \
    'httpClientTimeout: 2h'
gives 'a rule of several lines' 'default rule "Host(`a`)' \
    'defaultRule: |\n  Host(`a`)\n  || Host(`b`)\n'
env -i "$BUILD/kopd/kopd" -nv -f out 2>/dev/null | cmp -s - out
result $? 'which parses to the same'
gives 'quotes and backslashes' 'default rule "Host(`\\\\d\"`)"' \
    "defaultRule: 'Host(\`\\\\\\\\d\"\`)'"
gives 'UTF-8' 'network "é"' 'network: é'

# What does not apply to a unix socket, or not yet.
UNIX="has no effect: the unix socket of Docker does not need it"
warns 'user and password' "$D:2:13: warning: username $UNIX|$D:3:13: warning:\
 password $UNIX" 'docker:\n  username: geheim\n  password: geheim\n'
ok 'and neither is repeated' not grep -q geheim out err
warns 'tls' "$D:2:3: warning: tls $UNIX" \
    'tls:\n  ca: a\n  caOptional: true\n  cert: b\n  key: geheim\n  insecureSkipVerify: yes'
ok 'and no key is repeated' not grep -q geheim out err
warns 'not to watch' "$D:1:8: warning: watch has no effect: kopd always\
 follows Docker's events" 'watch: false'
for e in tcp://10.0.0.1:99 http://10.0.0.1:99/ HTTP://10.0.0.1:99; do
	gives "endpoint $e" 'host "10.0.0.1"|port 99' "endpoint: \"$e\""
done
gives 'an endpoint without a port' 'host "socket-proxy"|port 2375' \
    'endpoint: tcp://socket-proxy'
gives 'an endpoint that is a path' 'socket "/a/b"' 'endpoint: /a/b'
REMOTE='see REMOTE ENGINES in kopd.conf(5)'
TLS="kopd does not support TLS with Docker: $REMOTE"
LOGIN='kopd does not send a user or password to Docker; remove them'
refuses 'endpoint ssh://' "$D:1:11: endpoint: ssh://...: use ssh to make a\
 socket of it: $REMOTE" 'endpoint: ssh://me@geheim'
refuses 'endpoint https://' "$D:1:11: endpoint: https://...: $TLS" \
    'endpoint: https://geheim'
refuses 'endpoint npipe://' "$D:1:11: endpoint: npipe://...: unknown\
 scheme: unix:///path, or tcp://host:port" \
    'endpoint: npipe:////./pipe/docker'
refuses 'an endpoint with a password' "$D:1:11: endpoint: tcp://...: it has a\
 user or a password, which kopd does not send to Docker; remove them" \
    'endpoint: tcp://me:geheim@h'
for tls in 'ca: a' 'caOptional: true' 'cert: a' 'key: a' \
    'insecureSkipVerify: true' 'insecureSkipVerify: false'; do
	refuses "an endpoint by TCP with $tls" "$D:1:39: $TLS" \
	    "docker: {endpoint: tcp://h:2376, tls: {$tls}}"
done
refuses 'the same before the endpoint' "$D:1:15: $TLS" \
    'docker: {tls: {ca: a}, endpoint: tcp://h}'
refuses 'tls beside DOCKER_HOST' "$D:1:6: $TLS" 'tls: {ca: a}' \
    --docker-host tcp://h
refuses 'user and password by TCP' "$D:1:41: $LOGIN|$D:1:59: $LOGIN" \
    'docker: {endpoint: tcp://h:1, username: geheim, password: geheim}'
refuses 'an endpoint without scheme' "$D:1:11: endpoint: it is neither a path\
 nor a URL: unix:///path, or tcp://host:port" 'endpoint: geheim'
refuses 'an endpoint that is relative' \
    "$D:1:11: docker socket is not an absolute path" 'endpoint: unix://a/b'
gives 'an endpoint goes over DOCKER_HOST' 'socket "/run/d.sock"' \
    'endpoint: unix:///run/d.sock' --docker-host unix:///run/e.sock
SWARM='this version of kopd does not support Swarm'
refuses swarmMode "$D:2:14: swarmMode: $SWARM" 'docker:\n  swarmMode: yes'
refuses swarmModeRefreshSeconds "$D:1:26: swarmModeRefreshSeconds: $SWARM" \
    'swarmModeRefreshSeconds: 15s'
refuses 'a document of Swarm' "$D:1:8: swarm: $SWARM" \
    'swarm: {refreshSeconds: 15}'
refuses "Swarm among Traefik's providers" "$D:3:5: swarm: $SWARM" \
    'providers:\n  swarm:\n    network: a'
refuses refreshSeconds "$D:1:17: refreshSeconds: $SWARM" 'refreshSeconds: 1'

# What is no such document.
refuses 'unknown options, each' "$D:2:3: unknown option \"exposeByDefault\":\
 did you mean \"exposedByDefault\"?|$D:3:3: unknown option \"zzz\"" \
    'docker:\n  exposeByDefault: true\n  zzz: 1'
refuses 'one of tls' \
    "$D:1:7: unknown option \"cart\": did you mean \"cert\"?|$D:1:6: warning:\
 tls $UNIX" 'tls: {cart: a}'
refuses 'one beside docker' "$D:2:1: unknown option \"network\"" \
    'docker: {}\nnetwork: a'
refuses 'twice' "$D:2:1: \"network\" is already set, at 1:1" \
    'network: a\nnetwork: b'
refuses 'twice in another case' \
    "$D:2:1: \"Network\" is already set, as \"network\", at 1:1" \
    'network: a\nNetwork: b'
refuses 'docker beside providers' \
    "$D:2:9: \`docker' must be nested below \`providers'" \
    'providers: {docker: }\ndocker: {}'
refuses 'providers without docker' "$D:1:12: providers without docker" \
    'providers: {dokcer: {}}'
refuses 'providers that are none' "$D:1:12: providers takes options, not a\
 list" 'providers: [docker]'
refuses 'a list of options' "$D:1:9: docker takes options, not a list" \
    'docker: [a]'
refuses 'a text for options' "$D:1:9: docker takes options, not a string" \
    'docker: true'
refuses 'a text alone' "$D:1:1: options expected here, not a string\
 (the name of a file must contain .yaml or .yml)" /etc/docker.conf
refuses 'a list alone' "$D:1:1: options expected here, not a list\
 (the name of a file must contain .yaml or .yml)" '- a'
refuses 'tls that is a text' "$D:1:6: tls takes options, not a string" 'tls: on'
refuses 'a list for a text' "$D:1:10: network takes a string, not a list" \
    'network: [a]'
refuses 'a mapping for a boolean' "$D:1:8: watch takes a string, not a mapping:\
 put a value that begins with { in quotes" 'watch: {a: b}'
refuses 'a template without quotes' "$D:1:15: a key must be a string (and a\
 value that begins with { must be in quotes)" 'defaultRule: {{ .Name }}'
refuses 'a rule in backquotes' \
    "$D:1:14: a value cannot begin like this; put it in quotes" \
    'defaultRule: `{{ .Name }}`'
refuses 'a tag that is not known' "$D:1:10: network with the\
 unknown tag \"tag:yaml.org,2002:binary\"" 'network: !!binary YWI='
refuses 'a byte that kopd.conf has not' "$D:1:10: network with the byte 0x07" \
    'network: "a\\ab"'
refuses 'a new line in a name' "$D:1:10: network with a tab or a new line" \
    'network: "a\\nb"'
refuses 'a backslash at the end of a line' \
    "$D:1:14: defaultRule with a backslash at the end of a line" \
    'defaultRule: |\n  a\\\\\n  b\n'
refuses 'a tab that indents' \
    "$D:2:1: a tab cannot indent; YAML needs blanks" 'docker:\n\tnetwork: a'
refuses 'bytes that are no UTF-8' \
    "$D:2:13: invalid leading UTF-8 octet (byte 0xff)" \
    'docker:\n  network: a\377'
refuses 'several documents' \
    "$D:2:1: a second document; only one is allowed" \
    'network: a\n---\nnetwork: b'
refuses 'no document' "$D:2:1: there is no document" '# nothing'
refuses 'an alias for nothing' \
    "$D:1:10: an alias for an unknown anchor" 'network: *a'
refuses 'an alias in itself' "$D:1:20: an alias that contains itself" \
    'docker: {tls: &a [ *a]}'
bomb='a: &a [x,x,x,x,x,x,x,x,x,x]'
last=a
for i in b c d e f g h i; do
	bomb="$bomb\n$i: &$i [*$last,*$last,*$last,*$last,*$last,*$last,*$last]"
	last=$i
done
refuses 'aliases that explode' \
    "$D:5:23: too many values, with aliases written out" "$bomb"
refuses 'deep nesting' "$D:1:33: nested too deep" \
    "$(head -c 5000 /dev/zero | tr '\0' '[')"
refuses 'a rule that is too long' "$D:1:14: default rule is too long" \
    "defaultRule: $(head -c 70000 /dev/zero | tr '\0' x)"
refuses 'a rule that does not parse' \
    "$D:1:14: default rule: 1:4: function \"nope\" not defined" \
    'defaultRule: "{{ nope }}"'

# As a file: DOCKER_CONFIG names it, or kopd.conf does.
mkdir sub
below docker 'network: lan
exposedByDefault: yes' >sub/docker.yml
printf 'network: a\nnetwork: b\n' >twice.yaml
gives 'a file' 'network "lan"|exposed by default yes' "$dir/sub/docker.yml"
gives 'one from the working folder' 'network "lan"' sub/docker.yml
refuses 'one that is not there' \
    "$D: $dir/none.yaml: No such file or directory" "$dir/none.yaml"
refuses 'one that is a folder' "$D: $dir/x.yaml.d: a directory" \
    "$dir/x.yaml.d$(mkdir x.yaml.d)"
refuses 'errors in a file' \
    "twice.yaml:2:1: \"network\" is already set, at 1:1" twice.yaml
head -c 1048577 /dev/zero >big.yml
refuses 'one that is too big' \
    "$D: $dir/big.yml: larger than 1048576 bytes" big.yml
run '' --docker-config 'watch: maybe'
is 'the option is named where it was given' "$(cat err)" \
    '--docker-config:1:8: watch is neither true nor false: "maybe"'

conf() {
	cat >kopd.conf
}
conf <<EOT
docker {
	provider config "sub/docker.yml"
	timeout 7s
}
EOT
gives 'provider config, beside kopd.conf' \
    'network "lan"|exposed by default yes|timeout 7s' '' -f kopd.conf
env -i "$BUILD/kopd/kopd" -nv -f out 2>/dev/null | cmp -s - out
result $? 'which parses to the same'
gives 'DOCKER_CONFIG goes over it' \
    'network "b"|exposed by default yes|timeout 8s' \
    '{network: b, httpClientTimeout: 8}' -f kopd.conf
gives 'DOCKER_CONFIG names the same file' 'network "lan"' sub/docker.yml \
    -f kopd.conf
conf <<EOT
docker {
	provider config "sub/docker.yml"
	network "lan"
}
EOT
refuses 'what is in both' "kopd.conf:3: network is already set at\
 sub/docker.yml:2:12" '' -f kopd.conf
conf <<EOT
docker {
	network "lan"
	provider config "sub/docker.yml"
	provider config "sub/docker.yml"
}
EOT
refuses 'and in the other order, and two files' \
    "sub/docker.yml:2:12: network is already set at kopd.conf:2\
|kopd.conf:4: provider config is already set at kopd.conf:3" '' -f kopd.conf
conf <<EOT
docker {
	provider config "none.yaml"
}
EOT
refuses 'a file that is not there' \
    "kopd.conf:2: $dir/none.yaml: No such file or directory; a relative path \
is relative to $dir, the directory of the file that contains it" '' -f kopd.conf
finish
