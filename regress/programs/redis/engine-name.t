#!/bin/sh
# Without `hostname', a host has the Docker engine's name: one that cannot be a
# host's name is an error that says what to set.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

redis_start
U1=http://192.0.2.1:80
writer a hostname -
ok "the engine's name" logged a 'connected as host name-a, number 1'
snapshot a "$(container web $U1)"
before=$(view)
for name in eu/web1 a@b a:b; do
	log_clear a
	tell a "engine engine-$name $name"
	fault="the Docker engine's name \"$name\" has characters other than \
letters, digits, \`.', \`_' and \`-': set \`hostname' in kopd.conf"
	ok "$name is no host's name" logged a "$fault: nothing is written"
	ok 'which is shown' await a redis.last_error "$fault"
	is 'nothing is written' "$(view)" "$before"
done
log_clear a
conf a hostname b
tell a reload
ok 'with a hostname it is' logged a 'connected as host b'
finish
