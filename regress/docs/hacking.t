#!/bin/sh
# HACKING, SECURITY and CHANGES: the files, functions, targets and variables of
# make that they name exist, and lines fit on a screen.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1
PROGRAMS="kopd docker-reader route-maker redis-writer"

# paths FILE: what begins with a directory of the tree, one a line.  PROGRAM
# stands for each program, a directory of the build for its source.
paths() {
	tops=$(ls -d */ | grep -v '^build' | sed 's,/$,,' | tr '\n' '|')
	grep -oE "(^|[ (\"\`])(build/)?(${tops}PROGRAM)/[A-Za-z0-9_./*-]*" "$1" |
	    sed -E 's/^[ ("`]//; s/[.]$//' | sort -u
}

# missing FILE: the paths that do not exist.
missing() {
	paths "$1" | grep -v NAME | while read -r path; do
		for program in $PROGRAMS; do
			p=$(echo "$path" | sed "s/PROGRAM/$program/")
			p=${p#build/}
			# the program itself, or a unit test, in the build
			[ "$p" != "$path" ] && [ -e "$p.c" -o -d "${p%/*}" ] &&
			    continue
			# shellcheck disable=SC2086
			ls -d $p >/dev/null 2>&1 || echo "$p"
		done
	done | sort -u
}

# functions FILE: those that have no declaration or definition in the tree.
functions() {
	grep -oE '\<[a-z_]+\(\)' "$1" | sort -u | tr -d '()' |
	    while read -r f; do
		grep -rqE "\<$f\(" --include='*.h' common kopd redis-writer \
		    route-maker || echo "$f()"
	done
}

# targets FILE: those of make that `make help' does not have.
targets() {
	make help BUILD=build >"$dir/help"
	perl -ne 'print "$1\n" while
	    /(?:^ {4,}(?:\d+\. +)?|`|; )make (?:[A-Z_]+=\S+ |-\S+ )*([a-z-]+)/g' \
	    "$1" | sort -u | while read -r target; do
		grep -qE "^make $target( |$)" "$dir/help" ||
		    case $target in
		    all|help|tests) ;;
		    *) echo "$target" ;;
		    esac
	done
}

for page in HACKING SECURITY CHANGES; do
	is "$page: each file exists" "$(missing $page)" ""
	is "$page: each function exists" "$(functions $page)" ""
	is "$page: lines have at most 80 columns" \
	    "$(awk 'length > 80' $page)" ""
done
is "HACKING: each target of make exists" "$(targets HACKING)" ""
ok "HACKING names files" [ "$(paths HACKING | wc -l)" -gt 60 ]

for name in MESSAGES_VERSION TRAEFIK_NEWEST NO_SUCH_CALL; do
	ok "HACKING: $name exists" grep -rqE "define[[:space:]]+$name" common
done
ok "CHANGES has a section for the next release" \
    grep -qx 'Next release' CHANGES
ok "CHANGES has a section for this version" grep -q \
    "^$(sed -n 's/^VERSION[[:space:]]*= *//p' GNUmakefile)\( \|\$\)" CHANGES

# What it finds.
printf 'Change common/nothing.c and nosuch_function().\n' >"$dir/page"
is "a file that does not exist" "$(missing "$dir/page")" common/nothing.c
is "a function that does not exist" "$(functions "$dir/page")" \
    "nosuch_function()"
printf '    make nosuch\n' >"$dir/page"
is "a target that does not exist" "$(targets "$dir/page")" nosuch
finish
