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

/* stat(2), chmod(2), mkdir(2), umask(2) */

#ifndef OPENBSD_SYS_STAT_H
#define OPENBSD_SYS_STAT_H

#include <sys/types.h>

#include <time.h>

struct stat {
	mode_t		 st_mode;
	dev_t		 st_dev;
	ino_t		 st_ino;
	nlink_t		 st_nlink;
	uid_t		 st_uid;
	gid_t		 st_gid;
	dev_t		 st_rdev;
	struct timespec	 st_atim;
	struct timespec	 st_mtim;
	struct timespec	 st_ctim;
	off_t		 st_size;
	blkcnt_t	 st_blocks;
	blksize_t	 st_blksize;
};

#define S_IFMT		0170000
#define S_IFIFO		0010000
#define S_IFDIR		0040000
#define S_IFREG		0100000
#define S_IFSOCK	0140000
#define S_ISVTX		0001000
#define S_IRWXU		0000700
#define S_IRUSR		0000400
#define S_IWUSR		0000200
#define S_IXUSR		0000100
#define S_IRWXG		0000070
#define S_IRGRP		0000040
#define S_IWGRP		0000020
#define S_IXGRP		0000010
#define S_IRWXO		0000007
#define S_IROTH		0000004
#define S_IWOTH		0000002
#define S_IXOTH		0000001
#define S_ISDIR(m)	(((m) & S_IFMT) == S_IFDIR)
#define S_ISFIFO(m)	(((m) & S_IFMT) == S_IFIFO)
#define S_ISREG(m)	(((m) & S_IFMT) == S_IFREG)
#define S_ISSOCK(m)	(((m) & S_IFMT) == S_IFSOCK)

int	 chmod(const char *, mode_t);
int	 fchmod(int, mode_t);
int	 fstat(int, struct stat *);
int	 lstat(const char *, struct stat *);
int	 mkdir(const char *, mode_t);
int	 stat(const char *, struct stat *);
mode_t	 umask(mode_t);

#endif
