#!/bin/sh
# The default control socket and its folder: whose they are, and what is left
# to a kopd that somebody has taken over.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/kopd.sh"

need_root 'a mount namespace needs root'
unshare -m true || bail 'this system permits no mount namespace'
"$TOP/tools/users" >/dev/null || bail "no users"
# The folder is compiled in.
folder=$(strings "$BUILD/kopd/kopd" | sed -n 's,/kopd\.sock$,,p' | head -1)
[ -n "$folder" ] || bail "kopd has no default socket"
above=$(dirname "$folder")
cat >"$dir/kopd/kopd.conf" <<EOT
bind ip 192.0.2.1
docker { socket "$dir/docker.sock" }
redis { host "127.0.0.1" port 1 }
EOT
cp "$BUILD/kopctl/kopctl" "$dir/for_user"

# A folder for all of /run that others do not see, kept by a process.
unshare -m sh -c 'mount -t tmpfs -o mode=755 none "$1" && echo mounted &&
    exec sleep 600' sh "$above" >"$dir/mounted" &
holder=$!
kopds="$kopds $holder"
wait_for 10 grep -q mounted "$dir/mounted" || bail "nothing is mounted"
within() {
	nsenter -t "$holder" -m "$@"
}
as() {
	_user=$1
	shift
	within setpriv --reuid "$_user" --regid "$_user" --init-groups "$@"
}
start() {
	log_clear
	nsenter -t "$holder" -m env -i PATH="$PATH" "$BUILD/kopd/kopd" -d \
	    -f "$dir/kopd/kopd.conf" >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
	ok "$1" logged 'kopd: ready'
}
owners() {
	within stat -c '%U:%G %a %F' "$folder" "$folder/kopd.sock"
}
WANTED="root:_kopd 755 directory
root:_kopd 660 socket"

start 'there is no folder: it is made'
is 'folder and socket are root'\''s' "$(owners)" "$WANTED"
asks() {
	as "$1" "$dir/for_user" show >"$dir/shown" 2>&1
}
ok 'the group may ask' asks _kopd
ok 'others may not' not asks nobody
for command in "rm -f $folder/kopd.sock" "mv $folder/kopd.sock $folder/x" \
    "ln -s /etc/passwd $folder/x" "chmod 777 $folder/kopd.sock" \
    "mv $folder $above/x" "touch $folder/x"; do
	# shellcheck disable=SC2086
	as _kopd $command 2>/dev/null
	is "kopd's user cannot: ${command%% *}" "$?" 1
done
kopd_stop
is 'it ends in order' "$kopd_status" 0
ok 'nothing is said of its socket' not grep -q 'control socket' "$dir/kopd.log"
start 'the socket that it left is replaced'
kopd_stop

# A folder as an older kopd has left it, and what its user put there.
within chown _kopd:_kopd "$folder"
within chmod 755 "$folder"
start 'a folder that is another user'\''s'
is 'is taken back' "$(owners)" "$WANTED"
kopd_stop
within rm "$folder/kopd.sock"
within touch "$dir/target"
within chmod 600 "$dir/target"
within ln -s "$dir/target" "$folder/kopd.sock"
within env -i PATH="$PATH" "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
    >"$dir/out" 2>&1
is 'what is no socket is in the way' "$?" 1
ok 'and left alone' grep -q 'exists, but is not a socket' "$dir/out"
is 'so is what it leads to' "$(stat -c '%U:%G %a' "$dir/target")" \
    'root:root 600'
within rm -r "$folder"
within ln -s "$dir" "$folder"
before=$(stat -c '%U:%G %a' "$dir")
within env -i PATH="$PATH" "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
    >"$dir/out" 2>&1
is 'a link in place of the folder is refused' "$?" 1
is 'and what it leads to stays' "$(stat -c '%U:%G %a' "$dir")" "$before"
finish
