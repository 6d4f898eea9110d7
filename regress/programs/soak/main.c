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
 * usage: soak [-n steps] [-s seed] maker redis-writer snapshot.lua dir
 *
 * TAP.  dir is empty, for Redis' data and what the writers log.
 */

#include <sys/prctl.h>

#include <err.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/programs/soak/soak.h"

#define NOTES		24
/* Of each round, the first steps see connections cut, after which nobody
 * counts as gone for a while. */
#define ROUND		400
#define ROUGH		100

static char		 notes[NOTES][TEXT];
static unsigned int	 noted, step, steps = 400;
static uint64_t		 seed = 1;

void
note(const char *fmt, ...)
{
	char	*to = notes[noted++ % NOTES];
	va_list	 ap;
	int	 len;

	len = snprintf(to, TEXT, "%u: ", step);
	va_start(ap, fmt);
	(void)vsnprintf(to + len, TEXT - (size_t)len, fmt, ap);
	va_end(ap);
}

void
fail(const char *fmt, ...)
{
	unsigned int	 i;
	va_list		 ap;

	printf("not ok 1 - seed %llu, step %u\n", (unsigned long long)seed,
	    step);
	for (i = noted > NOTES ? noted - NOTES : 0; i < noted; i++)
		printf("# %s\n", notes[i % NOTES]);
	printf("# ");
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	printf("\n1..1\n");
	(void)fflush(stdout);
	exit(1);
}

static void
end(void)
{
	hosts_end();
	server_stop();
}

static void
on_signal(int sig)
{
	(void)sig;
	exit(1);
}

/* Some of those that run want something else. */
static void
changes(void)
{
	wish		 wishes[OBJECTS];
	struct host	*h;
	int		 i, n = 1 + (int)pick(3), from = (int)pick(HOSTS);

	for (i = 0; i < n; i++) {
		h = &hosts[(from + i) % HOSTS];
		if (!host_runs(h))
			continue;
		memcpy(wishes, h->told, sizeof(wishes));
		wishes_change(wishes);
		if (pick(30) == 0)
			wishes_bulk(wishes);
		note("h%d wants others", h->id);
		host_change(h, wishes);
	}
}

static void
one_step(void)
{
	if (pick(10) > 0)
		changes();
	if (pick(100) < 25)
		fault(step % ROUND < ROUGH);
	check_settled();
}

/* At the end all that died is taken away. */
static void
last_step(void)
{
	int	 i;

	for (i = 0; i < HOSTS; i++) {
		if (host_runs(&hosts[i]))
			continue;
		note("h%d does not come back", i);
		hosts[i].leased = 0;
		(void)server_do("DEL kopd:/traefik/lease/h%d", i);
	}
	check_reaped();
}

static void
usage(void)
{
	(void)fprintf(stderr, "usage: soak [-n steps] [-s seed] maker "
	    "redis-writer snapshot.lua dir\n");
	exit(1);
}

int
main(int argc, char *argv[])
{
	int	 ch, i;

	while ((ch = getopt(argc, argv, "n:s:")) != -1) {
		if (ch == 'n')
			steps = (unsigned int)strtoul(optarg, NULL, 10);
		else if (ch == 's')
			seed = strtoull(optarg, NULL, 10);
		else
			usage();
	}
	if (argc - optind != 4)
		usage();
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGINT, on_signal);
	(void)signal(SIGTERM, on_signal);
	/* A writer whose driver was killed is ours to wait for. */
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) == -1 || atexit(end) != 0)
		err(1, "prctl");
	argv += optind;
	seed_random(seed);
	server_start(argv[3], argv[2]);
	hosts_init(argv[0], argv[1], argv[3]);
	for (i = 0; i < HOSTS; i++) {
		char	 engine[16];

		(void)snprintf(engine, sizeof(engine), "%d", i);
		host_start(&hosts[i], engine);
		host_snapshot(&hosts[i]);	/* as route-maker begins */
	}
	for (; step < steps; step++)
		one_step();
	last_step();
	printf("ok 1 - seed %llu: %u steps\n1..1\n", (unsigned long long)seed,
	    steps);
	return 0;
}
