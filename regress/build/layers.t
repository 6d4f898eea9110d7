#!/bin/sh
# How the sources depend on each other: no circle, neither between files nor
# between directories, and each program uses the libraries that it should.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need nm binutils
cd "$TOP" || exit 1

# layers BUILD [OPTION]: see layers.pl; for this tree, or for that in $tree.
layers() {
	(cd "${tree:-$TOP}" && find . -type f ! -path './build*' |
	    perl "$TOP/regress/build/layers.pl" ${2:+"$2"} "$1")
}

is "there is no circle" "$(layers "$BUILD")" ""
is "no two headers of a program have one base name" "$(layers "$BUILD" -n)" ""

is "each uses what it should, and no more" "$(layers "$BUILD" -u)" \
    "docker-reader/: common/
go/: common/
kopctl/: common/ go/ kopd/ policy/
kopd/: common/ go/ policy/
policy/: common/ go/ traefik/
redis-writer/: common/ policy/ traefik/
route-maker/: common/ go/ policy/ traefik/
traefik/: common/ go/"

# It finds one of each kind.
tree=$dir/tree
mkdir -p "$tree/a/sub" "$tree/build/a/sub"
echo '#include "a/two.h"' >"$tree/a/one.c"
echo >"$tree/a/one.h"
echo '#include "a/one.h"' >"$tree/a/two.h"
echo '#include "a/lone.h"' >"$tree/a/sub/low.c"
echo >"$tree/a/sub/low.h"
echo '#include "a/sub/low.h"' >"$tree/a/lone.h"
echo 'int called(void), caller(void); int caller(void) { return called(); }' \
    >"$tree/a/up.c"
echo 'int called(void), caller(void); int called(void) { return caller(); }' \
    >"$tree/a/down.c"
for f in up down; do
	cc -c -o "$tree/build/a/$f.o" "$tree/a/$f.c" || bail "cc fails"
done
is "a circle is found: of headers, of calls, with a directory" \
    "$(layers build)" "a: down up
a: lone sub/
a: one two"
mkdir "$tree/b"
echo '#include "a/one.h"' >"$tree/b/one.c"
echo '#include "b/three.h"' >"$tree/b/three.c"
echo '#include "a/one.h"' >"$tree/b/three.h"
echo >"$tree/b/one.h"
is "and two headers of one base name" "$(layers build -n)" \
    "b/: a/one.h b/one.h"
finish
