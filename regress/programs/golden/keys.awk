# Takes the root off kopctl preview's keys and numbers the servers of each
# service anew, in the order of their urls or addresses: a server may have
# any slot.

BEGIN { FS = "\t" }

{ sub(/^traefik\//, "") }

match($1, /\/loadBalancer\/servers\/[0-9]+\//) {
	service = substr($1, 1, RSTART - 1)
	slot = substr($1, 1, RSTART + RLENGTH - 1)
	field = substr($1, RSTART + RLENGTH)
	if (!(slot in of)) {
		of[slot] = service
		slots[++n] = slot
	}
	if (field == "url" || field == "address")
		target[slot] = $2
	lines[slot] = lines[slot] field "\t" $2 "\n"
	next
}

{ print }

END {
	for (i = 2; i <= n; i++) {
		slot = slots[i]
		for (j = i - 1; j > 0 && target[slots[j]] > target[slot]; j--)
			slots[j + 1] = slots[j]
		slots[j + 1] = slot
	}
	for (i = 1; i <= n; i++) {
		slot = slots[i]
		number = count[of[slot]]++
		fields = split(lines[slot], line, "\n")
		for (j = 1; j < fields; j++)
			print of[slot] "/loadBalancer/servers/" number "/" \
			    line[j]
	}
}
