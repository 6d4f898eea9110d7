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

/* What libc and libevent do in every role, and how processes end. */

#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <event2/event.h>
#include <event2/util.h>

#include "common/log.h"
#include "regress/programs/sandbox/inside.h"

#define MANY	200000
#define MEGA	(1024 * 1024)

static int
pipe_bytes(void)
{
	char	 c = 'x';

	if (write(fixture.pipe[1], &c, 1) != 1)
		return -1;
	return read(fixture.pipe[0], &c, 1) == 1 ? 0 : -1;
}

static void
on_event(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	event_base_loopbreak(arg);
}

/* Woken by a timer, a descriptor and a signal. */
static int
event_loop(void)
{
	struct timeval		 tv = { 0, 1000 };
	struct event_base	*base = fixture.base;
	struct event		*readable, *timer;

	readable = event_new(base, fixture.pipe[0], EV_READ, on_event, base);
	timer = evtimer_new(base, on_event, base);
	evtimer_add(timer, &tv);
	event_base_dispatch(base);
	event_add(readable, NULL);
	if (write(fixture.pipe[1], "x", 1) != 1)
		return -1;
	event_base_dispatch(base);
	event_free(readable);
	(void)raise(SIGUSR1);
	event_base_dispatch(base);
	event_free(timer);
	return 0;
}

/* From small blocks to such that are mapped, grow, move and go. */
static int
memory(void)
{
	char	*p = NULL, *q, *more;
	size_t	 n;

	for (n = 16; n <= 64 * MEGA; n *= 4) {
		if ((q = malloc(n)) == NULL)
			return -1;
		if ((more = realloc(p, n * 2)) == NULL)
			return -1;
		p = more;
		memset(p, 'x', n * 2);
		memset(q, 'x', n);
		free(q);
	}
	free(p);
	return 0;
}

static int
compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(uint32_t));
}

/* Large enough for libc to ask how much memory there is. */
static int
sort(void)
{
	uint32_t	*v;
	size_t		 i;

	if ((v = calloc(MANY, sizeof(*v))) == NULL)
		return -1;
	for (i = 0; i < MANY; i++)
		v[i] = arc4random();
	qsort(v, MANY, sizeof(*v), compare);
	free(v);
	return 0;
}

static int
times(void)
{
	struct timespec	 ts;
	struct timeval	 tv;
	char		 text[64];
	struct tm	 tm;
	time_t		 now = time(NULL);

	if (clock_gettime(CLOCK_MONOTONIC, &ts) == -1 ||
	    gettimeofday(&tv, NULL) == -1 || tv.tv_sec < now ||
	    event_base_gettimeofday_cached(fixture.base, &tv) == -1 ||
	    localtime_r(&now, &tm) == NULL)
		return -1;
	return strftime(text, sizeof(text), "%b %e %T", &tm) > 0 ? 0 : -1;
}

static int
no_file(void)
{
	FILE	*f;

	if ((f = fopen("/etc/localtime", "r")) == NULL)
		return 0;
	(void)fclose(f);
	return 0;
}

static int
log_lines(void)
{
	log_set_verbose(1);
	log_debug("a line of a test");
	return 0;
}

static int
end_fatal(void)
{
	fatalx("as it shall");
}

static int
end_abort(void)
{
	abort();
}

#ifndef SANITIZED	/* has no limit of memory, and reports in its own way */
static int
end_memory(void)
{
	void	*volatile p;

	while ((p = malloc(64 * MEGA)) != NULL)
		;
	fatal(NULL);
}

/* libc sees it, says so and aborts. */
static int
end_corrupt(void)
{
	char	*volatile p = malloc(64);

	free(p);
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuse-after-free"
#endif
	free(p);
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#pragma GCC diagnostic pop
#endif
	return 0;
}
#else
/* The runtime can make its report, if without names of functions. */
static int
end_reported(void)
{
	volatile char	*volatile p = malloc(16);

	free((void *)(uintptr_t)p);
	return *p;
}
#endif

const struct inside_case inside_permitted[] = {
	{ "read and write what it has", pipe_bytes, WORKS, ANYBODY },
	{ "an event loop", event_loop, WORKS, ANYBODY },
	{ "memory", memory, WORKS, ANYBODY },
	{ "tell the time", times, WORKS, ANYBODY },
	{ "miss a file of libc's", no_file, WORKS, ANYBODY },
	{ "log", log_lines, WORKS, ANYBODY },
	{ "end by fatalx", end_fatal, ENDS, ANYBODY },
	{ "end by abort", end_abort, ABORTS, ANYBODY },
#ifndef SANITIZED
	{ "end out of memory", end_memory, ENDS, ANYBODY },
#ifdef __GLIBC__
	{ "end by freeing twice", end_corrupt, ABORTS, ANYBODY },
#else
	{ "end by freeing twice", end_corrupt, FAULTS, ANYBODY },
#endif
#else
	{ "end by a sanitizer's report", end_reported, ENDS, ANYBODY },
#endif
	{ NULL, NULL, DENIED, ANYBODY }
};

/* What qsort(3) asks, as it would be asked by hand. */
static int
memory_there_is(void)
{
	char	 info[256];

	return (int)syscall(SYS_sysinfo, info);
}

const struct inside_case inside_sorts[] = {
	{ "sort", sort, WORKS, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

const struct inside_case inside_sorts_nothing[] = {
	{ "sysinfo", memory_there_is, KILLED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};
