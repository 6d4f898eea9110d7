#!/bin/sh
# kopd -n has route-maker validate default rule and constraints: as whom, with
# what, and where route-maker cannot.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/kopd.sh"

good='default rule "Host(`{{ normalize .Name }}`)"'
bad='default rule "Host(`{{ nromalize .Name }}`)"'
printf 'docker {\n\t%s\n}\n' "$good" >"$dir/good.conf"
printf 'docker {\n\t%s\n}\n' "$bad" >"$dir/bad.conf"
echo 'bind none' >"$dir/plain.conf"
chmod 644 "$dir/"*.conf

# check PROGRAM OPTION ...: as an ordinary user, without environment.
check() {
	$as_user env -i "$@" >"$dir/out" 2>"$dir/err"
	status=$?
}

programs_for_user
kopd=$for_user/kopd/kopd
check "$kopd" -n -f "$dir/good.conf"
is "an ordinary user: a good rule" "$status $(cat "$dir/err")" \
    "0 configuration OK"
check "$kopd" -nv -f "$dir/bad.conf"
is "an ordinary user: a bad rule" "$status $(cat "$dir/err")" \
    "1 $dir/bad.conf:2: default rule: 1:10: function \"nromalize\" not defined"
is "which is not printed" "$(cat "$dir/out")" ""
check DOCKER_CONFIG='defaultRule: "{{"' "$kopd" -n -f "$dir/plain.conf"
is "a bad rule in the environment" "$status $(cat "$dir/err")" \
    "1 DOCKER_CONFIG:1:14: default rule: 1:3: unclosed action"
echo 'sandbox strict' >>"$dir/good.conf"
check "$kopd" -n -f "$dir/good.conf"
is "what the machine lacks for a strict sandbox is no error of the file" \
    "$status $(cat "$dir/err")" "0 configuration OK"
check "$kopd" -n -f "$dir/bad.conf" <&- 2>/dev/null
is "without a standard input" "$status" 1
{
	printf 'docker {\n\tdefault rule "'
	head -c 60000 /dev/zero | tr '\0' x
	printf '{{ nromalize }}"\n\tconstraints "'
	head -c 60000 /dev/zero | tr '\0' '('
	printf '"\n}\n'
} >"$dir/long.conf"
check "$kopd" -n -f "$dir/long.conf"
is "texts as long as they may be: a line each, with positions" \
    "$status $(cut -d : -f 3-5 "$dir/err" | sed 's/: [a-z].*//' |
    tr '\n' ' ')" "1  default rule: 1:60004  constraints: 1:101 "

# Where the program is not what it should be.
mkdir -p "$dir/alone/kopd" "$dir/alone/route-maker"
cp "$BUILD/kopd/kopd" "$dir/alone/kopd/"
cat >"$dir/alone/route-maker/route-maker" <<'EOT'
#!/bin/sh
kill -9 $$
EOT
chmod 755 "$dir/alone/route-maker/route-maker"
alone=$dir/alone/kopd/kopd
check "$alone" -n -f "$dir/good.conf"
is "a route-maker that dies" "$status $(cat "$dir/err")" \
    "1 route-maker ended while it validated the configuration: signal 9 (Killed)"
echo 'exit 3' >"$dir/alone/route-maker/route-maker"
check "$alone" -n -f "$dir/good.conf"
is "one that cannot be executed" \
    "$status $(grep -c 'configuration: status 1$' "$dir/err")" "1 1"
check "$alone" -n -f "$dir/plain.conf"
is "is not asked where there is nothing to validate" \
    "$status $(cat "$dir/err")" "0 configuration OK"

rm -r "$dir/alone/route-maker"
libexec=$(sed -n 's/^#define KOPD_LIBEXEC "\(.*\)"$/\1/p' "$BUILD/paths.h")
[ ! -e "$libexec/route-maker" ] ||
    bail "a kopd is installed here: make uninstall"
check "$alone" -n -f "$dir/good.conf"
is "no route-maker" "$status $(cat "$dir/err")" "1 $(printf %s \
    "$libexec/route-maker: No such file or directory; without it, " \
    "default rule and constraints cannot be checked")"
finish
