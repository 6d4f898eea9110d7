#!/bin/sh
# What shells and the editor know of kopd: with bash, zsh and vim themselves.

. "$TOP/regress/lib/tap.sh"

for p in bash zsh vim; do
	command -v $p >/dev/null || bail "$p is missing: apt-get install $p"
done
bin=$BUILD
unset MAKEFLAGS MFLAGS MAKELEVEL
inst=$dir/inst
make -s -C "$TOP" BUILD="$BUILD" PREFIX=/usr DESTDIR="$inst" \
    install-editing >"$dir/make.log" 2>&1 ||
    bail "make install-editing: $(tail -1 "$dir/make.log")"
share=$inst/usr/share
cd "$dir" || exit 1
: >some.conf

cat >bash.sh <<'END'
. "$share/bash-completion/completions/$1"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_kopd_complete "$1" "${!#}"
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
END
cat >zsh.sh <<'END'
compadd() { print -rl -- ${(M)list:#${words[CURRENT]}*} }
_files() { ls | grep "^${words[CURRENT]}" }
words=("$@") CURRENT=$# service=$1
. $share/zsh/site-functions/_kopd
END

# completes WORD ...: what both shells offer for the last word, in one line.
completes() {
	share=$share bash bash.sh "$@" | LC_ALL=C sort | xargs >bash.out
	share=$share zsh -f zsh.sh "$@" 2>&1 | LC_ALL=C sort | xargs >zsh.out
	cmp -s bash.out zsh.out || echo "bash: $(cat bash.out), zsh:"
	cat zsh.out
}

# The words of -h: nothing is missing, and nothing is there that is not.
usage=$("$bin/kopctl/kopctl" -h)
commands=$(completes kopctl '')
is 'the commands are those of kopctl -h' "$(printf '%s\n' "$usage" |
    sed 's/^usage:/      /; s/^ *kopctl //; s/\[[^]]*\]//g' |
    tr '|' '\n' | awk '$1 !~ /^-/ && NF { print $1 }' | sort -u | xargs)" \
    "$commands"
missing=
for c in $commands; do
	for w in $(completes kopctl $c ''); do
		[ -e "$w" ] || printf '%s\n' "$usage" | grep -q "$c.*$w" ||
		    missing="$missing $c $w"
	done
done
is 'second words are in kopctl -h' "$missing" ''
is 'a word that has begun' "$(completes kopctl rel)" reload
is 'second words' "$(completes kopctl show ho)" hosts
is 'after an option with an argument' "$(completes kopctl -s x show ho)" hosts
is "options of all commands" "$(completes kopctl -)" '-V -h -j -s'
is 'options of one' "$(completes kopctl preview - | grep -ow -e -D -e -f | xargs)" \
    '-D -f'
is 'a file for an option' "$(completes kopctl preview -f so)" some.conf
is 'and for a command' "$(completes kopctl migrate so)" some.conf
is 'no file where a name is wanted' "$(completes kopctl explain so)" ''
is 'nothing for an option that takes a text' "$(completes kopctl preview -D so)" ''
is 'options of kopd are those of kopd -h' "$(completes kopd -)" \
    "$("$bin/kopd/kopd" -h | sed -n 's/^usage: kopd//p' |
    grep -o '\[-[A-Za-z]*' | sed 's/\[-//' | fold -w 1 | sed 's/^/-/' |
    LC_ALL=C sort | xargs)"
is 'and its file' "$(completes kopd -f so)" some.conf

# vim
printf 'wan = "1.2.3.4"\n# note\nredis {\n\tttl 60s\n\ttls yes\n}\nport 80\n' \
    >kopd.conf
sed -n 's/^KEYWORD("\(.*\)",.*/\1/p' "$TOP/kopd/conf/keywords.h" >words
cat >look.vim <<END
set runtimepath^=$share/vim/vimfiles
filetype on
syntax on
edit $dir/kopd.conf
let out = [&filetype]
for p in [[1, 1], [1, 8], [2, 1], [3, 1], [4, 6], [5, 6], [7, 6]]
	call add(out, synIDattr(synID(p[0], p[1], 1), "name"))
endfor
call writefile(out, "$dir/look.out")
edit $dir/words
setfiletype kopd
let plain = []
for n in range(1, line("\$"))
	if synIDattr(synID(n, 1, 1), "name") !~ "kopdKeyword\\\\|kopdBoolean"
		call add(plain, getline(n))
	endif
endfor
call writefile(plain, "$dir/plain.out")
quitall!
END
timeout 60 vim -es -u NONE -S look.vim </dev/null >/dev/null 2>&1
is 'vim knows the file and its parts' "$(xargs <look.out)" \
    'kopd kopdMacro kopdString kopdComment kopdKeyword kopdTime kopdBoolean kopdNumber'
ok 'there are keywords' test -s words
is 'and vim knows all of them' "$(cat plain.out)" ''

make -s -C "$TOP" BUILD="$BUILD" PREFIX=/usr DESTDIR="$dir/none" BASHCOMPDIR= \
    ZSHCOMPDIR= VIMDIR= install-editing
is 'an empty directory: not installed' "$(find "$dir/none" 2>/dev/null)" ''
finish
