#!/bin/sh
# kopd -nv on good files and bad ones: what it prints is beside each as .ok.
# A dump is read again and must come out the same.
# usage: conf.t [update]

case ${BUILD:-build} in /*) ;; *) BUILD=$TOP/${BUILD:-build} ;; esac
here=$TOP/regress/config
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cp -R "$here/good" "$here/bad" "$dir" && chmod -R go= "$dir" || exit 1

kopd() {
	env -i "$BUILD/kopd/kopd" "$@"
}

n=0
ok() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
	fi
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
		ok $? "$1/$in exits $2"
		cmp -s "$got" "$here/$1/$name.ok"
		ok $? "$1/$in says what $name.ok says" ||
		    diff "$here/$1/$name.ok" "$got" | sed 's/^/# /'
	done
}

[ "${1:-}" = update ] && update=yes
run good 0
for out in *.out; do
	chmod 644 "$out"
	kopd -nv -f "$out" 2>/dev/null | cmp -s - "$out"
	ok $? "good/$out parses to itself"
done
run bad 1
for err in *.err; do
	[ -s "$err" ] && ! grep -v '^too many errors' "$err" |
	    grep -qv '^[^:]*\(:[0-9]*\)\{0,1\}: '
	ok $? "bad/$err has nothing but file:line: message"
done
echo "1..$n"
