#!/bin/sh
# A container that makes route-maker end: after the second time it is ignored
# and named, and all others are published.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

# The same programs, but a route-maker that ends on the label kopd.test.abort.
for program in kopd docker-reader redis-writer; do
	mkdir -p "$dir/build/$program"
	cp "$BUILD/$program/$program" "$dir/build/$program"
done
mkdir -p "$dir/build/route-maker"
cp "$BUILD/regress/lib/fake/fragile/route-maker" "$dir/build/route-maker" ||
    bail "regress/lib/fake/fragile/route-maker is missing: make tests"
start() {
	BUILD=$dir/build kopd_start "$@"
}
page=$dir/kopd.sock.reading
reading() {
	head -c 64 "$page"
}
container_id() {	# NAME
	curl -s --unix-socket "$engine_socket" \
	    'http://d/containers/json?all=1' |
	    jq -r --arg n "/$1" '.[] | select(.Names[0] == $n) | .Id'
}

redis_start_port
engine_start
kopd_conf
web a 8001
start
ok 'kopd publishes' view_is "$(routes a 8001)"
is 'nothing is being read' "$(reading | tr -d ' ')" ''
is 'the page is for its owner alone' "$(stat -c '%a %s' "$page")" '600 4096'

web bad 8002 kopd.test.abort=1
bad=$(container_id bad)
short=$(echo "$bad" | cut -c 1-12)
kopd_end
is 'it makes route-maker end: kopd ends' "$kopd_status" 1
ok '... the container is named' logged \
    "^kopd: route-maker was reading container $short"
is '... and is in the page' "$(reading)" "$bad"
is '... the routes stay' "$(view | grep -c services/a/)" 1

start
kopd_end
is 'the first restart ends, too' "$kopd_status" 1
ok '... it was counted' logged \
    "^kopd: route-maker ended while it read container $short; "
start
ok 'the second one leaves it out' logged \
    "^kopd: container $short ended route-maker 2 times: it is rejected"
web b 8003
ok '... and publishes the others' \
    view_is "$(routes a 8001; routes b 8003)"
ok '... it is an error of that container' logged \
    '^route-maker: container bad: rejected: route-maker ended twice while'
ok '... and shown' sh -c "'$BUILD/kopctl/kopctl' -s '$dir/kopd.sock' show |
    grep -q 'container bad: rejected'"
kopd_stop
log_clear
start
ok 'so does each later start' logged \
    "^kopd: container $short ended route-maker 2 times"
ok '... which publishes' view_is "$(routes a 8001; routes b 8003)"

# Anew: another id.
engine 'destroy bad'
web bad 8004
ok 'one that is created anew is read' \
    view_is "$(routes a 8001; routes b 8003; routes bad 8004)"
engine 'destroy bad'

# A reload lets it be read again, and counts from the beginning.
web worse 8005 kopd.test.abort=1
kopd_end
start
kopd_end
log_clear
start
ok 'another one is ignored' logged \
    '^route-maker: container worse: rejected: route-maker ended twice while'
ok '... and all others are published' logged 'connected as host'
kill -HUP "$kopd_pid"
kopd_end
is 'a reload lets it be read again' "$kopd_status" 1
log_clear
start
kopd_end
ok '... and counts anew' logged 'if this happens again, the container is rejected'
is '... with one death' "$(lines 'ended route-maker 2 times')" 0
engine 'destroy worse'

# What is in the file is not trusted.
# spoilt NAME: kopd starts all the same.
spoilt() {
	log_clear
	start
	ok "$1: kopd publishes" view_is "$(routes a 8001; routes b 8003)"
	ok "$1: it is ready" logged '^kopd: ready'
	is "$1: nothing is ignored" "$(lines 'is rejected until')" 0
	kopd_stop
}
rm -f "$page"
spoilt 'no file'
: >"$page"
spoilt 'an empty file'
head -c 100000 /dev/urandom >"$page"
spoilt 'a file of random bytes'
{
	printf '%064d\n' 0
	while :; do printf '%064d 9 9999999999\n' 1; done | head -c 4031
} >"$page"
log_clear
start
ok 'a full page: kopd publishes' view_is "$(routes a 8001; routes b 8003)"
kopd_stop
rm -f "$page"
ln -s "$dir/elsewhere" "$page"
spoilt 'a symbolic link'
ok '... leads nowhere' [ ! -e "$dir/elsewhere" ]
ok '... which is said' logged 'are not'
rm -f "$page"
mkdir "$page"
spoilt 'a folder'
rmdir "$page"
finish
