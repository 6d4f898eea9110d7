#!/bin/sh
# Each harness from its seeds and the corpus that is kept, and a number of
# inputs more, the same ones each time: about a minute on two processors.
# "make fuzz" goes on for longer.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need clang
RUNS=${RUNS:-5000}

# The list of README is that of the harnesses.
sed -n 's,^    \([a-z-]*/[a-z]*\) .*,\1,p' "$TOP/regress/fuzz/README" |
    sort >"$dir/listed"
(cd "$TOP/regress/fuzz" && echo */*.c) | tr ' ' '\n' | sed 's/\.c$//' |
    sort >"$dir/there"
is "README lists all harnesses" "$(diff "$dir/listed" "$dir/there")" ""

BUILD=$dir/fuzz
builds "fuzz: all harnesses build" "$BUILD" CC=clang \
    SAN=asan,ubsan,fuzzer-no-link CFLAGS="-O1 -gline-tables-only" harnesses

# They are of no use unless they see what is wrong.
cat >"$dir/beyond.c" <<'EOC'
#include <stddef.h>
#include <stdint.h>
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	return len > 2 && data[0] == 'k' && data[1] == 'o' && data[len] == 0;
}
EOC
ok "a harness that reads beyond its input" clang -fsanitize=fuzzer,address \
    -o "$dir/beyond" "$dir/beyond.c"
"$dir/beyond" -seed=1 -runs=100000 -artifact_prefix="$dir/" 2>"$dir/test.log"
ok "fails" [ $? -ne 0 ]
ok "and says why" grep -q 'heap-buffer-overflow' "$dir/test.log"

# fuzz HARNESS: from its seeds and RUNS inputs more.
fuzz() {
	MORE=$RUNS regress/fuzz/once "$BUILD" "$1" "$dir/runs"
}

# Two at a time.
cd "$TOP" || exit 1
harnesses=$(cd regress/fuzz && echo */*.c)
for harness in $harnesses; do
	harness=${harness%.c}
	fuzz "$harness" &
	if [ -n "${before:-}" ]; then
		wait "$pid"
		result $? "fuzz: $before" || tail -n 60 "$log" | sed 's/^/# /'
	fi
	before=$harness pid=$! log=$dir/runs/${harness##*/}.log
done
wait "$pid"
result $? "fuzz: $before" || tail -n 60 "$log" | sed 's/^/# /'
finish
