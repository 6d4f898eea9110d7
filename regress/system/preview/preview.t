#!/bin/sh
# kopctl preview: what it prints and says, and its exit code.  What becomes of
# each label is the golden cases' part.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/list.sh"
kopctl=$BUILD/kopctl/kopctl

# preview ARGUMENT ...: standard input is the list.
preview() {
	"$kopctl" preview "$@" >"$dir/out" 2>"$dir/err"
	status=$?
}

list() {
	jq -sc . >"$dir/list.json"
}

jq -nc '[range(6000) | {Id: ("0" * 64 + tostring)[-64:], Names: ["/c\(.)"],
    Created: 1, State: "running", Labels: {"traefik.enable": "true",
    ("traefik.http.routers.x" + "y" * 300 + ".nonsense"): "1"}}]' \
    >"$dir/faults.json"
preview "$dir/faults.json"
is "more faults than can be said are said to be so" \
    "$status $(grep -c 'the list of errors is incomplete' "$dir/err")" "1 1"
# rule TEXT: what is printed of a rule that has it.
rule() {
	container web traefik.enable=true \
	    "traefik.http.routers.web.rule=$(printf "$1")" | list
	preview "$dir/list.json"
	sed -n 's,^.*/rule	,,p' "$dir/out"
}
is "an ASCII control character in a pipe is left as it is" \
    "$(rule 'a\033[2J\177b')" "$(printf 'a\033[2J\177b')"
script -qec "'$kopctl' preview '$dir/list.json'" /dev/null </dev/null >"$dir/out"
is "what a terminal would obey is escaped there" \
    "$(tr -d '\r' <"$dir/out" | sed -n 's,^.*/rule	*,,p')" 'a\x1b[2J\x7fb'
is "C1 controls, too, and those alone" \
    "$(rule 'a\302\200\302\2332J\302\237\302\240b')" \
    "$(printf 'a\\u0080\\u009b2J\\u009f\302\240b')"
is "what turns text around" \
    "$(rule '\330\234\342\200\216\342\200\217\342\200\252\342\200\256')" \
    '\u061c\u200e\u200f\u202a\u202e'
is "what isolates it" "$(rule 'a\342\201\246\342\201\251b')" 'a\u2066\u2069b'
is "and no other text" "$(rule '\303\244\342\202\254\342\200\230')" \
    "$(printf '\303\244\342\202\254\342\200\230')"
is "a backslash stays one of its own" "$(rule 'a\\x1b')" 'a\\x1b'
rule 'a\302\233\342\200\256b' >/dev/null
is "in JSON they are written as numbers" \
    "$("$kopctl" -j preview "$dir/list.json" | grep -o 'a\\u009b\\u202eb')" \
    'a\u009b\u202eb'
is "which are read as the same" \
    "$("$kopctl" -j preview "$dir/list.json" |
    jq -r '."traefik/http/routers/web/rule"')" \
    "$(printf 'a\302\233\342\200\256b')"

container web traefik.enable=true 'traefik.http.routers.web.rule=Host(`a`)' |
    list
preview "$dir/list.json"
is "one container" "$status $(cat "$dir/err")" "0 "
is "its keys, sorted, as Docker has the address" "$(cat "$dir/out")" \
    "traefik/http/routers/web/rule	Host(\`a\`)
traefik/http/routers/web/service	web
traefik/http/services/web/loadBalancer/servers/0/url	http://172.17.0.2:80"
cp "$dir/out" "$dir/first"
preview <"$dir/list.json"
ok "standard input is the same" cmp -s "$dir/out" "$dir/first"

echo 'bind ip $wan
docker { exposed by default no }
redis { root "edge" password file "/nonexistent/secret" }' >"$dir/kopd.conf"
preview -D wan=192.0.2.9 -f "$dir/kopd.conf" "$dir/list.json"
is "a kopd.conf, without its secret" "$status $(cat "$dir/err")" "0 "
is "its address and root" "$(sed -n '$p' "$dir/out")" \
    "edge/http/services/web/loadBalancer/servers/0/url	http://192.0.2.9:8088"
preview -f "$dir/kopd.conf" "$dir/list.json"
is "a kopd.conf with an error" \
    "$status $(cat "$dir/err")" \
    "2 $dir/kopd.conf:1: macro \"wan\" is not defined"

printf '%s\n' 'bind none' 'docker {' \
    'default rule "Host(`{{ nromalize .Name }}`)"' \
    'constraints "Label(`a`"' '}' >"$dir/kopd.conf"
preview -f "$dir/kopd.conf" "$dir/list.json"
is "a default rule and constraints that do not compile" \
    "$status $(cut -d : -f 2-5 "$dir/err")" \
    "2 3: default rule: 1:10
4: constraints: 1:10"
is "print nothing" "$(cat "$dir/out")" ""
printf '%s\n' 'bind none' 'docker {' 'exposed by default yes' \
    'default rule "Host(`{{ normalize .Name }}.b`)"' \
    'constraints "Label(`a`, `b`)"' '}' >"$dir/kopd.conf"
{ container web a=b && container other a=c; } | list
preview -f "$dir/kopd.conf" "$dir/list.json"
is "such that do" "$status $(cat "$dir/err") $(grep 'Host' "$dir/out")" \
    "0  traefik/http/routers/web/rule	Host(\`web.b\`)"

# What Redis cannot say: an empty value, and a name of digits.
headers=traefik.http.middlewares.h.headers
container web traefik.enable=true "$headers.customresponseheaders.Server=" \
    "$headers.framedeny=true" 'traefik.http.routers.404.rule=Host(`a`)' | list
