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
 * kopd, the parent: reads the configuration, starts the children, ends if one
 * of them ends, and answers kopctl(8).
 */

#ifndef KOPD_KOPD_H
#define KOPD_KOPD_H

#include <sys/queue.h>
#include <sys/types.h>

#include <event2/event.h>
#include <stdint.h>
#include <time.h>

#include "common/confine/confine.h"
#include "common/peer.h"
#include "common/role.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/load.h"
#include "kopd/machine.h"

/* Seconds in which all children become ready; in which they end. */
#define START_SECONDS	30
#define STOP_SECONDS	5

#define ROLES_FIRST	ROLE_DOCKER_READER
#define ROLES_LAST	ROLE_REDIS_WRITER

struct child {
	pid_t		 pid;		/* 0: not running */
	struct peer	*peer;		/* NULL: closed */
	int		 configured;	/* or about to be */
	char		*version;	/* NULL: not ready */
	char		*confinement;	/* as the child reports it */
};

/* A Docker engine, by its own id and name. */
struct docker_engine {
	char		*id;		/* NULL: unknown */
	char		*name;
};

struct bind;
struct children_events;
struct control;
struct crashes;
struct query;
struct reload;

struct kopd {
	struct event_base	*base;
	struct conf_source	 source;
	struct kopd_conf	*conf;
	char			*bind_address;	/* last sent; "" none */
	char			*bind_waits;	/* why there is no address
						   yet; or NULL */
	int			 bind_moved;	/* determine it again */
	char			 machine[MACHINE_DIGITS + 1]; /* id; "" none */
	struct child		 children[ROLE_MAX];	/* by role */
	const struct children_events *events;	/* callbacks of daemon.c */
	struct docker_engine	 engine;	/* accepted */
	struct docker_engine	 other_engine;	/* answers, is not accepted */
	TAILQ_HEAD(, query)	 queries;
	int			 log_fd;	/* to the logger; -1: stderr */
	pid_t			 logger;	/* 0: none */
	struct bind		*bind;
	struct control		*control;
	struct crashes		*crashes;
	struct reload		*reload;	/* running; or NULL */
	struct event		*deadline;	/* of start and stop */
	struct event		*verdict;	/* logs which child died */
	enum role		 cause;		/* that child; 0: none */
	int			 cause_status;	/* of wait(2) */
	const char		*confinement;	/* of the parent */
	time_t			 started;	/* by clock_seconds() */
	time_t			 started_at;	/* since the epoch */
	struct {
		uint64_t	 accepted;
		uint64_t	 rejected;
		time_t		 last;		/* end of the last one, or the
						   start, since the epoch */
		int		 last_good;
	}			 reloads;
	int			 running;	/* all children are ready */
	int			 stopping;
	int			 status;	/* to exit with */
};

/* daemon.c: runs kopd; returns its exit status. */
int		 kopd_run(struct kopd *, const char *socket, int foreground,
		    int verbose);

/*
 * What the parent needs when it is confined.
 * sandbox.c: if the user changes, the directory of kopd.conf becomes the root
 * directory.
 */
struct sandbox_needs {
	const char	*user;		/* new user; "": the same */
	const char	*folder;	/* of kopd.conf; or NULL */
	const char	*socket_folder;	/* from which the control socket is
					   removed at the end; or NULL */
	int		 addresses;	/* bind interface, bind default */
	int		 detaches;	/* into the background */
	enum sandbox	 sandbox;
};

/* sandbox.c: as confine() */
const char	*sandbox_enter(const struct sandbox_needs *);

#endif
