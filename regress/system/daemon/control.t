#!/bin/sh
# A kopd without Docker and Redis: what kopctl gets, reload, signals, and
# clients that break the rules.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/kopd.sh"

conf=$dir/kopd/kopd.conf
mkdir "$dir/redis"
configure() {
	cat >"$conf" <<-EOT
	bind ip 192.0.2.1
	docker { socket "$dir/docker.sock" }
	redis { socket "$dir/redis/redis.sock" }
	$*
	EOT
}

said() {
	grep -qF -- "$1" "$dir/kopd.log"
}

answers() {
	kopctl -j show >"$dir/show" 2>"$dir/err" &&
	    json . "$dir/show"
}

shown() {
	jq -r "$1" "$dir/show"
}

configure
kopd_start
ok "kopd becomes ready" wait_for 30 said "kopd: ready"
ok "kopctl show answers, in JSON" answers
is "the parent's pid" "$(shown .kopd.pid)" "$kopd_pid"
is "three more processes" "$(shown '[.[].pid] | unique | length')" 4
is "their names" "$(shown 'keys | join(" ")')" \
    "docker-reader kopd redis-writer route-maker"
is "the address" "$(shown .kopd.bind)" 192.0.2.1
is "the version of Traefik" "$(shown .kopd.traefik)" 3.7.9
is "errors are a list even when there is none or one" \
    "$(shown '(."route-maker".error // []) | type')" array
ok "kopctl show, for people" sh -c '"$@" | grep -q "^docker-reader$"' sh \
    "$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" show
ok "with the unit of a time" sh -c '"$@" | grep -q "^	uptime .*[0-9] s$"' sh \
    "$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" show
is "the socket's mode" "$(stat -c %a "$dir/kopd.sock")" 660
ok "kopctl show routes" sh -c '"$@" >/dev/null' sh \
    "$BUILD/kopctl/kopctl" -s "$dir/kopd.sock" show routes
is "the same in JSON" "$(kopctl -j show routes | jq -r type)" object

"$BUILD/kopd/kopd" -d -f "$conf" -s "$dir/kopd.sock" >"$dir/second" 2>&1
is "a second kopd on the same socket is refused" $? 1
ok "and says why" grep -q "another kopd listens at $dir/kopd.sock" \
    "$dir/second"
ok "the first one lives" answers

before=$(shown .kopd.pid)
configure 'docker { poll 5s }'
ok "a good reload" kopctl reload
ok "is logged" said "configuration reloaded"
ok "with who asked for it" said "kopd: reload: requested by kopctl (uid $(id -u))"
configure 'bind ip 192.0.2.2' 'ttl x'
kopctl reload 2>"$dir/err"
is "a bad reload" $? 1
ok "says line and reason" grep -q \
    'kopd.conf:4: bind is already set at .*kopd.conf:1$' "$dir/err"
ok "says all reasons" grep -q 'kopd.conf:4: "x" is not a duration' \
    "$dir/err"
