#!/bin/sh
# Files that are mounted one by one, as a container has them, and are replaced
# where they come from: kopd still sees the former ones, and a reload says so.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/kopd.sh"

[ "$(id -u)" -eq 0 ] || bail "needs root, for a mount namespace"
unshare -m true || bail "no mount namespace: see unshare(1)"
"$TOP/tools/users" >/dev/null || bail "no users"
etc=$dir/kopd there=$dir/there
mkdir "$there"

# replace FILE TEXT: by another file of that name, as an editor does.
replace() {
	printf '%s\n' "$2" >"$there/$1.new"
	chmod 640 "$there/$1.new"
	chown root:_kopd "$there/$1.new"
	mv "$there/$1.new" "$there/$1"
}
conf() {
	printf '%s\n' "bind ip $1" 'include "part.conf"' \
	    "docker { socket \"$dir/docker.sock\" }" \
	    'redis { host 127.0.0.1 port 1 password file "redis.secret" }'
}
replace kopd.conf "$(conf 192.0.2.1)"
replace part.conf 'ttl 60s'
replace redis.secret first

# mounted WHAT ...: a mount namespace, kept by a process, in which these of
# $there are mounted over those of $etc.
mounted() {
	: >"$dir/mounted"
	unshare -m sh -c 'there=$1 etc=$2; shift 2
	    for what; do
		mount --bind "$there/$what" "$etc/$what" || exit 1
	    done
	    echo mounted && exec sleep 600' sh "$there" "$etc" "$@" \
	    >"$dir/mounted" &
	holder=$!
	kopds="$kopds $holder"
	wait_for 10 grep -q mounted "$dir/mounted" || bail "nothing is mounted"
}
start() {
	log_clear
	nsenter -t "$holder" -m env -i PATH="$PATH" "$BUILD/kopd/kopd" -d \
	    -f "$etc/kopd.conf" -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
	ok "$1" logged 'kopd: ready'
}
reload() {
	log_clear
	kopctl reload >"$dir/said" 2>&1
}

# refused FILE NAME: the reload fails for it, as NAME says.
refused() {
	reload
	is "$1 was replaced: the reload fails" $? 1
	ok 'and says what to do' grep -qxF "kopctl: $2: was replaced \
outside this container; mount the directory $etc instead of the file, and restart \
kopd" "$dir/said"
	is 'nothing has changed' "$(tail -n 1 "$dir/said")" \
	    'kopctl: nothing has changed'
	ok 'so does the log' logged "kopd: .*$1: was replaced outside this"
	ok 'the configuration stays' logged \
	    'kopd: reload rejected: the old configuration stays'
}

touch "$etc/kopd.conf" "$etc/part.conf" "$etc/redis.secret"
mounted kopd.conf part.conf redis.secret
start 'files are mounted one by one'
ok 'they are right as they are' not grep -q replaced "$dir/kopd.log"
reload
is 'a reload of the same files' "$? $(cat "$dir/said")" '0 '
conf 192.0.2.2 >"$there/kopd.conf"
reload
is 'one that is changed in place' "$? $(cat "$dir/said")" '0 '
replace redis.secret second
refused redis.secret "$etc/kopd.conf:4: password file $etc/redis.secret"
replace part.conf 'ttl 90s'
refused part.conf "$etc/kopd.conf:2: $etc/part.conf"
replace kopd.conf "$(conf 192.0.2.3)"
refused kopd.conf "$etc/kopd.conf"
kopd_stop
start 'a start takes what it sees'
for file in kopd.conf part.conf redis.secret; do
	ok "and warns of $file" grep -q \
	    "warning: .*$file: was replaced outside" "$dir/kopd.log"
done
kopd_stop
nsenter -t "$holder" -m env -i "$BUILD/kopd/kopd" -n -f "$etc/kopd.conf" \
    >"$dir/said" 2>&1
is 'kopd -n takes it, too' "$? $(tail -n 1 "$dir/said")" '0 configuration OK'
is 'with these warnings' "$(grep -c 'warning: .*was replaced' "$dir/said")" 3
end "$holder"

# The directory is mounted, as README has it.
mounted .
start 'the directory is mounted'
replace kopd.conf "$(conf 192.0.2.4)"
replace part.conf 'ttl 120s'
replace redis.secret third
reload
is 'all are replaced: a reload takes them' "$? $(cat "$dir/said")" '0 '
replace part.conf 'ttl 1x'
reload
is 'a reload sees what is new' "$? $(head -n 1 "$dir/said")" \
    "1 kopctl: $etc/part.conf:1: \"1x\" is not a duration such as 90, 60s, 5m, 1h"
kopd_stop
is 'it ends in order' "$kopd_status" 0
end "$holder"

# A file that a shell hands over has no name, and is no such file.
printf 'bind none\n' >"$dir/unnamed"
exec 9<"$dir/unnamed"
rm "$dir/unnamed"
env -i "$BUILD/kopd/kopd" -n -f /dev/fd/9 >"$dir/said" 2>&1
is 'a file without a name' "$? $(cat "$dir/said")" '0 configuration OK'
exec 9<&-
finish
