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
 * The benchmark of many hosts in one Redis: redis-writers as they are, each
 * under a driver that plays kopd and route-maker.
 */

#ifndef REGRESS_BENCH_HOSTS_HOSTS_H
#define REGRESS_BENCH_HOSTS_HOSTS_H

#include <sys/types.h>

#include <event2/event.h>

#include <stddef.h>
#include <stdint.h>

#define HOSTS_MAX	1000

/* writer.c: what fails ends the program. */
struct writer {
	int		 id;		/* host "h<id>" */
	pid_t		 driver, pid;	/* 0: does not run */
	int		 in, out;	/* the driver's */
	struct event	*readable;
	char		 line[256];
	size_t		 len;
	unsigned int	 number, done;	/* of what was sent */
};

struct place {
	struct event_base	*base;
	const char		*maker, *program, *log;
	unsigned int		 port;
};

void	 writer_start(struct writer *, const struct place *);
void	 writer_kill(struct writer *);		/* as if its machine had gone */
/* Containers from..to are all that it has. */
void	 writer_snapshot(struct writer *, unsigned int from, unsigned int to);
/* A container starts, or stops. */
void	 writer_add(struct writer *, unsigned int container);
void	 writer_remove(struct writer *, unsigned int container);
/* Whether Redis has all of that; asked for once by writer_ask(). */
void	 writer_ask(struct writer *);
int	 writer_is_done(const struct writer *);

/* times.c: what Redis says of its own work. */
struct times {
	unsigned int	 n;		/* scripts */
	double		 median, p99, longest, sum;	/* microseconds */
	long long	 commands;	/* by clients, but ours */
	long long	 writes;	/* MSET and DEL of keys, in scripts */
};

struct times_of;

struct times_of	*times_new(unsigned int port);
void		 times_begin(struct times_of *);
void		 times_end(struct times_of *, struct times *);
/* Disconnects all clients but the benchmark's. */
void		 times_disconnect(struct times_of *);
/* By format, see hiredis; the number of a number. */
long long	 times_do(struct times_of *, const char *fmt, ...);
/* A number of INFO, as "used_memory:". */
long long	 times_info(struct times_of *, const char *section,
		    const char *name);

/* figures of one run, times in nanoseconds unless said otherwise */
struct hosts_figures {
	unsigned int	 hosts, containers;	/* of each */
	uint64_t	 sync;
	struct times	 sync_times;
	double		 sync_messages;
	double		 memory;		/* bytes, a container */
	double		 memory_ratio;		/* to published keys alone */
	uint64_t	*latency;		/* sorted */
	struct times	 change;
	double		 change_messages, change_commands;
	struct times	 rest;
	double		 rest_seconds;
	uint64_t	 reap, back, quiet;
	struct times	 reap_times, back_times, quiet_times;
	unsigned int	 dead;		/* at once, see measure_deaths() */
	uint64_t	 deaths, flush;
	double		 deaths_p50;	/* of changes of others meanwhile */
	struct times	 deaths_times, flush_times;
	double		 reap_messages, back_messages, quiet_messages;
};

/* table.c */
void	 table(const struct hosts_figures *many, const struct hosts_figures *one,
	    unsigned int changes);

#endif
