# The keys of traefik-kop 0.20.1 in Redis, written by redis-cli.  Source it
# after redis.sh.

# kop_web HOST NAME URL [SECONDS]: one container; SECONDS is the expiry of its
# keys, if given.  It uses one redis-cli, so that kopd does not read in between,
# as with traefik-kop, which is as fast.
kop_web() {
	kop_commands "$@" | R >/dev/null
}

# Each write removes servers that it does not have.
kop_commands() {
	while read -r _key _value; do
		echo "SET traefik/http/$_key $_value${4:+ EX $4}"
	done <<KEYS
routers/$2/entryPoints/0 web
routers/$2/entryPoints/1 websecure
routers/$2/observability/accessLogs true
routers/$2/observability/metrics true
routers/$2/observability/traceVerbosity minimal
routers/$2/observability/tracing true
routers/$2/rule Host(\`$2\`)
routers/$2/service $2
services/$2/loadBalancer/passHostHeader true
services/$2/loadBalancer/responseForwarding/flushInterval 100ms
services/$2/loadBalancer/servers/0/url $3
services/$2/loadBalancer/strategy wrr
KEYS
	cat <<COMMANDS
EVAL "for _, k in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do if k ~= ARGV[1] .. '0/url' then redis.call('DEL', k) end end" 0 traefik/http/services/$2/loadBalancer/servers/
SADD traefik_http_routers@$1 $2@docker
SADD traefik_http_services@$1 $2@docker
SET traefik_kop_last_update@$1 1795263013${4:+ EX $4}
COMMANDS
}

# kop_gone HOST NAME: removes the container; keys first, then the sets.
kop_gone() {
	for _kind in routers services; do
		R EVAL 'for _, k in ipairs(redis.call("KEYS", ARGV[1])) do
			redis.call("DEL", k)
		    end' 0 "traefik/http/$_kind/$2/*" >/dev/null
		R SREM "traefik_http_$_kind@$1" "$2@docker" >/dev/null
	done
}

# kop_view NAME URL: the keys of that container for Traefik.
kop_view() {
	cat <<KEYS
traefik/http/routers/$1/entryPoints/0=web
traefik/http/routers/$1/entryPoints/1=websecure
traefik/http/routers/$1/observability/accessLogs=true
traefik/http/routers/$1/observability/metrics=true
traefik/http/routers/$1/observability/traceVerbosity=minimal
traefik/http/routers/$1/observability/tracing=true
traefik/http/routers/$1/rule=Host(\`$1\`)
traefik/http/routers/$1/service=$1
traefik/http/services/$1/loadBalancer/passHostHeader=true
traefik/http/services/$1/loadBalancer/responseForwarding/flushInterval=100ms
traefik/http/services/$1/loadBalancer/servers/0/url=$2
traefik/http/services/$1/loadBalancer/strategy=wrr
KEYS
}

# The sets of traefik-kop, and the time of its last write.
kop_sets() {
	R --scan --pattern 'traefik_*' | sort
}
