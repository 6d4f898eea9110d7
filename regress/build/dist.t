#!/bin/sh
# make dist packs the same bytes each time, and what is built from them
# elsewhere has the same bytes as this build.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need git

PROGRAMS="kopd docker-reader route-maker redis-writer kopctl"
version=$(make -C "$TOP" --no-print-directory print-VERSION)
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_WORK_TREE DIST

# commit TREE: all files of a tree, at a time of long ago.
commit() {
	git -C "$1" add -A
	GIT_COMMITTER_DATE="1000000000 +0200" git -C "$1" -c user.name=test \
	    -c user.email=test@example.org commit -q -m test \
	    --date="1000000000 +0200"
}

# A clone with the files as they are now.
mkdir "$dir/one"
(cd "$TOP" && tar -c --exclude='./build*' --exclude=./.git .) |
    tar -C "$dir/one" -x
git init -q "$dir/one"
commit "$dir/one"

# dist TREE: packs it; prints where the archive is.
dist() {
	make -C "$1" --no-print-directory dist 2>"$dir/err"
}

archive=$(dist "$dir/one")
result $? "make dist" "$dir/err" || finish
is "it is where make says" "$archive" \
    "$dir/one/build/dist/kopd-$version.tar.gz"
ok "a commit without a tag is not a release" \
    grep -q "there is no tag v$version" "$dir/err"
ok "its SHA-256 is beside it" eval \
    '(cd "${archive%/*}" && sha256sum -c --quiet "${archive##*/}.sha256")'

# The same commit in another clone, at another time, by another user's settings.
git clone -q "$dir/one" "$dir/another-one"
touch "$dir/another-one/README"
git -C "$dir/another-one" config tar.umask 0077
other=$(cd / && umask 077 && TZ=Asia/Tokyo GZIP=-1 dist "$dir/another-one")
ok "another clone packs the same bytes" cmp "$archive" "$other"

tar -tvzf "$archive" --numeric-owner >"$dir/list"
is "all files belong to root" "$(awk '$2 != "0/0"' "$dir/list")" ""
is "all have the time of the commit" "$(TZ=UTC tar -tvzf "$archive" |
    awk '{ print $4, $5 }' | sort -u)" "2001-09-09 01:46"
is "no other user can write to one" \
    "$(grep '^[-d]....w\|^[-d].......w' "$dir/list")" ""
is "they are sorted, in one directory" "$(tar -tzf "$archive" |
    grep -v "^kopd-$version/")" ""
is "every file of the commit is there" \
    "$(tar -tzf "$archive" | grep -v '/$' | sed 's,^[^/]*/,,' | sort)" \
    "$(git -C "$dir/one" ls-files | sort)"

echo changed >>"$dir/another-one/README"
# fails: make dist there is an error.
fails() {
	not dist "$dir/another-one" >"$dir/out"
}
ok "a change without a commit is an error" fails
ok "it is named" grep -q 'changes without a commit' "$dir/err"
git -C "$dir/another-one" tag "v$version"
commit "$dir/another-one"
ok "a commit after the tag is an error" fails
ok "the tag is named" grep -q "v$version is another commit" "$dir/err"

# One build is the present one; the other is built from the archive, with the
# same compiler, in another directory.
mkdir "$dir/elsewhere"
tar -C "$dir/elsewhere" -xzf "$archive"
build=$(basename "$BUILD")
set -- BUILD="$build"
case $build in *-clang*) set -- "$@" CC=clang ;; esac
case $build in *-asan-ubsan) set -- "$@" SAN=asan,ubsan ;; esac
make -C "$dir/elsewhere/kopd-$version" --no-print-directory -j"$(nproc)" "$@" \
    all >"$dir/make.log" 2>&1
result $? "the archive builds" "$dir/make.log" || finish
for p in $PROGRAMS; do
	ok "$p is the same, bit by bit" cmp "$BUILD/$p/$p" \
	    "$dir/elsewhere/kopd-$version/$build/$p/$p"
	is "$p does not have the directory of its build" \
	    "$(strings -a "$BUILD/$p/$p" | grep -F "$TOP" | head -n 1)" ""
done

# The number is in one place.
is "the programs have its version" "$("$BUILD/kopd/kopd" -V)" "kopd $version"
is "no other file has the number of this version" "$(git -C "$dir/one" grep \
    -lF "$version" -- GNUmakefile mk tools man etc README common kopd kopctl \
    docker-reader route-maker redis-writer share)" GNUmakefile

# The packages cannot ask make; they have it, too.
cd "$TOP" || exit 1
for f in debian/changelog packaging/alpine/APKBUILD packaging/openbsd/Makefile; do
	[ ! -e "$f" ] || is "$f has it" "$(sed -n -e 's/^kopd (\([0-9.]*\).*/\1/p' \
	    -e 's/^pkgver=//p' -e 's/^DISTNAME =.*kopd-//p' "$f" | head -n 1)" \
	    "$version"
done
finish
