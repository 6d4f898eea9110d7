# redis-writer's scripts, called by redis-cli.  Source it after redis.sh.

ttl=60000 channel=__keyspace@0__:traefik/kopd expire=0 pause=0
reserve=0

scripts_load() {
	for s in hello change renew verify reap withdraw evict hosts waits \
	    kops left sweep list release audit send; do
		awk -v text=$s -f "$TOP/tools/embed.awk" \
		    "$TOP"/redis-writer/lua/*.lua \
		    "$TOP"/redis-writer/takeover/*.lua >"$dir/$s.lua"
		R -x SCRIPT LOAD <"$dir/$s.lua" >"$dir/$s.sha"
	done
}

# call SCRIPT HOST INCARNATION [ARGUMENT ...]: quoted as redis-cli reads it.  The
# first line of the answer has no numbers: $first_line, for sed, removes them.
first_line='1s/^OK .*/OK/'
call() {
	script=$1 h=$2 inc=$3
	shift 3
	printf 'EVALSHA %s 0 traefik %s %s %s "%s" %s %s %s\n' \
	    "$(cat "$dir/$script.sha")" "$h" "$inc" "$ttl" "$channel" \
	    "$expire" "$pause" "$*" | R | sed "$first_line"
}

# hello HOST INCARNATION [ENGINE]: takes the lease, as after a restart.
hello() {
	call hello "$1" "$2" "${3:-engine-$1}" "name-$1" 0 take 0 0 $reserve
}

# The sequence number of HOST in Redis.
seq_of() {
	R HGET "kopd:/traefik/host/$1" seq
}

# change HOST ID DEFINITION ...: as the incarnation of the last write.
change() {
	h=$1
	shift
	for w; do
		shift
		set -- "$@" "$w"
		case $w in
		http/*|tcp/*|udp/*|tls/*) set -- "$@" "\"${mark:-}\"" ;;
		esac
	done
	call change "$h" "$(R HGET "kopd:/traefik/host/$h" incarnation)" \
	    "$(seq_of "$h")" "$@"
}

# def NAME MERGE KEY VALUE ...: a packed definition, quoted.  `origin' is the
# name of its container.
def() {
	R --no-raw EVAL '
		local frame, servers, references = {}, {}, {}
		local section = string.match(ARGV[1], "^%a+/")
		local function refer(kind, list)
			for name in string.gmatch(list, "[^,]+") do
				table.insert(references,
				    section .. kind .. "/" .. name)
			end
		end
		for i = 3, #ARGV, 2 do
			local k, v = ARGV[i], ARGV[i + 1]
			local slot, rest = k:match("^loadBalancer/servers/(%d+)/(.*)")
			if k == "loadBalancer/servers" then
				slot, rest = -1, ""
			end
			if slot then
				slot = tonumber(slot)
				servers[slot] = servers[slot] or {}
				table.insert(servers[slot], rest)
				table.insert(servers[slot], v)
			else
				table.insert(frame, k)
				table.insert(frame, v)
			end
			if string.find(k, "middlewares$") then
				refer("middlewares", v)
			elseif string.find(k, "service$") then
				refer("services", v)
			end
		end
		return cmsgpack.pack({ARGV[1], cmsgpack.pack(frame), servers,
		    tonumber(ARGV[2]), references, "'"${origin:-}"'"})' 0 "$@"
}

router() {	# NAME RULE SERVICE
	def "http/routers/$1" 0 rule "$2" service "$3"
}

service() {	# NAME MERGE URL ...
	n=$1 m=$2 i=0
	shift 2
	set -- "$@" END
	while [ "$1" != END ]; do
		set -- "$@" "loadBalancer/servers/$i/url" "$1"
		shift
		i=$((i + 1))
	done
	shift
	def "http/services/$n" "$m" "$@"
}
