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

/* The whole range of system calls, and the arguments of those permitted. */

#include <sys/syscall.h>
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "regress/programs/walls/wall.h"

/* Beyond the last call of every architecture. */
#define RANGE	640

#ifdef __x86_64__
#define X32	0x40000000u
#endif

/*
 * Calls that newer kernels do not filter at all: they are made by code of the
 * kernel's probes alone, and from elsewhere they fail, or end the process.
 */
static int
is_unfiltered(uint64_t nr, int status)
{
#ifdef __x86_64__
	if (nr == 335)		/* uretprobe */
		return WIFSIGNALED(status) && WTERMSIG(status) == SIGILL;
	if (nr == 336)		/* uprobe */
		return WIFEXITED(status) &&
		    WEXITSTATUS(status) == ORDER_ERRNO + ENXIO;
#endif
	(void)nr;
	(void)status;
	return 0;
}

struct count {
	const struct wall	*wall;
	const char		*build;
	unsigned int		 killed;
	unsigned int		 refused;	/* by an error of the filter */
	unsigned int		 permitted;
	unsigned int		 wrong;
};

static void
order_of(const struct vector *v, struct order *f)
{
	size_t	 i;

	trial_fill(f);
	f->ncalls = 1;
	f->call[0].nr = v->nr;
	for (i = 0; i < 6; i++) {
		f->call[0].arg[i] = v->arg[i];
		f->call[0].kind[i] = v->self[i] ? ORDER_SELF : ORDER_VALUE;
	}
}

static int
is_killed(int status)
{
	return status != TRIAL_HANGS && WIFSIGNALED(status) &&
	    WTERMSIG(status) == SIGSYS;
}

/* A call that is permitted may still fail, or end the process. */
static int
as_said(const struct verdict *said, int status)
{
	switch (said->kind) {
	case VERDICT_KILL:
		return is_killed(status);
	case VERDICT_ERROR:
		return status != TRIAL_HANGS && WIFEXITED(status) &&
		    WEXITSTATUS(status) == ORDER_ERRNO + said->error;
	case VERDICT_ALLOW:
		return status != TRIAL_HANGS && !is_killed(status);
	}
	return 0;
}

static void
try(void *arg, const struct vector *v)
{
	static const char *const	 words[] = { "a kill", "an error",
					    "a permission" };
	struct count		*c = arg;
	struct order		 f;
	struct verdict		 said = model_verdict(v, 0);
	int			 status;

	order_of(v, &f);
	status = trial(c->wall, c->build, &f);
	c->killed += said.kind == VERDICT_KILL;
	c->refused += said.kind == VERDICT_ERROR;
	c->permitted += said.kind == VERDICT_ALLOW;
	if (as_said(&said, status) || (status != TRIAL_HANGS &&
	    is_unfiltered(v->nr, status)))
		return;
	c->wrong++;
	wall_note("call %#llx (%#llx %#llx %#llx %#llx %#llx %#llx): %s, the "
	    "rows say %s", (unsigned long long)v->nr,
	    (unsigned long long)v->arg[0], (unsigned long long)v->arg[1],
	    (unsigned long long)v->arg[2], (unsigned long long)v->arg[3],
	    (unsigned long long)v->arg[4], (unsigned long long)v->arg[5],
	    trial_outcome(status), words[said.kind]);
}

static void
say(const struct count *c, const char *what)
{
	wall_ok(c->wrong == 0 && c->killed > 0, "%s: %u killed, %u refused, "
	    "%u permitted, as the rows say", what, c->killed, c->refused,
	    c->permitted);
}

void
range_run(const struct wall *w, const char *build)
{
	struct count	 c = { .wall = w, .build = build };
	struct vector	 v;
	uint64_t	 nr;

	for (nr = 0; nr < RANGE; nr++) {
		v = model_vector(nr);
		try(&c, &v);
	}
	v = model_vector(UINT32_MAX);
	try(&c, &v);
	say(&c, "the whole range of system calls");
	/* Of what is there, all was tried. */
	wall_ok(c.permitted + c.refused >= 25 && c.killed > 2 * (c.permitted +
	    c.refused), "most calls are not permitted");

#ifdef X32
	c = (struct count){ .wall = w, .build = build };
	for (nr = 0; nr < RANGE; nr++) {
		v = model_vector(nr);
		if (model_verdict(&v, 0).kind == VERDICT_KILL)
			continue;
		v.nr |= X32;
		try(&c, &v);
	}
	say(&c, "the numbers of x32 of the calls that are permitted");
#endif

	c = (struct count){ .wall = w, .build = build };
	model_vectors(try, &c);
	say(&c, "arguments that the rows do not permit");
}
