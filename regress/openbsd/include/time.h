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

/* clock_gettime(2), ctime(3), strftime(3), tzset(3) */

#ifndef OPENBSD_TIME_H
#define OPENBSD_TIME_H

#include <sys/types.h>

#define CLOCK_REALTIME	0
#define CLOCK_MONOTONIC	3
#define CLOCK_BOOTTIME	6

struct timespec {
	time_t		 tv_sec;
	long		 tv_nsec;
};

struct tm {
	int		 tm_sec;
	int		 tm_min;
	int		 tm_hour;
	int		 tm_mday;
	int		 tm_mon;
	int		 tm_year;
	int		 tm_wday;
	int		 tm_yday;
	int		 tm_isdst;
	long		 tm_gmtoff;
	const char	*tm_zone;
};

int		 clock_gettime(clockid_t, struct timespec *);
struct tm	*gmtime_r(const time_t *, struct tm *);
struct tm	*localtime_r(const time_t *, struct tm *);
int		 nanosleep(const struct timespec *, struct timespec *);
size_t		 strftime(char *, size_t, const char *, const struct tm *)
		    __attribute__((__format__ (strftime, 3, 0)));
time_t		 time(time_t *);
time_t		 timegm(struct tm *);
void		 tzset(void);

#endif
