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

/* getrlimit(2) */

#ifndef OPENBSD_SYS_RESOURCE_H
#define OPENBSD_SYS_RESOURCE_H

#include <sys/time.h>
#include <sys/types.h>

typedef uint64_t	rlim_t;

struct rlimit {
	rlim_t		 rlim_cur;
	rlim_t		 rlim_max;
};

#define RLIM_INFINITY	(((rlim_t)1 << 63) - 1)

#define RLIMIT_CPU	0
#define RLIMIT_FSIZE	1
#define RLIMIT_DATA	2
#define RLIMIT_STACK	3
#define RLIMIT_CORE	4
#define RLIMIT_RSS	5
#define RLIMIT_MEMLOCK	6
#define RLIMIT_NPROC	7
#define RLIMIT_NOFILE	8

#define RUSAGE_SELF	0

struct rusage {
	struct timeval	 ru_utime;
	struct timeval	 ru_stime;
	long		 ru_maxrss;
};

int	 getrusage(int, struct rusage *);
int	 getrlimit(int, struct rlimit *);
int	 setrlimit(int, const struct rlimit *);

#endif
