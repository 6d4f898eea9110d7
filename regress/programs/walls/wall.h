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
 * The walls of a process, from inside and from outside: of its puppet, in a
 * fresh process for each case, which is started and configured as kopd does it;
 * and of the program as it is installed.
 */

#ifndef REGRESS_PROGRAMS_WALLS_WALL_H
#define REGRESS_PROGRAMS_WALLS_WALL_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "common/config.h"
#include "common/confine/syscalls_linux.h"
#include "common/role.h"
#include "regress/programs/walls/puppet.h"

/* What a role has that others do not; for the rows of named.c. */
#define WALL_UNIX	0x01	/* may make unix sockets */
#define WALL_DATAGRAMS	0x04	/* of datagrams, too */
#define WALL_LOOKS	0x02	/* has the root directory of the machine, and may
				   look whether files are there */

struct wall {
	const char			*program;	/* "route-maker" */
	const char			*user;		/* _kopdm; NULL: its own */
	unsigned int			 has;		/* WALL_ */
	/* Calls the role's functions of its sandbox, for model.c. */
	void				(*confine)(void);
	/*
	 * Starts the program below build, until it is confined; returns its id,
	 * and in *fd the end of a socket that it reads messages from.
	 */
	pid_t				(*start)(const char *build, int *fd);
	/* Sends it the message. */
	void				(*send)(int fd, const struct order *);
	unsigned int			 filters;	/* that are in force */
};

/* What is there before the process is started. */
struct wall_fixture {
	char		 dir[64];
	char		 file[96];	/* in it, for everybody */
	char		 inner[96];	/* a directory in it */
	char		 socket[104];	/* in inner; somebody listens */
	char		 other[96];	/* another one, in dir */
	char		 abstract[64];	/* the name of an abstract one */
	char		 log[96];	/* what the process logs */
	uint16_t	 port;		/* of 127.0.0.1; somebody listens */
	uint16_t	 port_other;
	pid_t		 victim;	/* a process of the same user */
};
extern struct wall_fixture	wall_fixture;

/* main.c: prints TAP.  Returns what main() shall. */
int	 wall_main(const struct wall *);
void	 wall_ok(int good, const char *fmt, ...)
	    __attribute__((__format__ (printf, 2, 3)));
void	 wall_note(const char *fmt, ...)
	    __attribute__((__format__ (printf, 1, 2)));
const char *wall_user(const char *user);	/* "", if not started by root */

/* model.c: what the rows of the sources say of a call. */
enum verdict_kind {
	VERDICT_KILL,
	VERDICT_ERROR,
	VERDICT_ALLOW
};
struct verdict {
	enum verdict_kind	 kind;
	int			 error;
};
struct vector {
	uint64_t	 nr;
	uint64_t	 arg[6];
	uint8_t		 self[6];	/* the argument is the process' own id */
};
void		 model_take(const struct wall *);
struct verdict	 model_verdict(const struct vector *, pid_t self);
/* A call with the arguments of a row that permits it; else all are ~0. */
struct vector	 model_vector(uint64_t nr);
/*
 * For each row with conditions on arguments: the row's arguments, then these
 * with one bit changed that a condition names.
 */
void		 model_vectors(void (*each)(void *, const struct vector *),
		    void *arg);

/* trial.c */
#define TRIAL_HANGS	(-1)
/* The status of a fresh process, as of wait(2), that has made the calls. */
int		 trial(const struct wall *, const char *build,
		    const struct order *);
const char	*trial_outcome(int status);
int		 trial_wait(pid_t, int *status);
void		 trial_fill(struct order *);
/* Starts a child of kopd as kopd does: for struct wall. */
pid_t		 trial_start_child(const char *path, const char *name, int peers,
		    uint32_t until, const struct config_table *,
		    const void *conf, int *fd);
/*
 * fork(2), for a program that serves the client at its descriptors 0 and 1; *fd
 * is the client's end.
 */
pid_t		 trial_fork_server(int *fd);
/* For the child before execve(2): standard output and error go to the log. */
void		 trial_log(void);
void		 trial_send(int fd, const struct order *);
void		 trial_show_log(void);
/* Waits until the process is confined. */
void		 trial_await_filter(pid_t);

/* range.c, named.c, live.c */
void	 range_run(const struct wall *, const char *build);
void	 named_run(const struct wall *, const char *build);
void	 live_run(const struct wall *, const char *build);

#endif
