#!/bin/sh
# What route-maker says of a default rule and constraints that do not
# compile, and that it goes on with what it has.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/maker.sh"

why='1:7: it ends, but a string in quotes is expected'
is "the first one: each is said, and nothing else happens" "$(
play 'conf default_rule {{nromalize}}
conf constraints Label(
start
stop')" "refused default rule: 1:3: function \"nromalize\" not defined
refused constraints: $why
exit 0"
is "a later one: nothing of it is taken, and no list is asked for" "$(
play "$(begin "$(container 1 a)")
count
conf constraints Label(
conf exposed_by_default 0
reload
status published
unsaid
show
stop" | sed 1d)" "set 1 del 0
refused constraints: $why
published 1
unsaid 0
http/services/a/loadBalancer/servers/0/url=http://10.0.0.1:80
exit 0"
is "another one after that is" "$(
play "$(begin "$(container 1 a),$(container 2 b '"x":"y"')")
count
conf constraints Label(
reload
conf constraints Label(\`x\`,\`y\`)
reload
answer list [$(container 1 a),$(container 2 b '"x":"y"')]
count
show
stop" | sed 1d)" "set 2 del 0
refused constraints: $why
set 0 del 1
http/services/b/loadBalancer/servers/0/url=http://10.0.0.2:80
exit 0"
finish
