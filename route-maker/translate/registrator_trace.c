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
#include <strings.h>

#include "route-maker/translate/registrator.h"
#include "route-maker/translate/registrator_port.h"

/* What registrator did with the keys of its labels. */
static const struct {
	const char	*key;
	int		 used;
	const char	*say;
} keys[] = {
#define KEY(key, used, say)	{ key, used, say },
#include "route-maker/translate/registrator_keys.h"
#undef KEY
	{ NULL, 0, "an attribute in Consul, which no route has" }
};

void
registrator_trace(struct decode *d, const struct container *c,
    const char *why)
{
	const char	*key;
	size_t		 i, j;

	if (d->trace == NULL)
		return;
	for (i = 0; i < c->nlabels; i++) {
		if ((key = registrator_key(c->labels[i].name)) == NULL)
			continue;
		for (j = 0; keys[j].key != NULL &&
		    strcasecmp(keys[j].key, key) != 0; j++)
			continue;
		if (why != NULL)
			trace(d->trace, TRACE_IGNORED, c->labels[i].name, "%s",
			    why);
		else
			trace(d->trace, keys[j].used ? TRACE_USED :
			    TRACE_IGNORED, c->labels[i].name, "%s",
			    keys[j].say);
	}
}
