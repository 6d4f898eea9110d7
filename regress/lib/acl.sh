# The rules that kopd.conf(5) gives Redis' users.

# rules USER [PART ...]: those of the commands for that user: the first one,
# 1, and others that add to it, 2 and so on; all where none is named.
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
