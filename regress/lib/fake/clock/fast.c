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
 * Clocks that nobody sets run 60 times as fast, for LD_PRELOAD: what happens
 * each minute happens each second.  The event loop waits by them.
 */

#include <sys/epoll.h>

#include <dlfcn.h>
#include <time.h>

#define FASTER	60

int	clock_gettime(clockid_t, struct timespec *);
int	epoll_wait(int, struct epoll_event *, int, int);

int
clock_gettime(clockid_t id, struct timespec *ts)
{
	static int	(*original)(clockid_t, struct timespec *);
	long		 ns;

	if (original == NULL)
		*(void **)&original = dlsym(RTLD_NEXT, "clock_gettime");
	if (original(id, ts) == -1)
		return -1;
	if (id == CLOCK_MONOTONIC || id == CLOCK_MONOTONIC_COARSE) {
		ns = ts->tv_nsec * FASTER;
		ts->tv_sec = ts->tv_sec * FASTER + ns / 1000000000;
		ts->tv_nsec = ns % 1000000000;
	}
	return 0;
}

int
epoll_wait(int fd, struct epoll_event *events, int max, int timeout)
{
	static int	(*original)(int, struct epoll_event *, int, int);

	if (original == NULL)
		*(void **)&original = dlsym(RTLD_NEXT, "epoll_wait");
	return original(fd, events, max, timeout > 0 ? timeout / FASTER + 1 :
	    timeout);
}
