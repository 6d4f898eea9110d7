#!/bin/sh
# In whose group redis-writer is, where Redis has a unix socket.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

need_root 'to become another user needs root'

id _kopdr >/dev/null 2>&1 || bail 'there is no user _kopdr: tools/users'
redis_start

groups_of() {	# NAME: the supplementary ones
	eval "_driver=\$pid_$1"
	_pid=$(ps -o pid= --ppid "$_driver" | tr -d ' ')
	sed -n 's/^Groups:[[:space:]]*//p' "/proc/$_pid/status" | xargs
}

chmod 770 "$sock"
writer a run_as _kopdr
ok "root's group is refused" logged a 'redis.sock: its group is 0'
ok 'and the writer ends' wait_for 10 grep -q '^exit 1' "$dir/a.out"
chgrp 12345 "$sock"
writer b run_as _kopdr
snapshot b "$(container web http://192.0.2.1:80)"
ok "the socket's group" logged b 'connected as host b'
is 'it has that one' "$(groups_of b)" 12345
stop_writer b >/dev/null
chgrp 0 "$sock"
chmod 777 "$sock"
writer c run_as _kopdr
snapshot c "$(container web http://192.0.2.1:80)"
ok 'a socket for all' logged c 'connected as host c'
is 'it has none' "$(groups_of c)" ''
stop_writer c >/dev/null
finish
