# Certificates for tests; after redis.sh also a redis-server that uses TLS.

command -v openssl >/dev/null ||
    bail "openssl is missing: apt-get install openssl"

# authority NAME: an authority that signs certificates, $dir/NAME.crt.
authority() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -keyout "$dir/$1.key" -out "$dir/$1.crt" -subj "/CN=$1" \
	    -days 2 2>/dev/null
}

# certificate NAME AUTHORITY SUBJECT-ALT-NAME [OPTION ...]: $dir/NAME.crt and
# $dir/NAME.key.
certificate() {
	name=$1 by=$2
	printf 'subjectAltName=%s\n' "$3" >"$dir/$name.ext"
	shift 3
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -keyout "$dir/$name.key" -out "$dir/$name.csr" \
	    -subj "/CN=$name" 2>/dev/null
	openssl x509 -req -in "$dir/$name.csr" -CA "$dir/$by.crt" \
	    -CAkey "$dir/$by.key" -CAcreateserial -out "$dir/$name.crt" \
	    -extfile "$dir/$name.ext" -days 2 "$@" 2>/dev/null
}

# redis_start_tls CERTIFICATE AUTHORITY [OPTION ...]: TLS on $redis_port of
# 127.0.0.1, and the unix socket without TLS.
redis_start_tls() {
	certificate=$1 authority=$2
	shift 2
	for _try in 1 2 3 4 5 6 7 8 9; do
		redis_port=${fixed_port:-$(shuf -i 20000-32000 -n 1)}
		redis_run --port 0 --tls-port "$redis_port" \
		    --bind 127.0.0.1 --tls-cert-file "$dir/$certificate.crt" \
		    --tls-key-file "$dir/$certificate.key" \
		    --tls-ca-cert-file "$dir/$authority.crt" \
		    --tls-auth-clients no "$@"
		gone "$redis_pid" || return 0
		[ -z "${fixed_port:-}" ] || sleep 5	# until it is free
	done
	bail "redis-server finds no port: see $dir/redis.log"
}
