#!/bin/sh
# TLS to Redis: who proves to be the host by a certificate of a known
# authority is spoken to, and nobody else gets the password.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"
. "$TOP/regress/lib/tls.sh"

U1=http://192.0.2.1:80

authority ours
authority theirs
certificate server ours IP:127.0.0.1,DNS:redis.test
certificate stranger theirs IP:127.0.0.1
certificate elsewhere ours DNS:elsewhere.test
# OpenSSL 3.5 makes none that ends before it begins.
certificate late ours IP:127.0.0.1 -days 0
has_ended() {
	! openssl x509 -checkend 0 -noout -in "$dir/late.crt" >/dev/null
}
wait_for 10 has_ended || bail "a certificate that is out of date"
certificate client ours DNS:kopd.test

# over_tls NAME [FIELD VALUE ...]: a writer that speaks TLS.
over_tls() {
	tls_name=$1
	shift
	writer "$tls_name" socket - address 127.0.0.1 port "$redis_port" \
	    tls 1 tls_version 12 tls_ca "@$dir/ours.crt" "$@"
}

redis_start_tls server ours
over_tls a
snapshot a "$(container web $U1)"
is 'a known certificate will do' "$(view)" \
    "$(view_of "$(container_view web 1 $U1)")"
ok 'and it is said' logged a 'connected as host a'
is 'it ends in order' "$(stop_writer a)" 'exit 0'

# refused NAME TEXT [FIELD VALUE ...]
refused() {
	refused_as=$1 refused_why=$2
	shift 2
	over_tls x password secret "$@"
	ok "$refused_as" logged x "$refused_why"
	is "$refused_as: nothing was said to it" \
	    "$(R info commandstats | grep -c 'cmdstat_auth')" 0
	stop_writer x >/dev/null
}

R config resetstat >/dev/null
refused 'another authority' 'certificate is rejected: .*certificate in certificate chain\|local issuer' \
    tls_ca "@$dir/theirs.crt"
refused 'another name' 'certificate is rejected: hostname mismatch' \
    tls_server_name other.test
over_tls b tls_server_name redis.test
ok '`tls server name'\'' is the one that counts' logged b 'connected as host b'
stop_writer b >/dev/null
over_tls c tls_insecure 1 tls_ca -
ok '`tls insecure'\'' is said' logged c 'whoever answers gets the password'
ok 'and believes anybody' logged c 'connected as host c'
stop_writer c >/dev/null
redis_stop

for is_bad in 'stranger theirs another authority:certificate in certificate chain\|local issuer' \
    'late ours out of date:certificate has expired' \
    'elsewhere ours for another host:IP address mismatch'; do
	set -- $is_bad
	certificate=$1 authority=$2
	shift 2
	about=$*
	redis_start_tls "$certificate" "$authority"
	R config resetstat >/dev/null
	refused "a certificate ${about%:*}" "certificate is rejected: .*${about#*:}"
	redis_stop
done

# Redis wants to know who we are.
redis_start_tls server ours --tls-auth-clients yes
over_tls d
ok 'without a certificate of ours Redis refuses' \
    logged d 'TLS: .*certificate required'
stop_writer d >/dev/null
over_tls e tls_certificate "@$dir/client.crt" tls_key "@$dir/client.key"
ok 'with one it does not' logged e 'connected as host e'
stop_writer e >/dev/null
over_tls f tls_certificate "@$dir/client.crt" tls_key "@$dir/server.key"
ok 'a key that is another'\''s is said' wait_for 10 \
    grep -q "^refused tls key: .*of another certificate" "$dir/f.out"
redis_stop

# Versions.
redis_start_tls server ours --tls-protocols TLSv1.2
over_tls g
ok 'TLS 1.2 will do' logged g 'connected as host g'
stop_writer g >/dev/null
over_tls h tls_version 13
ok 'unless 1.3 is asked for' logged h 'TLS: .*protocol version'
stop_writer h >/dev/null
redis_stop

# The wrong port.
redis_start_port
over_tls i
ok 'a port without TLS is said' logged i "TLS.*; check that this is the tls-port"
stop_writer i >/dev/null
redis_stop
redis_start_tls server ours
writer j socket - address 127.0.0.1 port "$redis_port"
ok 'a port with TLS, too' logged j 'check that this is the port of Redis without TLS'
stop_writer j >/dev/null

# New certificates while it runs.
over_tls k
ok 'connected' logged k 'connected as host k'
log_clear k
redis_stop
ok 'when Redis ends, it is that, and nothing about TLS' \
    logged k 'disconnected by Redis\|disconnected: '
fixed_port=$redis_port
redis_start_tls stranger theirs
ok 'a certificate that changes is refused' logged k 'certificate is rejected'
conf k tls_ca "@$dir/theirs.crt"
tell k reload
ok 'until its authority is known' logged k 'connected as host k'
log_clear k
conf k tls_ca junk
tell k offer
ok 'what is no certificate is refused' wait_for 10 \
    grep -q '^refused tls ca: no certificate' "$dir/k.out"
snapshot k "$(container web $U1)"
is 'and changes nothing' "$(view | grep -c url)" 1
is 'and ends in order' "$(stop_writer k)" 'exit 0'
finish
