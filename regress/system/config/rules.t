#!/bin/sh
# Each value of rules.tsv in kopd.conf.  The unit tests rules.c of route-maker
# and redis-writer read the same table, so that a rule cannot differ between
# kopd.conf and the process that gets the value.

. "$TOP/regress/lib/tap.sh"
tab=$(printf '\t')

# statement SETTING VALUE: as kopd.conf has it.
statement() {
	_value=$(printf '%s\n' "$2" | sed 's/\\/\\\\/g')
	case $1 in
	hostname)	echo "hostname \"$_value\"" ;;
	bind)		echo "bind ip \"$_value\"" ;;
	root|host)	echo "redis { $1 \"$_value\" }" ;;
	'server name')	echo "redis {
	    tls insecure
	    tls server name \"$_value\" }" ;;
	masters)	echo "sentinel { master \"m\" host \"h\"
	    masters { \"$_value\" } }" ;;
	namespace)	echo "docker { namespace \"$_value\" }" ;;
	*)		bail "rules.tsv: no such setting: $1" ;;
	esac
}

# "a{3}" is "aaa".
repeated() {
	case $1 in
	?'{'*'}')
		_times=${1#??}
		head -c "${_times%?}" /dev/zero | tr '\0' "${1%%"{"*}" ;;
	*)	printf %s "$1" ;;
	esac
}

while IFS=$tab read -r setting value verdict; do
	case $setting in '#'*|'') continue ;; esac
	statement "$setting" "$(repeated "$value")" >"$dir/kopd.conf"
	env -i "$BUILD/kopd/kopd" -n -f "$dir/kopd.conf" >"$dir/said" 2>&1
	status=$?
	case $verdict in
	good)	[ "$status" -eq 0 ] ;;
	bad)	[ "$status" -eq 1 ] && grep -q "^$dir/kopd.conf:" "$dir/said" ;;
	*)	false ;;
	esac
	result $? "$setting \"$value\" is $verdict" "$dir/said"
done <"$TOP/regress/system/config/rules.tsv"
[ "$tests" -gt 80 ]
result $? "the table was read"
finish
