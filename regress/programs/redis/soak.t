#!/bin/sh
# Several hosts that do anything at random under faults, against a model: the
# same every time.  "make random" goes on for longer.  SEED, STEPS may be set.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/redis.sh"

timeout 3000 "$BUILD/regress/programs/soak/soak" \
    -s "${SEED:-1}" -n "${STEPS:-250}" \
    "$BUILD/regress/lib/fake/maker" "$BUILD/redis-writer/redis-writer" \
    "$TOP/regress/programs/soak/snapshot.lua" "$dir" 2>"$dir/errors"
status=$?
sed 's/^/# /' "$dir/errors"
exit $status
