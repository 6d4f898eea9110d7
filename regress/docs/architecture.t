#!/bin/sh
# ARCHITECTURE names what there is: its files, directories and functions exist,
# and it has each script, directory, message, phase and key in Redis.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

# architecture missing | unnamed FILE: what architecture.pl finds.
architecture() {
	perl regress/docs/architecture.pl "$@" 2>&1
}

is "what ARCHITECTURE names exists" "$(architecture missing ARCHITECTURE)" ""
is "what exists is named in ARCHITECTURE" \
    "$(architecture unnamed ARCHITECTURE)" ""
is "its lines have at most 80 columns" \
    "$(awk 'length > 80 { print FILENAME ":" FNR }' ARCHITECTURE)" ""

# What it finds.
cat >"$dir/wrong" <<EOT
common/none.c, none/, none.lua, */main.c, */none.c and (regress/docs/none.t).
    redis-writer/    none.h, change.c absent() schedule_run(), lease.c
                     lease_renew(), lua/claims.lua absent() claim()
schedule_run() and absent().
EOT
is "missing files, directories and functions" \
    "$(architecture missing "$dir/wrong")" \
    "common/none.c
none/
none.lua
*/none.c
regress/docs/none.t
none.h
absent() of redis-writer/change.c
schedule_run() of redis-writer/change.c
absent() of redis-writer/lua/claims.lua
absent()"

# without WORD: ARCHITECTURE without it; prints what is unnamed then.
without() {
	perl -pe "s{(?<![\\w/-])\\Q$1\\E}{}g" ARCHITECTURE >"$dir/without"
	architecture unnamed "$dir/without" | tr '\n' ' '
}
for word in audit.lua sweep.lua redis-writer/connection/ man/ ROUTES_DEL \
    PARENT_FAIL WITHDRAWING idle pulse/; do
	is "$word must be named" "$(without $word)" "$word "
done
finish
