#!/bin/sh
# The manual pages: no warning of mandoc and groff, which Debian's man(1) uses;
# both show them on 80 columns with their tables whole; and each keyword of
# kopd.conf(5), option and child is documented.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

for tool in mandoc groff perl; do
	command -v $tool >/dev/null ||
	    bail "$tool is missing: apt-get install $tool"
done

# lint PAGE: prints what mandoc warns of; false when that is anything.
lint() {
	mandoc -Tlint -Wwarning "$1" >"$dir/lint"
	sed 's/^/# /' "$dir/lint"
	[ ! -s "$dir/lint" ]
}

# shown PAGE HOW: prints what is wrong with the text in $dir/text: lines
# wider than 80 columns, and torn tables.
shown() {
	perl -CSD -ne 'chomp; print "wider than 80 columns: $_\n"
	    if length > 80' "$dir/text"
	perl "$TOP/regress/docs/tables.pl" "$1" "$dir/text"
}

# by_mandoc PAGE, by_groff PAGE [WIDTH]: false with what is wrong, if anything.
by_mandoc() {
	mandoc -Tutf8 -Owidth=80 "$1" | perl -CSD -pe 's/.\x08//g' \
	    >"$dir/text"
	shown "$1" >"$dir/wrong"
	sed 's/^/# /' "$dir/wrong"
	[ -s "$dir/text" ] && [ ! -s "$dir/wrong" ]
}

# On a terminal of 80 columns, man(1) has lines of 78.
by_groff() {
	groff -Tutf8 -mandoc -ww "-rLL=${2:-78}n" "-rLT=${2:-78}n" -P-cbou \
	    "$1" >"$dir/text" 2>"$dir/wrong"
	shown "$1" >>"$dir/wrong"
	sed 's/^/# /' "$dir/wrong"
	[ -s "$dir/text" ] && [ ! -s "$dir/wrong" ]
}

# The words of kopd.conf, with those of rules.
keywords() {
	{ sed -n 's/^KEYWORD("\(.*\)",.*/\1/p' kopd/conf/keywords.h
	sed -n '/^	/p' policy/criterion.c | grep -o '"[a-z ]*"' |
	    tr -d '"' | tr ' ' '\n'
	printf '%s\n' any quick
	} | sort -u
}

# The words that kopd.conf(5) marks as commands, one a line.
documented() {
	sed -n 's/^\.\(It \)*Cm //p' man/kopd.conf.5 |
	    sed 's/ Ar [a-z]*//g; s/ Op / /g; s/ Cm / /g; s/ Brq.*//' |
	    tr ' ' '\n' | grep '^[a-z]' | sort -u
}

# Names of traefik-kop's variables and options in environment.c.
variables() {
	sed -n '/^} rows/,/^};/p' kopd/conf/environment.c |
	    grep -o '"[^"]*"' | tr -d '"' | sort -u
}

for page in man/*.[578]; do
	ok "$page is clean" lint "$page"
	ok "$page as mandoc shows it" by_mandoc "$page"
	ok "$page as man shows it, with groff" by_groff "$page"
	ok "$page with lines of 80" by_groff "$page" 80
done

# Tables that man tore, and one that is wide.
torn() {
	cat >"$dir/torn.8" <<-EOT
	.Dd November 1, 2026
	.Dt TORN 8
	.Os
	.Sh NAME
	.Nm torn
	.Nd $1
	.Sh TABLE
	.Bl -column "variable" "$2"
	.It Em variable Ta Em here Ta Em there
	.It Ev ONE Ta two Ta three
	$3
	.El
	EOT
	not by_groff "$dir/torn.8" >/dev/null
}
ok "a table that is whole is found to be" not torn whole "in this column" \
    ".It Ev FOUR Ta five , Fl six Ta of Xr kopctl 8"
ok "a cell wider than its column is found" torn wide "in this column" \
    ".It Ev ONE_THAT_IS_LONG Ta two Ta three"
ok "a cell that takes two lines is found" torn long \
    "a column that leaves not much of the line for the last one" \
    ".It Ev FOUR Ta five Ta which is more than one line has"
for program in */main.c; do
	program=${program%/main.c}
	ok "$program has a page" [ -f "man/$program.8" ]
done

keywords >"$dir/keywords"
documented >"$dir/documented"
ok "kopd/conf/keywords.h has keywords" [ "$(wc -l <"$dir/keywords")" -gt 30 ]
is "kopd.conf(5) has every keyword, and none that is not" \
    "$(cat "$dir/documented")" "$(cat "$dir/keywords")"

# calls FILE ...: the system calls of tables, by the names that a page has.
calls() {
	cat "$@" | grep -v '#ifdef SANITIZED' |
	    sed -n 's/.*ALLOW[A-Z_]*(\([a-z0-9_]*\)[,)].*/\1/p' | sort -u |
	    sed -e 's/^sendto$/send/' -e 's/^recvfrom$/recv/' \
		-e 's/^openat$/open/' -e 's/^newfstatat$/fstat/' \
		-e 's/^epoll_pwait$/epoll_wait/' -e 's/^ppoll$/poll/' \
		-e 's/^clock_gettime64$/clock_gettime/' \
		-e 's/^sigreturn$/rt_sigreturn/'
}

# undocumented PAGE FILE ...: the calls of which the page has nothing.
undocumented() {
	_page=$1
	shift
	for _call in $(calls "$@"); do
		grep -q "Fn $_call" "$_page" || echo "$_call"
	done
}

# outdated PAGE FILE ...: the calls that the page has, and no table any more.
outdated() {
	_page=$1
	shift
	for _table; do
		calls "$_table"
		sed -n 's/.*[A-Z_]*SOCKET(AF_.*/socket/p' "$_table"
	done >"$dir/calls"
	sed -n '/^\.It Fn/p; /^Fn /p' "$_page" | grep -o 'Fn [a-z0-9_]*' |
	    cut -d ' ' -f 2 | sort -u | while read -r _call; do
		grep -qx -e "$_call" -e "${_call%to}" -e "${_call%from}" \
		    "$dir/calls" || echo "$_call"
	done
}

for program in kopd docker-reader route-maker redis-writer; do
	tables=$program/sandbox_linux.c
	! grep -q dial_linux.h $tables ||
	    tables="$tables common/confine/dial_linux.h"
	ok "$program/sandbox_linux.c has calls" [ "$(calls $tables)" ]
	is "$program(8) has all of them" \
	    "$(undocumented man/$program.8 $tables)" ""
	is "$program(8) has no others" "$(outdated man/$program.8 \
	    $tables common/confine/base_linux.c)" ""
done
sed '/#ifdef SANITIZED/,/#endif/d' common/confine/base_linux.c >"$dir/base.c"
is "kopd(8) has those of every process" \
    "$(undocumented man/kopd.8 "$dir/base.c")" ""

missing=
for name in $(variables); do
	grep -q -e "\(Ev\|,\) $name\( \|$\)" -e "Fl -$name\( \|$\)" man/kopd.8 ||
	    missing="$missing $name"
done
is "kopd(8) has every variable and long option" "$missing" ""
finish