ok "and logs them" said '"x" is not a duration'
ok "nothing has changed" grep -q "nothing has changed" "$dir/err"
configure 'sandbox strict'
kopctl reload 2>"$dir/err"
is "what needs a restart is refused" $? 1
ok "and named" grep -q 'sandbox changes .*: this needs a restart' "$dir/err"
for version in '2.11 2.11.0' '3.4.1 3.4.1' \
    '3.8.2 3.8.2, handled as 3.7.9, the newest known' \
    '2.11.99 2.11.99, handled as 2.11.53, the newest known'; do
	configure "traefik version ${version%% *}"
	ok "traefik version ${version%% *}" kopctl reload
	answers
	is "kopctl show says it" "$(shown '.kopd["traefik.detail"]')" "${version#* }"
	is "kopd -nv prints it" "$("$BUILD/kopd/kopd" -nv -f "$conf" \
	    2>/dev/null | sed -n 's/^traefik version //p')" \
	    "$(echo "${version#* }" | sed 's/,.*//')"
done
configure 'sandbox strict'
sed 's/192.0.2.1/192.0.2.9/' "$conf" | grep -v sandbox >"$conf.new"
cat "$conf.new" >"$conf"
kill -HUP "$kopd_pid"
is_bound() {
	answers && [ "$(shown .kopd.bind)" = "$1" ]
}
ok "SIGHUP reloads" wait_for 5 is_bound 192.0.2.9
echo nonsense >>"$conf"
kill -HUP "$kopd_pid"
ok "which is logged" said "kopd: reload: requested by SIGHUP"
ok "SIGHUP with errors changes nothing" wait_for 5 said \
    "reload rejected: the old configuration stays"
ok "nothing indeed" is_bound 192.0.2.9
kill -USR1 "$kopd_pid"
ok "SIGUSR1 says the status" wait_for 5 said "status: kopd.version"
ok "of all" wait_for 5 said "status: redis-writer."
ok "log verbose" kopctl log verbose
ok "which is logged" said "kopd: logging more: requested by kopctl (uid $(id -u))"
ok "log brief" kopctl log brief
ok "which is logged, too" said \
    "kopd: logging less: requested by kopctl (uid $(id -u))"
kopctl log loud 2>"$dir/err"
is "an unknown command" $? 1
ok "gives the usage" grep -q ^usage: "$dir/err"
# wrong SENTENCE WORD ...: what kopctl says of these words
wrong() {
	_said=$1
	shift
	is "kopctl $* says what is wrong" "$(kopctl "$@" 2>&1 | head -1)" \
	    "kopctl: $_said"
}
wrong 'unknown command "shwo": did you mean "show"?' shwo
wrong 'show cannot be combined with "rouets": did you mean "routes"?' show rouets
wrong 'explain needs an argument' explain
wrong 'options go before the command: -j show' show -j
sed '/^nonsense$/d' "$conf" >"$dir/kopd/good.conf"
timeout 120 env -i "$BUILD/kopd/kopd" -d -f "$dir/kopd/good.conf" \
    -s "$dir/none/s" >"$dir/second" 2>&1
is "a control socket in no folder" $? 1
ok "is said to be at fault, and what helps" grep -q "control socket: \
$dir/none: No such file or directory; set another path with -s" \
    "$dir/second"
if [ "$(id -u)" -eq 0 ]; then
	chmod 755 "$dir"
	cp "$BUILD/kopctl/kopctl" "$dir/for_user"
	$as_user "$dir/for_user" -s "$dir/kopd.sock" show 2>"$dir/err"
	is "another user may not ask" $? 1
	ok "and is told who may" grep -q "only root and the group _kopd can use" \
	    "$dir/err"
	timeout 120 unshare -pf env -i "$BUILD/kopd/kopd" \
	    -f "$dir/kopd/good.conf" -s "$dir/second.sock" \
	    >"$dir/second" 2>&1
	is "a container's first process does not leave it" $? 1
	ok "and says what to do" grep -q "start it with -d" "$dir/second"
else
	echo "# not run as root: nobody else's socket, no processes' namespace"
fi

# raw HEX: sends it, and waits for the other end to close.
raw() {
	perl -MIO::Socket::UNIX -e '$SIG{PIPE} = "IGNORE"; $SIG{ALRM} = sub {
	    exit 1 }; alarm 10;
	    my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or exit 2;
	    syswrite $s, pack("H*", $ARGV[1]); 1 while sysread $s, $_, 4096' \
	    "$dir/kopd.sock" "$1"
}
# type, length, peer, pid; little endian, as the machines of our tests are
version=$(sed -n 's/^#define MESSAGES_VERSION[[:space:]]*//p' \
    "$TOP/common/messages.h")
peer=$(printf %02x000000 "$version")
other=$(printf %02x000000 $((version + 1)))
ok "a request of another message version closes the connection" raw \
    0004000000000000${other}00000000
ok "which is logged" said "control socket: client disconnected: message 0x400 \
of 0 bytes from kopctl: another message version"
ok "garbage does" raw \
    4745542f20485454502f312e310d0a0d0a0d0a0d0a0d0a0d0a0d0a0d0a0d0a0d0a
ok "an unknown request does" raw 9904000000000000${peer}00000000
ok "a message for children does" raw 0001000000000000${peer}00000000
ok "a request that is too long does" raw \
    0004000004000000${peer}0000000041414141
ok "a level that there is not does" raw \
    0404000001000000${peer}0000000007
ok "two requests at once do" raw \
    0004000000000000${peer}000000000004000000000000${peer}00000000
ok "it is said" said "control socket: client disconnected"
ok "kopd answers all the same" answers

