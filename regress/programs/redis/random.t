#!/bin/sh
# Several hosts that set, share, die, come back, lose everything: after each
# step the view is what a model of its own says, and the books have each key of
# it and no other.  SEED and STEPS may be set.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/scripts.sh"

seed=${SEED:-1} steps=${STEPS:-400}
redis_start
scripts_load

# Variants: 1 has no merge; the frame of routers differs in 2, of services in
# 3; 4 has two servers.
for o in http/routers/x http/services/x http/services/y tcp/services/z; do
	for v in 1 2 3 4; do
		frame=a merge=1
		case $o,$v in
		*/routers/*,2|*/services/*,3)	frame=b ;;
		esac
		[ $v -gt 1 ] || merge=0
		set -- frame $frame
		case $o in
		*/services/*)
			set -- "$@" loadBalancer/servers/0/url $v
			[ $v -lt 4 ] ||
			    set -- "$@" loadBalancer/servers/1/url $v ;;
		esac
		echo "$o $v $(def $o $merge "$@")"
	done
done >"$dir/definitions"

{
booked_keys
cat <<'LUA'
local out, booked, n = {}, {}, 0
local all = redis.call('HGETALL', 'kopd:/traefik/shown')
for i = 1, #all, 2 do
	for _, key in ipairs(keys_in(all[i], all[i + 1])) do
		booked[key] = true
		n = n + 1
	end
end
for _, k in ipairs(redis.call('KEYS', 'traefik/*')) do
	if k ~= 'traefik/tls/certificates' then
		out[#out + 1] = k .. '=' .. redis.call('GET', k)
		if not booked[k] then
			out[#out + 1] = 'traefik/: not in the books: ' .. k
		end
	end
end
if n ~= #out then
	out[#out + 1] = 'traefik/: the books have other keys'
end
table.sort(out)
table.insert(out, 1, 'step ' .. ARGV[1])
return table.concat(out, '\n')
LUA
} >"$dir/view.lua"
# FLUSHALL leaves scripts where they are.
R -x SCRIPT LOAD <"$dir/view.lua" >"$dir/view.sha"

sha() {
	cat "$dir/$1.sha"
}
awk -v seed="$seed" -v steps="$steps" -v dir="$dir" \
    -v hello="$(sha hello)" -v change="$(sha change)" -v reap="$(sha reap)" \
    -v verify="$(sha verify)" -v withdraw="$(sha withdraw)" \
    -v view="$(sha view)" -f "$TOP/regress/programs/redis/model.awk" \
    "$dir/definitions" >"$dir/commands"
R <"$dir/commands" >"$dir/answers"

wrong= step=1
while [ "$step" -le "$steps" ]; do
	sed -n "/^step $step\$/,/^[^st]/p" "$dir/answers" |
	    awk -v s="step $step" '$0 == s { on = 1; print; next }
		on && /^traefik\// { print; next } on { exit }' >"$dir/got"
	cmp -s "$dir/got" "$dir/wanted.$step" || {
		wrong=$step
		break
	}
	step=$((step + 1))
done
ok 'the model did something' test "$(sort -u "$dir"/wanted.* | wc -l)" -gt 20
is "seed $seed: $steps steps, the view is what it should be" \
    "${wrong:+step $wrong: $(cat "$dir/got")}" \
    "${wrong:+step $wrong: $(cat "$dir/wanted.$wrong")}"
is 'no script failed' "$(grep -c '^ERR\|^(error)\|WRONG\|NOSCRIPT' "$dir/answers")" 0
is 'none was refused' "$(grep -c '^SEQ\|^LOST\|^HELLO\|^TAKEN\|^ALIVE' "$dir/answers")" 0
finish
