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
#include <string.h>

#include "go/utf8.h"
#include "kopd/conf/character.h"

/* The Unicode Standard, its charts of general punctuation and Latin-1. */
static const struct {
	uint32_t	 first;
	uint32_t	 last;
	const char	*name;
	const char	*instead;
} lookalikes[] = {
	{ 0x00a0, 0x00a0, "a no-break space", "a blank" },
	{ 0x00ab, 0x00ab, "a typographic quote", "\"" },
	{ 0x00b4, 0x00b4, "an accent", "'" },
	{ 0x00bb, 0x00bb, "a typographic quote", "\"" },
	{ 0x2000, 0x200a, "a typographic space", "a blank" },
	{ 0x200b, 0x200f, "an invisible character", NULL },
	{ 0x2010, 0x2015, "a typographic dash", "-" },
	{ 0x2018, 0x201b, "a typographic quote", "'" },
	{ 0x201c, 0x201f, "a typographic quote", "\"" },
	{ 0x2032, 0x2033, "a typographic quote", "\"" },
	{ 0x2039, 0x203a, "a typographic quote", "'" },
	{ 0x202f, 0x202f, "a no-break space", "a blank" },
	{ 0x205f, 0x205f, "a typographic space", "a blank" },
	{ 0x2212, 0x2212, "a typographic dash", "-" },
	{ 0x3000, 0x3000, "a typographic space", "a blank" },
	{ 0xfeff, 0xfeff, "a byte order mark", NULL },
	{ 0xff02, 0xff02, "a typographic quote", "\"" },
	{ 0xff07, 0xff07, "a typographic quote", "'" },
};
#define NLOOKALIKES	(sizeof(lookalikes) / sizeof(lookalikes[0]))

/* The row of a character; NLOOKALIKES: it has no row. */
static size_t
lookalike(uint32_t c)
{
	size_t	 i;

	for (i = 0; i < NLOOKALIKES; i++) {
		if (c >= lookalikes[i].first && c <= lookalikes[i].last)
			break;
	}
	return i;
}

void
character_fault(const char *utf8, char text[CHARACTER_FAULT_MAX])
{
	uint32_t	 c;
	size_t		 i;

	if (rune_read(utf8, &c) == 0)
		(void)snprintf(text, CHARACTER_FAULT_MAX, "byte 0x%02x: not "
		    "UTF-8", (unsigned int)(unsigned char)*utf8);
	else if ((i = lookalike(c)) < NLOOKALIKES)
		(void)snprintf(text, CHARACTER_FAULT_MAX, "U+%04X, %s, is not "
		    "allowed here; %s%s", (unsigned int)c, lookalikes[i].name,
		    lookalikes[i].instead != NULL ? "write " : "remove it",
		    lookalikes[i].instead != NULL ? lookalikes[i].instead :
		    "");
	else
		(void)snprintf(text, CHARACTER_FAULT_MAX, "U+%04X is not "
		    "allowed here; put strings with characters other than "
		    "ASCII in quotes", (unsigned int)c);
}

const char *
character_quote(const char *text)
{
	static char	 name[16];
	uint32_t	 c;
	size_t		 n, i;

	for (; *text != '\0'; text += n) {
		if ((n = rune_read(text, &c)) == 0) {
			n = 1;
			continue;
		}
		if ((i = lookalike(c)) == NLOOKALIKES ||
		    strcmp(lookalikes[i].name, "a typographic quote") != 0)
			continue;
		(void)snprintf(name, sizeof(name), "U+%04X", (unsigned int)c);
		return name;
	}
	return NULL;
}

const char *
character_mark(const char *text, size_t len)
{
	if (len >= 3 && memcmp(text, "\357\273\277", 3) == 0)
		return "the file begins with a byte order mark (U+FEFF); save "
		    "it as UTF-8 without one";
	if (len >= 2 && (memcmp(text, "\377\376", 2) == 0 ||
	    memcmp(text, "\376\377", 2) == 0))
		return "the file begins with a byte order mark of UTF-16; save "
		    "it as UTF-8 without one";
	return NULL;
}
