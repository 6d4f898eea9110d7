# The rules for Redis' users in kopd.conf(5).

# rules USER [PART ...]: the rules of the commands for that user.  1 is the
# first command, 2 and so on add rules to it; without a PART, all.
rules() {
	user=$1
	shift
	awk -v user="$user" -v parts=" $* " '
		/^redis-cli ACL SETUSER/ {
			n += $4 == user
			mine = $4 == user &&
			    (parts == "  " || index(parts, " " n " "))
		}
		/^\.Ed/ { mine = 0 }
		mine' "$TOP/man/kopd.conf.5" |
	    sed 's/\\(aq//g; s/\\e$//' | tr ' ' '\n' | grep '^[+~&]'
}
