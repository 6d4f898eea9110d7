# Converts fields.tsv to fields.c: the tree of fields as one array.  Siblings
# are adjacent and sorted by their folded names, for bsearch.

BEGIN {
	FS = "\t"
	split("object map list free string port scheme url bool int int64" \
	    " portnumber uint float duration strings", words, " ")
	for (i in words)
		type[words[i]] = "FIELD_" toupper(words[i])
	flag["alone"] = "FIELD_ALONE"
	flag["ignored"] = "FIELD_IGNORED"
	flag["nokey"] = "FIELD_NO_KEY"
	flag["nullable"] = "FIELD_NULLABLE"
	flag["always"] = "FIELD_ALWAYS"
	flag["single"] = "FIELD_SINGLE"
	flag["apart"] = "FIELD_APART"
	flag["made"] = "FIELD_MADE"
	flag["ranges"] = "FIELD_RANGES"
	flag["file"] = "FIELD_FILE"
	type["address"] = "FIELD_ADDRESS"
	path[0] = ""
	rows = 0
}

$1 == "#newest" {
	newest = $2
	newest_v2 = $3
}

$1 == "#instead" {
	if (NF != 3)
		fail("no path and text")
	instead[$2] = $3
}

/^#/ {
	next
}

{
	if (!($2 in type) || NF != 7)
		fail("no field of a known type in 7 columns")
	parent = $1
	name = $1
	sub(/^.*\./, "", name)
	if (!sub(/\.[^.]*$/, "", parent))
		parent = ""
	if (parent != "" && !(parent in number))
		fail("its parent comes later, or never")
	rows++
	number[$1] = rows
	path[rows] = $1
	names[rows] = name
	line[rows] = $0
	insert(parent == "" ? 0 : number[parent], rows)
}

END {
	if (failed)
		exit 1
	for (i in instead)
		if (!(i in number))
			fail("#instead of a field that is not there: " i)
	order()
	print "/* Generated from fields.tsv by fields.awk. */"
	print "#include \"traefik/field.h\"\n"
	print "static const struct field fields[" rows "];\n"
	print "static const struct field fields[" rows "] = {"
	for (i = 0; i < rows; i++)
		print "\t" initializer(queue[i + 1]) ","
	print "};\n"
	print "const struct field field_root = {"
	print "\t\"traefik\", \"traefik\", " below(0) ","
	print "\tFIELD_OBJECT, 0, NULL, 0, 0, 0, NULL"
	print "};\n"
	print "const uint32_t field_newest = " version(newest) ";"
	print "const uint32_t field_newest_v2 = " version(newest_v2) ";"
}

function fail(why)
{
	print FILENAME ":" FNR ": " why > "/dev/stderr"
	failed = 1
	exit 1
}

# Keeps a row's children sorted.
function insert(parent, row,	i)
{
	for (i = ++count[parent]; i > 1; i--) {
		if (tolower(names[child[parent, i - 1]]) < tolower(names[row]))
			break
		child[parent, i] = child[parent, i - 1]
	}
	child[parent, i] = row
}

# Breadth first, so that brothers are together.
function order(	head, tail, i)
{
	queue[0] = 0
	tail = 0
	for (head = 0; head <= tail; head++) {
		first[queue[head]] = tail
		for (i = 1; i <= count[queue[head]]; i++)
			queue[++tail] = child[queue[head], i]
	}
}

function below(row)
{
	return count[row] ? "&fields[" first[row] "], " count[row] : "NULL, 0"
}

function version(text,	v)
{
	if (text == "")
		return "0"
	split(text, v, ".")
	return "TRAEFIK_VERSION(" v[1] ", " v[2] ", " v[3] ")"
}

function flags(text,	list, n, i, out)
{
	n = split(text, list, ",")
	for (i = 1; i <= n; i++)
		out = out (i > 1 ? " | " : "") flag[list[i]]
	return n ? out : "0"
}

function initializer(row,	f)
{
	split(line[row], f, "\t")
	return "{ \"" names[row] "\", \"" tolower(names[row]) "\", " \
	    below(row) ", " type[f[2]] ",\n\t    " flags(f[3]) ", " \
	    (f[4] == "" ? "NULL" : "\"" f[4] "\"") ", " \
	    version(f[5]) ", " version(f[6]) ", " version(f[7]) ",\n\t    " \
	    (f[1] in instead ? "\"" instead[f[1]] "\"" : "NULL") " }"
}
