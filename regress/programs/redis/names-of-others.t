#!/bin/sh
# Names that no object has, among what kopd keeps for itself.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/writer.sh"

redis_start
R EVAL 'redis.call("HSET", "kopd:/traefik/want/a", string.rep("x", 70000), "1",
    "http/routers/a\0b", "2", "", "3")' 0 >/dev/null
writer a
snapshot a "$(container web http://192.0.2.1:80)"
is 'a host that finds them publishes what it wants' "$(view)" \
    "$(view_of "$(container_view web 1 http://192.0.2.1:80)")"
is 'and ends in order' "$(stop_writer a)" 'exit 0'
finish
