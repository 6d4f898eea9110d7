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

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/text.h"
#include "kopctl/health.h"

/* What may not be in order, and what that means for the routes. */
static const struct subject {
	enum role	 role;
	const char	*name;		/* of the item with the reason */
	const char	*effect;	/* or NULL: the reason says it */
} subjects[] = {
	{ ROLE_PARENT,		"address",
	    "nothing is published until then" },
	{ ROLE_ROUTE_MAKER,	"docker", "published routes stay" },
	{ ROLE_REDIS_WRITER,	"redis",
	    "retrying; published routes stay" },
	{ ROLE_REDIS_WRITER,	"lease",   NULL },
	{ ROLE_REDIS_WRITER,	"withdrawn", NULL },
};

static const struct count {
	enum role	 role;
	const char	*name;
} counts[] = {
	{ ROLE_ROUTE_MAKER,	"containers" },
	{ ROLE_ROUTE_MAKER,	"published" },
	{ ROLE_REDIS_WRITER,	"objects" },
};

static const char *const words[] = {
	[HEALTH_PUBLISHING] = "publishing",
	[HEALTH_DEGRADED] = "degraded",
	[HEALTH_DOWN] = "down",
};

/* The next subject from *i on that is not in order, with its reason; or NULL. */
static const struct subject *
next_trouble(const struct answer *answer, size_t *i, const char **reason)
{
	const struct subject	*s;
	const struct item	*item;

	while (*i < sizeof(subjects) / sizeof(subjects[0])) {
		s = &subjects[(*i)++];
		item = items_below(&answer->of[s->role], NULL, s->name);
		if (item == NULL)
			continue;
		*reason = item->value;
		return s;
	}
	return NULL;
}

static enum health
health_of(const struct answer *answer, const char *error)
{
	const char	*reason;
	size_t		 i = 0;

	if (!answer->ended)
		return HEALTH_DOWN;
	if (error != NULL || next_trouble(answer, &i, &reason) != NULL)
		return HEALTH_DEGRADED;
	return HEALTH_PUBLISHING;
}

static void
text_counts(FILE *line, const struct answer *answer)
{
	const struct items	*maker = &answer->of[ROLE_ROUTE_MAKER];
	const struct items	*writer = &answer->of[ROLE_REDIS_WRITER];

	fprintf(line, ": %s of %s containers are published, with %s objects",
	    items_value(maker, NULL, "published"),
	    items_value(maker, NULL, "containers"),
	    items_value(writer, NULL, "objects"));
}

static void
text_reasons(FILE *line, const struct answer *answer)
{
	const struct subject	*s;
	const char		*reason, *mark = ": ";
	size_t			 i = 0;

	while ((s = next_trouble(answer, &i, &reason)) != NULL) {
		fprintf(line, "%s%s%s%s", mark, reason,
		    s->effect != NULL ? "; " : "",
		    s->effect != NULL ? s->effect : "");
		mark = "; ";
	}
}

static void
text(struct emit *e, const struct answer *answer, const char *error,
    enum health health)
{
	char	*buf;
	size_t	 size;
	FILE	*line;

	line = text_open(&buf, &size);
	fputs(words[health], line);
	if (health == HEALTH_PUBLISHING)
		text_counts(line, answer);
	else if (error != NULL)
		fprintf(line, ": %s", error);
	else
		text_reasons(line, answer);
	text_close(line);
	emit_line(e, buf);
	free(buf);
}

static void
json_reason(struct emit *e, const char *subject, const char *reason)
{
	emit_object(e, NULL);
	emit_string(e, "subject", subject);
	emit_string(e, "reason", reason);
	emit_end(e);
}

static void
json(struct emit *e, const struct answer *answer, const char *error,
    enum health health)
{
	const struct subject	*s;
	const struct item	*item;
	const char		*reason;
	size_t			 i = 0;

	emit_object(e, NULL);
	emit_string(e, "status", words[health]);
	emit_list(e, "reasons");
	if (error != NULL)
		json_reason(e, "kopd", error);
	while ((s = next_trouble(answer, &i, &reason)) != NULL)
		json_reason(e, s->name, reason);
	emit_end(e);
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		item = items_below(&answer->of[counts[i].role], NULL,
		    counts[i].name);
		if (item != NULL)
			emit_item(e, counts[i].name, item);
	}
	emit_end(e);
}

enum health
health_show(struct emit *e, const struct answer *answer, const char *error)
{
	enum health	 health = health_of(answer, error);

	if (e->json)
		json(e, answer, error, health);
	else
		text(e, answer, error, health);
	return health;
}
