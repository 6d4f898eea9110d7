#!/bin/sh
# How kopctl preview reports errors of compose files: for people, for GitHub,
# and in JSON; and which words are files.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/list.sh"
kopctl=$BUILD/kopctl/kopctl
mkdir "$dir/shop"
cd "$dir/shop" || exit 1
printf '%s\n' 'bind ip 192.0.2.7' >kopd.conf
cat >compose.yml <<'EOF'
services:
  web:
    image: nginx
    deploy: {replicas: 2}
    ports: ["8080-8081:80"]
    labels:
      traefik.enable: "true"
      traefik.http.routers.web.rule: Host(`a`)
      traefik.http.routers.web.entrypoint: "100%"
  good:
    image: nginx
    ports: ["8082:80"]
    labels:
      - traefik.enable=true
      - traefik.http.routers.good.rule=Host(`b`)
EOF

# preview ARGUMENT ...
preview() {
	timeout 60 "$kopctl" preview -f kopd.conf "$@" >out 2>err
	status=$?
}

fault="label traefik.http.routers.web.entrypoint: unknown field \
\`entrypoint' of a router; did you mean \`entryPoints'?"
preview compose.yml
is "an error of each container, with its line" \
    "$status $(grep -v ': note: ' err)" \
    "1 kopctl: compose.yml:9: container shop-web-1: $fault
kopctl: compose.yml:9: container shop-web-2: $fault"
is "the other service is published" "$(grep -c good out)" 3

preview --format github compose.yml
is "for GitHub, once" "$status $(grep '^::error' out)" \
    "1 ::error file=compose.yml,line=9::container shop-web-1: $fault"
is "all lines are annotations" "$(grep -vc '^::[a-z]* file=' out) $(cat err)" \
    "0 "
preview --format github compose.yml good
is "none, without an error" "$status $(cat out err)" "0 "
sed -i 's/replicas: 2/replicas: x/' compose.yml
preview --format github compose.yml
is "an error of the file itself" "$status $(cat out)" \
    "2 ::error file=compose.yml,line=4::service web: deploy.replicas: \"x\" \
is not a number from 0 to 1000"
sed -i 's/replicas: x/replicas: 1/' compose.yml

container web traefik.enable=true 'traefik.http.routers.web.entrypoint=a' |
    jq -sc . >list.json
preview --format github list.json
is "a list of Docker has no place" "$status $(sed 's/label.*//' out)" \
    "1 ::error::container web: "
preview --format gitlab compose.yml
is "another format" "$status $(head -n 1 err)" \
    '2 kopctl: --format "gitlab": the only format is github'
preview -v --format github compose.yml
is "--format with -v" "$status" 2
timeout 60 "$kopctl" -j preview --format github compose.yml >out 2>err
is "--format with -j" "$?" 2

timeout 60 "$kopctl" -j preview -v -f kopd.conf compose.yml >out 2>err
is "JSON has file and line of a container" "$(jq -c '.containers[] |
    select(.name == "shop-web-1") | [.file, .line, .status]' out)" \
    '["compose.yml",2,"error"]'
is "and of its labels, but not of those that Compose adds" \
    "$(jq -c '[.containers[1].labels[] | .line]' out)" \
    '[null,null,null,null,7,9,8]'
timeout 60 "$kopctl" -j preview -v -f kopd.conf list.json >out 2>err
is "without a file, there are no such members" \
    "$(jq -c '.containers[0] | [has("file"), has("line")]' out)" \
    '[false,false]'

# What Compose prints has its name, and no variables.
printf 'name: x\nservices:\n  a:\n    ports:\n      - {target: 80, published: "81"}\n    labels:\n      traefik.enable: "true"\n      traefik.http.routers.a.rule: PathRegexp(`a$$`)\n' >c.yml
preview - <c.yml
is "a compose file at the standard input" \
    "$status $(sed -n 's,.*a/rule	,,p' out)" '0 PathRegexp(`a$`)'
preview <c.yml
is "without a word, too" "$status $(wc -l <out)" "0 3"
preview - b <c.yml
is "and a service of it" "$status $(cat err)" \
    '2 kopctl: standard input: there is no service b'
mkdir sub
cp c.yml sub/extra
preview compose.yml sub/extra a
is "a word with a slash is a file" "$status $(wc -l <out)" "0 3"
preview compose.yml extra
is "another word is a service" "$status $(cat err)" \
    '2 kopctl: compose.yml: there is no service extra'
preview list.json compose.yml
is "a list is alone" "$status $(head -n 1 err)" \
    '2 kopctl: "compose.yml": preview reads only one list of containers'
finish
