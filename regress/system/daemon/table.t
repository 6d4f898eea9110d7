#!/bin/sh
# kopctl show routes on a terminal: a table that fits, with colours where they
# are wanted; keys and values elsewhere.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

for tool in script jq perl; do
	command -v $tool >/dev/null ||
	    bail "$tool is missing: apt-get install bsdutils jq perl"
done

R=traefik.http.routers
kopctl=$BUILD/kopctl/kopctl

# table COLUMNS [VARIABLE=VALUE ...] [-OPTION ...]: on a terminal of so many
# columns, in $dir/table.
table() {
	_columns=$1
	shift
	_words="-s '$dir/kopd.sock'"
	_env=
	for _w; do
		case $_w in
		-*)	_words="$_words $_w" ;;
		*)	_env="$_env '$_w'" ;;
		esac
	done
	script -qec "stty cols $_columns; env -i $_env '$kopctl' $_words \
	    show routes" /dev/null </dev/null >"$dir/raw" 2>&1
	tr -d '\r' <"$dir/raw" >"$dir/table"
}

# widest: the columns of the longest line, without those of wide characters.
widest() {
	perl -CSD -ne 'chomp; s/\e\[[0-9]*m//g; s/[\x{3000}-\x{9fff}]/xx/g;
	    $n = length if length > $n; END { print $n }' "$dir/table"
}

redis_start_port
engine_start
kopd_conf
kopd_start
web shop 8001
japanese=日本語日本語日本語日本語日本語日本語日本語.example.com
web blog 8002 "$R.jp.rule=Host(\`$japanese\`)" "$R.jp.service=blog"
web one 8003 "$R.same.rule=Path(\`/a\`)" "$R.same.service=one"
web two 8004 "$R.same.rule=Path(\`/b\`)" "$R.same.service=two"
web far 8005 "$R.far.service=other@file"
web long 8006 "$R.longer.rule=$(printf 'Path(`/%0200d`)' 0)" \
    "$R.longer.service=long"
# The routes are shown before Redis has them.
published() {
	kopctl show routes | grep -q '^http/routers/longer/rule' &&
	    kopctl health >/dev/null
}
ok 'routers are published' wait_for 15 published

table 160 TERM=xterm NO_COLOR=1
is 'a line for each router, and the titles' "$(sed 's/  */ /g' "$dir/table" |
    grep -v long)" \
'NAME RULE ADDRESS CONTAINER STATE
http/routers/blog Host(`blog.example.com`) http://192.0.2.1:8002 blog published
http/routers/far Host(`far.example.com`) other@file far published
http/routers/jp Host(`日本語日本語日本語日本語日本語日本語日本語.example.com`) http://192.0.2.1:8002 blog published
http/routers/one Host(`one.example.com`) http://192.0.2.1:8003 one published
http/routers/same Path(`/a`) http://192.0.2.1:8003 one published
http/routers/same Path(`/b`) http://192.0.2.1:8004 two waits
http/routers/shop Host(`shop.example.com`) http://192.0.2.1:8001 shop published
http/routers/two Host(`two.example.com`) http://192.0.2.1:8004 two published'
for columns in 40 80 81 100 160; do
	table $columns TERM=xterm
	ok "$columns columns are enough" [ "$(widest)" -le $columns ]
	ok 'and cut cells say so' grep -q '[^.]\.\.\. ' "$dir/table"
	ok 'at the end of a character' perl -e 'use Encode; local $/;
	    decode("UTF-8", <>, Encode::FB_CROAK)' "$dir/table"
done
table 0 TERM=xterm
ok '80 without a known width' [ "$(widest)" -le 80 -a "$(widest)" -gt 60 ]

table 80 TERM=xterm
is 'what is published is green' \
    "$(grep -c "$(printf '\033\\[32mpublished\033\\[m$')" "$dir/table")" 9
is 'what waits is yellow' \
    "$(grep -c "$(printf '\033\\[33mwaits\033\\[m$')" "$dir/table")" 1
for plain in NO_COLOR=1 TERM=dumb A=b; do
	case $plain in
	NO_COLOR=*)	table 80 TERM=xterm $plain ;;
	*)		table 80 $plain ;;
	esac
	is "no colours with $plain alone" \
	    "$(grep -c "$(printf '\033')" "$dir/table")" 0
done
table 80 TERM=xterm NO_COLOR=
ok 'an empty NO_COLOR is none' grep -q "$(printf '\033')" "$dir/table"

kopctl show routes >"$dir/keys"
ok 'keys and values where there is no terminal' \
    grep -q "^http/routers/shop/rule	Host" "$dir/keys"
table 80 TERM=xterm -k
is 'and with -k' "$(cat "$dir/table")" "$(sed 's/^\([^	]*\)	/\1	/' "$dir/keys")"
table 80 TERM=xterm -j
is 'JSON stays JSON' "$(jq -r '.["http/routers/shop/rule"]' "$dir/table")" \
    'Host(`shop.example.com`)'

# What a terminal would obey.
web bad 8007 "$(printf "$R.worse.rule=Path(\`/\\342\\200\\256\`)")" \
    "$R.worse.service=bad"
bad_is_published() {
	kopctl show routes | grep -q '^http/routers/worse/rule'
}
ok 'a rule that turns the direction of text' wait_for 15 bad_is_published
table 200 TERM=xterm NO_COLOR=1
ok 'is escaped' grep -qF 'Path(`/\u202e`)' "$dir/table"

# A value that is longer than 64 kB is shown whole.
engine 'label shop traefik.http.middlewares.m.headers.customrequestheaders.x 100000' \
    'start shop'
whole() {
	[ "$(kopctl -j show routes | jq 'map(length) | max')" -eq 100000 ]
}
ok 'a value of 100 kB is shown whole' wait_for 15 whole

redis_stop
away() {
	table 80 TERM=xterm
	grep -q '^Redis is not connected' "$dir/table"
}
ok 'without Redis, it says that' wait_for 15 away
kopd_stop
table 80 TERM=xterm
ok 'without a kopd, too' grep -q 'kopd does not run' "$dir/table"
finish
