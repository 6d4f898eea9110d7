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

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "regress/property/lib/chance.h"
#include "regress/property/lib/spoil.h"

static void
insert(char *name, size_t size, size_t at, const char *what)
{
	size_t	len = strlen(name), n = strlen(what);

	if (len + n + 1 > size)
		return;
	memmove(name + at + n, name + at, len - at + 1);
	memcpy(name + at, what, n);
}

/* Where an element of the name begins, behind "traefik". */
static size_t
element(const char *name)
{
	size_t	at = strcspn(name, "."), n = chance(6);

	while (n-- > 0 && name[at] != '\0')
		at += 1 + strcspn(name + at + 1, ".");
	return at;
}

static void
other_case(char *name)
{
	for (; *name != '\0'; name++)
		if (chance_percent(30))
			*name = (char)(isupper((unsigned char)*name) ?
			    tolower((unsigned char)*name) :
			    toupper((unsigned char)*name));
}

/* The long s, and the Kelvin sign. */
static void
unicode(char *name, size_t size)
{
	char	*p = strpbrk(name + strcspn(name, "."), "sk");

	if (p == NULL)
		return;
	insert(name, size, (size_t)(p - name), *p == 's' ? "\305\277" :
	    "\342\204\252");
	p += *p == '\305' ? 2 : 3;
	memmove(p, p + 1, strlen(p));
}

static void
typo(char *name)
{
	size_t	len = strlen(name), at = 8 + chance(len);

	if (at + 1 < len)
		memmove(name + at, name + at + 1, len - at);
}

static void
lengthen(char *name, size_t size)
{
	size_t	i, n = 1 + chance(300);

	for (i = 0; i < n; i++)
		insert(name, size, strlen(name), "long");
}

static void
spoil_name(char *name, size_t size)
{
	static const char *const	pieces[] = { ".404", ".", "..", "[0]",
					    "[]", "]", "[", "[4294967295]",
					    ".a/b", "/", ".___", ".\302\240",
					    "@docker", ".x", ".0", " ",
					    "\001", "-", "\330\240", NULL };

	switch (chance(8)) {
	case 0:
		other_case(name);
		break;
	case 1:
		unicode(name, size);
		break;
	case 2:
		typo(name);
		break;
	case 3:
		lengthen(name, size);
		break;
	case 4:
		insert(name, size, strlen(name), chance_word(pieces));
		break;
	default:
		insert(name, size, element(name), chance_word(pieces));
	}
}

/* Near the ceilings, and beyond. */
static char *
long_text(void)
{
	size_t	 n = 1000 + chance(130000);
	char	*p = malloc(n + 1);

	if (p == NULL)
		abort();
	memset(p, 'v', n);
	p[n] = '\0';
	return p;
}

void
spoil(char *name, size_t size, char **value)
{
	static const char *const	values[] = { "", " ", "\t", "tru", "TRUE ",
					    "1e400", "0x10", "1_000", "-",
					    "99999999999999999999", "10 s",
					    "1s2", "nan", "1.5.5s", "\001",
					    "a\nb", "404", "/", ",", "@docker",
					    "\342\200\250", NULL };

	if (chance_percent(60)) {
		spoil_name(name, size);
		return;
	}
	free(*value);
	*value = chance_percent(5) ? long_text() : strdup(chance_word(values));
	if (*value == NULL)
		abort();
}
