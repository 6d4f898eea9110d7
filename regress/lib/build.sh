# For tests that build the programs themselves, each in a directory of its own
# below $dir, with what a fresh "make" needs.  Source it after tap.sh.

# Processes that do not run as root must reach what is built there.
chmod 755 "$dir"

# The variables of the make that runs this test are not for the builds.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES GNUMAKEFLAGS
unset CC CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG SAN V TESTS WERROR

# need COMMAND [PACKAGE]
need() {
	command -v "$1" >/dev/null ||
	    bail "$1 is missing; install it with: apt-get install ${2:-$1}"
}

# builds NAME DIRECTORY MAKE-ARGUMENT ...: one TAP line; a warning is an error.
# On failure, shows the output of the compiler and ends the test.
builds() {
	_name=$1 _folder=$2
	shift 2
	make -C "$TOP" --no-print-directory -k -j"$(nproc)" \
	    BUILD="$_folder" WERROR=1 "$@" >"$dir/make.log" 2>&1
	_status=$?
	ok "$_name" [ $_status -eq 0 ]
	[ $_status -eq 0 ] && return
	grep -v '^  [A-Z]* ' "$dir/make.log" | head -n 100 | sed 's/^/# /'
	finish
}

# programs DIRECTORY ...: the programs that were built there.
programs() {
	find "$@" -type f -perm -u+x ! -name '*.so' | sort
}

# passes NAME COMMAND ...: one TAP line for a test; on failure, shows its lines
# that are not "ok".
passes() {
	_name=$1
	shift
	timeout 1200 "$@" >"$dir/test.log" 2>&1
	_status=$?
	ok "$_name" [ $_status -eq 0 ]
	[ $_status -eq 0 ] ||
	    grep -v '^ok ' "$dir/test.log" | head -n 100 | sed 's/^/# /'
}

# pass_all WITH DIRECTORY ...: all test programs that were built there.
pass_all() {
	_with=$1
	shift
	for _program in $(programs "$@"); do
		passes "$_with: ${_program#"$BUILD/"}" "$_program"
	done
}

# pass WITH NAME ...: shell tests, with the programs in BUILD.
pass() {
	_with=$1
	shift
	for _script; do
		passes "$_with: regress/$_script.t" \
		    "$TOP/regress/$_script.t"
	done
}
