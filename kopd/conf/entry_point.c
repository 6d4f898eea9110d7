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

#include "common/bounds.h"
#include "common/log.h"
#include "kopd/conf/entry_point.h"
#include "kopd/conf/row.h"
#include "kopd/conf/text.h"

void
entry_point_read(struct entry_point *e, const char *text, char *room,
    size_t size)
{
	char	*p = room, *word;

	(void)strlcpy(room, text, size);
	e->from = strsep(&p, " ");
	word = strsep(&p, " ");
	e->to = word != NULL ? word : "";
	e->tls = strsep(&p, " ") != NULL;
	e->resolver = p != NULL ? p : "";
}

/* Returns why the entry point cannot be added, or NULL. */
static const char *
conflict(const struct string_list *list, const struct entry_point *new)
{
	struct entry_point	 e;
	char			 room[CONF_STRING_MAX + 1];
	size_t			 i;

	for (i = 0; i < list->n; i++) {
		entry_point_read(&e, list->v[i], room, sizeof(room));
		if (strcmp(e.from, new->from) == 0)
			return "is set twice";
		if (strcmp(e.to, new->to) == 0 && (e.tls != new->tls ||
		    strcmp(e.resolver, new->resolver) != 0))
			return "is another name of an entry point that has "
			    "other settings of tls";
	}
	return list->n == V1_ENTRIES_MAX ? "is one too many" : NULL;
}

static const char *
check(const struct string_list *list, const struct entry_point *e)
{
	const char	*why;

	if ((why = text_word(e->from)) != NULL ||
	    (why = text_word(e->to)) != NULL)
		return why;
	if (*e->resolver != '\0' && (why = text_word(e->resolver)) != NULL)
		return why;
	if (strlen(e->from) + strlen(e->to) + strlen(e->resolver) + 8 >
	    CONF_STRING_MAX)
		return "is too long";
	return conflict(list, e);
}

void
conf_add_entry_point(struct kopd_conf *conf, const struct conf_place *place,
    const struct entry_point *e)
{
	const char	*why;
	char		*entry;

	why = check(setting_list(conf, SET_V1_ENTRY_POINTS), e);
	if (why != NULL) {
		conf_error(place->report, place->origin,
		    "entry point \"%s\" %s", e->from, why);
		return;
	}
	if (conf->origin[SET_V1_ENTRY_POINTS] == NULL)
		conf_begin_list(conf, SET_V1_ENTRY_POINTS, place);
	if (asprintf(&entry, "%s %s%s%s%s", e->from, e->to,
	    e->tls ? " tls" : "", *e->resolver == '\0' ? "" : " ",
	    e->resolver) == -1)
		fatal(NULL);
	conf_add_entry(conf, SET_V1_ENTRY_POINTS, place, entry);
	free(entry);
}
