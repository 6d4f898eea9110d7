# The examples of the documents, for tests that run them.  Source it after
# tap.sh.

# block FILE START: the lines that are indented by four from a line START on, up
# to the next line that is not.
block() {
	awk -v start="    $2" 'index($0, start) == 1 { on = 1 }
	    on && $0 != "" && !/^    / { on = 0 }
	    on { sub(/^    /, ""); print }' "$1"
}

# literal WORD: the literal blocks of kopd.conf(5) that begin with that word.
literal() {
	awk -v start="$1" '/^\.Ed/ { on = 0 }
	    first && index($0, start) == 1 { on = 1 }
	    { first = /^\.Bd -literal/ }
	    on { print }' "$TOP/man/kopd.conf.5" |
	    sed -e 's/\\e/\\/g' -e "s/\\\\(aq/'/g" -e 's/\\(ti/~/g'
}
