#!/bin/sh
# Redis' unix socket: what redis-writer could reach from its folder and by its
# group.  kopd -n refuses it, and so does kopd at its start.

. "$TOP/regress/lib/tap.sh"

OWN="a directory of its own"
mkdir -p "$dir/both" "$dir/redis" "$dir/docker" "$dir/top/below"
ln -s ../docker/docker.sock "$dir/both/link.sock"
ln -s both "$dir/same"

# Nobody listens: kopd looks at folders, modes and groups alone.
for name in both/docker both/redis redis/redis docker/docker top/redis \
    top/below/docker; do
	: >"$dir/$name.sock" && chmod 777 "$dir/$name.sock"
done

# kopd_says REDIS DOCKER [OPTION]
kopd_says() {
	printf 'docker { socket "%s" }\nredis { socket "%s" }\n' "$2" "$1" \
	    >"$dir/kopd.conf"
	chmod 600 "$dir/kopd.conf"
	env -i timeout 60 "$BUILD/kopd/kopd" "${3:--n}" -f "$dir/kopd.conf" 2>&1
}

refused() {	# TEST REDIS DOCKER TEXT
	kopd_says "$2" "$3" >"$dir/out"
	status=$?
	is "$1: exits 1" $status 1
	ok "$1: says why" grep -q "^$dir/kopd.conf:2: redis socket $2: .*$4" \
	    "$dir/out"
	kopd_says "$2" "$3" -d >"$dir/out"
	ok "$1: a start is refused, too" test $? -eq 1
}

taken() {	# TEST REDIS DOCKER
	is "$1" "$(kopd_says "$2" "$3")" 'configuration OK'
}

docker=$dir/docker/docker.sock
taken 'a folder of its own' "$dir/redis/redis.sock" "$docker"
taken 'nothing is there' /nonexistent/redis/r.sock /nonexistent/docker.sock
for folder in '' /run /var/run /tmp /var/tmp /dev/shm; do
	refused "in ${folder:-/}" "$folder/redis.sock" "$docker" "$OWN"
done
refused 'in /run, in other words' //run//redis.sock "$docker" "$OWN"
refused 'in /run, there and back' /run/../run/redis.sock "$docker" "$OWN"
refused 'beside it' "$dir/both/redis.sock" "$dir/both/docker.sock" \
    "Docker's socket"
refused 'beside it, nothing is there' /nonexistent/r.sock \
    /nonexistent/docker.sock "Docker's socket"
refused 'beside it, by a link to the folder' "$dir/same/redis.sock" \
    "$dir/both/docker.sock" "Docker's socket"
refused 'beside it, by a link to its folder' "$dir/both/redis.sock" \
    "$dir/same/docker.sock" "Docker's socket"
refused 'beside it, there and back' "$dir/redis/../both/redis.sock" \
    "$dir/both/docker.sock" "Docker's socket"
refused 'above it' "$dir/top/redis.sock" "$dir/top/below/docker.sock" \
    "Docker's socket"
refused 'beside what a link is for' "$dir/docker/redis.sock" \
    "$dir/both/link.sock" "Docker's socket"
taken 'below it' "$dir/top/below/redis.sock" "$dir/top/docker.sock"
taken 'a name with the same beginning' "$dir/both/redis.sock" \
    "$dir/both2/docker.sock"

is 'by REDIS_ADDR' "$(env -i REDIS_ADDR=/run/redis.sock "$BUILD/kopd/kopd" -n \
    -f /nonexistent 2>&1 | grep -c "REDIS_ADDR: redis socket .*$OWN")" 1

# By its group.
[ "$(id -u)" -eq 0 ] || {
	echo '# that of the socket can be set by root alone'
	finish
}
group() {	# REDIS DOCKER MODE
	chgrp "$1" "$dir/redis/redis.sock"
	chgrp "$2" "$docker"
	chmod "$3" "$dir/redis/redis.sock"
}
group 0 1 770
refused "root's group" "$dir/redis/redis.sock" "$docker" 'its group is 0'
group 12345 12345 770
refused "the group of Docker's socket" "$dir/redis/redis.sock" "$docker" \
    "that of Docker's socket"
group 12345 12346 770
taken 'another group' "$dir/redis/redis.sock" "$docker"
group 12345 0 770
taken "another group than root's" "$dir/redis/redis.sock" "$docker"
group 0 0 777
taken "root's group, which nobody needs" "$dir/redis/redis.sock" "$docker"
finish
