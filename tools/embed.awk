# Converts Redis scripts (*.lua) to C, without comments and indentation.  Each
# script is a list of strings: the parts of its "-- include:" line and its own.
# A file without such a line is a part.
# With -v text=NAME it prints that script as it is sent, for the tests.

function c_line(s) {
	gsub(/\\/, "\\\\\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\t\"" s "\\n\"\n"
}

# C guarantees only 4095 characters in a string.
function c_strings(s,	line, n, i, size) {
	n = split(s, line, "\n")
	for (i = 1; i < n; i++) {
		size += length(line[i]) + 1
		if (size > 4000) {
			printf "\t,\n"
			size = length(line[i]) + 1
		}
		printf "%s", c_line(line[i])
	}
	printf "\t,\n"
}

FNR == 1 {
	name = FILENAME
	sub(/.*\//, "", name)
	names[++count] = name
}
/^-- include: / {
	parts[name] = substr($0, length("-- include: ") + 1)
	next
}
/^[ \t]*--/ || /^[ \t]*$/ { next }
{
	sub(/^[ \t]+/, "")
	sub(/[ \t]+-- .*$/, "")
	body[name] = body[name] $0 "\n"
}

END {
	if (!text)
		printf "#include <stddef.h>\n\n#include \"redis-writer/script.h\"\n"
	for (i = 1; i <= count; i++) {
		name = names[i]
		if (!(name in parts))
			continue
		id = name
		sub(/\.lua$/, "", id)
		if (text && text != id)
			continue
		n = split(parts[name] " " name, part, " ")
		if (!text)
			printf "\nconst char *const script_%s[] = {\n", id
		for (j = 1; j <= n; j++) {
			if (!(part[j] in body)) {
				print name ": no part " part[j] > "/dev/stderr"
				exit 1
			}
			if (text)
				printf "%s", body[part[j]]
			else
				c_strings(body[part[j]])
		}
		if (!text)
			printf "\tNULL\n};\n"
	}
}
