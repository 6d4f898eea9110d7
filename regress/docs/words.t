#!/bin/sh
# README, ARCHITECTURE, pages, messages and comments have the words of the
# glossary in HACKING: none of regress/docs/words.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

# words KIND FILE ...: prints what regress/docs/words.pl finds.
words() {
	perl regress/docs/words.pl regress/docs/words "$@"
}

# sources PATTERN ...: the files of C below these directories.
sources() {
	find "$@" -name '*.[chy]' | sort
}

# page FILE
page() {
	is "$1" "$(words page "$1")" ""
}

page README
page ARCHITECTURE
page HACKING
page CHANGES
page SECURITY
page kopd.conf.example
for file in man/*.[578] share/examples/kopd/*; do
	page "$file"
done

# route-maker/template has the messages of Go's text/template.
for program in common docker-reader go kopctl kopd policy redis-writer \
    route-maker traefik; do
	is "messages of $program" "$(words strings \
	    $(sources $program | grep -v ^route-maker/template/))" ""
done

for directory in common docker-reader go kopctl kopd policy redis-writer \
    route-maker traefik; do
	is "comments of $directory" "$(words comments $(sources $directory))" ""
done

# What it finds.
printf 'Somebody told it.\nThe folder is gone.\n' >"$dir/page"
is "a page" "$(words page "$dir/page" | wc -l)" 4
cat >"$dir/source.c" <<-EOT
/* A folder. */
const char *a = "a " /* fault */ "fault", *b = "fault", *c = "default value";
EOT
is "strings" "$(words strings "$dir/source.c")" \
    "$dir/source.c:2: \`fault': error; a bug of kopd is a bug"
is "comments" "$(words comments "$dir/source.c" | wc -l)" 2
finish
