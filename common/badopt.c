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
#include <unistd.h>

#include "common/badopt.h"
#include "common/log.h"
#include "common/nearest.h"

static const char	*format(const char *, ...)
			    __attribute__((__format__ (printf, 1, 2)));

static const char *
long_name(const void *longs, size_t i)
{
	return ((const struct option *)longs)[i].name;
}

static size_t
count(const struct option *longs)
{
	size_t	 n = 0;

	while (longs != NULL && longs[n].name != NULL)
		n++;
	return n;
}

/* The number of options with that prefix; the first and the last of them. */
static size_t
beginning(const struct option *longs, const char *name, const char **first,
    const char **last)
{
	size_t	 i, n = 0;

	for (i = 0; i < count(longs); i++) {
		if (strncmp(longs[i].name, name, strlen(name)) != 0)
			continue;
		*last = longs[i].name;
		if (n++ == 0)
			*first = longs[i].name;
	}
	return n;
}

/*
 * The argument with the option: the current one while it has more letters, else
 * the previous one.
 */
static const char *
argument(char *const argv[], int letter)
{
	const char	*at = argv[optind];

	if (at != NULL && at[0] == '-' && letter != 0 && letter < 0x100 &&
	    strchr(at + 1, letter) != NULL)
		return at;
	return argv[optind - 1];
}

static const char *
format(const char *fmt, ...)
{
	static char	 text[1024];
	va_list		 ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return text;
}

static const char *
bad_long(const char *name, int has_value, const struct option *longs)
{
	const char	*known, *first = NULL, *last = NULL;
	size_t		 n = beginning(longs, name, &first, &last);

	if (n == 1 && has_value)
		return format("option --%s takes no value", first);
	if (n > 1)
		return format("option --%s is ambiguous: it may be --%s or "
		    "--%s", name, first, last);
	known = nearest(name, count(longs), long_name, longs);
	if (known != NULL)
		return format("unknown option --%s: did you mean --%s?", name,
		    known);
	return format("unknown option --%s", name);
}

/* True for a long option, also with one dash if a known one is similar. */
static int
is_long(const char *name, size_t dashes, const struct option *longs)
{
	if (dashes != 1)
		return 1;
	return strlen(name) > 1 && (optopt == 0 ||
	    nearest(name, count(longs), long_name, longs) != NULL);
}

const char *
badopt(int ch, char *const argv[], const struct option *longs)
{
	const char	*word = argument(argv, optopt), *why;
	size_t		 dashes = strspn(word, "-"), len;
	char		*name;

	len = strcspn(word + dashes, "=");
	if ((name = strndup(word + dashes, len)) == NULL)
		fatal(NULL);
	if (ch == ':' && (optopt == 0 || optopt >= 0x100))
		why = format("option --%s needs a value", name);
	else if (ch == ':')
		why = format("option -%c needs a value", optopt);
	else if (is_long(name, dashes, longs))
		why = bad_long(name, word[dashes + len] == '=', longs);
	else
		why = format("unknown option -%c", optopt != 0 ? optopt :
		    name[0]);
	free(name);
	return why;
}
