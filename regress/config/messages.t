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
says 'one that is not' 0 'kopd.conf:2: warning: the macro "lan" is never used
'"$OK" <<'EOT'
bind none
lan = "192.0.2.1"
EOT
says 'a setting that is misspelt and has an equals sign' 0 \
    'kopd.conf:1: warning: the macro "hostnme" is never used: did you mean `hostname'\'', without `='\''?
'"$OK" <<'EOT'
hostnme = "docker2"
EOT
says 'one that is used in a list, and one within an unused one' 0 \
    'kopd.conf:3: warning: the macro "c" is never used
'"$OK" <<'EOT'
a = "one"
b = "two"
c = "three"
docker { namespace { $a, $b } }
EOT
printf 'lan = "192.0.2.1"\nused = 90\n' >"$dir/part.conf"
says 'in an included file' 0 'part.conf:1: warning: the macro "lan" is never used
'"$OK" <<'EOT'
include "part.conf"
ttl $used
EOT
says 'of -D' 0 '-D: warning: the macro "lan" is never used
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
    '-D: "hostname" cannot be the name of a macro: it is a word of kopd.conf' \
    -D hostname=docker2 <<'EOT'
bind none
EOT
says 'one that no file can use' 1 \
    '-D: "a-b" cannot be the name of a macro: it has other characters than letters, digits and `_'\' \
    -D a-b=c <<'EOT'
bind none
EOT
says 'a secret in quotes is not repeated' 1 \
    'kopd.conf:1: a text in quotes cannot stand here: a statement begins with a word of kopd.conf, or with the name of a macro and `='\' <<'EOT'
"secret"
EOT
says 'nor behind a password that is written as a macro' 1 \
    'kopd.conf:1: `='\'' is for macros, and `password'\'' is none: write it without `='\' <<'EOT'
redis { password = "secret" }
EOT
finish
