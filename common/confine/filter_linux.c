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
 * Compiles rows to classic BPF.  A row becomes
 *
 *	load the call's number; if it is another one, go to the next row
 *	for each test: load the argument, mask it, compare; else next row
 *	return the row's action
 *
 * An argument has 64 bits, a BPF word 32: it is compared in halves, and a half
 * with an empty mask is not compared.
 */

#include <sys/syscall.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/confine/arch_linux.h"
#include "common/confine/base_linux.h"
#include "common/confine/filter_linux.h"
#include "common/confine/syscalls_linux.h"
#include "common/confine/trap_linux.h"
#include "common/log.h"

#ifndef ARCHITECTURE

int
filter_known(void)
{
	return 0;
}

int
filter_available(void)
{
	return 0;
}

void
filter_enter(const struct confine *c)
{
	(void)c;
	fatalx("no list of system calls for this architecture");
}

#else

/* The limit of a row: number, three tests of two halves, return. */
#define ROW_MAX		(2 + 3 * 2 * 3 + 1)

#define NUMBER		offsetof(struct seccomp_data, nr)
#define ARGUMENT(n)	(offsetof(struct seccomp_data, args) +		\
			    (n) * sizeof(uint64_t))

struct program {
	struct sock_filter	code[BPF_MAXINSNS];
	unsigned short		n;
};

static void
emit(struct program *p, unsigned int code, uint32_t k, unsigned int jf)
{
	struct sock_filter	*f;

	if (p->n >= BPF_MAXINSNS)
		fatalx("system call filter too long");
	f = &p->code[p->n++];
	f->code = (unsigned short)code;
	f->jt = 0;
	f->jf = (unsigned char)jf;
	f->k = k;
}

static void
load(struct program *p, size_t offset)
{
	emit(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0);
}

/* Continues if equal; else jumps to the end of the row, by row_end(). */
static void
must_equal(struct program *p, uint32_t value)
{
	emit(p, BPF_JMP | BPF_JEQ | BPF_K, value, ROW_MAX);
}

static void
half(struct program *p, size_t offset, uint32_t mask, uint32_t value)
{
	if (mask == 0)
		return;
	load(p, offset);
	if (mask != UINT32_MAX)
		emit(p, BPF_ALU | BPF_AND | BPF_K, mask, 0);
	must_equal(p, value);
}

static void
test(struct program *p, const struct confine_test *t)
{
	uint64_t	 value = t->self ? (uint64_t)getpid() : t->value;

	if (t->mask == 0)
		return;
	half(p, ARGUMENT(t->arg), (uint32_t)t->mask, (uint32_t)value);
	half(p, ARGUMENT(t->arg) + sizeof(uint32_t),
	    (uint32_t)(t->mask >> 32), (uint32_t)(value >> 32));
}

/* Sets the jumps of the row's failed comparisons to its end. */
static void
row_end(struct program *p, unsigned short start)
{
	unsigned short	 i;

	for (i = start; i < p->n; i++)
		if (p->code[i].jf == ROW_MAX)
			p->code[i].jf = (unsigned char)(p->n - i - 1);
}

static void
row(struct program *p, const struct confine_syscall *s)
{
	unsigned short	 start = p->n;
	size_t		 i;

	if (s->nr == NO_SUCH_CALL)
		return;
	load(p, NUMBER);
	must_equal(p, (uint32_t)s->nr);
	for (i = 0; i < sizeof(s->test) / sizeof(s->test[0]); i++)
		test(p, &s->test[i]);
	if (s->action == CONFINE_ALLOW)
		emit(p, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
	else
		emit(p, BPF_RET | BPF_K, SECCOMP_RET_ERRNO |
		    ((uint32_t)s->error & SECCOMP_RET_DATA), 0);
	row_end(p, start);
}

static void
rows(struct program *p, const struct confine_syscall *s)
{
	if (s == NULL)
		return;
	for (; s->action != CONFINE_END; s++)
		row(p, s);
}

/*
 * Another architecture has other numbers for its calls.  x32 counts as x86_64,
 * but its numbers have a bit that no row has.
 */
static void
architecture(struct program *p)
{
	load(p, offsetof(struct seccomp_data, arch));
	must_equal(p, ARCHITECTURE);
	emit(p, BPF_JMP | BPF_JA, 1, 0);
	row_end(p, 0);
	emit(p, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0);
}

int
filter_known(void)
{
	return 1;
}

int
filter_available(void)
{
	uint32_t	 action = SECCOMP_RET_KILL_PROCESS;

	return syscall(__NR_seccomp, SECCOMP_GET_ACTION_AVAIL, 0,
	    &action) == 0;
}

void
filter_enter(const struct confine *c)
{
	struct program		*p;
	struct sock_fprog	 prog;
	size_t			 i;

	if ((p = calloc(1, sizeof(*p))) == NULL)
		fatal(NULL);
	architecture(p);
	rows(p, c->syscalls);
	for (i = 0; i < CONFINE_NEEDS_MAX; i++)
		rows(p, c->needs[i]);
	rows(p, confine_base);
	emit(p, BPF_RET | BPF_K, trap_action(), 0);
	prog.len = p->n;
	prog.filter = p->code;
	if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER,
	    SECCOMP_FILTER_FLAG_TSYNC, &prog) != 0)
		fatal("seccomp");
	free(p);
}

#endif
