# Runs a program again and again; each time another one of its allocations
# fails.  Needs tap.sh.

PLAN=$BUILD/regress/programs/memory/plan
for program in "$PLAN" "$BUILD/failing/kopd/kopd"; do
	[ -x "$program" ] || bail "$program is missing: make failing"
done

# Of many allocations, the first ones fail in turn, and then so many more, at
# equal distances.  STRIDE=1: each one does.
FIRST=${FIRST:-200} MORE=${MORE:-100}

# "fail": one allocation.  "from": it and all after it.
_how=fail

# A directory of these programs, each with its plan.
failing=$dir/failing
mkdir "$failing"
for program in kopd docker-reader route-maker redis-writer kopctl; do
	mkdir "$failing/$program"
	cp "$BUILD/failing/$program/$program" "$failing/$program/"
	"$PLAN" "$failing/$program/plan" fail 0
done

# each_allocation NAME PROGRAM RUN JUDGE: calls RUN with the program's first
# allocation that fails, the second one and so on, until none has failed, and
# then JUDGE, which prints what is wrong.  One line of TAP.
each_allocation() {
	_plan=$failing/$2/plan _n=0 _runs=0 _bad=0
	: >"$dir/wrong"
	"$PLAN" "$_plan" fail 0
	$3
	_all=$(allocations)
	_stride=${STRIDE:-$(((_all - FIRST) / MORE + 1))}
	[ "$_stride" -ge 1 ] || _stride=1
	while :; do
		_n=$((_n + (_n < FIRST ? 1 : _stride)))
		"$PLAN" "$_plan" $_how $_n
		$3
		_shown=$("$PLAN" "$_plan" show)
		"$PLAN" "$_plan" fail 0
		case $_shown in
		*' 0 '*)	break ;;
		esac
		_runs=$((_runs + 1))
		$4 >"$dir/judged"
		[ ! -s "$dir/judged" ] || {
			_bad=$((_bad + 1))
			echo "allocation $_n, called at ${_shown##* }:"
			cat "$dir/judged"
		} >>"$dir/wrong"
	done
	# It has to have gone through most of them.
	[ $_n -gt $((_all / 2)) ] && [ $_runs -ge 10 ] ||
	    echo "only $_runs runs of $_all allocations" >>"$dir/wrong"
	[ ! -s "$dir/wrong" ]
	_result=$?
	head -n 60 "$dir/wrong" >"$dir/wrong.head"
	result $_result "$1: $_runs of $_all allocations, $_bad wrong" \
	    "$dir/wrong.head"
}

# without_memory PROGRAM RUN JUDGE: the same, but all allocations after that fail,
# too, and fewer runs.
without_memory() {
	_how=from _first=$FIRST _more=$MORE FIRST=10 MORE=30
	each_allocation "$1 without memory from then on" "$@"
	_how=fail FIRST=$_first MORE=$_more
}

allocations() {
	_shown=$("$PLAN" "$_plan" show)
	echo "${_shown%% *}"
}

# OpenSSL does not say why.
no_memory='\(Cannot allocate memory\|OpenSSL cannot be initialised\)'

# fatal_line LOG PROGRAM: prints what is wrong if the log of a program that has
# ended with an error does not have one line about memory.
fatal_line() {
	[ "$(grep -c "^$2: fatal: .*$no_memory\|^{\"error\":.*$no_memory" \
	    "$1")" -eq 1 ] || {
		echo "it has ended, but not with one line about memory:"
		tail -n 5 "$1"
	}
}
