# Makes go/unicode.tsv from two files of the Unicode Character Database.  For a
# new version of Go's tables:
#	awk -f tools/unicode-data.awk CaseFolding.txt UnicodeData.txt \
#	    > go/unicode.tsv
# The files are those of unicode.org, or of Debian's package unicode-data.

function number(hex,    i, n) {
	for (i = 1; i <= length(hex); i++)
		n = n * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
	return n
}

function delta(field, c) {
	return field == "" ? 0 : number(field) - c
}

# The class of a general category: marks count as symbols, modifiers as letters
# without case.
function class(category) {
	if (category ~ /^(Lu|Ll|Lt|Nd)$/)
		return category
	if (category ~ /^L/)
		return "Lo"
	if (category ~ /^N/)
		return "No"
	if (category ~ /^P/)
		return "P"
	return category ~ /^[MS]/ ? "S" : "-"
}

# Ranges: a run of equal characters, or of pairs of a capital and its small
# letter.  The first of a run of pairs is known when the second comes.
function flush() {
	if (class_of != "-" && class_of != "")
		printf "%X\t%X\t%s%s\n", first, last, class_of, \
		    cases == none ? "" : "\t" cases
	class_of = ""
}

function add(c, k, m) {
	if (class_of == "LC" && c == last + 1 && \
	    k m == ((c - first) % 2 == 0 ? capital : small)) {
		last = c
		return
	}
	if (class_of == "LC" && (last - first) % 2 == 0)
		split_capital()
	if (class_of == "Lu" && first == last && cases == C && \
	    c == last + 1 && k m == small) {
		class_of = "LC"
		cases = none
		last = c
	} else if (k == class_of && m == cases && c == last + 1 && k m != capital)
		last = c
	else {
		flush()
		first = last = c
		class_of = k
		cases = m
	}
}

# A run of pairs that ended with a capital: this is a range of its own.
function split_capital(    c) {
	c = last--
	flush()
	first = last = c
	class_of = "Lu"
	cases = C
}

BEGIN {
	FS = ";"
	none = "0\t0\t0\t0"
	C = "0\t0\t1\t1"
	capital = "Lu" C
	small = "Ll-1\t-1\t0\t0"
}

FILENAME != files[n] { files[++n] = FILENAME }

n == 1 && FNR == 1 {
	version = $0
	gsub(/^.*-|\.txt.*$/, "", version)
	print "# Classes and cases of the characters of Unicode " version \
	    " beyond ASCII,"
	print "# made by tools/unicode-data.awk; tools/unicode.awk makes the" \
	    " table of it."
	print "# Columns, parted by one tab:"
	print "#"
	print "# first, last	a range of characters, in hexadecimal"
	print "# class		general category: Lu, Ll, Lt, Lo (other letter)," \
	    " Nd, No (other"
	print "#		number), P (punctuation), S (symbol or mark); LC:" \
	    " pairs of a"
	print "#		capital and the small letter behind it"
	print "# upper, title, lower, fold"
	print "#		what leads to that case; none of them if all are 0." \
	    "  Fold is"
	print "#		simple case folding (status C and S)"
}

n == 1 && /^[0-9A-F]+; [CS];/ {
	gsub(/ /, "")
	fold[number($1)] = number($3)
}

n == 2 {
	c = number($1)
	if (c < 128)
		next
	k = class($3)
	m = sprintf("%d\t%d\t%d\t%d", delta($13, c), \
	    delta($15 == "" ? $13 : $15, c), delta($14, c), \
	    c in fold ? fold[c] - c : 0)
	if ($2 ~ /, Last>$/) {
		if (k == class_of && m == cases)
			last = c
		next
	}
	add(c, k, m)
}

END {
	if (class_of == "LC" && (last - first) % 2 == 0)
		split_capital()
	flush()
}