preview "$dir/list.json"
is "what Redis cannot say is a fault" "$status $(cat "$dir/out")" "1 "
printf 'bind none\nlossy labels yes\n' >"$dir/kopd.conf"
preview -f "$dir/kopd.conf" "$dir/list.json"
is "with lossy labels the rest is published" "$status $(cat "$dir/out")" \
    "0 traefik/http/middlewares/h/headers/frameDeny	true
traefik/http/services/web/loadBalancer/servers/0/url	http://172.17.0.2:80"
is "and container and labels are named" "$(cut -d : -f 2,3 "$dir/err")" \
    " container web: label $headers.customresponseheaders.Server
 container web: label traefik.http.routers.404.rule"

{ container web traefik.enable=true \
    'traefik.http.routers.web.rule=Host(`a`)' &&
    container bad traefik.enable=true \
    'traefik.http.routers.bad.entrypoint=web'; } | list
preview "$dir/list.json"
is "a fault" "$status" 1
ok "names container, label and the nearest field" grep -q \
    "container bad: label traefik.http.routers.bad.entrypoint: .*entryPoints" \
    "$dir/err"
ok "and stays alone" cmp -s "$dir/out" "$dir/first"

container odd traefik.enable=true \
    "traefik.http.middlewares.m.headers.customrequestheaders.X=a	b\\c" | list
preview "$dir/list.json"
ok "tab and backslash are escaped" grep -qF '	a\tb\\c' "$dir/out"

echo "[]" >"$dir/input"
preview "$dir/input"
is "no containers" "$status $(cat "$dir/out")" "0 "
for input in '' '{}' '[' '[{"Id":' '[1] x' 'nonsense'; do
	echo "$input" >"$dir/input"
	preview "$dir/input"
	is "no list: $input" "$status $(wc -l <"$dir/err")" "2 1"
done
preview "$dir/missing"
is "no such file" "$status $(cat "$dir/err")" \
    "2 kopctl: $dir/missing: No such file or directory"
preview -x
is "an unknown option" "$status" 2
preview a b
is "a word too many" "$status" 2
container web traefik.enable=true 'traefik.http.routers.web.rule=Host(`a`)' |
    list
"$kopctl" preview "$dir/list.json" >/dev/full 2>"$dir/err"
is "a full disk" "$? $(cat "$dir/err")" \
    "2 kopctl: standard output: No space left on device"

jq -nc '[range(10000) | {Id: ((. + 1000000 | tostring) * 10)[:64],
    Names: ["/c\(.)"], Created: ., State: "running", Ports: [
    {PrivatePort: 80, Type: "tcp"}], HostConfig: {NetworkMode: "bridge"},
    NetworkSettings: {Networks: {bridge: {IPAddress: "172.17.0.2"}}},
    Labels: {"traefik.enable": "true",
    "traefik.http.routers.c\(.).rule": "Host(`c\(.)`)"}}]' >"$dir/list.json"
preview "$dir/list.json"
is "10000 containers" "$status $(wc -l <"$dir/out")" "0 30000"

# Short files that mean much: each service reads the env_files of its base
# again, and each port is compared with all others.
awk 'BEGIN {
	print "services:\n  base:\n    image: x\n    env_file:"
	for (i = 0; i < 100; i++)
		print "      - few.env"
	for (i = 0; i < 12; i++)
		print "  s" i ": {extends: base}"
}' >"$dir/compose.yml"
echo A=1 >"$dir/few.env"
preview "$dir/compose.yml"
is "files are read up to a limit" "$status $(grep -c "compose.yml:.*: \
warning: more than 1000 files of env_file and label_file, or 4194304 bytes; \
this one is ignored" \
    "$dir/err")" "0 100"
cat >"$dir/compose.yml" <<'EOT'
services:
  web: {image: x, ports: ["1-65535", "1-65535/udp", "1-65535/sctp"]}
EOT
preview "$dir/compose.yml"
is "ports, too" "$status $(grep -c 'too many labels, ports and networks' \
    "$dir/err")" "2 1"

# A range of ports that is taken is searched for each port of each container.
awk 'BEGIN {
	print "services:\n  web:\n    image: x\n    ports:"
	for (i = 1; i <= 600; i++)
		print "      - 60000-60099:" i
}' >"$dir/compose.yml"
preview "$dir/compose.yml"
is "100 taken ports are reported" \
    "$status $(grep -c 'publish another one' "$dir/err") $(grep -c "too many \
ports of the host that another container has; others are not checked" \
    "$dir/err")" "1 100 1"

# A large env_file, and a service of many labels that many others extend.
awk 'BEGIN {
	value = sprintf("%4000s", "x")
	for (i = 0; i < 220; i++)
		print "v" i "=" value
}' >"$dir/large.env"
awk 'BEGIN {
	print "services:\n  web:\n    image: x\n    env_file:"
	for (i = 0; i < 20; i++)
		print "      - large.env"
}' >"$dir/compose.yml"
preview "$dir/compose.yml"
is "files are read up to a number of bytes" "$status $(grep -c "or 4194304 \
bytes; this one is ignored" "$dir/err")" "0 16"
awk 'BEGIN {
	print "services:\n  base:\n    image: x\n    labels:"
	for (i = 0; i < 2000; i++)
		print "      a" i ": b"
	for (i = 0; i < 150; i++)
		print "  s" i ": {extends: base}"
	print "  last: {image: x, labels: [{}]}"
}' >"$dir/compose.yml"
preview "$dir/compose.yml"
is "after too many labels, nothing more is read" "$status $(wc -l <"$dir/err")" \
    "2 1"
finish
