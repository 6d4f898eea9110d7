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
#include <sys/socket.h>

/*
 * Linked into a program of this build, which is never installed: one allocation
 * of the process fails, of kopd's code and of all libraries.  Which one is in
 * the file `plan' beside the program, which regress/programs/memory/plan.c
 * writes.  The process maps it before main(), and needs no system call for it
 * afterwards.  Without the file, no allocation fails.
 */

#include <sys/mman.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <malloc.h>
#include <pwd.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/programs/memory/plan.h"

#define PUBLIC	__attribute__((__visibility__("default")))

/* glibc's own, for those that replace them. */
void	*__libc_malloc(size_t);
void	*__libc_calloc(size_t, size_t);
void	*__libc_realloc(void *, size_t);
void	*__libc_memalign(size_t, size_t);

static struct plan	*plan;
static int		 looking_up;	/* a user or group */

static void __attribute__((__constructor__))
plan_map(void)
{
	char	 path[4096], *slash;
	ssize_t	 n;
	void	*p;
	int	 fd;

	if ((n = readlink("/proc/self/exe", path, sizeof(path) - 8)) <= 0)
		return;
	path[n] = '\0';
	if ((slash = strrchr(path, '/')) == NULL)
		return;
	memcpy(slash + 1, "plan", 5);
	if ((fd = open(path, O_RDWR | O_CLOEXEC)) == -1)
		return;
	p = mmap(NULL, sizeof(*plan), PROT_READ | PROT_WRITE, MAP_SHARED, fd,
	    0);
	(void)close(fd);
	if (p != MAP_FAILED)
		plan = p;
}

/* True for the one that is to fail. */
static int
fails(void *caller)
{
	uint64_t	 n;

	if (plan == NULL || looking_up)
		return 0;
	n = __atomic_add_fetch(&plan->count, 1, __ATOMIC_SEQ_CST);
	if (plan->fail == 0 || n < plan->fail ||
	    (n > plan->fail && !plan->lasts))
		return 0;
	if (!plan->failed)
		plan->caller = (uintptr_t)caller - (uintptr_t)plan_map;
	plan->failed = 1;
	errno = ENOMEM;
	return 1;
}

#define FAILS()	fails(__builtin_return_address(0))

PUBLIC void *
malloc(size_t size)
{
	return FAILS() ? NULL : __libc_malloc(size);
}

PUBLIC void *
calloc(size_t n, size_t size)
{
	return FAILS() ? NULL : __libc_calloc(n, size);
}

PUBLIC void *
realloc(void *p, size_t size)
{
	return FAILS() ? NULL : __libc_realloc(p, size);
}

PUBLIC void *
memalign(size_t alignment, size_t size)
{
	return FAILS() ? NULL : __libc_memalign(alignment, size);
}

PUBLIC void *
aligned_alloc(size_t alignment, size_t size)
{
	return FAILS() ? NULL : __libc_memalign(alignment, size);
}

PUBLIC int
posix_memalign(void **p, size_t alignment, size_t size)
{
	if (FAILS() || (*p = __libc_memalign(alignment, size)) == NULL)
		return ENOMEM;
	return 0;
}

/*
 * glibc ends or crashes if it has no memory while it reads nsswitch.conf.  So a
 * lookup of a user or group fails as a whole.  The linker replaces the calls in
 * kopd's objects by these.
 */
#define LOOKUP(type, function, parameter)				\
type	*__real_##function(parameter);					\
type	*__wrap_##function(parameter);					\
type *									\
__wrap_##function(parameter key)					\
{									\
	type	*found;							\
									\
	if (FAILS())							\
		return NULL;						\
	looking_up = 1;							\
	found = __real_##function(key);					\
	looking_up = 0;							\
	return found;							\
}
LOOKUP(struct passwd, getpwnam, const char *)
LOOKUP(struct passwd, getpwuid, uid_t)
LOOKUP(struct group, getgrnam, const char *)
LOOKUP(struct group, getgrgid, gid_t)
