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

#include "go/utf8.h"
#include "traefik/step.h"

#define PROVIDER	"@redis"

static int
is_digits(const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return 0;
	return 1;
}

static int
is_utf8(const char *s, size_t len)
{
	size_t	i, n;

	for (i = 0; i < len; i += n)
		if (rune_next(s + i, len - i, &n) == RUNE_ERROR && n == 1)
			return 0;
	return 1;
}

/*
 * The reasons why a key cannot have a name, and how to call an object instead.
 */
static const struct unfit {
	const char	*fault;
	const char	*named;
} unfit[] = {
#define UNFIT(fault, advice)	{ fault, fault "; " advice }
	UNFIT("Redis cannot store an empty name", "set a name"),
	UNFIT("Redis cannot store a name with `/'", "use another"),
	UNFIT("Redis cannot store a name of digits only", "add a letter"),
	UNFIT("Redis cannot store a name that is not UTF-8", "use another")
};

/* NULL if a key can have the name. */
static const struct unfit *
unfit_as(const char *name, size_t len)
{
	if (len == 0)
		return &unfit[0];
	if (memchr(name, '/', len) != NULL)
		return &unfit[1];
	if (is_digits(name, len))
		return &unfit[2];
	return is_utf8(name, len) ? NULL : &unfit[3];
}

const char *
step_fault(const char *name, size_t len)
{
	const struct unfit	*why = unfit_as(name, len);

	return why == NULL ? NULL : why->fault;
}

int
step_is_index(const char *name, size_t len)
{
	return len > 0 && is_digits(name, len);
}

const char *
name_fault(const char *name, size_t len)
{
	size_t			 n = sizeof(PROVIDER) - 1;
	const struct unfit	*why;

	if (len >= n && strncmp(name + len - n, PROVIDER, n) == 0)
		return "for Traefik, a name with `" PROVIDER "' is the same as "
		    "without it; remove it";
	why = unfit_as(name, len);
	return why == NULL ? NULL : why->named;
}
