#!/bin/sh
# make itself: from clean with several jobs, and after a change, what has to
# be built anew and nothing else.  All of it in a copy of the tree.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"

tree=$dir/tree
mkdir "$tree"
(cd "$TOP" && tar -c --exclude='./build*' --exclude=./.git .) |
    tar -C "$tree" -x
cd "$tree" || exit 1
BUILD=build

# built: what make built just now.
built() {
	sed -n 's/^  [A-Z]* *build\///p' "$dir/make.log" | sort
}

# make_all NAME
make_all() {
	make -j4 all >"$dir/make.log" 2>&1
	_status=$?
	ok "$1" [ $_status -eq 0 ]
	[ $_status -eq 0 ] || sed 's/^/# /' "$dir/make.log"
}

programs="docker-reader/docker-reader
kopctl/kopctl
kopd/kopd
redis-writer/redis-writer
route-maker/route-maker"

# listed TARGET: the tests that this target would run.
listed() {
	make -n "$1" 2>/dev/null | tr ' ' '\n' | grep '^regress/.*\.t$' | sort
}

all=$(find regress -name '*.t' ! -path 'regress/lanes/*' | sort)
is "make test runs each shell test" "$(listed test)" "$all"
is "make check runs the same" "$(listed check)" "$all"
is "make TESTS=... test runs those alone" \
    "$(TESTS=regress/docs/man.t listed test)" regress/docs/man.t
is "make test installs nothing" "$(make -n test | grep tools/packages)" ""
is "make check installs first" "$(make -n check | grep -c '^tools/packages')" 1

make_all "make -j4, from clean"
is "all programs are there" "$(built | grep -v '\.o$')" "$programs"
make_all "make, once more"
is "it builds nothing" "$(built)" ""

# after FILE WANTED: FILE alone is newer.
after() {
	sleep 0.01	# longer than a time stamp's grain
	touch "$1"
	make_all "make, after a change of $1"
	is "it builds what comes of $1" "$(built)" "$2"
}

after kopd/conf/parse.y "kopctl/kopctl
kopd/conf/parse.o
kopd/kopd"
after redis-writer/lua/renew.lua "redis-writer/redis-writer
redis-writer/scripts.o"
after traefik/fields.tsv "kopctl/kopctl
kopd/kopd
redis-writer/redis-writer
route-maker/route-maker
traefik/fields.o"
after docker-reader/main.c "docker-reader/docker-reader
docker-reader/main.o"
after kopctl/json.h "kopctl/emit.o
kopctl/json.o
kopctl/kopctl"

# A header of several folders, also where another header includes it.
touch common/record.h
make_all "make, after a change of common/record.h"
built >"$dir/built"
is "whoever includes it is built" "$(grep -l '"common/record.h"' ./*/*.c \
    ./*/*/*.c |
    sed 's/^\.\///; s/c$/o/' | grep '^\(common\|go\|policy\|traefik\|kopd\|kopctl\|.*-.*\)/' |
    sort | comm -23 - "$dir/built")" ""
is "who has no part in it is not" "$(grep -x common/hexid.o "$dir/built")" ""
is "all programs are linked" "$(grep -v '\.o$' "$dir/built")" "$programs"

# A header that is gone, and nobody asks for.
echo '/* short-lived */' >common/passing.h
printf '#include "common/passing.h"\n' >>common/backoff.c
make_all "make, with a new header"
sed -i '$d' common/backoff.c
rm common/passing.h
make_all "make, without it"

echo 'int no_prototype(void) { return 0; }' >>common/backoff.c
make -j4 WERROR=1 all >"$dir/make.log" 2>&1
ok "a warning fails with WERROR=1" [ $? -ne 0 ]
ok "and is told where" grep -q '^common/backoff.c:[0-9]*:.*error' \
    "$dir/make.log"
make_all "without it, make goes on"
ok "and prints the warning" grep -q '^common/backoff.c:[0-9]*:.*warning' \
    "$dir/make.log"
sed -i '$d' common/backoff.c
make_all "make, once it is mended"
finish
