#!/bin/sh
# What the tree holds: sources of a size that a person can hold in mind, and
# nothing that the build makes.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

# Where there is no git, what stands here is taken for the tree.
files() {
	git ls-files -co --exclude-standard 2>/dev/null ||
	    find . -type f ! -path './build*' ! -path './.git/*'
}

files | sort >"$dir/files"
ok "there are files" [ "$(wc -l <"$dir/files")" -gt 50 ]

# long LINES: sources with more; names of files come on stdin.
long() {
	while read -r f; do
		[ ! -f "$f" ] || [ "$(wc -l <"$f")" -le "$1" ] || echo "$f"
	done
}

is "sources have at most 600 lines" "$(long 600 <"$dir/files" |
    grep '\.\(c\|h\|lua\|awk\|sh\|mk\|t\)$')" ""
# A grammar and its lexer are one file, as yacc has it.
is "grammars have at most 700 lines" "$(long 700 <"$dir/files" |
    grep '\.y$')" ""

# listed: the directories that regress/README describes, from its indentation.
listed() {
	sed -n -e 's/^\([a-z]*\)\/.*/\1/p' \
	    -e 's/^  \([a-z]*\)\/.*/ \1/p' regress/README |
	    awk '/^ / { print dir "/" $1; next } { print dir = $1 }' | sort
}
# directories: of regress; what is below the others belongs to their tests.
directories() {
	grep '^\(\./\)*regress/' "$dir/files" | sed -n -E \
	    -e 's,^(\./)?regress/,,' \
	    -e 's,^((programs|system)/[a-z]+|lib/fake)/.*,\1,p' \
	    -e 's,^([a-z]+)/.*,\1,p' | sort -u
}
is "regress/README describes each directory of tests" "$(listed)" \
    "$(directories)"

# prove(1) executes them.
is "each test is executable" "$(grep '^\(\./\)*regress/.*\.t$' "$dir/files" |
    while read -r f; do
	[ ! -f "$f" ] || [ -x "$f" ] || echo "$f"
    done)" ""

is "each source names its licence" "$(grep '\.[chy]$' "$dir/files" |
    while read -r f; do
	[ ! -f "$f" ] || head -5 "$f" | grep -q 'Permission to use' || echo "$f"
    done)" ""

is "nothing that a build makes" "$(grep -e '\.[oda]$' -e '\.so$' -e '/y\.tab' \
    -e '~$' -e '\.orig$' -e '\.rej$' -e '^\(\./\)*build' "$dir/files")" ""

is "no programs" "$(while read -r f; do
	[ "$(wc -c <"$f")" -lt 1000 ] || [ "$(head -c 4 "$f" | od -An -tx1 | tr -d ' ')" != \
	    7f454c46 ] || echo "$f"
    done <"$dir/files")" ""
finish
