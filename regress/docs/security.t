#!/bin/sh
# kopd-security(7): each item names tests in comments behind it, and they exist.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

# claims FILE: items without a test, as "NUMBER: LINE".
claims() {
	awk '
	function over() {
		if (item && tests == 0)
			print item ": " text
		item = 0
	}
	/^\.(It|El|Ss|Sh)/ { over() }
	/^\.It/ { item = NR; text = ""; tests = 0; next }
	/^\.\\" test: / { tests++; next }
	text == "" { text = $0 }
	END { over() }' "$1"
}

# named FILE: the tests that it names.
named() {
	sed -n 's/^\.\\" test: //p' "$1" | tr ' ' '\n' | sort -u
}

is 'each item has a test' "$(claims man/kopd-security.7)" ''
is 'each section of attackers has one' "$(awk '/^\.S[hs]/ { if (title != "" &&
    n == 0) print title; n = 0; title = /^\.Ss/ ? $0 : "" }
    /^\.\\" test: / { n++ }' man/kopd-security.7)" ''
named man/kopd-security.7 >"$dir/named"
ok 'it names many tests' test "$(wc -l <"$dir/named")" -gt 30
while read -r test; do
	case $test in
	regress/*.t)	test -x "$test" ;;
	regress/*/*.c)	test -f "$test" ;;
	*)		false ;;
	esac || echo "$test"
done <"$dir/named" >"$dir/missing"
result $? 'they are read'
is 'each of them exists' "$(cat "$dir/missing")" ''

# It would find a page without tests, and one that names none that exists.
grep -v test: man/kopd-security.7 >"$dir/page"
ok 'items without a test are found' test "$(claims "$dir/page" | wc -l)" -gt 30
awk '/^\.\\" test: / && n++ == 0 { next } { print }' man/kopd-security.7 \
    >"$dir/page"
is 'a single one, too' "$(claims "$dir/page" | wc -l)" 1
finish
