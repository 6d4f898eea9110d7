#!/bin/sh
# The options of Traefik's docker provider at work: a reload reads them again
# where it can, a bad file changes nothing.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
web a 8001
engine 'web bare 8003 traefik.http.routers.bare.rule=Host(`bare.example.com`)'
A=$(routes a 8001) BARE=$(routes bare 8003)

hup() {
	log_clear
	kill -HUP "$kopd_pid"
}

# options FILE YAML: another content, by another file of that name.
options() {
	printf "$2" >"$1.new"
	chmod 644 "$1.new"
	mv "$1.new" "$1"
}

mkdir "$dir/else"
chmod 755 "$dir/else"
beside=$dir/kopd/docker.yaml outside=$dir/else/docker.yaml
options "$beside" 'watch: false\n'
kopd_conf 'docker provider config "docker.yaml"'
kopd_start
ok 'kopd publishes' view_is "$A"
ok 'and says what has no effect' \
    logged '^.*docker.yaml:1:8: warning: watch has no effect'
options "$beside" 'docker:\n  exposedByDefault: true\n'
hup
ok 'a reload takes what the file beside kopd.conf says now' \
    view_is "$A" "$BARE"
options "$beside" 'docker:\n  exposedByDefault: [true]\n'
hup
ok 'a bad one is named' \
    logged '^kopd: .*docker.yaml:2:21: exposedByDefault takes a string'
ok 'and all stays as it was' \
    logged '^kopd: reload rejected: the old configuration stays'
options "$beside" 'endpoint: unix:///tmp/else/docker.sock\n'
hup
ok 'what kopd.conf says, too, is named with both places' logged \
    '^kopd: .*docker.yaml:1:11: docker socket is already set at .*kopd.conf:'
rm "$beside"
hup
ok 'one that is gone is named' \
    logged '^kopd: .*docker.yaml: No such file or directory'
ok 'and its routes stay' view_is "$A" "$BARE"
kopd_stop

options "$outside" 'exposedByDefault: true\n'
kopd_conf "docker provider config \"$outside\""
log_clear
kopd_start
ok 'it starts with one that lies outside' logged 'connected as host kopd'
ok 'and publishes' view_is "$A" "$BARE"
options "$outside" '[\n'
kopd_conf "docker provider config \"$outside\"" 'bind ip 192.0.2.77'
hup
ok 'stays as it was at start, which is said' logged \
    "^kopd: $outside: outside of the directory of the configuration; it stays"
ok 'while the rest is taken' view_is \
    "$(printf '%s\n' "$A" "$BARE" | sed s/192.0.2.1:/192.0.2.77:/)"
finish
