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

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/utsname.h>

#include <linux/capability.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/confine/filter_linux.h"
#include "common/confine/kernel.h"
#include "common/confine/landlock_linux.h"
#include "common/confine/level.h"
#include "common/confine/system.h"
#include "common/confine/trap_linux.h"
#include "common/log.h"

#ifndef SANITIZED	/* a sanitizer has its own */
/*
 * libevent and libcrypto use these functions, too.  If the clock cannot be read
 * from user space, each one is another system call; here all use
 * clock_gettime(2), which is permitted.
 */
int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	struct timespec	 ts;

	(void)zone;
	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		return -1;
	tv->tv_sec = ts.tv_sec;
	tv->tv_usec = (suseconds_t)(ts.tv_nsec / 1000);
	return 0;
}

time_t
time(time_t *t)
{
	struct timespec	 ts;

	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		ts.tv_sec = (time_t)-1;
	if (t != NULL)
		*t = ts.tv_sec;
	return ts.tv_sec;
}
#endif

#ifdef SANITIZED
int	__lsan_is_turned_off(void);

static int	confined;

/* LeakSanitizer starts a process to look for leaks, which is not permitted. */
int
__lsan_is_turned_off(void)
{
	return confined;
}
#endif

const int	confine_memory = RLIMIT_AS;

static int	filtered;	/* by seccomp */
static uint32_t	kept;		/* capabilities */

/* The features of each version of Landlock that kopd uses. */
static const struct {
	int		 version;
	const char	*linux;
	const char	*what;
} landlock_parts[] = {
	{ 3, "6.2", "truncating files" },
	{ 4, "6.7", "TCP ports" },
	{ 5, "6.10", "ioctl on devices" },
	{ LANDLOCK_COMPLETE, "6.12", "abstract unix sockets and signals" },
};

static void
missing_parts(char *text, size_t size, int version)
{
	const char	*before = "Landlock of Linux";
	size_t		 i, n;

	for (i = 0; i < sizeof(landlock_parts) / sizeof(landlock_parts[0]);
	    i++) {
		if (version >= landlock_parts[i].version)
			continue;
		n = strlen(text);
		(void)snprintf(text + n, size - n, "%s %s (%s)", before,
		    landlock_parts[i].linux, landlock_parts[i].what);
		before = ",";
	}
}

const char *
confine_missing(void)
{
	static char	 text[256];
	int		 version = landlock_version();

	text[0] = '\0';
	if (filter_known() && !filter_available())
		(void)strlcpy(text, "seccomp (the list of system calls)",
		    sizeof(text));
	if (version < LANDLOCK_COMPLETE && text[0] != '\0')
		(void)strlcat(text, ", ", sizeof(text));
	if (version == 0)
		(void)strlcat(text, "Landlock (files, TCP ports, abstract "
		    "unix sockets, signals)", sizeof(text));
	else
		missing_parts(text, sizeof(text), version);
	return text;
}

const char *
confine_unlisted(void)
{
	static struct utsname	 u;

	if (filter_known())
		return NULL;
	if (uname(&u) == -1)
		fatal("uname");
	return u.machine;
}

void
confine_check(enum sandbox sandbox)
{
	const char	*missing;

	if (sandbox == SANDBOX_LENIENT)
		return;
	if (sandbox == SANDBOX_STRICT && !filter_known())
		fatalx("sandbox strict: no list of system calls for %s",
		    confine_unlisted());
	missing = confine_missing();
	if (sandbox == SANDBOX_STRICT && missing[0] != '\0')
		fatalx("sandbox strict: this kernel lacks %s", missing);
	if (filter_known() && !filter_available())
		fatalx("this kernel has no seccomp filters; kopd starts "
		    "without them only with `sandbox lenient' in kopd.conf");
	if (landlock_version() == 0)
		fatalx("no Landlock: %s; kopd starts without it only with "
		    "`sandbox lenient' in kopd.conf",
		    errno == EOPNOTSUPP ? "it is disabled (kernel parameter "
		    "lsm=)" : errno == EPERM ? "the container's seccomp "
		    "profile denies it" :
		    "it needs Linux 5.13");
}

/*
 * A removed empty directory: the kernel creates nothing in it, so that it stays
 * empty, and no directory has to be maintained.
 */
void
confine_system_nowhere(void)
{
	char	 in_run[] = "/run/kopd.XXXXXXXXXX";
	char	 in_tmp[] = "/tmp/kopd.XXXXXXXXXX";
	char	*dir;

	if ((dir = mkdtemp(in_run)) == NULL && (dir = mkdtemp(in_tmp)) == NULL)
		fatal("no empty directory in /run or /tmp");
	if (chdir(dir) == -1 || chmod(".", 0555) == -1)
		fatal("%s", dir);
	if (rmdir(dir) == -1)
		fatal("rmdir %s", dir);
	if (chroot(".") == -1)
		fatal("chroot %s", dir);
}

void
confine_system_prepare(const struct confine *c)
{
	landlock_prepare(c);
}

/* The bounding set: the capabilities that an executed program could get. */
void
confine_system_drop(const struct confine *c)
{
	unsigned long	 cap;
	int		 held;

	kept = c->chroot_later ? 1u << CAP_SYS_CHROOT : 0;
	if (kept != 0 && prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1)
		fatal("cannot keep capabilities");
	for (cap = 0; (held = prctl(PR_CAPBSET_READ, cap, 0, 0, 0)) != -1;
	    cap++)
		if (held && prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == -1)
			fatal("cannot drop capability %lu", cap);
}

static void
capabilities_clear(void)
{
	struct __user_cap_header_struct	 head;
	struct __user_cap_data_struct	 wanted[_LINUX_CAPABILITY_U32S_3];
	struct __user_cap_data_struct	 left[_LINUX_CAPABILITY_U32S_3];

	memset(&head, 0, sizeof(head));
	head.version = _LINUX_CAPABILITY_VERSION_3;
	memset(wanted, 0, sizeof(wanted));
	wanted[0].permitted = wanted[0].effective = kept;
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) == -1 &&
	    errno != EINVAL)
		fatal("ambient capabilities");
	if (syscall(__NR_capset, &head, wanted) == -1)
		fatal("capset");
	if (syscall(__NR_capget, &head, left) == -1)
		fatal("capget");
	if (memcmp(left, wanted, sizeof(left)) != 0)
		fatalx("capabilities remain");
}

static void
process_close(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
	    prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		fatal("no_new_privs");
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1 ||
	    prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
		fatal("not dumpable");
}

void
confine_system_enter(const struct confine *c)
{
	int	 version = landlock_version();

	capabilities_clear();
	process_close();
	landlock_enter();
	if (version == 0)
		level_add("no landlock");
	else
		level_add("landlock %d", version);
	if (c->tcp_any)
		level_add("any TCP port");
	if (filter_available()) {
		filter_enter(c);
		filtered = 1;
		level_add("seccomp%s", trap_note());
	} else
		level_add("no seccomp");
#ifdef SANITIZED
	confined = 1;
#endif
}

/* All filters of a process are in force: each one has to permit a call. */
void
confine_system_settle(const struct confine *c)
{
	kept = 0;
	capabilities_clear();
	if (filtered)
		filter_enter(c);
}
