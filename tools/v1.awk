# Converts v1.tsv to v1_table.c: the labels of Traefik 1 as one array, which is
# sorted for bsearch.

BEGIN {
	FS = "\t"
	split("bool int port text list map duration unit site path", words, " ")
	for (i in words)
		type[words[i]] = "V1_" toupper(words[i])
	split("none lost settings code breaker check cookie buffering" \
	    " certificate basic digest forward headers", words, " ")
	for (i in words)
		into[words[i]] = "V1_INTO_" toupper(words[i])
	print "/* Generated from v1.tsv by v1.awk. */"
	print "#include \"route-maker/translate/v1_table.h\"\n"
	print "const struct v1_row v1_rows[] = {"
}

/^#/ {
	next
}

{
	if (NF < 4 || NF > 6 || !($3 in type) || !($4 in into) ||
	    ($2 != "container" && $2 != "segment"))
		fail("no label of a known type in 4 to 6 columns")
	if (rows++ > 0 && $1 <= before)
		fail("not sorted")
	before = $1
	printf("\t{ \"%s\", %d, %s, %s, %s, %s },\n", $1, $2 == "segment",
	    type[$3], into[$4], text($5), text($6))
}

END {
	if (failed)
		exit 1
	print "};"
	print "const size_t v1_count = " rows ";"
}

function text(s)
{
	return s == "" ? "NULL" : "\"" s "\""
}

function fail(why)
{
	print "v1.tsv:" FNR ": " why > "/dev/stderr"
	failed = 1
	exit 1
}
