#!/bin/sh
# The style of the sources: what clang-format lays out as .clang-format says,
# apart from where a statement is broken and how declarations are aligned; and
# what style.pl looks for.  regress/build/style.pl -w FILE ... corrects a part.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need clang-format
cd "$TOP" || exit 1

# Where there is no git, what stands here is taken for the tree.
(git ls-files -co --exclude-standard 2>/dev/null ||
    find . -type f ! -path './build*' ! -path './.git/*' | sed 's/^\.\///') |
    while read -r f; do
	[ ! -f "$f" ] || echo "$f"
done | sort >"$dir/files"
grep '\.[ch]$' "$dir/files" >"$dir/sources"

# clang-format 14 reads C as C++, so words of C++ get another name.
WORDS='and|catch|class|delete|explicit|export|friend|mutable|namespace|new|'\
'not|operator|or|private|protected|public|template|this|throw|try|typename|'\
'using|virtual|xor'

# layout DIRECTORY: what clang-format would change there, as the lines of a
# diff, each with its file.
layout() (
	cd "$1" || exit 1
	xargs perl -pi -e "s/\\b($WORDS)\\b/\$1_/g" <"$dir/sources"
	xargs perl "$TOP/regress/build/statements.pl" <"$dir/sources" \
	    >"$dir/ours"
	xargs -n 100 -P "$(nproc)" clang-format -i <"$dir/sources"
	xargs perl "$TOP/regress/build/statements.pl" <"$dir/sources" \
	    >"$dir/formatted"
	diff "$dir/ours" "$dir/formatted" | grep '^[<>]'
)

mkdir "$dir/tree"
tar -c -T "$dir/sources" .clang-format | tar -C "$dir/tree" -x
is "clang-format would change nothing" "$(layout "$dir/tree" | head -60)" ""
is "results, braces, callbacks, licences, blank lines, man pages" \
    "$(xargs perl regress/build/style.pl <"$dir/files")" ""

# deviates NAME PROGRAM: it finds that.
deviates() {
	rm -rf "$dir/tree/one.c"
	cat >"$dir/tree/one.c"
	echo one.c >"$dir/sources"
	case $2 in
	layout)	layout "$dir/tree" >"$dir/found" ;;
	*)	(cd "$dir/tree" && perl "$TOP/regress/build/style.pl" one.c) \
		    >"$dir/found" ;;
	esac
	ok "$1: is found" grep -q "$3" "$dir/found"
}

deviates "a statement that is indented too far" layout return <<'EOC'
int
f(void)
{
		return 0;
}
EOC
deviates "a brace on a line of its own" layout while <<'EOC'
int
f(int n)
{
	while (n > 0)
	{
		n--;
		g();
	}
	return n;
}
EOC
deviates "a type beside its function" layout f <<'EOC'
int f(void)
{
	return 0;
}
EOC
deviates "no blank around an operator" layout return <<'EOC'
int
f(int n)
{
	return n+1;
}
EOC
deviates "two statements on a line" layout g <<'EOC'
void
f(int n)
{
	if (n) g();
}
EOC
deviates "an ignored result" style 'one.c:4: (void) before snprintf()' <<'EOC'
static void
f(char *s)
{
	snprintf(s, 1, "x");
}
EOC
deviates "braces around one line" style 'one.c:4: braces' <<'EOC'
static void
f(int n)
{
	if (n > 0) {
		g();
	}
}
EOC
deviates "callbacks by their order" style 'one.c:1: callbacks' <<'EOC'
static const struct peer_callbacks callbacks = {
	dispatch, 4, closed, NULL
};
EOC
deviates "a licence that is missing" style 'the licence is here 0' </dev/null
deviates "two blank lines" style 'one.c:3: a blank line too many' <<'EOC'
int	 a;


int	 b;
EOC

# What people lay out in their own way stays.
cat >"$dir/tree/one.c" <<'EOC'
struct pair {
	char		*name;		/* aligned */
	unsigned int	 n;
};

static const struct pair pairs[] = {
	{ "a", 1 }, { "b", 2 },
	{ "c", 3 }
};

int
f(struct pair *p, const char *name,
    int n)
{
	if (g(p, name) == -1 ||
	    n > 3)
		return h("%s is one of too many: "
		    "%d", name, n);
	return 0;
}
EOC
echo one.c >"$dir/sources"
is "breaks and alignment are people's own" "$(layout "$dir/tree")" ""
finish
