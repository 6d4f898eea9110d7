#!/bin/sh
# A kopd at work is given a default rule or constraints that do not compile:
# both stay as they were, whatever else would change.  What comes while
# route-maker validates is not lost.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

each_message=yes	# of each change at once, so that they can be counted

rule='docker default rule "Host(`{{ normalize .Name }}.example.com`)"'
bad_rule='docker default rule "Host(`{{ nromalize .Name }}`)"'
bad_both='docker default rule "{{ .Name"'
tier='docker constraints "Label(`tier`, `public`)"'
bad_tier='docker constraints "Label(`tier`, `public`) &"'

hup() {
	log_clear
	kill -HUP "$kopd_pid"
}

# place TEXT: where kopd.conf has it.
place() {
	echo "$dir/kopd/kopd.conf:$(grep -nF "$1" "$dir/kopd/kopd.conf" |
	    cut -d : -f 1)"
}

# public NAME PORT: a container without a rule that meets the constraints.
public() {
	engine "web $1 $2 traefik.enable=true tier=public"
}

# ruled NAME PORT: what Traefik is to see of it.
ruled() {
	routes "$1" "$2"
	echo "traefik/http/routers/$1/defaultRule=true"
}

redis_start_port
engine_start
kopd_conf "$rule" "$tier"
public a 8001
engine 'web other 8002 traefik.enable=true'
A=$(ruled a 8001)
kopd_start
ok 'rule and constraints are in force' view_is "$A"

subscribe
kopd_conf "$bad_rule" "$tier" 'bind ip 192.0.2.66'
hup
ok 'SIGHUP, a bad rule: named with place and position' logged \
    "^kopd: $(place 'default rule'): default rule: 1:10: function \"nromalize\" not defined"
ok 'a bad rule: all stays' logged '^kopd: reload rejected: the old configuration stays'
kopd_conf "$rule" "$bad_tier" 'bind ip 192.0.2.66'
hup
ok 'bad constraints: named with place and position' logged \
    "^kopd: $(place constraints): constraints: 1:25: "
ok 'bad constraints: all stays' logged 'reload rejected: the old configuration stays'
kopd_conf "$bad_both" "$bad_tier"
kopctl reload >"$dir/out" 2>"$dir/err"
is 'kopctl reload, both bad: it fails' $? 1
is 'both are printed, and that nothing has changed' \
    "$(sed 's/: [0-9]*:[0-9]*: .*//' "$dir/err")" \
    "kopctl: $(place 'default rule'): default rule
kopctl: $(place constraints): constraints
kopctl: nothing has changed"
heartbeats 1
is 'Traefik is told nothing' "$(messages)" 0
public b 8003
ok 'what was in force still is' view_is "$A" "$(ruled b 8003)"
is 'the address too' "$(kopctl -j show | jq -r .kopd.bind)" 192.0.2.1

kopd_conf 'docker default rule "Host(`{{ .Name }}.example.net`)"'
ok 'kopctl reload, a good one' kopctl reload
of_net() {
	sed "s/$1.example.com/$1.example.net/"
}
ok 'is in force' view_is "$(ruled a 8001 | of_net a)" \
    "$(ruled b 8003 | of_net b)" "$(ruled other 8002 | of_net other)"
kopd_conf "$rule" "$tier"
ok 'and back' kopctl reload
ok 'is in force, too' view_is "$A" "$(ruled b 8003)"

# While route-maker stands still, a reload is under way.
halt() {
	halted=$(kopd_child route-maker)
	kill -STOP "$halted"
	wait_for 5 is_halted
}
is_halted() {
	grep -q '^State:.T' "/proc/$halted/status"
}
halt
kopd_conf 'bind ip 192.0.2.7' "$rule" "$tier"
kopctl reload >"$dir/out" 2>"$dir/err"
is 'no answer: kopctl does not wait for ever' "$? $(cat "$dir/err")" \
    '1 kopctl: route-maker does not answer; the log will have the result'
ok 'and the log has it' logged '^kopd: reload: route-maker does not answer'
is 'nothing is in force before it is validated' \
    "$(kopctl -j show 2>/dev/null | jq -r .kopd.bind)" 192.0.2.1
kopctl reload >"$dir/out" 2>"$dir/err"
is 'another one is refused' "$? $(cat "$dir/err")" \
    '1 kopctl: another reload is in progress'
kopd_conf 'bind ip 192.0.2.8' "$rule" "$tier"
log_clear
kill -HUP "$kopd_pid"
ok 'SIGHUP is not, it has its turn' logged '^kopd: reload: another one is in progress'
kill -CONT "$halted"
ok 'all go on: the last one counts' view_is \
    "$(ruled a 8001 | sed s/192.0.2.1:/192.0.2.8:/)" \
    "$(ruled b 8003 | sed s/192.0.2.1:/192.0.2.8:/)"
is 'two were taken' "$(lines 'configuration reloaded')" 2

# A client that goes while it waits; the end of all meanwhile.
kopctl log verbose
halt
log_clear
kopctl reload >/dev/null 2>&1 &
waiting=$!
kopds="$kopds $waiting"
ok 'one waits' logged '^kopd: reload: route-maker validates it'
kill -9 "$waiting"
wait "$waiting" 2>/dev/null
kill -CONT "$halted"
ok 'who asked has gone: it is done all the same' logged \
    'configuration reloaded'
halt
kopd_conf "$bad_rule"
hup
ok 'a bad one waits' logged '^kopd: reload: route-maker validates it'
kill "$kopd_pid"
kill -CONT "$halted"
kopd_end
is 'told to end meanwhile, kopd ends in order' "$kopd_status" 0

kopd_conf "$rule" "$tier"
log_clear
kopd_start -v
ok 'the next one' logged '^kopd: ready'
halt
hup
ok 'waits for route-maker' logged '^kopd: reload: route-maker validates it'
kill -9 "$halted"
kopd_end
is 'which dies: kopd ends for that' "$kopd_status" 1
ok 'and says so' logged '^kopd: route-maker was killed by signal 9'
finish
