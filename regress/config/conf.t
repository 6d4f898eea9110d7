#!/bin/sh
# kopd -nv on good files and bad ones: what it prints is beside each as .ok.
# A dump is read again and must come out the same.
# usage: conf.t [update]

. "$TOP/regress/lib/tap.sh"
here=$TOP/regress/config
cp -R "$here/good" "$here/bad" "$dir" && chmod -R go= "$dir" || exit 1

kopd() {
	env -i "$BUILD/kopd/kopd" "$@"
}

# run KIND STATUS: .in against .ok; stderr of bad files, stdout of good ones.
run() {
	cd "$dir/$1" || exit 1
	for in in *.in; do
		name=${in%.in}
		kopd -nv -D given=10.9.8.7 -f "$in" >"$name.out" 2>"$name.err"
		status=$?
		[ "$1" = good ] && got=$name.out || got=$name.err
		[ "${update:-}" ] && cp "$got" "$here/$1/$name.ok"
		[ "$status" -eq "$2" ]
		result $? "$1/$in exits $2"
		cmp -s "$got" "$here/$1/$name.ok"
		result $? "$1/$in says what $name.ok says" ||
		    diff "$here/$1/$name.ok" "$got" | sed 's/^/# /'
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
