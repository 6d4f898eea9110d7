#!/bin/sh
# "make lint": all sources as cppcheck sees them, those of common/ as clang-tidy
# does, which takes minutes for all; and each of the two finds an error.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need cppcheck
need clang-tidy
cd "$TOP" || exit 1

is "cppcheck finds nothing" "$(tools/lint "$BUILD" cppcheck)" ""
is "clang-tidy finds nothing in common/" \
    "$(tools/lint "$BUILD" clang-tidy common/*.c)" ""

cat >"$dir/freed.c" <<'EOC'
#include <stdlib.h>
#include <string.h>

int	 wrong(const char *);

int
wrong(const char *s)
{
	int	 v[4];
	char	*p = malloc(10);

	if (p == NULL)
		return 0;
	free(p);
	if (strcmp(s, "x") == 0)
		return v[4];
	return p[0];
}
EOC
tools/lint "$BUILD" cppcheck "$dir/freed.c" >"$dir/found"
ok "it fails where cppcheck finds something" [ $? -eq 1 ]
ok "cppcheck finds an error" grep -q 'arrayIndexOutOfBounds: ' "$dir/found"
tools/lint "$BUILD" clang-tidy "$dir/freed.c" >"$dir/found"
ok "clang-tidy finds an error" grep -q 'clang-analyzer-unix.Malloc: ' "$dir/found"

# What is known is not printed.
printf '%s\tarrayIndexOutOfBounds\ta test\n' "$dir/freed.c" >"$dir/known"
is "what lint.known explains is not printed" \
    "$(KNOWN=$dir/known tools/lint "$BUILD" cppcheck "$dir/freed.c" |
    grep arrayIndexOutOfBounds)" ""
is "each line of lint.known has a file, a check and a reason" \
    "$(grep -v '^#' tools/lint.known | awk -F'\t' 'NF != 3 || $3 == ""')" ""
is "and each file is there" "$(grep -v '^#' tools/lint.known | cut -f1 |
    sort -u | while read -r f; do [ -f "$f" ] || echo "$f"; done)" ""
finish
