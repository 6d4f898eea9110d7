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

#include <string.h>

#include "kopctl/account.h"

const char *
account_kept_out(const struct answer *a, const struct item *object)
{
	const struct items	*w = account_writer(a);
	const struct item	*waits;
	const char		*claim;

	claim = items_value(account_maker(a), object, "claim");
	ITEMS_FOREACH(waits, w, NULL, "waits") {
		if (strcmp(waits->value, claim) == 0)
			return items_value(w, waits, "reason");
	}
	return NULL;
}

static int
any_kept_out(const struct answer *a, const struct item *container)
{
	const struct items	*m = account_maker(a);
	const struct item	*object;

	ITEMS_FOREACH(object, m, container, "object") {
		if (account_kept_out(a, object) != NULL)
			return 1;
	}
	return 0;
}

const char *
account_status(const struct answer *a, const struct item *container,
    const char **reason)
{
	const struct items	*m = account_maker(a);
	const char		*status = items_value(m, container, "status");

	*reason = items_value(m, container, "reason");
	if (strcmp(status, "published") != 0 || !any_kept_out(a, container))
		return status;
	*reason = "published, except for what waits for other hosts";
	return "partial";
}

int
account_foreign(const struct answer *a, const struct item *label)
{
	const struct items	*m = account_maker(a);

	return strcmp(items_value(m, label, "outcome"), "ignored") == 0 &&
	    items_below(m, label, "note") == NULL;
}
