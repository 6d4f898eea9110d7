#!/bin/sh
# docker-reader with a real Docker engine.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/reader.sh"

body() {
	sed '1,/^\r$/d' "$dir/$1"
}

at_exit docker_end
mkdir "$dir/docker"
case $ENGINE_OVER in
tcp)	docker_begin_tcp "$dir/docker" || bail "no Docker engine at TCP"
	engine_port=2375 reader_net=/proc/$docker_pid/ns/net ;;
*)	docker_begin "$dir/docker" || bail "no Docker engine"
	engine_socket=$docker_socket ;;
esac
docker_import || bail "no image"
reader
tell "request 0 events" "request 1 ping" "request 2 version" "request 3 info"
says "data 0" # it listens
for i in 1 2 3; do
	ok "request $i is answered" says "end $i complete 0"
	is "with success" "$(sed -n '1s/\r//p' "$dir/$i")" "HTTP/1.0 200 OK"
done
is "ping" "$(body 1)" OK
is "version" "$(body 2 | jq -r .Version)" \
    "$(docker version -f '{{.Server.Version}}')"
is "info" "$(body 3 | jq -r .ID)" "$(docker info -f '{{.ID}}')"

ok "the stream begins" says "data 0"
web=kopd-run-web-$$
secret=of-the-environment-$$
docker_web $web --health-cmd /bin/true --health-interval 1s \
    -e "PASSWORD=$secret"
id=$(docker inspect -f '{{.Id}}' $web)
ok "a start is told" wait_for 10 grep -q \
    "\"Action\":\"start\",\"Actor\":{\"ID\":\"$id" "$dir/0"
ok "its network too" wait_for 10 grep -q \
    "\"Action\":\"connect\".*\"container\":\"$id" "$dir/0"
tell "request 4 list" "request 5 ids $id" \
    "request 6 ids $(printf %064d 0)"
for i in 4 5 6; do
	says "end $i complete 0"
done
is "the list has it" "$(body 4 | jq -r ".[] | select(.Id == \"$id\") |
    .Names[0]")" "/$web"
is "a list of its id has it alone" "$(body 5 | jq -r '.[].Id')" "$id"
is "and that of another nothing" "$(body 6)" "[]"
is "it has an environment" "$(docker inspect $web | grep -c "$secret" |
    awk '{ print ($1 > 0) }')" 1
for i in 0 1 2 3 4 5; do
	ok "answer $i has nothing of that" not grep -q "$secret" "$dir/$i"
done
ok "a list has command line, labels, mounts and networks" eval \
    'body 5 | json ".[0] | has(\"Command\") and has(\"Labels\") and
    has(\"Mounts\") and has(\"NetworkSettings\")"'

docker rename $web $web-b
docker pause $web-b >/dev/null
docker unpause $web-b >/dev/null
docker exec $web-b /bin/sh -c : 
docker kill $web-b >/dev/null
ok "its death is told" wait_for 10 grep -q \
    "\"Action\":\"die\",\"Actor\":{\"ID\":\"$id" "$dir/0"
# Of a kill and what was before it, Docker may tell in any order.
for action in rename pause unpause; do
	ok "$action is told" wait_for 10 grep -q \
	    "\"Action\":\"$action\",\"Actor\":{\"ID\":\"$id" "$dir/0"
done
ok "what nobody asked for is not" not grep -q '"Action":"\(exec_\|kill\)' \
    "$dir/0"

# From a time on: the event of that very nanosecond is said again.
time=$(body 0 | grep "\"Action\":\"die\",\"Actor\":{\"ID\":\"$id" |
    sed 's/.*"timeNano":\([0-9]*\).*/\1/')
tell "cancel 0" "request 7 events ${time%?????????} ${time#??????????}"
ok "events since a time" wait_for 10 grep -q \
    "\"Action\":\"die\",\"Actor\":{\"ID\":\"$id" "$dir/7"
ok "and none before it" not grep -q \
    "\"Action\":\"rename\",\"Actor\":{\"ID\":\"$id" "$dir/7"
is "ends" "$(reader_end)" "exit 0"

finish
