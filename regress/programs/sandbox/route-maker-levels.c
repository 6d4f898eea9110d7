/*
 * Copyright (c) 2026 The kopd authors
 *
 * Permission to use, copy, modify, and distribute this software for any
 * purpose with or without fee is hereby granted, provided that the above
 * copyright notice and this permission notice appear in all copies.
 *
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
 * WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
 * MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
 * ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
 * WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
 * ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
 * OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
 */

/*
 * Kernels whose Landlock is older, or missing: a syscall(2) of our own answers
 * in their place.  The linker (--wrap) puts it before that of the libc, which
 * gets everything else.
 */

#include <sys/syscall.h>
#include <sys/wait.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "route-maker/route-maker.h"

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset	444
#endif

#define NEWEST	7

static int		 newest = -1;	/* the kernel's own, NEWEST at most */
static int		 pretended;	/* version; 0: no Landlock */
static size_t		 ruleset_size;
static unsigned int	 tests, failures;

long	 __real_syscall(long, ...);
long	 __wrap_syscall(long, ...);

/* No call that comes here has more than four arguments. */
long
__wrap_syscall(long nr, ...)
{
	long		 a[4];
	va_list		 ap;
	size_t		 i;

	va_start(ap, nr);
	for (i = 0; i < 4; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (nr == SYS_landlock_create_ruleset && a[2] == 1 && newest != -1) {
		if (pretended == 0)
			errno = ENOSYS;
		return pretended == 0 ? -1 : pretended;
	}
	if (nr == SYS_landlock_create_ruleset)
		ruleset_size = (size_t)a[1];
	return __real_syscall(nr, a[0], a[1], a[2], a[3]);
}

static int
kernel_version(void)
{
	long	 version = syscall(SYS_landlock_create_ruleset, NULL, 0L, 1L);

	if (version == -1)
		return 0;
	return version > NEWEST ? NEWEST : (int)version;
}

static void
ok(int good, const char *what, int version)
{
	tests++;
	failures += !good;
	printf("%sok %u - %s, version %d\n", good ? "" : "not ", tests, what,
	    version);
}

/* Bytes that this version of the kernel takes. */
static size_t
size_of(int version)
{
	return version < 4 ? 8 : version < 6 ? 16 : 24;
}

/* In a process of its own: exit status 0, or which part was wrong. */
static int
inside(int version, enum sandbox sandbox)
{
	struct route_maker_conf	*conf = config_blank(&route_maker_table);
	const char		*level;
	char			 want[32];

	conf->sandbox = (uint32_t)sandbox;
	if (sandbox == SANDBOX_STRICT && geteuid() == 0)
		conf->run_as = strdup("nobody");
	pretended = version;
	level = sandbox_enter(conf);
	(void)snprintf(want, sizeof(want), "landlock %d, seccomp", version);
	if (version == 0)
		(void)strlcpy(want, "no landlock, seccomp", sizeof(want));
	if (strstr(level, want) == NULL)
		return 2;
	if (version > 0 && ruleset_size != size_of(version))
		return 3;
	return open("/etc/passwd", O_RDONLY) == -1 ? 0 : 4;
}

static int
status_of(int version, enum sandbox sandbox)
{
	pid_t	 pid;
	int	 status;

	(void)fflush(NULL);
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0)
		_exit(inside(version, sandbox));
	if (waitpid(pid, &status, 0) == -1)
		err(1, "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
main(void)
{
	int	 version;

	log_init("levels", LOG_TO_STDERR, 0);
	newest = kernel_version();
	printf("# this kernel has Landlock %d\n", newest);
	for (version = 0; version <= newest; version++)
		ok(status_of(version, SANDBOX_LENIENT) == 0,
		    "it says what it reached", version);
	for (version = 0; version <= newest; version++)
		ok(status_of(version, SANDBOX_DEFAULT) == (version == 0),
		    version == 0 ? "it refuses to be without" :
		    "it is content", version);
	for (version = 0; version <= newest; version++)
		ok(status_of(version, SANDBOX_STRICT) == (version < 6),
		    version < 6 ? "strict refuses" : "strict is content",
		    version);
	printf("1..%u\n", tests);
	return failures == 0 ? 0 : 1;
}
