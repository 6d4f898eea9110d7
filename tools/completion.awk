# Makes the table of a shell's completion of the SYNOPSIS of kopd(8) and
# kopctl(8), and puts it in place of the line "@TABLE@" of the template.
# usage: awk -f tools/completion.awk template man/kopd.8 man/kopctl.8
#
# Rows: program, command ("-": before or without one), and
#	option -X [file | text]		an option and its argument
#	word WORD			the command's second word
#	command				the command exists
#	file				it takes file names

function is_file(s) {
	return s ~ /^(file|socket|.*\.conf|.*\.yml)$/
}

function row(s) {
	if (!(s in seen))
		table = table s "\n"
	seen[s] = 1
}

# The letters of .Fl, from token i on; returns the index of the last one.
function flags(i,	letters, argument, n, j) {
	for (; i <= NF && $i !~ /^(Ar|Ns|Oo|Oc|Op|Cm)$/; i++)
		letters = letters " " $i
	if ($i == "Ar")
		argument = is_file($(i + 1)) ? " file" : " text"
	if (letters ~ /^ -$/)
		return NF		# .Fl - Ns Ar option: any long option
	gsub(/[ |]/, "", letters)
	if (letters ~ /^-/) {
		row(program " " command " option -" letters argument)
		return i
	}
	n = length(letters)
	for (j = 1; j <= n; j++)
		row(program " " command " option -" substr(letters, j, 1) \
		    argument)
	return i
}

# The words of .Cm, with alternatives; in brackets they are second words.
function words(i,	mode, depth) {
	depth = $1 == ".Op"
	mode = "Cm"
	if (!depth)
		command = "-"
	for (; i <= NF; i++) {
		if ($i == "Oo")
			depth++
		else if ($i == "Oc")
			depth--
		else if ($i == "Cm" || $i == "Ar" || $i == "Fl")
			mode = $i
		else if ($i == "|") {
			mode = "Cm"
			if (depth == 0)
				command = "-"
		} else if ($i == "Op" || mode == "Fl")
			continue
		else if (mode == "Ar")
			argument($i)
		else if (depth == 0 && command == "-") {
			command = $i
			row(program " " command " command")
		} else
			row(program " " command " word " $i)
	}
}

function argument(s) {
	if (is_file(s))
		row(program " " command " file")
}

FILENAME ~ /\.8$/ && /^\.Sh / {
	synopsis = $2 == "SYNOPSIS"
	next
}
FILENAME ~ /\.8$/ {
	if (!synopsis)
		next
	if ($1 == ".Nm") {
		program = $2
		command = "-"
	} else if ($1 == ".Fl")
		flags(2)
	else if ($1 == ".Op" && $2 == "Fl")
		flags(3)
	else if ($1 == ".Cm")
		words(2)
	else if ($1 == ".Op" && $2 == "Cm")
		words(3)
	else if ($1 == ".Ar")
		argument($2)
	else if ($1 == ".Op" && $2 == "Ar")
		argument($3)
	next
}
{
	template = template $0 "\n"
}

END {
	i = index(template, "@TABLE@\n")
	printf "%s%s%s", substr(template, 1, i - 1), table,
	    substr(template, i + length("@TABLE@\n"))
}
