#!/bin/sh
# An engine that is absent, refuses, or may not be talked to: it is waited
# for, and said once.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/reader.sh"

engine_begin
engine absent
reader
tell "request 1 ping"
ok "an absent engine is waited for" says \
    "wait 1 ENOENT no Docker engine at $engine_socket; retrying"
tell "request 2 version"
ok "by whoever asks" says "wait 2 ENOENT"
engine listen
ok "and found when it appears" says "end 1 complete 0"
ok "for all that waited" says "end 2 complete 0"
# Between its bind(2) and its listen(2) an engine refuses, which is another one.
is "the wait is said once" "$(said 'wait 1 ENOENT')" 1
is "its log is one line" \
    "$(grep -c 'no Docker engine at' "$dir/reader.log")" 1
ok "and one when it is back" logged "at $engine_socket answers again"

engine refuse
tell "request 3 ping"
ok "one that does not listen is waited for" says "wait 3 ECONNREFUSED"
tell status
ok "status says so" says "status docker.state waiting"
ok "with the reason" says \
    "status docker.last_error no Docker engine listens at"
engine listen
ok "and found" says "end 3 complete 0"
# Two reasons while it is away; when it is away again, the first one is news.
engine refuse
tell "request 5 ping"
ok "one that stops listening is waited for" says "wait 5 ECONNREFUSED"
engine absent
ok "and when its socket is removed" says "wait 5 ENOENT"
engine listen
ok "it is found, too" says "end 5 complete 0"
: >"$dir/reader.log"
engine refuse
tell "request 6 ping"
ok "the next time is logged at once" logged "no Docker engine listens at"
engine listen
ok "and ends" says "end 6 complete 0"
tell "cancel 3" "request 4 ping" status
ok "status names the socket" says "status docker.socket $engine_socket"
ok "status counts requests" says "status docker.requests 6"
is "an orderly end" "$(reader_end)" "exit 0"

engine absent
ln -s engine/docker.sock "$dir/link.sock"
reader "conf socket $dir/link.sock"
tell "request 1 ping"
ok "a link to a socket that is absent is waited for" says "wait 1 ENOENT"
is "ends" "$(reader_end)" "exit 0"
engine listen
reader "conf socket $dir/link.sock"
tell "request 1 ping"
ok "a link to a socket is followed" says "end 1 complete 0"
is "ends then" "$(reader_end)" "exit 0"

reader "conf socket $engine_folder/other.sock"
tell "request 1 ping"
ok "waits at another path" says "wait 1 ENOENT"
tell "conf socket $engine_socket" reload
ok "until a reload names the right one" says "end 1 complete 0"
is "ends as well" "$(reader_end)" "exit 0"

mkdir "$engine_folder/folder.sock"
reader "conf socket $engine_folder/folder.sock"
tell "request 1 ping"
ok "a folder in the socket's place is said to be one" says \
    "wait 1 .* $engine_folder/folder.sock was a directory"
is "ends there" "$(reader_end)" "exit 0"
: >"$engine_folder/file.sock"
reader "conf socket $engine_folder/file.sock"
tell "request 1 ping"
ok "and a file to be no socket" says \
    "wait 1 .* $engine_folder/file.sock was not a socket"
is "ends, too" "$(reader_end)" "exit 0"

# Root may always: it becomes somebody else.
chmod 000 "$engine_socket"
who=
[ "$(id -u)" -ne 0 ] || who="conf run_as nobody"
reader "${who:-conf timeout 30}"
tell "request 1 ping"
ok "no permission is said, with the socket's group" says \
    "wait 1 EACCES permission denied at $engine_socket: .* group .*$(
    stat -c %G "$engine_socket")"
chmod 666 "$engine_socket"
ok "and tried again" says "end 1 complete 0"
is "ends at last" "$(reader_end)" "exit 0"

finish
