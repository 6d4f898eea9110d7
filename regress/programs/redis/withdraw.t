#!/bin/sh
# Hosts that go for good: what is known of them, who may withdraw them, and
# one that takes another name.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
. "$TOP/regress/lib/scripts.sh"

U1=http://192.0.2.1:80 U2=http://192.0.2.2:80

# hosts_of NAME: what it says of all hosts, as "field value ..." a host, and
# what waits.
hosts_of() {
	sync_writer "$1"
	: >"$dir/$1.out"
	tell "$1" hosts
	wait_for 10 grep -q '^status-end' "$dir/$1.out"
	awk '{ head = $2 == "waits" || ($2 == "host" && !waits) }
	    $2 == "waits" { waits = 1 }
	    head { printf "%s", sep; sep = "\n" }
	    /^status / && $2 != "lease_ms" && $2 != "since" &&
	    $2 != "cause" && $2 != "container" && $2 != "reason" {
		printf "%s%s", head ? "" : " ", $3 }
	    END { print "" }' "$dir/$1.out" | sort -k 1,1
}

field() {	# NAME HOST FIELD
	sync_writer "$1"
	: >"$dir/$1.out"
	tell "$1" hosts
	wait_for 10 grep -q '^status-end' "$dir/$1.out"
	awk -v h="$2" -v f="$3" '$2 == "host" { on = $3 == h }
	    on && $2 == f { print $3 }' "$dir/$1.out"
}

# withdraw NAME [HOST]: what it answers.
withdraw() {
	sync_writer "$1"
	: >"$dir/$1.out"
	tell "$1" "withdraw${2:+ $2}"
	wait_for 20 grep -q '^status-end' "$dir/$1.out"
	sed -n 's/^status withdrawn //p; s/^status-end //p' "$dir/$1.out" |
	    sed '/^$/d'
}

redis_start
scripts_load
version=$("$BUILD/kopctl/kopctl" -V | cut -d ' ' -f 2)
writer b heartbeat 3600
snapshot b "$(container other $U2)"
is 'one host' "$(hosts_of b)" "b 1 held engine-b name-b $version 2"
writer a
snapshot a "$(container web $U1)" "$(container other $U1 'Host(`a`)')"
A="a 2 held engine-a name-a $version 4"
B="b 1 held engine-b name-b $version 2"
is 'two hosts, of which one waits' "$(hosts_of b)" "$A
$B
http/routers/other a b waits
http/services/other a b alone"
is 'the other one says the same' "$(hosts_of a)" "$(hosts_of b)"
left=$(field a a lease_ms)
ok 'milliseconds are left of a lease' test "$left" -gt 40000 -a "$left" -le 60000
now=$(R TIME | head -1) since=$(field b a since)
ok 'since when is said' test $((now - since)) -ge 0 -a $((now - since)) -lt 600

# Whoever lives is not withdrawn by others.
before=$(view)
is 'a host that nobody knows' "$(withdraw b nobody)" \
    'there is no host "nobody" in Redis; see kopctl show hosts'
is 'a name that cannot be' "$(withdraw b 'a/b' | cut -d : -f 1)" \
    "not a hostname"
is 'a host that lives is not withdrawn' "$(withdraw b a | sed 's/wait [0-9]* s/wait N s/')" \
    'host a runs, on engine "name-a", and would publish again; withdraw it there or, if its kopd has ended, wait N s until its lease expires'
kill_writer a
is 'nor one whose lease still runs' "$(withdraw b a | cut -d , -f 1)" 'host a runs'
is 'nothing has changed' "$(view)" "$before"
R DEL kopd:/traefik/lease/a >/dev/null
is 'its lease runs out' "$(field b a lease)" lapsed
subscribe
is 'it is withdrawn' "$(withdraw b a)" 'host a: 4 objects'
is 'in one message' "$(messages)" 1
OTHER=$(view_of "$(container_view other 1 $U2)")
is 'nothing is left of it' "$(view)" "$OTHER"
is 'but its number' "$(hosts_of b | head -1)" 'a 2 none    0'
is 'withdrawn again it is nothing' "$(withdraw b a)" 'host a: 0 objects'

# A lease for ever.
writer a ttl 0 heartbeat 60
snapshot a "$(container web $U1)"
is 'a lease for ever is held' "$(hosts_of b | grep '^a ')" \
    "a 2 held engine-a name-a $version 2"
is 'as long as it is heard of' "$(field b a lease_ms)" ''
ok 'it is alive' eval 'withdraw b a | grep -q "sent a heartbeat within the last minute"'
kill_writer a
ok 'for a minute, or three heartbeats' \
    test "$(R PTTL kopd:/traefik/pulse/a)" -gt 60000
R DEL kopd:/traefik/pulse/a >/dev/null
is 'then it is silent' "$(field b a lease)" silent
is 'nobody takes its routes away' "$(view)" \
    "$(view_of "$(container_view other 1 $U2)" "$(container_view web 2 $U1)")"
