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
 * The benchmark measures an agent between a Docker engine of its own, which
 * knows the moment it writes an event, and a private redis-server, where it
 * listens as Traefik does.
 */

#ifndef REGRESS_BENCH_BENCH_H
#define REGRESS_BENCH_BENCH_H

#include <sys/types.h>

#include <event2/event.h>

#include <stddef.h>
#include <stdint.h>

/* Keys of one container: its router, its service, its server. */
#define KEYS_EACH	5

/* engine.c: containers are numbered from 0, and named "c<number>". */
/* path is a socket's, or "address:port"; then with that port, else 0. */
void		 engine_init(struct event_base *, const char *path);
unsigned int	 engine_port(void);
/* Containers below n run from now on, and no others. */
void		 engine_containers(unsigned int n);
/*
 * One more starts, and stops again.  The clock (now()) just before the event
 * was written to all who listen.
 */
uint64_t	 engine_start(unsigned int number);
uint64_t	 engine_stop(void);
/* Bytes of lists that were sent since the last call. */
size_t		 engine_bytes(void);
/* Clocks of the last request, and of the end of the last answer. */
void		 engine_times(uint64_t *asked, uint64_t *answered);

#define BENCH_NAME	"bench"		/* of its connections to Redis */

/* redis.c: the private server, and what is seen there. */
struct redis;

struct redis	*redis_new(struct event_base *, const char *dir);
void		 redis_free(struct redis *);
unsigned int	 redis_port(const struct redis *);
/* Empties it; notify is the value of notify-keyspace-events. */
void		 redis_reset(struct redis *, const char *notify);
/* Calls back with the clock of each message that Traefik would get. */
void		 redis_on_message(struct redis *,
		    void (*)(void *, uint64_t), void *);
unsigned int	 redis_messages(struct redis *);	/* since the last call */
/* True when all keys of the first n containers are there. */
int		 redis_has_all(struct redis *, unsigned int n);
/* True when the container's keys are all there, or all gone. */
int		 redis_has(struct redis *, unsigned int number);
int		 redis_lacks(struct redis *, unsigned int number);
/* Counts commands from here on, until redis_commands(). */
void		 redis_watch(struct redis *);
/*
 * Commands sent by others, and those of their scripts on top of these; and the
 * clock of the first one, unless that is NULL.
 */
void		 redis_commands(struct redis *, unsigned int *sent,
		    unsigned int *executed, uint64_t *first);
/*
 * Nanoseconds since the last call in which Redis executed transactions, or if
 * there were none, scripts.
 */
uint64_t	 redis_executing(struct redis *);

/* process.c: the agent and what it costs. */
#define PROCESSES_MAX	8

struct agent {
	pid_t		 pids[PROCESSES_MAX];	/* the first one is our child */
	unsigned int	 count;
};

/* An event loop in which signals end this program in order, by exit(3). */
struct event_base *base_begin(void);

void		 agent_start(struct agent *, char *const argv[],
		    const char *log);
/* Finds the processes that the first one has started. */
void		 agent_look(struct agent *);
void		 agent_stop(struct agent *);
int		 agent_runs(const struct agent *);
uint64_t	 agent_cpu(const struct agent *);	/* nanoseconds */
size_t		 agent_pss(const struct agent *);	/* bytes */
/* The same of its process of that name; 0 if there is none. */
size_t		 agent_pss_of(const struct agent *, const char *name);
uint64_t	 agent_switches(const struct agent *);	/* voluntary ones */

/* What one of its processes, by its index, has cost until now. */
struct usage {
	uint64_t	 cpu;			/* nanoseconds */
	uint64_t	 wakeups;		/* voluntary switches */
	uint64_t	 reads, writes;		/* system calls of these kinds */
	uint64_t	 bytes_in, bytes_out;
};

void		 agent_usage(const struct agent *, unsigned int,
		    struct usage *);
void		 agent_name(const struct agent *, unsigned int, char *, size_t);

#define SETTLE_MS	3	/* for what an agent does after the key */

/* stage.c: an engine, a Redis and an agent between them. */
struct bench {
	struct event_base	*base;
	struct redis		*redis;
	struct agent		 agent;
	const char		*build, *dir;
	const char		*notify;	/* see redis_reset() */
	unsigned int		 containers, events, rest;
	int			 tcp;		/* Docker is at a TCP port */
	uint64_t		 seen;		/* clock of the last message */
};

/* Starts engine and Redis; at exit, they and the agent end. */
void		 stage_begin(struct bench *);
/* Starts kopd or the floor.  Returns how long until all keys are in Redis. */
uint64_t	 stage_agent(struct bench *, int is_kopd);
/* Lets all work for a while. */
void		 stage_rest(struct bench *, unsigned int ms);
/* Waits for the next message that Traefik would get, and returns its clock. */
uint64_t	 stage_message(struct bench *);
/* One event.  Returns how long until it can be seen in Redis. */
uint64_t	 stage_start(struct bench *, unsigned int number);
uint64_t	 stage_stop(struct bench *, unsigned int number);
/* A number of the command line; another text ends the program. */
unsigned int	 stage_number(const char *text, unsigned int max);

/* CLOCK_MONOTONIC in nanoseconds. */
uint64_t	 now(void);

/* report.c: figures of one run, times in nanoseconds. */
struct figures {
	const char	*agent;
	unsigned int	 containers;
	unsigned int	 events;		/* of each kind */
	uint64_t	 all_keys;
	uint64_t	*start, *stop;		/* latencies, sorted */
	uint64_t	 cpu_start, cpu_stop;	/* of one event */
	double		 sent[2], executed[2];	/* a start, a stop */
	double		 messages[2];
	double		 bytes[2];
	size_t		 pss;
	double		 pss_each;		/* route-maker's, a container; -1 */
	double		 wakeups;		/* a minute; -1: not measured */
};

/* A table for one number of containers; floor may be NULL. */
void		 report(const struct figures *kopd, const struct figures *floor);

#endif
