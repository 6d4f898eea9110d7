# Puts the keywords of kopd.conf(5) in place of the line "@KEYWORDS@" of a
# syntax file of vim(1).
# usage: awk -f tools/vim.awk kopd/conf/keywords.h template

/^KEYWORD\("/ {
	split($0, part, "\"")
	if (part[2] != "yes" && part[2] != "no")
		keywords = keywords " " part[2]
	next
}
FILENAME ~ /keywords\.h$/ { next }
/^@KEYWORDS@$/ { print "syn keyword kopdKeyword" keywords; next }
{ print }
