# Writes each case of the given files into files of its own below `dir':
# NUMBER.conf, .json, .keys, .said; and its name on standard output.
#
#	case NAME
#	about WHAT IT SHOWS
#	conf A LINE OF kopd.conf's docker BLOCK, which may end in a text that
#		goes on with the next
#	top A LINE OF kopd.conf OUTSIDE OF BLOCKS, or of a block among these
#	container AS DOCKER LISTS IT, its id cut to eight digits
#	key KEY<TAB>VALUE, below the root, as kopctl preview prints it
#	error NAME	a container that is out
#	router NAME	one of which a router is out
#	warned NAME	one that is published all the same
#	waits WHAT waits for WHOM
#	blocked WHAT is blocked: WHY
#	said LINE	of standard error, instead of these
#	refused SETTING: LINE:COLUMN: WHY the configuration is

function finish() {
	if (base == "")
		return
	print "}" > (base ".conf")
	printf "%s%s", top ~ /(^|\n)bind / ? "" : "bind none\n", top > (base ".conf")
	print (containers ? "" : "[") "]" > (base ".json")
	printf "" > (base ".keys")
	printf "" > (base ".said")
	close(base ".conf"); close(base ".json")
	close(base ".keys"); close(base ".said")
}

{ word = $1; rest = substr($0, length($1) + 2) }

word == "case" {
	finish()
	base = dir "/" ++n
	containers = 0
	top = ""
	print n, rest
	print "docker {" > (base ".conf")
}
word == "top" { top = top rest "\n" }
word == "conf" { print "\t" rest > (base ".conf") }
word == "container" {
	zeros = "00000000000000000000000000000000000000000000000000000000"
	rest = gensub_id(rest, "\"Id\":\"", zeros)
	rest = gensub_id(rest, "\"NetworkMode\":\"container:", zeros)
	print (containers++ ? "," : "[") rest > (base ".json")
}
word == "key" { print rest > (base ".keys") }
word == "said" { print rest > (base ".said") }
word == "error" || word == "router" || word == "warned" || word == "waits" ||
    word == "blocked" ||
    word == "refused" {
	print > (base ".said")
}
END { finish() }

# Eight hexadecimal digits after `before' are an id that was cut.
function gensub_id(s, before, zeros,    i, id) {
	if ((i = index(s, before)) == 0)
		return s
	i += length(before)
	id = substr(s, i, 8)
	if (id !~ /^[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]$/ ||
	    substr(s, i + 8, 1) != "\"")
		return s
	return substr(s, 1, i + 7) zeros substr(s, i + 8)
}
