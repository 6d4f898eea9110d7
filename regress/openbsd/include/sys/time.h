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

/* gettimeofday(2), setitimer(2) */

#ifndef OPENBSD_SYS_TIME_H
#define OPENBSD_SYS_TIME_H

#include <sys/types.h>

#include <time.h>

struct timeval {
	time_t		 tv_sec;
	suseconds_t	 tv_usec;
};

struct itimerval {
	struct timeval	 it_interval;
	struct timeval	 it_value;
};

#define timerclear(t)	((t)->tv_sec = (t)->tv_usec = 0)
#define timerisset(t)	((t)->tv_sec || (t)->tv_usec)
#define timersub(t, u, v)						\
	do {								\
		(v)->tv_sec = (t)->tv_sec - (u)->tv_sec;		\
		(v)->tv_usec = (t)->tv_usec - (u)->tv_usec;		\
		if ((v)->tv_usec < 0) {					\
			(v)->tv_sec--;					\
			(v)->tv_usec += 1000000;			\
		}							\
	} while (0)

#define ITIMER_REAL	0

int	 gettimeofday(struct timeval *, void *);
int	 setitimer(int, const struct itimerval *, struct itimerval *);

#endif
