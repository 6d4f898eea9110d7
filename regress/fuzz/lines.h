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

/* Labels as lines, for input that is easily read and changed. */

#ifndef LINES_H
#define LINES_H

#include "fuzz.h"

static inline void
lines_string(struct said *json, const char *s, size_t len)
{
	size_t	i;

	say(json, "\"");
	for (i = 0; i < len; i++)
		if ((unsigned char)s[i] < ' ' || s[i] == '"' || s[i] == '\\')
			say(json, "\\u%04x", (unsigned char)s[i]);
		else
			say_bytes(json, s + i, 1);
	say(json, "\"");
}

/* Lines name=value as members of a JSON object, up to an empty one. */
static inline void
lines_labels(struct said *json, const char *text)
{
	const char	*comma = "";
	size_t		 len, name;

	for (; *text != '\0' && *text != '\n'; comma = ",") {
		len = strcspn(text, "\n");
		name = strcspn(text, "=\n");
		say(json, "%s", comma);
		lines_string(json, text, name);
		say(json, ":");
		lines_string(json, text + name + (name < len),
		    len - name - (name < len));
		text += len + (text[len] == '\n');
	}
}

/* What is behind an empty line. */
static inline const char *
lines_skip(const char *text)
{
	const char	*end = *text == '\n' ? text : strstr(text, "\n\n");

	if (end == NULL)
		return text + strlen(text);
	return end + (*text == '\n' ? 1 : 2);
}

#endif
