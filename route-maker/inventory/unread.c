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

#include "common/log.h"
#include "common/text.h"
#include "route-maker/inventory/unread.h"

void
unread_note(struct unread *u, struct member *m, enum language language)
{
	if (m->unread != (uint8_t)language) {
		m->unread = (uint8_t)language;
		m->unread_said = 0;
	}
	if (language != LANGUAGE_V3 && !m->unread_said)
		u->of[language].grown = 1;
}

/* Writes the first names, and counts all. */
static size_t
list_names(struct index *members, enum language language, FILE *out)
{
	struct member	*m = NULL;
	size_t		 n = 0;

	while ((m = index_next(members, m)) != NULL) {
		if (m->unread != (uint8_t)language)
			continue;
		m->unread_said = 1;
		if (n++ < UNREAD_NAMES)
			fprintf(out, "%s%s", n > 1 ? ", " : "", m->who.name);
	}
	if (n > UNREAD_NAMES)
		fprintf(out, " and %zu more", n - UNREAD_NAMES);
	return n;
}

static void
say(struct index *members, enum language language)
{
	char	*names = NULL;
	size_t	 n, size;
	FILE	*out;

	out = text_open(&names, &size);
	n = list_names(members, language, out);
	text_close(out);
	if (n == 1 && language == LANGUAGE_V1)
		log_warnx("1 container has labels of Traefik 1 (%s): they are "
		    "not read; see labels v1 in kopd.conf(5)", names);
	else if (n > 0 && language == LANGUAGE_V1)
		log_warnx("%zu containers have labels of Traefik 1 (%s): they "
		    "are not read; see labels v1 in kopd.conf(5)", n, names);
	else if (n == 1)
		log_warnx("1 container has labels of registrator (%s): they "
		    "are not read; see labels registrator in kopd.conf(5)",
		    names);
	else if (n > 0)
		log_warnx("%zu containers have labels of registrator (%s): "
		    "they are not read; see labels registrator in "
		    "kopd.conf(5)", n, names);
	free(names);
}

void
unread_say(struct unread *u, struct index *members, uint64_t now)
{
	enum language	l;

	for (l = LANGUAGE_V1; l <= LANGUAGE_REGISTRATOR; l++) {
		if (!u->of[l].grown || (u->of[l].said &&
		    now - u->of[l].when < UNREAD_PAUSE))
			continue;
		u->of[l].grown = 0;
		u->of[l].said = 1;
		u->of[l].when = now;
		say(members, l);
	}
}
