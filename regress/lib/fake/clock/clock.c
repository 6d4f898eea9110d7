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
 * A wall clock that leaps, for LD_PRELOAD: each time somebody looks, it is
 * 400 days later than it is, or as much earlier, by turns.  Other clocks are
 * as they are.
 */

#include <sys/time.h>

#include <dlfcn.h>
#include <time.h>

#define LEAP	(400 * 86400)

int	clock_gettime(clockid_t, struct timespec *);
int	gettimeofday(struct timeval *restrict, void *restrict);
time_t	time(time_t *);

static time_t
leap(void)
{
	static unsigned int	 looks;

	return looks++ % 2 == 0 ? LEAP : -LEAP;
}

int
clock_gettime(clockid_t id, struct timespec *ts)
{
	static int	(*original)(clockid_t, struct timespec *);

	if (original == NULL)
		*(void **)&original = dlsym(RTLD_NEXT, "clock_gettime");
	if (original(id, ts) == -1)
		return -1;
	if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)
		ts->tv_sec += leap();
	return 0;
}

int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	struct timespec	 ts;

	(void)zone;
	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		return -1;
	tv->tv_sec = ts.tv_sec;
	tv->tv_usec = ts.tv_nsec / 1000;
	return 0;
}

time_t
time(time_t *t)
{
	struct timespec	 ts;

	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		return -1;
	if (t != NULL)
		*t = ts.tv_sec;
	return ts.tv_sec;
}
