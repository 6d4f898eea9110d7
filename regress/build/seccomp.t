#!/bin/sh
# SECCOMP_DEBUG=1: a process logs the call that its filter does not permit; no
# other build does, and it cannot be installed.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
[ "$(uname -s)" = Linux ] || bail "this test needs seccomp"

# The library is enough: each process enters its sandbox with it.
cat >"$dir/trapped.c" <<'EOC'
#include <sys/socket.h>
#include <sys/syscall.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/confine/confine.h"
#include "common/confine/syscalls_linux.h"
#include "common/log.h"

/* No calls but write(2): stdio makes others, which no filter permits here. */
static void
say(const char *s)
{
	if (write(STDOUT_FILENO, s, strlen(s)) == -1 ||
	    write(STDOUT_FILENO, "\n", 1) == -1)
		_exit(2);
}

int
main(void)
{
	static const struct confine_syscall	 none[] = { { 0 } };
	const struct confine			 c = {
		.user = "", .syscalls = none, .files = 16,
		.sandbox = SANDBOX_LENIENT
	};
	char					 number[16];

	log_init("route-maker", LOG_TO_STDERR, 0);
	say(confine(&c));
	(void)snprintf(number, sizeof(number), "%d", __NR_socket);
	say(number);
	(void)socket(AF_INET, SOCK_STREAM, 0);
	say("permitted");
	return 0;
}
EOC

# trapped NAME MAKE-ARGUMENT ...: builds it with these and runs it.
trapped() {
	_name=$1
	shift
	builds "$_name: the library is built" "$dir/build" \
	    "$dir/build/common.a" "$@"
	ok "$_name: the program is built" cc -D_GNU_SOURCE \
	    $(pkg-config --cflags libbsd-overlay) -iquote "$TOP" \
	    -iquote "$dir/build" -o "$dir/trapped" "$dir/trapped.c" \
	    "$dir/build/common.a" $(pkg-config --libs libevent_core \
	    libbsd-overlay)
	"$dir/trapped" >"$dir/out" 2>"$dir/err"
	status=$?
	call=$(sed -n 2p "$dir/out")
	sed 's/^/# /' "$dir/out" "$dir/err"
}

trapped SECCOMP_DEBUG=1 SECCOMP_DEBUG=1
if grep -q 'no seccomp' "$dir/out"; then
	bail "this kernel has no seccomp filters"
fi
is "it ends with status 1" "$status" 1
ok "it logs the process, the number and the arguments of the call" \
    grep -q "^route-maker: system call $call is not permitted: 0x2 0x1 0 " \
    "$dir/err"
ok "the confinement names the build" grep -q 'seccomp (SECCOMP_DEBUG' \
    "$dir/out"

trapped "no SECCOMP_DEBUG, in the same directory"
is "the kernel kills it, by SIGSYS" "$status" 159
ok "it logs nothing" not grep -q 'not permitted' "$dir/err"
is "the library has nothing of it" \
    "$(strings "$dir/build/common.a" | grep -c 'is not permitted: %')" 0

make -C "$TOP" -n SECCOMP_DEBUG=1 DESTDIR="$dir/root" install \
    >"$dir/make.log" 2>&1
ok "make install refuses it" [ $? -ne 0 ]
ok "it logs why" grep -q 'SECCOMP_DEBUG are not to be installed' \
    "$dir/make.log"
is "it has a directory of its own" "$(env -u BUILD make -C "$TOP" \
    --no-print-directory SECCOMP_DEBUG=1 print-BUILD)" build-seccomp
finish
