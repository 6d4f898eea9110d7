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

#include <err.h>
#include <stdio.h>
#include <string.h>

#include "regress/programs/minimal/rows.h"
#include "regress/programs/minimal/recorder.h"

#define ROWS_MAX	192
#define LISTS		2	/* a role's own, and those of all */
#define TESTS		(sizeof(((struct confine_syscall *)0)->test) /	\
			    sizeof(struct confine_test))

struct counted {
	const struct confine_syscall	*row;
	const char			*why;	/* or NULL */
	int				 shared;	/* a row of rows_base */
	unsigned long			 n;
};

static struct role {
	const char				*name;
	const struct confine_syscall *const	*lists[LISTS];
	struct counted				 rows[ROWS_MAX];
	size_t					 nrows;
} roles[] = {
	[ROLE_OF_KOPD] = { .name = "kopd", .lists = { rows_kopd } },
	[ROLE_OF_LOGGER] = { .name = "logger", .lists = { rows_logger } },
	{ .name = "docker-reader", .lists = { rows_docker_reader } },
	{ .name = "route-maker", .lists = { rows_route_maker } },
	{ .name = "redis-writer", .lists = { rows_redis_writer } },
	{ .name = "kopctl", .lists = { rows_kopctl } },
};
#define NROLES	(sizeof(roles) / sizeof(roles[0]))

static int
same_row(const struct confine_syscall *a, const struct confine_syscall *b)
{
	return a->nr == b->nr && a->action == b->action &&
	    memcmp(a->test, b->test, sizeof(a->test)) == 0;
}

/* Lists of several configurations have the same rows. */
static void
row_add(struct role *r, const struct confine_syscall *row, const char *why,
    int shared)
{
	size_t	 i;

	for (i = 0; i < r->nrows; i++) {
		if (!same_row(r->rows[i].row, row))
			continue;
		if (r->rows[i].why == NULL)
			r->rows[i].why = why;
		return;
	}
	if (r->nrows == ROWS_MAX)
		errx(1, "too many rows");
	r->rows[r->nrows].row = row;
	r->rows[r->nrows].shared = shared;
	r->rows[r->nrows++].why = why;
}

static void
rows_read(struct role *r)
{
	const struct confine_syscall	*row;
	const char			*why;
	size_t				 i, n;

	r->lists[1] = rows_base;
	for (i = 0; i < LISTS; i++) {
		for (n = 0; r->lists[i][n] != NULL; n++) {
			why = NULL;
			for (row = r->lists[i][n]; row->action != CONFINE_END;
			    row++) {
				if (row->action == CONFINE_STAYS)
					why = row->why;
				else {
					if (row->nr != NO_SUCH_CALL)
						row_add(r, row, why,
						    i == LISTS - 1);
					why = NULL;
				}
			}
		}
	}
}

int
record_role(const char *program)
{
	size_t	 i;

	for (i = 0; i < NROLES; i++) {
		if (strcmp(roles[i].name, program) != 0 || i == ROLE_OF_LOGGER)
			continue;
		if (roles[i].nrows == 0)
			rows_read(&roles[i]);
		if (i == ROLE_OF_KOPD && roles[ROLE_OF_LOGGER].nrows == 0)
			rows_read(&roles[ROLE_OF_LOGGER]);
		return (int)i;
	}
	return -1;
}

/* The bits that a row tests; -1 if it is not for this call. */
static int
row_bits(const struct confine_syscall *row, const struct record_call *c)
{
	uint64_t	 wanted;
	size_t		 i;
	int		 bits = 0;

	if (row->nr != c->nr)
		return -1;
	for (i = 0; i < TESTS; i++) {
		wanted = row->test[i].self ? (uint64_t)c->pid :
		    row->test[i].value;
		if (((c->arg[row->test[i].arg] ^ wanted) &
		    row->test[i].mask) != 0)
			return -1;
		bits += __builtin_popcountll(row->test[i].mask);
	}
	return bits;
}

/*
 * The narrowest row of that kind: a broader one may be of another
 * configuration.
 */
static struct counted *
find_row(struct role *r, const struct record_call *c,
    enum confine_action action)
{
	struct counted	*best = NULL;
	size_t		 i;
	int		 bits, most = -1;

	for (i = 0; i < r->nrows; i++) {
		if (r->rows[i].row->action != action)
			continue;
		if ((bits = row_bits(r->rows[i].row, c)) > most) {
			most = bits;
			best = &r->rows[i];
		}
	}
	return best;
}

/* A call that does not return is permitted, or kills the process. */
void
record_begin_call(int role, const struct record_call *c)
{
	struct counted	*allows = find_row(&roles[role], c, CONFINE_ALLOW);

	if (allows != NULL && find_row(&roles[role], c, CONFINE_ERROR) == NULL)
		allows->n++;
}

void
record_end_call(int role, const struct record_call *c, int64_t value)
{
	struct counted	*allows = find_row(&roles[role], c, CONFINE_ALLOW);
	struct counted	*refuses = find_row(&roles[role], c, CONFINE_ERROR);

	if (refuses == NULL)
		return;
	if (allows == NULL || value == -refuses->row->error)
		refuses->n++;
	else
		allows->n++;
}

static void
row_text(const struct confine_syscall *row, char *text, size_t size)
{
	size_t	 i, n;

	n = strlcpy(text, row->action == CONFINE_ERROR ? "refused " : "", size);
	n += (size_t)snprintf(text + n, size - n, "%s", row->name);
	for (i = 0; i < TESTS; i++) {
		if (row->test[i].mask == 0)
			continue;
		n = strlen(text);
		if (row->test[i].self)
			(void)snprintf(text + n, size - n, " %u=self",
			    row->test[i].arg);
		else
			(void)snprintf(text + n, size - n, " %u=%#llx",
			    row->test[i].arg,
			    (unsigned long long)row->test[i].value);
	}
}

/* True if another role has used the row that all have. */
static int
used_by_others(const struct counted *c)
{
	size_t	 i, n;

	for (i = 0; c->shared && i < NROLES; i++)
		for (n = 0; n < roles[i].nrows; n++)
			if (roles[i].rows[n].n > 0 &&
			    same_row(roles[i].rows[n].row, c->row))
				return 1;
	return 0;
}

static const char *
word_of(const struct counted *c)
{
	if (c->n > 0)
		return "used";
	if (used_by_others(c))
		return "shared";
	if (c->row->action == CONFINE_ERROR)
		return "refuses";
	return c->why != NULL ? "stays" : "unused";
}

int
record_report(FILE *f)
{
	const struct counted	*c;
	const char		*word;
	char			 text[256];
	size_t			 i, n;
	int			 unused = 0;

	for (i = 0; i < NROLES; i++) {
		for (n = 0; n < roles[i].nrows; n++) {
			c = &roles[i].rows[n];
			word = word_of(c);
			row_text(c->row, text, sizeof(text));
			fprintf(f, "%s\t%s\t%s\t%lu\t%s\n", word,
			    roles[i].name, text, c->n, c->why != NULL ?
			    c->why : "");
			unused += strcmp(word, "unused") == 0;
		}
	}
	return unused;
}
