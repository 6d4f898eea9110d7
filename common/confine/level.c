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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/confine/level.h"
#include "common/log.h"

static char	level[256];

void
level_add(const char *fmt, ...)
{
	size_t	 len = strlen(level);
	va_list	 ap;

	if (len > 0)
		len = strlcat(level, ", ", sizeof(level));
	if (len >= sizeof(level))
		return;
	va_start(ap, fmt);
	(void)vsnprintf(level + len, sizeof(level) - len, fmt, ap);
	va_end(ap);
}

void
level_replace(const char *old, const char *with, const char *what)
{
	char	*at = strstr(level, old), *rest;

	if (at == NULL)
		return;
	if ((rest = strdup(at + strlen(old))) == NULL)
		fatal(NULL);
	(void)snprintf(at, sizeof(level) - (size_t)(at - level), "%s %s%s",
	    with, what, rest);
	free(rest);
}

const char *
level_text(void)
{
	return level;
}
