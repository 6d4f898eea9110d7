# The tests on another release of Debian: in a root directory of it, with a copy
# of the tree.  Source it after tap.sh.

need_root "a root directory of another Debian"

# release_begin SUITE GROUP ...: installs there what these groups of
# tools/packages have.  Objects of the last time are used again.
release_begin() {
	release_root=$TOP/build-chroot/$1-check
	release_tree=$TOP/build-$1
	_suite=$1
	shift
	"$TOP/tools/chroot" "$_suite" "$release_root" ||
	    bail "a root directory of $_suite"
	mkdir -p "$release_tree"
	(cd "$TOP" && tar -c --exclude='./build*' --exclude=./.git .) |
	    tar -C "$release_tree" -x || bail "a copy of the tree"
	release tools/packages "$@" >"$dir/packages.log" 2>&1 || {
		diagnose <"$dir/packages.log"
		bail "the packages of $_suite"
	}
}

# release COMMAND ...: runs it there, in the tree.  The Docker engine of this
# machine is there, too, because a second one would disturb it; tests look at
# the processes of its containers.
release() {
	_engine=
	[ ! -S /var/run/docker.sock ] ||
	    _engine='-b /var/run/docker.sock=/run/docker.sock'
	"$TOP/tools/enter" -p -b "$release_tree=/usr/src/kopd" $_engine "$release_root" \
	    sh -c 'cd /usr/src/kopd && exec "$@"' sh "$@"
}

# release_tests NAME [VARIABLE=VALUE ...]: runs tests with make; one TAP line.
release_tests() {
	_name=$1
	shift
	release make -j2 all tests >"$dir/make.log" 2>&1 || {
		tail -n 40 "$dir/make.log" | diagnose
		bail "the build"
	}
	release env ${REDIS_SERVER:+REDIS_SERVER="$REDIS_SERVER"} \
	    make test "$@" >"$dir/test.log" 2>&1
	_status=$?
	tail -n 3 "$dir/test.log" | sed 's/^/# /'
	{
		grep '^# [^ ]*\.t: ' "$dir/test.log" | cut -c 3-200 |
		    head -n 100
		sed -n '/^Test Summary Report/,$p' "$dir/test.log"
	} >"$dir/summary"
	result $_status "$_name" "$dir/summary"
}
