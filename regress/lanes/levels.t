#!/bin/sh
# kopd does what it does, whatever the kernel has of the sandbox: tests of the
# daemon on a kernel with nothing of it, and on one with seccomp alone.  That
# with all of it is make test.

. "$TOP/regress/lib/tap.sh"

cd "$TOP" || exit 1
[ -x "$BUILD/regress/lib/fake/kernel" ] || bail "it is not built: make tests"
LEVEL_TESTS=${LEVEL_TESTS:-"regress/system/daemon/closure.t
    regress/system/daemon/explain.t regress/system/daemon/health.t
    regress/system/daemon/table.t regress/system/daemon/watch.t
    regress/system/faults/labels.t regress/system/faults/redis.t
    regress/system/faults/reload.t"}

for level in none seccomp; do
	for t in $LEVEL_TESTS; do
		LEVEL=$level timeout 600 "$t" >"$dir/out" 2>&1
		result $? "$level: $t" "$dir/out"
	done
done
finish
