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

#include <sys/stat.h>

#include <stdlib.h>

#include "kopctl/compose/beside.h"
#include "kopd/conf/file.h"

void
beside_load(struct variables *list, const char *compose, struct expand *e,
    struct conf_report *report)
{
	struct stat	 st;
	const char	*why;
	char		*path = file_beside(compose, ".env");

	if (stat(path, &st) == 0 &&
	    variables_load(list, path, e, report, &why) == -1)
		conf_error(report, path, "%s", why);
	free(path);
}

const char *
beside_get(const struct variables *list, const char *name)
{
	const struct variable	*v;
	const char		*value;

	if ((value = getenv(name)) != NULL)
		return value;
	v = variables_find(list, name);
	return v != NULL ? v->value : NULL;
}
