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
 * Several redis-writers, each its own host, that want things at random, under
 * faults at random; what Redis has is held to a model after each step and at
 * each message that Traefik would get.
 */

#ifndef REGRESS_PROGRAMS_SOAK_SOAK_H
#define REGRESS_PROGRAMS_SOAK_SOAK_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#define HOSTS		5
#define SHARED		8	/* containers whose names all hosts know */
#define BULK		110	/* more, that come and go together */
#define CONTAINERS	(SHARED + BULK)
#define PARTS		3	/* a router, a service, a middleware each */
#define OBJECTS		(PARTS * CONTAINERS)
#define TEXT		512

/* texts.c: out of memory ends the program. */
struct texts {
	char	**v;
	size_t	  n, size;
};

void	 texts_add(struct texts *, const char *fmt, ...)
	    __attribute__((__format__(printf, 2, 3)));
void	 texts_sort(struct texts *);
void	 texts_clear(struct texts *);
void	 texts_copy(struct texts *, const struct texts *from);
/* Of two sorted ones: NULL, or the first that only one has; static. */
const char *texts_differ(const struct texts *is, const struct texts *should);

/* world.c: what a host wants, at random, so that each name is whole. */

/* How an object is wanted; 0: it is not.  See world.c for its bits. */
typedef uint16_t	 wish;

void		 seed_random(uint64_t);
unsigned int	 pick(unsigned int n);			/* 0 to n - 1 */
/* Changes a few of them, or all in bulk; references stay whole. */
void		 wishes_change(wish *);
void		 wishes_bulk(wish *);
/* "http/routers/w3"; valid until the next call but three. */
const char	*object_id(int object);
int		 object_of(const char *id);		/* -1: none of ours */
/* "NAME MERGE FRAME SERVERS", as snapshot.lua says it. */
void		 wish_text(char *to, int host, int object, wish);
/* The driver's line that sets it. */
void		 wish_line(char *to, int host, int object, wish);

/* server.c: the private redis-server.  What fails ends the program. */
void		 server_start(const char *dir, const char *snapshot);
void		 server_stop(void);
void		 server_restart(int keep_data);		/* by kill -9 */
const char	*server_socket(void);
/* Reads what Traefik would get; how many messages there were in all. */
unsigned int	 server_messages(void);
int		 server_fd(void);			/* where they come in */
/* By format; the number of a number. */
long long	 server_do(const char *fmt, ...);
/* All that is stored, by snapshot.lua; to be freed. */
char		*server_snapshot(void);
/* How often keys of the view were set or deleted by scripts. */
long long	 server_writes(void);

/* snapshot.c: what is stored, at one moment. */
struct stored {
	char		*name, *frame, *servers;	/* "-": none */
	char		*text;				/* all of it */
	int		 merge;
};

struct snapshot {
	char		*text;			/* all texts are in it */
	int		 number[HOSTS];		/* 0: none */
	int		 leased[HOSTS];
	struct stored	 want[HOSTS][OBJECTS];	/* text NULL: not wanted */
	int		 claims[OBJECTS][HOSTS];	/* hosts, oldest first */
	int		 claimants[OBJECTS];
	const char	*held[OBJECTS];		/* how; NULL: it is not */
	int		 holder[OBJECTS];	/* whose name it stays; -1 */
	struct texts	 view;			/* sorted */
	const char	*foreign;		/* a line that is no one's */
};

void	 snapshot_take(struct snapshot *);
void	 snapshot_free(struct snapshot *);
/* The view that these claims and wants should make; sorted. */
void	 snapshot_view(const struct snapshot *, struct texts *);
/* Who owns the object: the first claimant that has a definition; -1. */
int	 snapshot_owner(const struct snapshot *, int object);
/* Whether both hosts want the object, and mean the same by it: 1, or 0. */
int	 snapshot_equal(const struct snapshot *, int object, int a, int b);
/*
 * Whether all that the host's definition names is published as the host means
 * it: 1, or 0.
 */
int	 snapshot_whole(const struct snapshot *, int host, int object);

/* The service and the middleware that a router's frame names; -1: none. */
void	 snapshot_names(const char *frame, int names[2]);
/*
 * Adds the view's lines for a frame of the object with that name, or, with
 * the host's number, for its servers.
 */
void	 snapshot_pairs(struct texts *, const char *name, const char *pairs,
	    int number);

/* beside.c */
/*
 * Looks at what is published alone, whatever the books say: NULL, or which
 * router is beside something that none of the hosts that may have published it
 * means; static.
 */
const char	*beside_wrong(const struct snapshot *);

/* host.c: redis-writers, each under a driver. */
struct host {
	int		 id;			/* its name is "h" and this */
	pid_t		 driver, writer;	/* 0: does not run */
	int		 in, out;		/* the driver's */
	char		 line[TEXT];		/* what came of one */
	size_t		 len;
	unsigned int	 number, done;		/* of changes */
	int		 awaited;		/* "awaited" came */

	wish		 told[OBJECTS];
	wish		 had[OBJECTS];		/* what was settled last */
	int		 leased;		/* has its lease, alive or dead */
	int		 shaky;			/* others may take from it */
};
extern struct host	 hosts[HOSTS];

void	 hosts_init(const char *maker, const char *writer, const char *dir);
void	 hosts_end(void);
int	 host_runs(const struct host *);
/* A new incarnation; waits for its process. */
void	 host_start(struct host *, const char *engine);
void	 host_kill(struct host *);
void	 host_tell(struct host *, const char *fmt, ...)
	    __attribute__((__format__(printf, 2, 3)));
/* Sends all it was told, or what differs from that. */
void	 host_snapshot(struct host *);
void	 host_change(struct host *, const wish *);
/* Until its status has this text in redis.ITEM. */
void	 host_await(struct host *, const char *item, const char *text);
/* Serves messages and drivers until Redis has all that was sent. */
void	 hosts_wait(void);
/* The same until something happens, or for this many ms. */
void	 hosts_serve(int ms);

/* check.c */
/* What happened to Redis since all was settled last. */
struct harm {
	int	 lost;		/* it forgot something */
	int	 tampered;	/* the view was changed by hand */
	int	 broken;	/* our own keys were */
	int	 unknown;	/* ... among them what a host wants */
};
extern struct harm	 harm;

/* What is stored now, valid until the next check. */
const struct snapshot	*check_last(void);
/* At a message. */
void	 check_now(void);
/* Waits until all is as all hosts want it. */
void	 check_settled(void);
/* Waits until nothing is left of those that are gone. */
void	 check_reaped(void);

/* faults.c: one at random; connections: those that cut them, too. */
void	 fault(int connections);

/* main.c */
void	 note(const char *fmt, ...) __attribute__((__format__(printf, 1, 2)));
void	 fail(const char *fmt, ...) __attribute__((__format__(printf, 1, 2),
	    __noreturn__));

#endif
