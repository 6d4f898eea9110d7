#!/bin/sh
# Section DIAGNOSTICS of the manual pages: it lists every message that the
# sources log in operation, and no other.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

command -v perl >/dev/null || bail "perl is missing: apt-get install perl"

# sources NAME: its C sources.  kopd(8) has the messages of common, too.  Those
# of options.c are errors of the command line; log.c and log_repeat.c print
# those of others.
# regress/docs/unlisted has more errors of the command line, and errors that only
# a bug of kopd or an error of the system can cause: no page lists these.
sources() {
	_common=
	[ "$1" != kopd ] || _common=common
	find "$1" $_common -name '*.c' ! -name options.c \
	    ! -name log.c ! -name log_repeat.c | sort
}

# logged NAME: the messages that need an entry.
logged() {
	perl regress/docs/messages.pl $(sources "$1") |
	    grep -vxFf regress/docs/unlisted
}

# differences NAME: what the page does not list, or no longer should.
differences() {
	logged "$1" >"$dir/logged"
	perl regress/docs/messages.pl -a $(sources "$1") $(sources common) |
	    cat "$dir/logged" - >"$dir/strings"
	perl regress/docs/diagnostics.pl "man/$1.8" "$dir/logged" \
	    "$dir/strings"
}

for program in docker-reader redis-writer route-maker kopd kopctl; do
	ok "$program logs messages" [ "$(logged $program)" ]
	is "$program(8) lists them, and no others" \
	    "$(differences "$program")" ""
done

for program in docker-reader redis-writer route-maker kopd kopctl; do
	perl regress/docs/messages.pl $(sources $program)
done | sort -u >"$dir/all"
is "regress/docs/unlisted has only messages of the sources" \
    "$(grep -vxFf "$dir/all" regress/docs/unlisted)" ""

# A page that lists too little, and one that lists too much.
printf '%s\n' 'no Redis at %s: %s; retrying' 'found %zu key%s' >"$dir/logged"
page() {
	printf '%s\n' '.Sh DIAGNOSTICS' '.Bl -diag' "$@" '.El' >"$dir/page"
	perl regress/docs/diagnostics.pl "$dir/page" "$dir/logged" \
	    "$dir/logged"
}
is "a complete page" "$(page '.It no Redis at ADDRESS' '.It found N keys')" ""
is "a message that is not listed" "$(page '.It "found N keys"')" \
    "$dir/page does not list: no Redis at %s: %s; retrying"
is "an entry without a message" "$(page '.It no Redis at ADDRESS: REASON' \
    '.It found N keys' '.It found nothing')" \
    "$dir/page: no source logs: found nothing"
finish
