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

#ifdef __linux__

#include <sys/prctl.h>
#include <sys/syscall.h>

#include <linux/capability.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "confine_linux.h"
#include "confine_system.h"
#include "log.h"

#ifdef SANITIZED
int	__lsan_is_turned_off(void);

static int	confined;

/* LeakSanitizer looks for leaks from a process of its own: not from here. */
int
__lsan_is_turned_off(void)
{
	return confined;
}
#endif

void
confine_system_prepare(const struct confine *c)
{
	confine_landlock_prepare(c);
}

/* The bounding set: what a program executed later could be given. */
void
confine_system_drop(void)
{
	unsigned long	 cap;
	int		 held;

	for (cap = 0; (held = prctl(PR_CAPBSET_READ, cap, 0, 0, 0)) != -1;
	    cap++)
		if (held && prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == -1)
			fatal("cannot drop capability %lu", cap);
}

static void
capabilities_clear(void)
{
	struct __user_cap_header_struct	 head;
	struct __user_cap_data_struct	 none[_LINUX_CAPABILITY_U32S_3];
	struct __user_cap_data_struct	 left[_LINUX_CAPABILITY_U32S_3];

	memset(&head, 0, sizeof(head));
	head.version = _LINUX_CAPABILITY_VERSION_3;
	memset(none, 0, sizeof(none));
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) == -1 &&
	    errno != EINVAL)
		fatal("ambient capabilities");
	if (syscall(__NR_capset, &head, none) == -1)
		fatal("capset");
	if (syscall(__NR_capget, &head, left) == -1)
		fatal("capget");
	if (memcmp(left, none, sizeof(left)) != 0)
		fatalx("capabilities are left");
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
	int	 version;

	capabilities_clear();
	process_close();
	version = confine_landlock_enter();
	if (version == 0)
		confine_say("no landlock");
	else
		confine_say("landlock %d", version);
	if (c->strict && version < LANDLOCK_COMPLETE)
		fatalx("sandbox strict: this kernel's Landlock is version %d; "
		    "%d (Linux 6.12) is needed", version, LANDLOCK_COMPLETE);
	confine_filter(c->syscalls);
	confine_say("seccomp");
#ifdef SANITIZED
	confined = 1;
#endif
}

#endif
