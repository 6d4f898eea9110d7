#!/bin/sh
# kopctl migrate with control characters in a compose file: it prints none of
# them, and a line break begins no line of kopd.conf.

. "$TOP/regress/lib/tap.sh"
kopctl=$BUILD/kopctl/kopctl
cd "$dir" || exit 1

cat >command.yml <<'EOT'
services:
  traefik-kop:
    command: ["--odd\e[31m\nx"]
EOT
"$kopctl" migrate command.yml >out 2>err
is "an unknown option in a command" $? 2
ok "is named" grep -qF "command.yml:3: command: unknown option --odd" err
is "without its control characters" \
    "$(LC_ALL=C grep -c "$(printf '\033')\|^x" err)" 0

echo REDIS_PASS=pw >"$(printf 'odd\nbind none')"
cat >file.yml <<'EOT'
services:
  traefik-kop:
    env_file: "odd\nbind none"
    environment: {REDIS_ADDR: h}
EOT
env -i "$kopctl" migrate file.yml >out 2>err
is "an env_file with a line break in its name" "$? $(cat err)" "0 "
ok "is named in a comment" grep -q "^# The password of .*odd" out
is "and adds no line" "$(grep -c "^bind none" out)" 0
finish
