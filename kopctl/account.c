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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopctl/account.h"

/* Each claim occurs once, so that the order of equal claims does not matter. */
static int
compare_waits(const void *a, const void *b)
{
	return strcmp((*(const struct item *const *)a)->value,
	    (*(const struct item *const *)b)->value);
}

void
account_init(struct account *a, const struct answer *answer)
{
	const struct item	*item;

	a->maker = &answer->of[ROLE_ROUTE_MAKER];
	a->writer = &answer->of[ROLE_REDIS_WRITER];
	a->where = NULL;
	a->nwaits = 0;
	if ((a->waits = calloc(a->writer->n + 1, sizeof(*a->waits))) == NULL)
		fatal(NULL);
	ITEMS_FOREACH(item, a->writer, NULL, "waits")
		a->waits[a->nwaits++] = item;
	qsort(a->waits, a->nwaits, sizeof(*a->waits), compare_waits);
}

void
account_free(struct account *a)
{
	free(a->waits);
}

const char *
account_kept_out(const struct account *a, const struct item *object)
{
	const struct item	 claim = { .value = items_value(a->maker,
				    object, "claim") };
	const struct item	*wanted = &claim, **found;

	found = bsearch(&wanted, a->waits, a->nwaits, sizeof(*a->waits),
	    compare_waits);
	return found == NULL ? NULL :
	    items_value(a->writer, *found, "reason");
}

static int
any_kept_out(const struct account *a, const struct item *container)
{
	const struct item	*object;

	ITEMS_FOREACH(object, a->maker, container, "object") {
		if (account_kept_out(a, object) != NULL)
			return 1;
	}
	return 0;
}

const char *
account_status(const struct account *a, const struct item *container,
    const char **reason)
{
	const char	*status = items_value(a->maker, container, "status");

	*reason = items_value(a->maker, container, "reason");
	if (strcmp(status, "published") != 0 || !any_kept_out(a, container))
		return status;
	*reason = "published, except for what waits for other hosts";
	return "partial";
}

int
account_foreign(const struct account *a, const struct item *label)
{
	return strcmp(items_value(a->maker, label, "outcome"),
	    "ignored") == 0 && items_below(a->maker, label, "note") == NULL;
}
