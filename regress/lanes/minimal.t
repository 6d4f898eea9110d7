#!/bin/sh
# No process may make a system call that none makes while the tests run, unless
# the sources say why: make minimal.

. "$TOP/regress/lib/tap.sh"

cd "$TOP" || exit 1
need_root 'processes of other users are followed'
recorder=$BUILD/regress/programs/minimal/recorder
report=$BUILD/minimal.tsv
[ -x "$recorder" ] || bail "$recorder is missing: make tests"
rm -f "$report"
make --no-print-directory minimal BUILD="$BUILD" >"$dir/out" 2>&1
result $? "each permitted call is made, or the sources say why not" "$dir/out"
sed 's/^/# /' "$dir/out"
for role in kopd logger docker-reader route-maker redis-writer kopctl; do
	ok "$role: some calls are made" [ "$(awk -F '\t' -v r=$role '
	    $1 == "used" && $2 == r' "$report" | wc -l)" -ge 5 ]
	is "$role: these are made by nobody, without a reason" \
	    "$(awk -F '\t' -v r=$role '$1 == "unused" && $2 == r { print $3 }' \
	    "$report")" ""
done
finish
