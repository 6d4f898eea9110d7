#!/bin/sh
# The folder of Docker's socket: one that is missing is waited for, confined;
# one that keeps docker-reader out is named.  The socket's group, too.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"

engine_begin
late=$dir/late
socket=$late/docker.sock

# process FIELD: of docker-reader, as /proc has it.
process() {
	_pid=$(cat "/proc/$reader_pid/task/"*/children)
	sed -n "s/^$1:[	 ]*//p" "/proc/${_pid% }/status" | tr -s '\t ' ' '
}
root_folder() {
	_pid=$(cat "/proc/$reader_pid/task/"*/children)
	readlink "/proc/${_pid% }/root"
}
# What it logged, but for what the kernel lacks.
said_lines() {
	grep -c "$1" "$dir/reader.log"
}
missing() {
	says "wait $1 E[A-Z]* no Docker engine at $2: its directory $3: $4; retrying; start Docker, or correct .socket. in kopd.conf"
}

if [ "$(id -u)" -ne 0 ]; then
	echo '# not root: nothing has to be a root folder'
	reader "conf socket $socket"
	tell 'request 1 ping'
	ok 'a folder that is missing is waited for' says \
	    "wait 1 ENOENT no Docker engine at $socket"
	mv "$engine_folder" "$late"
	ok 'and found when it appears' says 'end 1 complete 0'
	is 'it ends' "$(reader_end)" 'exit 0'
	finish
fi

# The folder comes after docker-reader.
reader 'conf run_as nobody' "conf socket $socket"
ok 'it is ready without the folder' says 'ready uid nobody, .*no root directory yet'
tell 'request 1 ping' 'request 2 version'
ok 'a missing folder is waited for' missing 1 "$socket" "$late" \
    'No such file or directory'
ok 'by whoever asks' missing 2 "$socket" "$late" 'No such file or directory'
tell status
ok 'its status says so' says 'status docker.state waiting'
ok 'with the reason' says "status docker.last_error .* its directory $late"
is 'it is another user already' "$(process Uid)" \
    "$(id -u nobody) $(id -u nobody) $(id -u nobody) $(id -u nobody)"
is 'that may chroot, and nothing else' \
    "$(process CapPrm) $(process CapEff) $(process CapBnd) $(process CapAmb)" \
    '0000000000040000 0000000000040000 0000000000000000 0000000000000000'
is 'and gains nothing' "$(process NoNewPrivs) $(process Seccomp)" '1 2'
: >"$late"
ok 'nor is a file' missing 1 "$socket" "$late" 'Not a directory'
rm "$late"
mkdir -m 700 "$late"
ok 'one that only root may enter is named' says \
    "wait 1 EACCES permission denied at $socket: only user 0 can enter the directory $late (mode 0700), and docker-reader is user nobody; permit others to enter this directory"
chmod 755 "$late"
ok 'without a socket it waits for that' says \
    "wait 1 ENOENT no Docker engine at $socket; retrying"
ok 'the folder is its root now' says "confined uid nobody, .*chroot $late, "
is 'in fact' "$(root_folder)" "$late"
is 'no capability is left' "$(process CapPrm) $(process CapEff)" \
    '0000000000000000 0000000000000000'
mv "$engine_socket" "$socket"
ok 'with the socket it is answered' says 'end 1 complete 0'
ok 'everybody is' says 'end 2 complete 0'
is 'each reason was one line' \
    "$(said_lines 'No such file') $(said_lines 'Not a dir') $(said_lines 'only user') $(said_lines "at $socket; retrying")" \
    '1 1 1 1'
is 'it ends in order' "$(reader_end)" 'exit 0'
mv "$socket" "$engine_socket"
rmdir "$late"

# Removed while it is the root: another one of that name is out of reach.
mkdir "$late"
reader 'conf run_as nobody' "conf socket $socket"
tell 'request 1 ping'
ok 'it waits for a socket' says "wait 1 ENOENT no Docker engine at $socket; retrying"
rmdir "$late"
ok 'a folder that is removed ends it' says 'exit 1'
ok 'with the reason, and what comes next' logged \
    "fatal: the directory $late of the Docker socket was removed: kopd ends; its next start waits for the new one"
end "$reader_pid"

reader 'conf run_as nobody' "conf socket $socket"
tell 'request 1 ping'
ok 'it waits again' says 'wait 1 ENOENT'
is 'and ends when asked to' "$(reader_end)" 'exit 0'

# Above the folder, and through links.
reader 'conf run_as nobody' "conf socket $late/a/b/docker.sock"
tell 'request 1 ping'
ok 'several folders may be missing' missing 1 "$late/a/b/docker.sock" \
    "$late/a/b" 'No such file or directory'
mkdir -p "$late/a"
mv "$engine_folder" "$late/a/b"
ok 'and come' says 'end 1 complete 0'
is 'it ends then' "$(reader_end)" 'exit 0'
mv "$late/a/b" "$engine_folder"
rm -r "$late"

mkdir "$dir/links"
ln -s ../late/docker.sock "$dir/links/docker.sock"
reader 'conf run_as nobody' "conf socket $dir/links/docker.sock"
tell 'request 1 ping'
ok 'a link into a folder that is missing: that one is waited for' missing 1 \
    "$dir/links/docker.sock" "$dir/links/../late" 'No such file or directory'