# Clients that hold a place in vain, as root those of the group _kopd: they say
# "held", wait for kopd to hang up without having read anything, and each says
# then whether it was "refused" or "dropped".
cat >"$dir/hold" <<'EOT'
use IO::Socket::UNIX;
use IO::Poll qw(POLLHUP);
my ($path, $n, $bytes, $uid, $gid) = @ARGV;
if (defined $gid) {
	$) = "$gid $gid";
	$> = $uid;
}
$SIG{PIPE} = 'IGNORE';
$SIG{ALRM} = sub { print "kept\n"; exit };
alarm 60;
$| = 1;
my @s = map { IO::Socket::UNIX->new(Peer => $path) } 1 .. $n;
syswrite $_, pack("H*", $bytes) for @s;
print "held\n";
for my $s (@s) {
	my $poll = IO::Poll->new();
	$poll->mask($s => POLLHUP);
	$poll->poll();
	my $got = '';
	while (sysread $s, my $more, 65536) {
		$got .= $more;
	}
	print $got =~ /too many clients/ ? "refused\n" : "dropped\n";
}
EOT
member=
# member_is USER: the holders are this user, as a member of the group.
member_is() {
	[ "$(id -u)" -ne 0 ] || member="$(id -u "$1") $(id -g _kopd)"
}
member_is nobody
holders=0
# hold N HEX: that many clients, which say these bytes and no more.
hold() {
	holders=$((holders + 1))
	perl "$dir/hold" "$dir/kopd.sock" "$1" "$2" $member \
	    >"$dir/hold.$holders" 2>&1 &
	holder=$!
	kopds="$kopds $holder"
	wait_for 10 grep -q held "$dir/hold.$holders"
}
# held N: of the holders, that many were so.
held() {
	wait_for 30 gone "$holder"
	[ "$(grep -c "$1" "$dir/hold.$holders")" -eq "$2" ] && return
	sed 's/^/# /' "$dir/hold.$holders"
	return 1
}
# show_as USER: as a member of the group.
show_as() {
	setpriv --reuid "$1" --regid _kopd --clear-groups \
	    "$dir/for_user" -s "$dir/kopd.sock" show >"$dir/shown" \
	    2>"$dir/err"
}

# crowded: root and another member of the group are answered while one user
# holds its places, and this user is told why it is not.  They have 5 seconds:
# on a loaded machine that may be over, and others take their places.
crowded() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		hold 30 ''
		[ "$(id -u)" -eq 0 ] || return 0
		answers && show_as daemon && ! show_as nobody &&
		    grep -q "kopd has too many clients of this user" \
		    "$dir/err" && return
		wait_for 30 gone "$holder"
	done
	return 1
}
ok "thirty clients that say nothing: others are answered, this user is not" \
    crowded
ok "those above the limit are refused" held refused 22
ok "the others are dropped" held dropped 8
# full: two users hold all places: root is answered, a third user is not.
full() {
	for _try in 1 2 3 4 5 6 7 8 9; do
		member_is nobody
		hold 8 ''
		_first=$holder
		member_is daemon
		hold 30 ''
		answers && ! show_as bin &&
		    grep -q "kopd has too many clients; " "$dir/err" && return
		wait_for 30 gone "$_first"
		wait_for 30 gone "$holder"
	done
	return 1
}
if [ "$(id -u)" -eq 0 ]; then
	ok "two users hold all places: root is answered" full
	ok "and they have no more than these" held refused 22
	ok "the first of them are dropped, too" wait_for 30 gone "$_first"
	member_is nobody
fi
ok "which is said" said "it has sent no request"
ok "then the places are free" answers
if [ "$(id -u)" -eq 0 ]; then
	ok "for members of the group, too" show_as nobody
	setpriv --reuid nobody --regid _kopd --clear-groups \
	    "$dir/for_user" -s "$dir/kopd.sock" log brief
	ok "of whom the log says who it was" said \
	    "kopd: logging less: requested by kopctl (uid $(id -u nobody))"
fi
# A request's header without its end, and one byte of it.
ok "clients that send half a request" hold 8 03040000040000000000000000
ok "are dropped, too" held dropped 8
ok "clients that ask and do not read" hold 8 \
    0004000000000000${peer}00000000
ok "are dropped as well" held dropped 8

# watch_as USER: starts a kopctl watch of a member of the group.
watch_as() {
	setpriv --reuid "$1" --regid _kopd --clear-groups \
	    "$dir/for_user" -s "$dir/kopd.sock" watch >"$dir/watch" \
	    2>"$dir/err" &
	watcher=$!
	kopds="$kopds $watcher"
	watchers=$((watchers + 1))
	wait_for 10 watched $watchers
}
watched() {
	[ "$(kopctl -j show | jq .kopd.watchers)" -eq "$1" ]
}
watchers=0
four_watch() {
	watch_as nobody && watch_as nobody && watch_as nobody &&
	    watch_as nobody
}
if [ "$(id -u)" -eq 0 ]; then
	ok "four clients of one user watch" four_watch
	ok "a fifth ends" eval '! timeout 60 setpriv --reuid nobody \
	    --regid _kopd --clear-groups "$dir/for_user" \
	    -s "$dir/kopd.sock" watch >"$dir/watch" 2>"$dir/err"'
	ok "and says why" grep -q \
	    "kopd has too many clients of this user that watch" "$dir/err"
	ok "another user watches, too" watch_as daemon
fi

is "it is the same kopd" "$(shown .kopd.pid)" "$before"
kopd_stop
is "SIGTERM ends it with 0" "$kopd_status" 0
ok "which is said" said "kopd: ended"
pids=$(shown '.[].pid')
all_gone() {
	for p in $pids; do
		gone "$p" || return 1
	done
}
ok "nobody is left" wait_for 5 all_gone
is "nobody died of anything" "$(grep -c 'fatal\|killed' "$dir/kopd.log")" 0
finish
