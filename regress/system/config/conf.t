#!/bin/sh
# kopd -nv on good files and bad ones: what it prints is beside each as .ok.
# A dump is read again and must come out the same.
# usage: conf.t [update]

. "$TOP/regress/lib/tap.sh"
here=$TOP/regress/system/config
cp -R "$here/good" "$here/bad" "$dir" && chmod -R go= "$dir" || exit 1

kopd() {
	env -i "$BUILD/kopd/kopd" "$@"
}

# run KIND STATUS: .in against .ok; stderr of bad files, stdout of good ones.
run() {
	kind=$1 wanted=$2
	cd "$dir/$kind" || exit 1
	for in in *.in; do
		name=${in%.in}
		set --
		[ "$name" != macro ] || set -- -D given=10.9.8.7
		kopd -nv "$@" -f "$in" >"$name.out" 2>"$name.err"
		status=$?
		sed -i "s,$dir/,DIR/,g" "$name.err"
		[ "$kind" = good ] && got=$name.out || got=$name.err
		[ "${update:-}" ] && cp "$got" "$here/$kind/$name.ok"
		[ "$status" -eq "$wanted" ]
		result $? "$kind/$in exits $wanted"
		cmp -s "$got" "$here/$kind/$name.ok"
		result $? "$kind/$in says what $name.ok says" ||
		    diff "$here/$kind/$name.ok" "$got" | sed 's/^/# /'
	done
}

[ "${1:-}" = update ] && update=yes
run good 0
for out in *.out; do
	chmod 644 "$out"
	kopd -nv -f "$out" 2>/dev/null | cmp -s - "$out"
	result $? "good/$out parses to itself"
done
run bad 1
for err in *.err; do
	[ -s "$err" ] && ! grep -v '^too many errors' "$err" |
	    grep -qv '^[^:]*\(:[0-9]*\)\{0,2\}: '
	result $? "bad/$err has nothing but file:line: message"
done
finish