mv "$engine_folder" "$late"
ok 'and found' says 'end 1 complete 0'
is 'it is the root folder' "$(root_folder)" "$late"
is 'it ends after that' "$(reader_end)" 'exit 0'
mv "$late" "$engine_folder"

# A folder that is there and keeps it out, as that of rootless Docker does.
owner=$(id -u daemon)
chown daemon "$engine_folder"
chmod 700 "$engine_folder"
chmod 666 "$engine_socket"
reader 'conf run_as nobody'
tell 'request 1 ping'
ok 'a folder of another user: both users are named' says \
    "wait 1 EACCES permission denied at $engine_socket: only user daemon ($owner) can enter the directory $engine_folder (mode 0700), and docker-reader is user nobody; run kopd as this user, as with rootless Docker"
is 'it is one line' "$(said_lines 'only user daemon')" 1
chmod 711 "$engine_folder"
ok 'once others may enter it is answered' says 'end 1 complete 0'
is 'it ends as it should' "$(reader_end)" 'exit 0'
chmod 710 "$engine_folder"
chgrp daemon "$engine_folder"
reader 'conf run_as nobody'
tell 'request 1 ping'
ok 'a folder of a group: it is named, too' says \
    "wait 1 EACCES .*: only user daemon ($owner) and group daemon ($(stat -c %g "$engine_folder")) can enter the directory $engine_folder (mode 0710), and"
is 'it ends, as told' "$(reader_end)" 'exit 0'
chown root:root "$engine_folder"
chmod 755 "$engine_folder"

# As an ordinary user, every folder on the way counts.
as_nobody() {
	reader_forget
	mkfifo "$dir/reader.in"
	exec 9<>"$dir/reader.in"
	setpriv --reuid nobody --regid nogroup --clear-groups \
	    "$dir/bin/reader" "$dir/bin/docker-reader" "$dir/answers" \
	    <"$dir/reader.in" >"$dir/reader.out" 2>"$dir/reader.log" 8>&- 9>&- &
	reader_pid=$!
	tell "conf socket $1" start
	wait_for 10 grep -q '^ready\|^exit\|^killed' "$dir/reader.out"
}
mkdir -m 777 "$dir/bin" "$dir/answers"
cp "$READER" "$BUILD/regress/lib/fake/reader" "$dir/bin"
mkdir "$dir/home" "$dir/home/run"
mv "$engine_socket" "$dir/home/run/docker.sock"
chown daemon "$dir/home"
chmod 700 "$dir/home"
as_nobody "$dir/home/run/docker.sock"
tell 'request 1 ping'
ok 'a user whom a folder above keeps out is told which' says \
    "wait 1 EACCES permission denied at $dir/home/run/docker.sock: only user daemon ($owner) can enter the directory $dir/home (mode 0700), and docker-reader is user nobody; run kopd as this user"
is 'it ends for that user' "$(reader_end)" 'exit 0'
as_nobody "$dir/later/docker.sock"
tell 'request 1 ping'
ok 'a user waits for a folder, too' says 'wait 1 ENOENT'
mv "$dir/home/run" "$dir/later"
ok 'and has it when it is there' says 'end 1 complete 0'
is 'it ends for the user' "$(reader_end)" 'exit 0'
mv "$dir/later/docker.sock" "$engine_socket"

# group OWNER MODE FOLDER-OWNER FOLDER-MODE: of the socket and its folder.
group() {
	chown "$1" "$engine_socket"
	chmod "$2" "$engine_socket"
	chown "$3" "$engine_folder"
	chmod "$4" "$engine_folder"
	reader 'conf run_as nobody'
	tell 'request 1 ping'
}
group root:daemon 660 root:root 755
ok 'its group is joined, and said' says 'ready uid nobody, group daemon, chroot'
is 'it alone' "$(process Groups)" "$(id -g daemon) "
ok 'which is enough' says 'end 1 complete 0'
is 'with nothing to warn of' "$(said_lines .)" 0
is 'it ends with a group' "$(reader_end)" 'exit 0'
group root:root 660 root:root 755
ok "root's group is joined where it has to be" says \
    'ready uid nobody, group root, chroot'
is 'that alone' "$(process Groups)" '0 '
ok 'which is a warning' logged \
    "$engine_socket belongs to group 0, the group of root, so docker-reader is a member of it"
is 'of one line' "$(said_lines .)" 1
ok 'it is answered' says 'end 1 complete 0'
is "it ends with root's group" "$(reader_end)" 'exit 0'
for mode in 666 606 777; do
	for owner in root:root root:daemon; do
		group "$owner" $mode root:root 755
		ok "$owner, mode $mode: no group is needed" says \
		    'ready uid nobody, chroot'
		is "$owner, mode $mode: none is joined" "$(process Groups)" ''
		ok "$owner, mode $mode: it is answered" says 'end 1 complete 0'
		is "$owner, mode $mode: no warning" "$(said_lines .)" 0
		is "$owner, mode $mode: it ends" "$(reader_end)" 'exit 0'
	done
done
group root:root 600 root:root 755
ok 'a group that may not connect either is not joined' says \
    'ready uid nobody, chroot'
ok 'and it is said who may' says 'wait 1 EACCES permission denied'
is 'it ends without' "$(reader_end)" 'exit 0'
group root:daemon 666 root:daemon 750
ok 'a group that is needed for the folder is joined' says \
    'ready uid nobody, group daemon, chroot'
ok 'and it is answered then' says 'end 1 complete 0'
is 'it ends after all' "$(reader_end)" 'exit 0'
finish
