#!/bin/sh
# Password files: which are taken, which are refused and why.  And files that
# are no kopd.conf at all.

. "$TOP/regress/lib/tap.sh"
chmod 755 "$dir"
cd "$dir" || exit 1

kopd() {
	env -i "$BUILD/kopd/kopd" "$@"
}

takes() {
	kopd -nv -f kopd.conf >out 2>err &&
	    grep -qF "password file \"$PWD/secret\"" out &&
	    ! grep -q hunter2 out err
	result $? "$1" err
}

refuses() {
	kopd -n -f "${3:-kopd.conf}" 2>err
	[ $? -eq 1 ] && grep -qF -- "$2" err && ! grep -q hunter2 err
	result $? "$1" err
	rm -rf secret
}

new() {
	rm -rf secret
	printf "$1" >secret
	chmod "$2" secret
}

echo 'redis { password file "secret" }' >kopd.conf
new 'hunter2\n' 600; takes "a line"
new 'hunter2' 400; takes "without a newline"
new 'hunter2\r\n' 640; takes "readable by the group"
new 'hunter2\n' 644
refuses "others may read it" "kopd.conf:1: password file $PWD/secret: others"
new 'hunter2\n' 620; refuses "the group may write it" "its group can write"
new 'hunter2\n' 602; refuses "others may write it" "others can"
new '' 600; refuses "empty" "is empty"
new '\nhunter2\n' 600; refuses "an empty first line" "is empty"
new 'hunter2\nhunter2\n' 600; refuses "two lines" "more than one line"
new 'hunter2\000\n' 600; refuses "a NUL" "NUL"
new '\357\273\277hunter2\n' 600; refuses "a byte order mark" "(U+FEFF)"
new '\377\376h\000' 600; refuses "UTF-16" "mark of UTF-16"
rm -f secret; refuses "missing" "secret: No such file"
mkdir secret; refuses "a directory" "secret: a directory"
mkfifo -m 600 secret; (exec 3<>secret; refuses "a pipe" "not a regular file")
tests=$((tests + 1)); rm -f secret
head -c 2000 /dev/zero | tr '\0' x >secret; chmod 600 secret
refuses "2000 bytes" "larger than 1024 bytes"
ln -s loop secret; ln -s secret loop
refuses "a loop of links" "Too many levels"
if [ "$(id -u)" -eq 0 ]; then
	new 'hunter2\n' 600; chown 12345 secret
	refuses "somebody else's" "belongs neither to root"
fi

echo 'redis { password "hunter2" }' >inline
chmod 644 inline
refuses "a password in a readable kopd.conf" "inline:1: a password in a file" \
    inline
chmod 600 inline
kopd -nv -f inline >out 2>err && grep -qF 'password "***"' out
result $? "a password in a kopd.conf of one's own" err
chmod 644 out
kopd -n -f out 2>err
result $? "what is printed in its place may be read" err
kopd -d -f out 2>err
[ $? -eq 1 ] && grep -q 'kopd -nv prints' err
result $? "but is no password to start with" err

refuses "no such file" "nowhere: No such file" nowhere
refuses "a directory" "/: a directory" /
refuses "a device" "/dev/zero: not a regular file" /dev/zero
head -c 10000000 /dev/zero | tr '\0' '#' >big
refuses "10 MB" "big: larger than 1048576 bytes" big
# Root may read all, so that somebody else has to try.
touch closed; chmod 0 closed
as_user=
[ "$(id -u)" -ne 0 ] ||
    as_user='setpriv --reuid nobody --regid nogroup --clear-groups'
$as_user env -i "$BUILD/kopd/kopd" -n -f "$PWD/closed" 2>err
[ $? -eq 1 ] && grep -q 'closed: Permission denied' err
result $? "not readable" err
mkdir folder
cat >two <<END
redis {
	password file "closed"
	tls insecure tls certificate "big" tls key "folder"
}
sentinel {
	master m host "h" password file "folder"
}
END
$as_user env -i "$BUILD/kopd/kopd" -n -f "$PWD/two" 2>err
[ $? -eq 1 ] && grep -q 'password file .*closed: not checked' err &&
    grep -q 'two:6: sentinel password file .*folder: a directory' err &&
    grep -q 'two:3: tls certificate .*big: larger than' err &&
    grep -q 'two:3: tls key .*folder: a directory' err
result $? "what only root may read is left, what comes after it is not" err
printf 'ttl 60s\n' | kopd -n -f /dev/stdin 2>err
result $? "standard input" err
kopd -V >out 2>err && grep -q '^kopd [0-9]' out
result $? "-V" err
kopd -x 2>err
[ $? -eq 1 ] && grep -q '^usage:' err
result $? "an unknown option gives the usage" err
kopd -n -f inline extra 2>err
[ $? -eq 1 ] && grep -q '^usage:' err
result $? "so does a word too many" err
kopd -n -D x 2>err
[ $? -eq 1 ] && grep -q '^usage:' err
result $? "and a macro without a value" err
finish
