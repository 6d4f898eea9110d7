# Puts the keywords of kopd.conf(5), and the words of rules, in place of the line "@KEYWORDS@" of a
# syntax file of vim(1).
# usage: awk -f tools/vim.awk kopd/conf/keywords.h policy/criterion.c template

/^KEYWORD\("/ {
	split($0, part, "\"")
	if (part[2] != "yes" && part[2] != "no")
		keywords = keywords " " part[2]
	seen[part[2]] = 1
	next
}
FILENAME ~ /criterion\.c$/ && /^\t.*"/ {
	n = split($0, part, "\"")
	for (i = 2; i < n; i += 2) {
		m = split(part[i], word, " ")
		for (j = 1; j <= m; j++)
			if (!(word[j] in seen)) {
				keywords = keywords " " word[j]
				seen[word[j]] = 1
			}
	}
}
FILENAME ~ /\.[ch]$/ { next }
/^@KEYWORDS@$/ { print "syn keyword kopdKeyword" keywords; next }
{ print }
