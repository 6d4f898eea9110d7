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
 * The parts of the fake Docker engine: the containers it has, the answers
 * it gives, and what spoils them.
 */

#ifndef REGRESS_LIB_FAKE_DOCKER_DOCKER_H
#define REGRESS_LIB_FAKE_DOCKER_DOCKER_H

#include <sys/tree.h>

#include <event2/buffer.h>
#include <event2/event.h>

#include <stddef.h>
#include <stdint.h>

#include "common/hexid.h"

enum kind { PING, VERSION, INFO, LIST, IDS, EVENTS, UNHEALTHY, KINDS };

enum how { RIGHT, STATUS, GARBAGE, CHUNKED, HANG, CUT, SLOW, HTML, TLS, RESET };

struct fault {
	enum how	how;
	size_t		n;	/* status, bytes, or bytes a second */
	char		*page;	/* HTML */
};

struct container {
	RB_ENTRY(container)	 by_id;
	struct hexid		 id;
	char			*name;
	char			*labels;	/* JSON members */
	char			*json;		/* as listed; NULL: to be made */
	char			*raw;		/* from a file: listed as it is */
	char			 health[32];
	unsigned int		 number;
	unsigned int		 port;
	int			 stopped;
	int			 listed;	/* as running */
};

RB_HEAD(containers, container);
RB_PROTOTYPE(containers, container, by_id, container_cmp)
extern struct containers	 containers;

/* containers.c: out of memory ends the program. */
char	*text(const char *, ...) __attribute__((__format__ (printf, 1, 2)));
int	 container_cmp(const struct container *, const struct container *);

/* Takes over labels, members of a JSON object; port 0: none. */
struct container *container_new(const char *name, unsigned int port,
	    char *labels);
struct container *container_find(const char *name);
void	 container_free(struct container *);
void	 container_changed(struct container *);	/* is listed anew */
char	*container_labels(unsigned int n);	/* fifteen of them */
/* A line of the event stream, of now. */
char	*container_event(const struct container *, const char *action);
void	 containers_list(struct evbuffer *);
/* Those whose ids stand in the target of a request. */
void	 containers_list_ids(struct evbuffer *, const char *target);
/* Of these, or of all where there are none, those that are not healthy. */
void	 containers_list_unhealthy(struct evbuffer *, const char *target);
/* NULL: it is Docker; else Podman of that version, as its lists are. */
extern const char	*podman;

/* answer.c */
extern const char *const	 kinds[KINDS];
extern struct fault		 faults[KINDS];

struct counts {
	unsigned long long	 requests;
	unsigned long long	 bytes;		/* of answers and events */
	unsigned long long	 list_bytes;	/* of lists alone */
	unsigned int		 listeners;	/* to events, now */
	uint64_t		 asked;		/* last request, clock_us() */
	uint64_t		 answered;	/* end of the last answer */
};

void	 say(const char *, ...) __attribute__((__format__ (printf, 1, 2)));
/*
 * path is a socket's, or "address:port", and must last.  tell: each request and
 * its end are said on stdout.  answer_port: by TCP, the port, once it listens.
 */
void	 answer_init(struct event_base *, const char *path, int tell);
void	 answer_listen(void);
unsigned int answer_port(void);
/* Who it says it is, from now on; both are copied. */
void	 answer_as(const char *id, const char *name);
void	 answer_refuse(void);
/*
 * To all who listen; written at once where they can take it.  word is what
 * Podman filters by, NULL where it does not: those who did not ask for it get
 * nothing.
 */
void	 answer_event(const char *line, const char *word);
/* Requests of longer targets get that answer; 0: any length is taken. */
void	 answer_longest(size_t bytes, const struct fault *);
void	 answer_close_events(void);
void	 answer_count(struct counts *);

#endif
