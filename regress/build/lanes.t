#!/bin/sh
# regress/lanes/run: it counts lanes, ends one that takes too long, and names
# those that did not end.  Each lane is one of `make check-lanes'.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

for what in true false 'exec sleep 600'; do
	name=$(echo "$what" | sed 's/.* \(.*\) .*/\1/')
	printf '#!/bin/sh\necho 1..1\n%s && echo ok 1 || echo not ok 1\n' \
	    "$what" >"$dir/$name.t"
	chmod 755 "$dir/$name.t"
done

# lanes STATUS LANE ...: runs them; the last line is in $last.
lanes() {
	_status=$1
	shift
	regress/lanes/run "$@" >"$dir/out" 2>&1
	is "it ends with $_status" $? "$_status"
	last=$(tail -n 1 "$dir/out")
}
lanes 0 "$dir/true.t"
is "one passed" "$last" "lanes: 1 passed, 0 failed, 0 skipped"
lanes 1 "$dir/true.t" "$dir/false.t" "$dir/true.t"
is "one of three failed" "$last" "lanes: 2 passed, 1 failed, 0 skipped"
export UNTIL=$(($(date +%s) + 3))
lanes 0 "$dir/sleep.t" "$dir/true.t"
is "the time is over" "$last" "lanes: 0 passed, 0 failed, 2 skipped"
ok "both are named" grep -q "did not end: .*/sleep.t .*/true.t" "$dir/out"
unset UNTIL

make --no-print-directory -n lanes | sed -n 's/.*regress\/lanes\/run //p' |
    tr -s ' ' '\n' | sort >"$dir/run"
is "make check-lanes has each lane" "$(cat "$dir/run")" \
    "$(ls regress/lanes/*.t | sort)"
finish
