#!/bin/sh
# The engine of another machine through TLS, as kopd.conf(5), stunnel.conf and
# the units have it: stunnel, and a real Docker engine that wants certificates.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}

# Certificates for both sides; and the engine's command as the page has it.
certificates() {
	. "$TOP/regress/lib/tls.sh"
	. "$TOP/regress/lib/examples.sh"
	authority ca
	authority other
	certificate server ca 'DNS:docker3,IP:127.0.0.1
extendedKeyUsage=serverAuth'
	certificate client ca 'DNS:kopd
extendedKeyUsage=clientAuth'
	certificate stranger other 'DNS:kopd
extendedKeyUsage=clientAuth'
	for _c in ca:ca.crt server:server.crt server-key:server.key; do
		cp "$dir/${_c#*:}" "$dir/${_c%:*}.pem"
	done
	docker_own=$(literal dockerd | sed 's/\\$//' | tr -s '\n\t ' ' ' |
	    sed -e 's/^dockerd -H [^ ]* //' -e 's/0\.0\.0\.0/127.0.0.1/' \
	    -e "s| \([a-z-]*\.pem\)| $dir/\1|g")
}

command -v stunnel >/dev/null || {
	echo "not ok 1 - stunnel is missing: tools/packages check"
	exit 1
}
before_engine=certificates
. "$TOP/regress/lib/published.sh"
. "$TOP/regress/lib/tunnel.sh"

tunnel_net=/proc/$docker_pid/ns/net
conf=$dir/etc/kopd/docker3
cp "$dir/ca.crt" "$conf/ca.pem"
# identity NAME: whose certificate and key the tunnel has.
identity() {
	cp "$dir/$1.crt" "$conf/cert.pem"
	cp "$dir/$1.key" "$conf/key.pem"
	chown nobody "$conf/key.pem"
	chmod 600 "$conf/key.pem"
}
# stunnel_conf [SED-OPTION ...]: the example, with the engine's address.
stunnel_conf() {
	here <"$units/stunnel.conf" |
	    sed -e 's/^connect = docker3:/connect = 127.0.0.1:/' "$@" \
	    >"$conf/stunnel.conf"
}
# tunnel_log TEXT: stunnel has said so.
tunnel_log() {
	wait_for 15 grep -q -e "$1" "$dir/kopd-stunnel@docker3.log" && return
	tail -n 20 "$dir/kopd-stunnel@docker3.log" | sed 's/^/# stunnel: /'
	return 1
}
start() {
	must_run "$1" -p 80 $(port_label "$1" 80)
}
url_of() {
	echo "http://192.168.1.77:$(docker port "$1-$$" 80/tcp |
	    sed -n 's/^0\.0\.0\.0://p;q')"
}

is "kopd.conf(5) has the lines of stunnel.conf" "$(literal '[docker3]')" \
    "$(sed -e '1,/^$/d' -e '/^;/d' "$units/stunnel.conf" |
    sed -n '/^\[docker3\]/,$p')"
is "kopd-stunnel@.service names it" "$(unit kopd-stunnel ExecStart)" \
    "/usr/bin/stunnel /etc/kopd/docker3/stunnel.conf"

start web
identity client
stunnel_conf
kopd_name=kopd@docker3
ln -s "$dir/run/kopd@docker3/kopd.sock" "$dir/kopd@docker3.sock"
chown nobody:_kopdd "$tunnel"
remote_kopd
ok "kopd waits for the tunnel" logged \
    "^docker-reader: no Docker engine at $tunnel/docker.sock; retrying"
tunnel_start kopd-stunnel
served "the tunnel is there: the other machine's container is published" \
    web "$(url_of web)"
is "its socket is for docker-reader alone" \
    "$(stat -c '%U:%G %a' "$tunnel/docker.sock")" "nobody:_kopdd 660"

lost() {
	logged "^docker-reader: no Docker engine .*$tunnel/docker.sock; retrying"
}
log_clear
tunnel_kill
ok "the tunnel is killed: kopd waits" lost
served "the routes stay" web "$(url_of web)"
start while
remove web
tunnel_start kopd-stunnel
served "the tunnel is back: what started meanwhile is there" \
    while "$(url_of while)"
served "and what stopped is gone" web ""
start after
served "events come again" after "$(url_of after)"

# The other machine is gone without a word.
drops() {
	nsenter --net="$tunnel_net" iptables -w "$1" INPUT -i lo -p tcp -j DROP
}
after=$(url_of after)
log_clear
drops -I || bail "iptables"
ok "the other machine no longer answers: it is noticed" \
    logged "^route-maker: Docker's events: they have ended"
remove after
served "the routes stay" after "$after"
drops -D
served "it answers again: what stopped meanwhile is gone" after ""
served "and the rest stays" while "$(url_of while)"
tunnel_end

# refused NAME TEXT: a tunnel that reaches nothing, and what stunnel says.
refused() {
	: >"$dir/kopd-stunnel@docker3.log"
	tunnel_start kopd-stunnel
	ok "$1" tunnel_log "$2"
	tunnel_end
}
stunnel_conf -e 's/^checkHost = .*/checkHost = docker4/'
refused "an engine of another name is refused" 'docker4\|subject\|verif'
cp "$dir/other.crt" "$conf/ca.pem"
stunnel_conf
refused "one of another authority, too" 'CERT: '
cp "$dir/ca.crt" "$conf/ca.pem"
identity stranger
refused "the engine refuses the certificate of another authority" 'alert'
start last
served "nothing has come through these" last ""
served "nothing has gone" while "$(url_of while)"

identity client
stunnel_conf -e 's/^checkHost = .*/checkIP = 127.0.0.1/'
tunnel_start kopd-stunnel
served "a certificate that has the address" last "$(url_of last)"

tunnel_end
kopd_stop
is "kopd ends in order" "$kopd_status" 0
[ "$failures" -eq 0 ] || log_show
finish
