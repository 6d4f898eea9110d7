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
 * What a role's sandbox lets through, asked from within.  Each case is a
 * process of its own: it enters the sandbox, makes one call, and says by its
 * end what came of it.  A call that shall be denied is made without the
 * sandbox first, where it has to work: so it is the sandbox that denies it.
 */

#ifndef REGRESS_PROGRAMS_SANDBOX_INSIDE_H
#define REGRESS_PROGRAMS_SANDBOX_INSIDE_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

enum expect {
	DENIED,		/* killed by SIGSYS, or the call fails */
	KILLED,		/* by SIGSYS, nothing less; not tried without */
	WORKS,
	ABORTS,		/* ends by SIGABRT */
	FAULTS,		/* ends by SIGSEGV */
	ENDS		/* ends with exit status 1, as by fatal() */
};

/* Whom or what a case needs.  Without that Landlock it may fail: a SKIP. */
enum needs {
	ANYBODY,
	ROOT,		/* only root can try */
	PATHS,		/* Landlock 1, where seccomp lets files be opened */
	PORTS,		/* Landlock 4 */
	SCOPES		/* Landlock 6 */
};

struct inside_case {
	const char	 *name;
	int		(*call)(void);	/* -1 with errno, or what is not -1 */
	enum expect	  expect;
	enum needs	  needs;
};

/* What the cases work upon; all of it is there before the sandbox is. */
struct fixture {
	char	 dir[64];	/* everybody may write to it */
	char	 file[96];	/* in it, likewise */
	char	 inner[96];	/* a folder in it, with "kopd.conf" */
	int	 file_fd;	/* of file, to read */
	int	 inner_fd;
	char	 socket[104];	/* a unix socket in inner, somebody listens */
	char	 other[96];	/* another, in dir */
	char	 abstract[64];	/* the name of an abstract one */
	uint16_t port;		/* of 127.0.0.1, somebody listens */
	uint16_t port_other;
	int	 unix_listener;	/* of socket */
	int	 unix_fd;	/* neither bound nor connected */
	int	 tcp_fd;
	int	 udp_fd;	/* bound to 127.0.0.1 */
	int	 pipe[2];
	int	 pair[2];	/* of unix stream sockets */
	struct event_base *base;	/* an event loop, with this in it: */
	struct event	*usr1;
	pid_t	 victim;	/* a process of the same user */
	gid_t	 group;		/* of socket, when root */
};
extern struct fixture	fixture;

/*
 * inside_main: runs the cases of a NULL-ended list of tables, each with a
 * case without name at its end, as root (when it is) and as a user with no
 * rights.  enter is sandbox_enter() with the role's configuration; user is
 * "" when it has to stay who it is.  Returns what main() shall.
 */
int	 inside_main(const struct inside_case *const *tables,
	    const char *(*enter)(const char *user), const char *role_user);

/* forbidden.c: what nobody may do. */
extern const struct inside_case inside_forbidden[];
/* memory.c, descriptors.c: what nobody may do with these. */
extern const struct inside_case inside_memory[];
extern const struct inside_case inside_descriptors[];
/* sockets.c: likewise; and for those who have no TCP or no unix sockets. */
extern const struct inside_case inside_sockets[];
extern const struct inside_case inside_no_tcp[];
extern const struct inside_case inside_no_unix[];
/* forbidden.c: for those who need not ask whether their root is there. */
extern const struct inside_case inside_no_folder[];
/* permitted.c: what everybody must be able to do. */
extern const struct inside_case inside_permitted[];
/* permitted.c: that a large list can be sorted, or that it cannot. */
extern const struct inside_case inside_sorts[];
extern const struct inside_case inside_sorts_nothing[];

/* Connects fd, or with -1 a new socket, to it. */
int	 inside_connect_unix(int fd, const char *path);
int	 inside_connect_abstract(int fd);
int	 inside_connect_tcp(int fd, uint16_t port);

#endif
