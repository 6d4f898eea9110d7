#!/bin/sh
# The whole kopd over TLS and behind Sentinel: certificates that change while
# it runs, beside kopd.conf and elsewhere.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"
. "$TOP/regress/lib/tls.sh"
. "$TOP/regress/lib/sentinel.sh"

authority ours
authority theirs
certificate first ours IP:127.0.0.1
certificate second theirs IP:127.0.0.1
certificate client ours DNS:kopd.test
certificate other theirs DNS:kopd.test
cat "$dir/ours.crt" "$dir/theirs.crt" >"$dir/both.crt"
# placed FILE AS: beside kopd.conf.
placed() {
	cp "$dir/$1" "$dir/kopd/$2"
	chmod 640 "$dir/kopd/$2"
	[ "$(id -u)" -ne 0 ] || chown root:_kopd "$dir/kopd/$2"
}

redis_start_tls first both --tls-auth-clients yes
fixed_port=$redis_port
engine_start
placed ours.crt ca.pem
placed client.crt kopd.pem
placed client.key kopd.key
kopd_conf 'redis tls ca "ca.pem"' \
    'redis tls certificate "kopd.pem" tls key "kopd.key"'
web a 8001
A=$(routes a 8001)
kopd_start
ok 'kopd publishes over TLS' view_is "$A"
ok 'with its own certificate' logged 'Redis .* connected as host kopd'

# Both ends get new certificates.
redis_stop
log_clear
redis_start_tls second theirs --tls-auth-clients yes
ok 'a certificate of an authority that it does not know is said' \
    logged 'certificate is rejected'
placed theirs.crt ca.pem
placed other.crt kopd.pem
placed other.key kopd.key
kill -HUP "$kopd_pid"
ok 'after a reload it knows it' logged 'Redis .* connected as host kopd'
ok 'and all is there' view_is "$A"

# What is of no use changes nothing.
printf 'no certificate\n' >"$dir/kopd/ca.pem"
log_clear
kill -HUP "$kopd_pid"
ok 'a file without a certificate is said' \
    logged 'kopd.conf:[0-9]*: tls ca: no certificate'
web b 8002
AB=$(printf '%s\n' "$A" "$(routes b 8002)")
ok 'and kopd goes on as before' view_is "$A" "$(routes b 8002)"

# As large a file as there may be, twice in a row: nothing of it is lost.
yes '# which no authority has signed' | head -c 524288 >"$dir/large"
{
	cat "$dir/theirs.crt"
	tail -c +"$(($(wc -c <"$dir/theirs.crt") + 1))" "$dir/large"
} >"$dir/kopd/ca.pem"
log_clear
writer=$(kopd_child redis-writer)
kill -STOP "$writer"
hup_again() {
	kill -HUP "$kopd_pid"
	grep -q 'this one follows' "$dir/kopd.log"
}
ok 'a large file is to be read twice' wait_for 10 hup_again
kill -CONT "$writer"
ok 'and is' wait_for 20 eval '[ "$(lines "configuration reloaded")" -ge 2 ]'

# Withdrawn is withdrawn, also for another certificate.  The reloads may have
# it connect anew: until it has, there is nothing to withdraw from.
wait_for 20 kopctl withdraw
ok 'kopctl withdraw: all is gone' view_is ''
placed theirs.crt ca.pem
log_clear
kill -HUP "$kopd_pid"
ok 'after another reload' logged 'configuration reloaded'
is 'it stays so' "$(kopctl show | grep -o 'withdrawn')" withdrawn
ok 'and nothing is back' view_is ''
kopd_stop
is 'it ends in order' "$kopd_status" 0

# Elsewhere: read at start, and kept.
mkdir "$dir/elsewhere"
chmod 755 "$dir/elsewhere"
cp "$dir/theirs.crt" "$dir/elsewhere/ca.pem"
cp "$dir/other.crt" "$dir/elsewhere/kopd.pem"
cp "$dir/other.key" "$dir/elsewhere/kopd.key"
chmod 600 "$dir/elsewhere/kopd.key"
kopd_conf "redis tls ca \"$dir/elsewhere/ca.pem\"" \
    "redis tls certificate \"$dir/elsewhere/kopd.pem\"" \
    "redis tls key \"$dir/elsewhere/kopd.key\""
log_clear
kopd_start
ok 'files of another folder' logged 'Redis .* connected as host kopd'
kopd_conf "redis tls ca \"$dir/elsewhere/ca.pem\"" \
    "redis tls certificate \"$dir/elsewhere/kopd.pem\"" \
    "redis tls key \"$dir/elsewhere/kopd.key\"" 'bind ip 192.0.2.9'
log_clear
kill -HUP "$kopd_pid"
ok 'stay as they were when the rest is reloaded' \
    logged 'elsewhere/kopd.key: outside .* stays as it was'
NEW=$(printf '%s\n' "$AB" | sed s/192.0.2.1:/192.0.2.9:/)
ok 'which is' view_is "$NEW"
R CLIENT KILL TYPE normal SKIPME yes >/dev/null
log_clear
redis_stop
redis_start_tls second theirs --tls-auth-clients yes
ok 'and a new connection has the key' \
    logged 'Redis .* connected as host kopd'
kopd_stop
redis_stop

# By a URL: rediss is enough.
redis_start_tls second theirs --tls-auth-clients no
by_url() {
	: >"$dir/kopd/kopd.conf"
	log_clear
	env -i PATH="$PATH" REDIS_ADDR="$1" BIND_IP=192.0.2.9 \
	    KOP_HOSTNAME=kopd DOCKER_HOST="unix://$engine_socket" \
	    "$BUILD/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
	    -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}
by_url "rediss://127.0.0.1:$redis_port"
ok 'a URL with rediss: the certificate is verified' \
    logged 'certificate is rejected'
kopd_stop
by_url "rediss://127.0.0.1:$redis_port/0?skip_verify=true"
ok 'with skip_verify, it is not' logged 'Redis .* connected as host kopd'
ok 'a warning says so' logged 'tls insecure: the certificate of Redis is not verified'
kopd_stop
redis_stop

# Behind Sentinel, as traefik-kop's variables say it.
server one
sentinel_server s "$one_port"
echo 'sentinel { ports { 1 } }' >"$dir/kopd/kopd.conf"
log_clear
env -i PATH="$PATH" REDIS_SENTINEL_MASTER=mymaster BIND_IP=192.0.2.1 \
    REDIS_SENTINEL_ADDRS="127.0.0.1:$s_port" KOP_HOSTNAME=kopd \
    DOCKER_HOST="unix://$engine_socket" "$BUILD/kopd/kopd" -d \
    -f "$dir/kopd/kopd.conf" -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1 &
kopd_pid=$!
kopds="$kopds $kopd_pid"
ok 'a master on a port that is not listed is said' \
    logged "the master is 127.0.0.1:$one_port, and the sandbox does not"
kopd_stop
cat >"$dir/kopd/kopd.conf" <<END
bind ip 192.0.2.1
hostname kopd
docker {
	socket "$engine_socket"
}
sentinel {
	master mymaster
	host 127.0.0.1 port $s_port
	ports { $one_port }
}
END
log_clear
kopd_start
ok 'one that is listed is followed' \
    logged "master \"mymaster\" is 127.0.0.1:$one_port"
ok 'and written to' wait_for 20 eval \
    '[ "$(on one exists traefik/http/routers/a/rule)" = 1 ]'
ok 'kopctl show has it' eval 'kopctl show | grep -q "sentinel.*127.0.0.1:$s_port, master 127.0.0.1:$one_port"'
kopd_stop
is 'it ends in order' "$kopd_status" 0
finish
