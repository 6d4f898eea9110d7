#!/bin/sh
# What valgrind sees in the unit tests and in what kopd and kopctl do before
# a sandbox: errors, and memory that is lost.  Confined processes are left to
# the sanitizers, for valgrind makes system calls of its own.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need valgrind

# It understands neither sanitizers nor all that clang tells debuggers, and
# sees no use of a variable without a value where all begin as zero.
BUILD=$dir/plain
builds "valgrind: all programs and unit tests build" "$BUILD" CC=gcc \
    AUTO_INIT= all units

# seen COMMAND ...: whether valgrind has something to say.
seen() {
	timeout 1200 valgrind -q --leak-check=full --error-exitcode=99 \
	    --log-file="$dir/valgrind.log" "$@" >"$dir/test.log" 2>&1
	status=$?
	[ $status -eq 99 ] || [ -s "$dir/valgrind.log" ]
}

# clean NAME STATUS COMMAND ...: one TAP line, whether it ended with one of
# these exit codes (a pattern) and valgrind had nothing to say.
clean() {
	_name=$1 _wanted=$2
	shift 2
	if ! seen "$@" && expr "$status" : "$_wanted\$" >/dev/null; then
		ok "valgrind: $_name" true
		return
	fi
	ok "valgrind: $_name" [ "$status" = "$_wanted" ]
	cat "$dir/valgrind.log" "$dir/test.log" | grep -v '^ok ' |
	    head -n 100 | sed 's/^/# /'
}

# It is of no use unless it sees what is wrong.
cat >"$dir/lost.c" <<'EOF'
#include <stdlib.h>
int
main(void)
{
	char *volatile p = malloc(10);

	p = NULL;
	return p != NULL;
}
EOF
ok "a program that loses memory" cc -o "$dir/lost" "$dir/lost.c"
ok "valgrind sees that" seen "$dir/lost"
cat >"$BUILD/common/unset.c" <<'EOF'
int
main(void)
{
	int	 unset[4];
	int	*volatile p = unset;

	return *p == 42;
}
EOF
builds "a program that uses a variable without a value, built as ours" \
    "$BUILD" CC=gcc AUTO_INIT= "$BUILD/common/unset.o"
ok "it links" cc -o "$dir/unset" "$BUILD/common/unset.o"
ok "valgrind sees that, too" seen "$dir/unset"

for program in $(programs "$BUILD/regress/unit"); do
	clean "${program#"$BUILD/"}" 0 "$program"
done
for conf in "$TOP"/regress/system/config/*/*.in; do
	clean "kopd -nv: ${conf#"$TOP/regress/system/config/"}" '[01]' \
	    "$BUILD/kopd/kopd" -nv -f "$conf"
done

mkdir "$dir/cases"
awk -v dir="$dir/cases" -f "$TOP/regress/programs/golden/split.awk" \
    "$TOP"/regress/programs/golden/form.cases >"$dir/names"
ok "there are golden cases" [ -s "$dir/names" ]
while read -r number name; do
	clean "kopctl preview: $name" '[01]' "$BUILD/kopctl/kopctl" preview \
	    -f "$dir/cases/$number.conf" "$dir/cases/$number.json"
done <"$dir/names"
finish
