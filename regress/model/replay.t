#!/bin/sh
# The models do what the scripts do: what simulations of a model have done, with
# random seeds, the scripts do with a real Redis, with the same answers and the
# same state after each.  SEED is the first seed, RUNS the number of seeds for
# each model.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/scripts.sh"
command -v spin >/dev/null || bail 'spin is missing: apt-get install spin'

seed=${SEED:-1} runs=${RUNS:-6}
redis_start
scripts_load
mkdir "$dir/older"
for s in hello change renew reap; do
	awk -v text=$s -f "$TOP/tools/embed.awk" \
	    "$TOP"/redis-writer/lua/[!p]*.lua \
	    "$TOP"/redis-writer/takeover/*.lua \
	    "$TOP/regress/model/older/pace.lua" >"$dir/older/$s.lua"
	R -x SCRIPT LOAD <"$dir/older/$s.lua" >"$dir/older/$s.sha"
done

# simulate MODEL SEED OPTION ...: the steps of one run.
simulate() {
	_model=$1 _seed=$2
	shift 2
	(cd "$dir" && spin -T -B "-n$_seed" -u${steps:-8000} -DTRACE "$@" \
	    "$TOP/regress/model/$_model.pml") | grep '^ *@' >"$dir/trace"
}

# A fault in a model is noticed, so the comparison can fail.
differs() {
	name=$1 model=$2 s=$seed
	shift 2
	while [ "$s" -lt $((seed + 40)) ]; do
		simulate "$model" "$s" "$@"
		perl "$TOP/regress/model/replay.pl" "$sock" "$dir" \
		    <"$dir/trace" >"$dir/out" 2>&1 || break
		s=$((s + 1))
	done
	ok "$name" grep -q 'the model has' "$dir/out"
}

# agrees NAME MODEL OPTION ...: the scripts do what the simulations do.
agrees() {
	name=$1 model=$2 wrong= calls=0 s=$seed
	shift 2
	while [ "$s" -lt $((seed + runs)) ]; do
		simulate "$model" "$s" "$@"
		if ! perl "$TOP/regress/model/replay.pl" "$sock" "$dir" \
		    <"$dir/trace" >"$dir/out" 2>&1; then
			wrong="seed $s: $(cat "$dir/out")"
			break
		fi
		calls=$((calls + $(cut -d ' ' -f 1 "$dir/out")))
		s=$((s + 1))
	done
	is "$name" "$wrong" ''
	ok "$name: did something ($calls calls)" [ "$calls" -gt $((runs * 30)) ]
}

busy="-DHEARTBEATS -DFAULTS=30 -DCHANGES=60"
for kind in PACED NEVER OLDER; do
	# shellcheck disable=SC2086
	agrees "pace.pml, the third host is $kind" pace $busy -DKIND=$kind
done
for names in APART TWICE STOLEN; do
	# shellcheck disable=SC2086
	agrees "lease.pml, $names" lease $busy -DNAMES=$names
done
steps=12000 runs=${RUNS:-3}
for reserve in 0 1; do
	agrees "claims.pml, RESERVE=$reserve" claims -DRESERVE=$reserve
done
steps=
for fault in NO_OWED NO_RENEWAL NO_LOST; do
	# shellcheck disable=SC2086
	differs "pace.pml with $fault: the scripts differ" pace $busy -D$fault
done
for fault in NO_BUMP NO_GENERATION ZERO_GENERATION; do
	# shellcheck disable=SC2086
	differs "lease.pml with $fault: the scripts differ" lease $busy \
	    -DNAMES=TWICE -D$fault
done
finish
