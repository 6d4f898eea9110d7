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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "route-maker/inventory/member.h"

#define FAULTS_SAID	16	/* maximum of log lines for one container at
				   once */

void
member_free_faults(char **faults, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		free(faults[i]);
	free(faults);
}

int
member_had_fault(const struct member *m, const char *fault)
{
	size_t	i;

	for (i = 0; i < m->nfaults; i++)
		if (strcmp(fault, m->faults[i]) == 0)
			return 1;
	return 0;
}

static int
compare_fault(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The former errors, sorted; the caller frees the array.  NULL: none. */
static char **
sorted_faults(const struct member *m)
{
	char	**sorted;

	if (m->nfaults == 0)
		return NULL;
	if ((sorted = calloc(m->nfaults, sizeof(*sorted))) == NULL)
		fatal(NULL);
	memcpy(sorted, m->faults, m->nfaults * sizeof(*sorted));
	qsort(sorted, m->nfaults, sizeof(*sorted), compare_fault);
	return sorted;
}

/* Logs the new errors, or the end of all errors. */
void
member_set_faults(struct member *m, char **faults, size_t n)
{
	const struct log_subject	about = { .container = m->who.name };
	size_t				i, said = 0;
	char				**old = sorted_faults(m);

	for (i = 0; i < n && said < FAULTS_SAID; i++) {
		if (old != NULL && bsearch(&faults[i], old, m->nfaults,
		    sizeof(*old), compare_fault) != NULL)
			continue;
		log_about(LOG_WARNING, &about, "container %s: %s",
		    m->who.name, faults[i]);
		said++;
	}
	free(old);
	if (i < n)
		log_about(LOG_WARNING, &about, "container %s: and up to %zu "
		    "more errors; see kopctl show", m->who.name, n - i);
	if (n == 0 && m->nfaults > 0)
		log_about(LOG_INFO, &about, "container %s: no more errors",
		    m->who.name);
	member_free_faults(m->faults, m->nfaults);
	m->faults = faults;
	m->nfaults = n;
	m->warnings = 0;
	m->unreadable = 0;
}

void
member_take_faults(struct member *m, const struct faults *list)
{
	const struct fault	*f;
	char			**faults = NULL;
	size_t			 n = 0, warnings = 0;

	STAILQ_FOREACH(f, list, entry) {
		n++;
		warnings += f->warning != 0;
	}
	if (n > 0 && (faults = calloc(n, sizeof(*faults))) == NULL)
		fatal(NULL);
	n = 0;
	STAILQ_FOREACH(f, list, entry)
		if (asprintf(&faults[n++], "%s%s%s%s",
		    f->label == NULL ? "" : "label ",
		    f->label == NULL ? "" : f->label,
		    f->label == NULL ? "" : ": ", f->reason) == -1)
			fatal(NULL);
	member_set_faults(m, faults, n);
	m->warnings = warnings;
}

void
member_drop_claims(struct objects *os, struct member *m)
{
	struct claim	*c;

	while ((c = LIST_FIRST(&m->who.claims)) != NULL)
		claim_drop(os, c);
	memset(&m->claimed, 0, sizeof(m->claimed));
}

/*
 * Frees most of the container's memory, also its labels unless they are needed.
 */
void
member_rest(struct member *m, int labels)
{
	m->container = container_compact(m->container, labels);
	if (m->join != NULL)
		m->join->target = container_joined(m->container);
}

void
member_go_bare(struct member *m)
{
	if (m->container == NULL)
		return;
	m->container->nports = m->container->nnetworks = 0;
	member_rest(m, 0);
}
