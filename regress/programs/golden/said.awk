# What kopctl preview says on standard error, as the cases have it.

{ sub(/^kopctl: /, "") }

sub(/^[^ ]*\.conf:[0-9]+: /, "") { print "refused", $0; next }

/ waits for container / { print "waits " $0; next }

/ is blocked: / { print "blocked " $0; next }

/^container [^:]*: / {
	name = substr($2, 1, length($2) - 1)
	text = substr($0, length("container " name ": ") + 1)
	sub(/^label [^ ]*: /, "", text)
	if (text ~ /, and cannot be reached at | is handled as `false'/ ||
	    text ~ / is used instead; | may be another program; /)
		print "warned", name
	else
		print (text ~ /^(http|tcp|udp) router / ? "router" : "error"), name
	next
}

{ print }
