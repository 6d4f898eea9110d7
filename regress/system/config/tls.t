#!/bin/sh
# What `tls' names in kopd.conf: files that are there, and fit.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/tls.sh"

authority ours
certificate client ours DNS:kopd.test
chmod go= "$dir"/*.key
export LC_ALL=C

# checked NAME STATUS TEXT LINE ...: kopd -nv of a redis block of the lines
# exits with STATUS, and its output or its errors have TEXT.
checked() {
	about=$1 wanted=$2 text=$3
	shift 3
	{ echo 'redis {'; printf '\t%s\n' "$@"; echo '}'; } >"$dir/kopd.conf"
	env -i "$BUILD/kopd/kopd" -nv -f "$dir/kopd.conf" >"$dir/said" 2>&1
	is "$about: exit" $? "$wanted"
	ok "$about: $text" grep -q -e "$text" "$dir/said"
}

checked 'beside kopd.conf' 0 "tls ca \"$dir/ours.crt\"" 'tls ca "ours.crt"'
checked 'one word is enough' 0 '	tls yes' 'tls server name "redis.test"'
checked 'the system has authorities' 0 '	tls ca "/etc/' 'tls yes'
checked '1.2 is the least' 0 'tls minimum version 1.2' 'tls yes'
checked 'unless it is said' 0 'tls minimum version 1.3' \
    'tls minimum version 1.3'
checked 'insecure' 0 '	tls insecure' 'tls insecure'
checked 'a certificate of ours' 0 "tls key \"$dir/client.key\"" \
    'tls certificate "client.crt"' 'tls key "client.key"' 'tls ca "ours.crt"'
checked 'off' 1 'password file' 'tls no' 'password file "none"'
checked 'without tls nothing is printed' 0 'root' 'tls no' \
    'tls ca "no-such-file"'
ok 'nor read' eval '! grep -q tls "$dir/said"'

# A system without authorities, and one whose file is empty.
[ "$(id -u)" -eq 0 ] && namespace='unshare -m' || namespace='unshare -rm'
$namespace true || bail "no mount namespace: see unshare(1)"
hidden=
for folder in /etc/ssl /etc/pki; do
	[ ! -d "$folder" ] || hidden="$hidden $folder"
done
# without_authorities [COMMAND]: kopd -n, after the command, where they are
# hidden.
without_authorities() {
	env -i PATH="$PATH" $namespace sh -c 'for d in '"$hidden"'; do
	    mount -t tmpfs none "$d" || exit 9; done; '"${1:-:}"'
	    exec "$0" -n -f "$1"' "$BUILD/kopd/kopd" "$dir/kopd.conf" \
	    >"$dir/said" 2>&1
}
NONE='tls: this system has no certificate authorities (/etc/ssl/certs/ca-certificates.crt): install the package ca-certificates, or name a file with `tls ca'\'
printf 'redis {\n\ttls yes\n}\n' >"$dir/kopd.conf"
without_authorities
is 'no authorities' "$? $(cat "$dir/said")" "1 $dir/kopd.conf:2: $NONE"
printf 'redis {\n\tport 6380\n\ttls server name "a"\n}\n' >"$dir/kopd.conf"
without_authorities
is 'no authorities, and another word that needs them' \
    "$? $(cat "$dir/said")" "1 $dir/kopd.conf:3: $NONE"
without_authorities 'mkdir /etc/ssl/certs; : >/etc/ssl/cert.pem;'
is 'an empty file of authorities' "$? $(cat "$dir/said")" \
    "1 $dir/kopd.conf:3: tls ca /etc/ssl/cert.pem: is empty"
printf 'redis {\n\ttls ca "ours.crt"\n}\n' >"$dir/kopd.conf"
without_authorities
is 'a file of ours does' "$? $(cat "$dir/said")" '0 configuration OK'

: >"$dir/empty"
printf 'a\0b' >"$dir/binary"
head -c 600000 /dev/zero | tr '\0' a >"$dir/large"
chmod go= "$dir/empty"
checked 'no such file' 1 'kopd.conf:2: tls ca .*/none: No such file' \
    'tls ca "none"'
checked 'an empty one' 1 'kopd.conf:2: tls ca .*/empty: is empty' \
    'tls ca "empty"'
checked 'a binary one' 1 'tls ca .*/binary: contains a NUL byte' \
    'tls ca "binary"'
checked 'a large one' 1 'tls ca .*/large: larger than' 'tls ca "large"'
# What is in them is for redis-writer to say.
echo 'no certificate' >"$dir/junk"
openssl ecparam -name prime256v1 -genkey -noout 2>/dev/null |
    openssl ec -aes256 -passout pass:secret -out "$dir/locked.key" 2>/dev/null
chmod go= "$dir/junk" "$dir/locked.key"
checked 'no certificate' 1 'kopd.conf:2: tls ca: no certificate in PEM format' \
    'tls ca "junk"'
checked 'a certificate that is none' 1 \
    'kopd.conf:2: tls certificate: no certificate in PEM format' \
    'tls certificate "junk"' 'tls key "client.key"'
checked 'no key' 1 'kopd.conf:3: tls key: no key in PEM format without a passphrase' \
    'tls certificate "client.crt"' 'tls key "junk"'
checked 'a key with a passphrase' 1 'kopd.conf:3: tls key: no key in PEM format without' \
    'tls certificate "client.crt"' 'tls key "locked.key"'
checked "another's key" 1 "kopd.conf:3: tls key: .*the key of another certificate" \
    'tls certificate "client.crt"' 'tls key "ours.key"'

chmod o+r "$dir/client.key"
checked 'a key that others read' 1 'kopd.conf:3: tls key .*chmod o=' \
    'tls certificate "client.crt"' 'tls key "client.key"'
finish
