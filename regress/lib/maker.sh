# Runs route-maker with its neighbours (regress/lib/fake/neighbours.c).
# Needs tap.sh.

# play COMMANDS: sends the commands of the neighbours; route-maker's log is in
# $dir/log.
play() {
	printf '%s\n' "$1" |
	    "$BUILD/regress/lib/fake/neighbours" \
	    "$BUILD/route-maker/route-maker" 2>"$dir/log"
}

# A container in Docker's list: NUMBER NAME [LABELS [MEMBERS]]; labels and
# members are JSON without the braces.
container() {
	printf '{"Id":"%064d","Names":["/%s"],"Created":%d,' "$1" "$2" "$1"
	case ${4:-} in
	*'"Ports"'*)	;;
	*)		printf '"Ports":[{"PrivatePort":80,"Type":"tcp"}],' ;;
	esac
	printf '"Labels":{%s},' "${3:-}"
	case ${4:-} in
	*'"NetworkSettings"'*)	;;
	*)		printf '"NetworkSettings":{"Networks":{"b":{"IPAddress":'
			printf '"10.0.%d.%d"}}},' $(($1 / 256)) $(($1 % 256)) ;;
	esac
	printf '%s}' "${4:-\"State\":\"running\"}"
}

# An event of Docker: ACTION NUMBER [SECOND].
event() {
	printf '{"Type":"container","Action":"%s","Actor":{"ID":"%064d",' \
	    "$1" "$2"
	printf '"Attributes":{"name":"x"}},"time":%d,"timeNano":%d000000000}' \
	    "${3:-1}" "${3:-1}"
}

# An event of a network: ACTION NUMBER.
network_event() {
	printf '{"Type":"network","Action":"%s","Actor":{"ID":"%064d",' "$1" 9
	printf '"Attributes":{"container":"%064d","name":"b"}},' "$2"
	printf '"time":1,"timeNano":1000000000}'
}

# The commands up to the first snapshot of these containers: ELEMENTS.
begin() {
	cat <<-EOF
	conf exposed_by_default 1
	conf bind_none 1
	start
	answer info {"ID":"ABC","Name":"host","ServerVersion":"1.2"}
	request events
	open events
	answer list [$1]
	EOF
}
