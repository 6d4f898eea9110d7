#!/bin/sh
# Options and words that are wrong: the reason comes before the usage.

. "$TOP/regress/lib/tap.sh"

# says STATUS REASON PROGRAM [ARGUMENT ...]: an error that begins with the
# reason, then the usage, and no word of a value.
says() {
	_wanted="$1 $2"
	shift 2
	_name=$(basename "$1")
	env -i REDIS_ADDR=h "$@" </dev/null >"$dir/out" 2>"$dir/err"
	_status=$?
	shift
	is "$_name $*" "$_status $(sed -n '1{s/^[a-z]*: //;p;}' "$dir/err")" \
	    "$_wanted"
	grep -v '^usage: \|^       ' "$dir/err" | sed 1d >"$dir/rest"
	[ "$(grep -c '^usage: ' "$dir/err")" -eq 1 ] && [ ! -s "$dir/rest" ] &&
	    sed -n 2p "$dir/err" | grep -q '^usage: ' &&
	    ! grep -q geheim "$dir/err"
	result $? "$_name $*: the usage follows" "$dir/err"
}

# kopd -n, so that nothing starts.
kopd=$BUILD/kopd/kopd
for option in --redis-adr -redis-adr --redis-addrs --rediss-addr --redisaddr; do
	says 1 "unknown option --${option##"${option%%r*}"}: did you mean --redis-addr?" \
	    "$kopd" -n "$option" geheim
done
says 1 'unknown option --redis-adr: did you mean --redis-addr?' \
    "$kopd" -n --redis-adr=geheim
says 1 'unknown option --bind-iip: did you mean --bind-ip?' \
    "$kopd" -n --bind-iip geheim
says 1 'unknown option --pol-interval: did you mean --poll-interval?' \
    "$kopd" -n --pol-interval 5
says 1 'unknown option --docker-hots: did you mean --docker-host?' \
    "$kopd" -n -docker-hots geheim
says 1 'unknown option --hlep: did you mean --help?' "$kopd" -n --hlep
says 1 'unknown option --nonsense' "$kopd" -n --nonsense
says 1 'unknown option --swarm' "$kopd" -n --swarm=geheim
says 1 'unknown option -x' "$kopd" -n -x
says 1 'unknown option -q' "$kopd" -nq
says 1 'option -f needs a value' "$kopd" -n -f
says 1 'option --redis-addr needs a value' "$kopd" -n --redis-addr
says 1 'option --help takes no value' "$kopd" -n --help=geheim
says 1 'option --redis-sentinel is ambiguous: it may be --redis-sentinel-addrs or --redis-sentinel-master' \
    "$kopd" -n --redis-sentinel geheim
says 1 '"foo": kopd accepts only options; set the configuration with -f' \
    "$kopd" -n foo
says 1 '"kopd.conf": kopd accepts only options; set the configuration with -f' \
    "$kopd" -n kopd.conf
says 1 '-D "foo": a macro has the form name=value' "$kopd" -n -D foo
says 1 '-D "=foo": a macro has the form name=value' "$kopd" -n -D =foo

kopctl=$BUILD/kopctl/kopctl
says 1 'no command given' "$kopctl"
says 1 'unknown option --hlep: did you mean --help?' "$kopctl" --hlep
says 1 'unknown option -x' "$kopctl" -x show
says 1 'option -s needs a value' "$kopctl" -s
says 1 'unknown command "shwo": did you mean "show"?' "$kopctl" shwo
says 1 'unknown command "relaod": did you mean "reload"?' "$kopctl" relaod
says 1 'unknown command "nonsense"' "$kopctl" nonsense
says 1 'show cannot be combined with "rotues": did you mean "routes"?' \
    "$kopctl" show rotues
says 1 'show cannot be combined with "everything"' "$kopctl" show everything
says 1 'log needs an argument' "$kopctl" log
says 1 'options go before the command: -j show' "$kopctl" show -j
says 2 'unknown option --redis-adr: did you mean --redis-addr?' \
    "$kopctl" migrate --redis-adr geheim
says 2 'option -p needs a value' "$kopctl" migrate -p
says 2 '"c": migrate reads only one file and one service' \
    "$kopctl" migrate a b c
says 1 'explain cannot be combined with "b"' "$kopctl" explain a b
says 2 'unknown option -x' "$kopctl" preview -x
says 2 'unknown option --verbose' "$kopctl" preview --verbose
says 2 '-D "foo": a macro has the form name=value' "$kopctl" preview -D foo
is 'kopctl --version' "$("$kopctl" --version)" "$("$kopctl" -V)"
finish
