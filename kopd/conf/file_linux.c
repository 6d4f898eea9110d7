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

#if __SIZEOF_LONG__ == 4
/* The kernel's structures, beside those of libc. */
#define stat	kernel_stat
#define stat64	kernel_stat64
#include <asm/stat.h>
#undef stat
#undef stat64
#endif

#include <sys/syscall.h>

#include <string.h>
#include <unistd.h>

#include "kopd/conf/file_system.h"

/*
 * Some C libraries implement fstat(2) by another system call, which takes
 * names, too.  The sandbox does not permit these calls.
 */
int
file_status(int fd, struct stat *st)
{
#if __SIZEOF_LONG__ == 4
	struct kernel_stat64	 k;

	if (syscall(SYS_fstat64, fd, &k) == -1)
		return -1;
	memset(st, 0, sizeof(*st));
	st->st_dev = k.st_dev;
	st->st_ino = k.st_ino;
	st->st_mode = k.st_mode;
	st->st_nlink = k.st_nlink;
	st->st_uid = k.st_uid;
	st->st_gid = k.st_gid;
	st->st_size = k.st_size;
	return 0;
#else
	return (int)syscall(SYS_fstat, fd, st);
#endif
}
