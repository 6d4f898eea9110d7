# Makes the table of characters in C from go/unicode.tsv.  Each set of cases is
# stored once.

BEGIN {
	FS = "\t"
	n = 0
}

/^#/ { next }

{
	cases = NF > 3 ? $4 ", " $5 ", " $6 ", " $7 : "0, 0, 0, 0"
	if (!(cases in number)) {
		mappings[n] = cases
		number[cases] = n++
	}
	if (number[cases] > 255) {
		print "unicode.tsv: a byte cannot number all sets of cases" \
		    > "/dev/stderr"
		exit status = 1
	}
	ranges[count++] = "{ 0x" $1 ", 0x" $2 ", CLASS_" toupper($3) ", " \
	    number[cases] " }"
}

END {
	if (status)
		exit status
	print "/* Made of go/unicode.tsv by tools/unicode.awk. */"
	print "#include \"go/unicode_table.h\"\n"
	print "const struct unicode_mapping unicode_mappings[] = {"
	for (i = 0; i < n; i++)
		print "\t{ " mappings[i] " },"
	print "};\n\nconst struct unicode_range unicode_ranges[] = {"
	for (i = 0; i < count; i++)
		print "\t" ranges[i] ","
	print "};\n\nconst size_t unicode_count = " count ";"
}