is 'until somebody asks for it' "$(withdraw b a) $(view)" "host a: 2 objects $OTHER"
is 'of its keys there are none' "$(R EXISTS kopd:/traefik/lease/a \
    kopd:/traefik/host/a kopd:/traefik/want/a kopd:/traefik/pulse/a)" 0

# A host takes another name while it runs.
writer a ttl 0
snapshot a "$(container web $U1)" "$(container two $U1)"
conf a hostname a2
tell a reload
gone_from() {
	[ "$(R HEXISTS kopd:/traefik/shown http/routers/web)" = 1 ] &&
	    [ "$(R EXISTS "kopd:/traefik/want/$1" "kopd:/traefik/lease/$1")" = 0 ]
}
ok 'with another name the old one goes at once' wait_for 15 gone_from a
ok 'which is said' logged a 'host a is withdrawn: 4 objects'
number=$(R HGET kopd:/traefik/hosts a2)
is 'and the new one has all' "$(view)" "$(view_of \
    "$(container_view other 1 $U2)" "$(container_view two "$number" $U1)" \
    "$(container_view web "$number" $U1)")"
conf a hostname a
tell a reload
ok 'back to the first one' wait_for 15 gone_from a2
number=100

# It starts under another name: nobody knows that it was the same.
kill_writer a
R DEL kopd:/traefik/pulse/a >/dev/null
writer a3
tell a3 'engine engine-a name-a'
snapshot a3 "$(container web $U1)"
ok 'started under another name it says what it may have left' logged a3 \
    'host a on this engine is inactive'
is 'and shows' "$(status a3 redis.silent)" a
is 'that can be withdrawn' "$(withdraw a3 a)" 'host a: 4 objects'
stop_writer a3 >/dev/null

# In which no key is missing, between the two.
hello x X1 >/dev/null
change x http/services/s "$(service s 0 $U1)" \
    http/routers/s "$(router s 'Host(`s`)' s)" >/dev/null
hello y X1 engine-x >/dev/null
change y http/services/s "$(service s 0 $U1)" \
    http/routers/s "$(router s 'Host(`s`)' s)" >/dev/null
messages >/dev/null
is 'another incarnation may not end that lease' \
    "$(call evict b "$(R HGET kopd:/traefik/host/b incarnation)" x | head -1)" ALIVE
is 'the same one may' "$(call evict y X1 x)" OK
is 'and all changes in one script' "$(call reap y X1 x http/routers/s \
    http/services/s | head -1) $(messages) $(view | grep -c '/s/')" 'OK 1 3'

# Our own.
now_is() {	# what its state is: words, and fewer than 10 seconds
	status b redis.state | grep -q "^$1 for [0-9] s\$"
}
is 'without a name it is ourselves' "$(withdraw b)" '2 objects'
STATE='withdrawn: restart kopd to publish; connected'
ok 'and since when' now_is "$STATE"
is 'nothing of it waits' "$(status b redis.waiting)" ''
is 'then hosts are told' "$(hosts_of b | grep '^b ')" 'b 1 none    0'
is 'withdrawn again it is' "$(withdraw b)$(withdraw b b)" ''
is 'who then write no more' "$(withdraw b a | cut -d , -f 1)" 'this host is withdrawn'
is 'nor take over from traefik-kop' \
    "$(withdraw b traefik-kop@x | cut -d , -f 1)" 'this host is withdrawn'
before=$(view)
changes_sent() {
	tell b 'begin 900 change' "$(container late $U1)" 'end 900'
	sync_writer b
}
changes_sent

# As often as it connects.
R CLIENT KILL TYPE normal SKIPME yes >/dev/null
ok 'it connects again' logged b 'connected; host b is withdrawn and writes nothing'
ok 'and is withdrawn still' now_is "$STATE"
is 'hosts are told then' "$(hosts_of b | grep '^b ')" 'b 1 none    0'
R SCRIPT FLUSH >/dev/null
is 'without scripts it is told why not' "$(hosts_of b)" ''
ok 'and with them hosts are told' wait_for 10 eval \
    'hosts_of b | grep -q "^b 1 none"'
conf b heartbeat 1
tell b reload 'engine engine-b2 name-b2'
sync_writer b
ok 'a reload and another engine change nothing' now_is "$STATE"
is 'hosts are told after these, too' "$(hosts_of b | grep '^b ')" 'b 1 none    0'
is 'nothing was written' "$(view) $(R EXISTS kopd:/traefik/lease/b)" "$before 0"
redis_stop
ok 'without Redis it says so' await b redis.state \
    'withdrawn: restart kopd to publish; disconnected'
tell b hosts
ok 'and is answered' wait_for 10 grep -q '^status-end .' "$dir/b.out"
is 'and ends in order' "$(stop_writer b)" 'exit 0'

# One that is to end while it withdraws does both.
redis_start
writer c
snapshot c "$(container web $U1)"
R CLIENT PAUSE 1500 WRITE >/dev/null
tell c withdraw
is 'it ends when it has withdrawn' "$(stop_writer c) $(view)" "exit 0 $INERT"
finish
