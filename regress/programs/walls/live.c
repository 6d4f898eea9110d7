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
 * The program as it is installed: the filters that the kernel has of it, run
 * here, answer as the rows of the sources say.
 */

#include <sys/ptrace.h>
#include <sys/wait.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/confine/arch_linux.h"
#include "regress/programs/walls/wall.h"

#ifndef ARCHITECTURE		/* one without a filter: the test fails there */
#define ARCHITECTURE	0u
#endif
#ifndef PTRACE_SECCOMP_GET_FILTER
#define PTRACE_SECCOMP_GET_FILTER	0x420c
#endif

#define FILTERS_MAX	4
#define RANGE		2048

struct filter {
	struct sock_filter	 code[BPF_MAXINSNS];
	size_t			 n;
};

static struct filter	 filters[FILTERS_MAX];
static size_t		 nfilters;

static void
read_filters(pid_t pid)
{
	long	 n;
	int	 status;

	if (ptrace(PTRACE_SEIZE, pid, NULL, NULL) == -1 ||
	    ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) == -1 ||
	    waitpid(pid, &status, 0) != pid)
		err(1, "ptrace");
	for (nfilters = 0; nfilters < FILTERS_MAX; nfilters++) {
		n = ptrace(PTRACE_SECCOMP_GET_FILTER, pid, nfilters,
		    filters[nfilters].code);
		if (n <= 0)
			break;
		filters[nfilters].n = (size_t)n;
	}
	if (errno != ENOENT)
		err(1, "PTRACE_SECCOMP_GET_FILTER");
	if (ptrace(PTRACE_DETACH, pid, NULL, NULL) == -1)
		err(1, "ptrace");
}

static uint32_t
word(const struct seccomp_data *d, uint32_t offset)
{
	uint32_t	 w;

	if (offset > sizeof(*d) - sizeof(w))
		errx(1, "a filter reads at %u", offset);
	memcpy(&w, (const char *)d + offset, sizeof(w));
	return w;
}

/* Classic BPF, of what a filter of kopd has. */
static uint32_t
run(const struct filter *f, const struct seccomp_data *d)
{
	uint32_t	 a = 0;
	size_t		 pc;

	for (pc = 0; pc < f->n; pc++) {
		const struct sock_filter	*i = &f->code[pc];

		switch (i->code) {
		case BPF_LD | BPF_W | BPF_ABS:
			a = word(d, i->k);
			break;
		case BPF_ALU | BPF_AND | BPF_K:
			a &= i->k;
			break;
		case BPF_JMP | BPF_JEQ | BPF_K:
			pc += a == i->k ? i->jt : i->jf;
			break;
		case BPF_JMP | BPF_JA:
			pc += i->k;
			break;
		case BPF_RET | BPF_K:
			return i->k;
		default:
			errx(1, "a filter has an instruction %#x", i->code);
		}
	}
	errx(1, "a filter has no end");
}

/* The kernel takes the strictest answer. */
static struct verdict
answer(const struct seccomp_data *d)
{
	struct verdict	 v = { VERDICT_ALLOW, 0 };
	uint32_t	 action, data;
	size_t		 i;

	for (i = 0; i < nfilters; i++) {
		action = run(&filters[i], d);
		data = action & SECCOMP_RET_DATA;
		if (action == SECCOMP_RET_KILL_PROCESS)
			v.kind = VERDICT_KILL;
		else if ((action & SECCOMP_RET_ACTION_FULL) ==
		    SECCOMP_RET_ERRNO && v.kind == VERDICT_ALLOW)
			v = (struct verdict){ VERDICT_ERROR, (int)data };
		else if (action != SECCOMP_RET_ALLOW && (action &
		    SECCOMP_RET_ACTION_FULL) != SECCOMP_RET_ERRNO)
			errx(1, "a filter answers %#x", action);
	}
	return v;
}

struct look {
	pid_t		 pid;
	unsigned long	 calls;
	unsigned long	 permitted;
	unsigned long	 wrong;
};

static void
compare(void *arg, const struct vector *v)
{
	struct look		*l = arg;
	struct seccomp_data	 d;
	struct verdict		 rows = model_verdict(v, l->pid), kernel;
	size_t			 i;

	memset(&d, 0, sizeof(d));
	d.nr = (int)(uint32_t)v->nr;
	d.arch = ARCHITECTURE;
	for (i = 0; i < 6; i++)
		d.args[i] = v->self[i] ? (uint64_t)l->pid : v->arg[i];
	kernel = answer(&d);
	l->calls++;
	l->permitted += kernel.kind == VERDICT_ALLOW;
	if (kernel.kind == rows.kind && kernel.error == rows.error)
		return;
	if (l->wrong++ < 10)
		wall_note("call %#llx: the filter answers %d (%d), the rows "
		    "say %d (%d)", (unsigned long long)v->nr, kernel.kind,
		    kernel.error, rows.kind, rows.error);
}

/* A number with odd arguments, and with those that a row wants. */
static void
compare_number(struct look *l, uint64_t nr)
{
	struct vector	 v = model_vector(nr);
	size_t		 i, n;

	compare(l, &v);
	for (n = 0; n < 8; n++) {
		memset(&v, 0, sizeof(v));
		v.nr = nr;
		for (i = 0; i < 6; i++)
			v.arg[i] = n == 0 ? 0 : n == 1 ? UINT64_MAX :
			    n < 5 ? arc4random_uniform(70) :
			    (uint64_t)arc4random() << 32 | arc4random();
		compare(l, &v);
	}
}

static void
compare_all(struct look *l)
{
	static const uint64_t	 bases[] = { 0, 0x40000000, 0x80000000,
				    0xffffffff - RANGE };
	uint64_t		 nr;
	size_t			 i;

	for (i = 0; i < sizeof(bases) / sizeof(bases[0]); i++)
		for (nr = 0; nr <= RANGE; nr++)
			compare_number(l, bases[i] + nr);
	model_vectors(compare, l);
}

/* Each call of any other architecture. */
static int
kills_others(void)
{
	struct seccomp_data	 d;
	unsigned int		 bit, nr;

	for (bit = 0; bit < 32; bit++) {
		for (nr = 0; nr < RANGE; nr++) {
			memset(&d, 0, sizeof(d));
			d.nr = (int)nr;
			d.arch = ARCHITECTURE ^ 1u << bit;
			if (answer(&d).kind != VERDICT_KILL)
				return 0;
		}
	}
	return 1;
}

void
live_run(const struct wall *w, const char *build)
{
	struct look	 l = { 0, 0, 0, 0 };
	int		 fd, status;

	l.pid = w->start(build, &fd);
	read_filters(l.pid);
	wall_ok(nfilters == w->filters, "the kernel has %zu filters of the "
	    "program that is installed", nfilters);
	if (nfilters == w->filters) {
		compare_all(&l);
		wall_ok(l.wrong == 0 && l.permitted > 100 && l.permitted <
		    l.calls / 10, "they answer as the rows say, of %lu calls, "
		    "%lu of them permitted", l.calls, l.permitted);
		wall_ok(kills_others(), "they kill all calls of other "
		    "architectures");
	}
	(void)kill(l.pid, SIGKILL);
	(void)close(fd);
	(void)trial_wait(l.pid, &status);
}
