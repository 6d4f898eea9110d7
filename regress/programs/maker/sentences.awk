# C source -> the sentences that it says: string literals with a blank,
# joined across lines, but those of traces and of the log; one a line.
{ text = text $0 "\n" }
END {
	gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", text)
	n = split(text, statement, /;[ \t]*\n/)
	for (i = 1; i <= n; i++)
		if (statement[i] !~ /(^|[^a-z_])(trace[a-z_]*|node_trace|log_[a-z]+|fatalx?)\(/)
			sentences(statement[i])
}
function sentences(s,	literal)
{
	gsub(/"[ \t\n]*"/, "", s)
	while (match(s, /"([^"\\]|\\.)*"/)) {
		literal = substr(s, RSTART + 1, RLENGTH - 2)
		s = substr(s, RSTART + RLENGTH)
		if (literal ~ /[a-z`'] [a-z`%]|[a-z`%] [a-z`']/)
			print literal
	}
}
