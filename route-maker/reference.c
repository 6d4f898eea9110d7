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

#include "fold.h"
#include "log.h"
#include "reference.h"

static const struct {
	const char	*of;
	const char	*key;
	const char	*section;
} fields[] = {
	{ "http/routers/", "service", "http/services/" },
	{ "http/routers/", "middlewares", "http/middlewares/" },
	{ "http/services/", "middlewares", "http/middlewares/" },
	{ "http/models/", "middlewares", "http/middlewares/" },
	{ "http/middlewares/", "chain/middlewares", "http/middlewares/" },
	{ "http/middlewares/", "errors/service", "http/services/" },
	{ "tcp/routers/", "service", "tcp/services/" },
	{ "tcp/routers/", "middlewares", "tcp/middlewares/" },
	{ "tcp/models/", "middlewares", "tcp/middlewares/" },
	{ "udp/routers/", "service", "udp/services/" }
};

const char *
reference_section(const char *id, const char *key)
{
	size_t	i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(key, fields[i].key) == 0 &&
		    strncmp(id, fields[i].of, strlen(fields[i].of)) == 0)
			return fields[i].section;
	return NULL;
}

int
reference_next(const char *value, const char **at, const char **name,
    size_t *len)
{
	size_t		 n, suffix = sizeof(REFERENCE_SUFFIX) - 1;
	const char	*p = *at == NULL ? value : *at;

	while (*p != '\0') {
		n = strcspn(p, ",");
		*name = p;
		p += n;
		*at = p + (*p == ',');
		if (n > suffix && strncmp(p - suffix, REFERENCE_SUFFIX,
		    suffix) == 0) {
			*len = n - suffix;
			return 1;
		}
		p = *at;
	}
	return 0;
}

char *
reference_id(const char *section, const char *name, size_t len)
{
	size_t	 n = strlen(section), size = len * 2 + 1;
	char	*id;

	if ((id = malloc(n + size)) == NULL)
		fatal(NULL);
	memcpy(id, section, n);
	fold(id + n, size, name, len);
	return id;
}
