#!/bin/sh
# Warnings of kopd -n, and errors that are no part of a file.

. "$TOP/regress/lib/tap.sh"

# says NAME STATUS STDERR [OPTION ...]: of $dir/kopd.conf, which stdin has.
says() {
	_name=$1 _wanted="$2 $3"
	shift 3
	cat >"$dir/kopd.conf"
	chmod 600 "$dir/kopd.conf"
	(cd "$dir" && env -i "$BUILD/kopd/kopd" -n -f kopd.conf "$@") \
	    >"$dir/out" 2>"$dir/err"
	is "$_name" "$? $(cat "$dir/err")" "$_wanted"
}

OK='configuration OK'
says 'a macro that is used' 0 "$OK" <<'EOT'
wan = "192.0.2.1"
bind ip $wan
EOT
says 'one that is not' 0 'kopd.conf:2: warning: the macro "lan" is not used
'"$OK" <<'EOT'
bind none
lan = "192.0.2.1"
EOT
says 'a setting that is misspelt and has an equals sign' 0 \
    'kopd.conf:1: warning: the macro "hostnme" is not used: did you mean `hostname'\'', without `='\''?
'"$OK" <<'EOT'
hostnme = "docker2"
EOT
says 'one that is used in a list, and one within an unused one' 0 \
    'kopd.conf:3: warning: the macro "c" is not used
'"$OK" <<'EOT'
a = "one"
b = "two"
c = "three"
docker { namespace { $a, $b } }
EOT
printf 'lan = "192.0.2.1"\nused = 90\n' >"$dir/part.conf"
says 'in an included file' 0 'part.conf:1: warning: the macro "lan" is not used
'"$OK" <<'EOT'
include "part.conf"
ttl $used
EOT
says 'of -D' 0 '-D: warning: the macro "lan" is not used
'"$OK" -D lan=192.0.2.1 -D used=90 <<'EOT'
ttl $used
EOT
says 'of -D, which the file defines, too' 0 "$OK" -D lan=192.0.2.1 <<'EOT'
lan = "192.0.2.2"
bind ip $lan
EOT
says 'errors come without such warnings' 1 \
    'kopd.conf:2: unknown word "foo"' -D lan=1 <<'EOT'
wan = 1
foo
EOT
says 'a word of kopd.conf in -D' 1 \
    '-D: "hostname" cannot be the name of a macro: it is a keyword' \
    -D hostname=docker2 <<'EOT'
bind none
EOT
says 'one that no file can use' 1 \
    '-D: "a-b" cannot be the name of a macro: it has characters other than letters, digits and `_'\' \
    -D a-b=c <<'EOT'
bind none
EOT
says 'a rule behind one that is quick' 0 \
    'kopd.conf:3: warning: the rule decides nothing: the rule at kopd.conf:1 is `quick'\'' and matches the same objects
kopd.conf:5: warning: the rule decides nothing: the rule at kopd.conf:4 is `quick'\'' and matches the same objects
'"$OK" <<'EOT'
block quick router
pass all
pass router host a
pass quick service port 90
block log service port 90
EOT
{ yes 'block all' | head -n 1025; } >"$dir/many.conf"
says 'too many rules' 1 'kopd.conf:1025: more than 1024 rules' \
    <"$dir/many.conf"
says 'a secret in quotes is not repeated' 1 \
    'kopd.conf:1: a string in quotes is not allowed here: a statement begins with a keyword, or with the name of a macro and `='\' <<'EOT'
"secret"
EOT
says 'nor behind a password that is written as a macro' 1 \
    'kopd.conf:1: `='\'' is for macros, and `password'\'' is not a macro; write it without `='\' <<'EOT'
redis { password = "secret" }
EOT

# A file that is checked before it is put into its place: relative paths are
# meant from where it is now.
mkdir "$dir/elsewhere"
# elsewhere NAME TRIED [CONF]: what is named was looked for below elsewhere.
elsewhere() {
	_conf=${3:-elsewhere/kopd.conf}
	(cd "$dir" && env -i "$BUILD/kopd/kopd" -n -f "$_conf") \
	    >"$dir/out" 2>"$dir/err"
	is "$1" "$? $(cat "$dir/err")" "1 $_conf:1: $2: No such file or \
directory; a relative path is relative to $dir/elsewhere, the directory of \
the file that contains it"
}
for what in 'password file' 'tls ca'; do
	echo "redis { $what \"x.secret\" }" >"$dir/elsewhere/kopd.conf"
	elsewhere "$what" "$what $dir/elsewhere/x.secret"
	elsewhere "$what, the file named from the root" \
	    "$what $dir/elsewhere/x.secret" "$dir/elsewhere/kopd.conf"
done
echo 'include "sub/x.conf"' >"$dir/elsewhere/kopd.conf"
elsewhere 'include' "$dir/elsewhere/sub/x.conf"
elsewhere 'include, the file named from the root' \
    "$dir/elsewhere/sub/x.conf" "$dir/elsewhere/kopd.conf"
echo 'docker { provider config "x.yml" }' >"$dir/elsewhere/kopd.conf"
elsewhere 'provider config' "$dir/elsewhere/x.yml"
echo 'sentinel { master "m" host "h" password file "x" }' \
    >"$dir/elsewhere/kopd.conf"
elsewhere "sentinels' password file" \
    "sentinel password file $dir/elsewhere/x"
says 'from the root, nothing more is said' 1 \
    'kopd.conf:1: /nonexistent/x.conf: No such file or directory' <<'EOT'
include "/nonexistent/x.conf"
EOT
says 'nor of what is there, and wrong' 1 \
    "kopd.conf:1: password file $dir/elsewhere: a directory" <<'EOT'
redis { password file "elsewhere" }
EOT
touch "$dir/empty.conf"
(cd "$dir" && env -i DOCKER_CONFIG=x.yml "$BUILD/kopd/kopd" -n -f empty.conf) \
    >"$dir/out" 2>"$dir/err"
is 'in a variable, from the working directory' "$? $(cat "$dir/err")" \
    "1 DOCKER_CONFIG: $dir/x.yml: No such file or directory; a relative path \
is relative to $dir, the working directory"
finish
