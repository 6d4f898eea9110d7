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

#ifndef REGRESS_FUZZ_LINES_H
#define REGRESS_FUZZ_LINES_H

#include "regress/fuzz/fuzz.h"

/* libFuzzer's own mutation of the first size bytes; returns their new number. */
size_t	LLVMFuzzerMutate(uint8_t *, size_t size, size_t max);
size_t	LLVMFuzzerCustomMutator(uint8_t *, size_t size, size_t max,
	    unsigned int seed);

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

/* Where the line begins that holds the byte at i, and where the next one does. */
static inline void
lines_around(const uint8_t *data, size_t size, size_t i, size_t *from,
    size_t *to)
{
	const uint8_t	*end;

	for (*from = i; *from > 0 && data[*from - 1] != '\n'; (*from)--)
		continue;
	end = memchr(data + i, '\n', size - i);
	*to = end == NULL ? size : (size_t)(end - data) + 1;
}

/* Takes the last step of a label's name away, and says "true" of the rest. */
static inline size_t
lines_shorten(uint8_t *data, size_t size, size_t from, size_t to)
{
	static const char	value[] = "=true\n";
	size_t			dot = to;

	while (dot > from && data[dot - 1] != '.')
		dot--;
	if (dot <= from + 1 || to - dot + 1 < strlen(value))
		return size;
	memcpy(data + dot - 1, value, strlen(value));
	dot += strlen(value) - 1;
	memmove(data + dot, data + to, size - to);
	return size - (to - dot);
}

/* Copies a line to where another one begins. */
static inline size_t
lines_copy(uint8_t *data, size_t size, size_t max, size_t from, size_t to,
    size_t at)
{
	uint8_t	line[1024];
	size_t	len = to - from;

	if (len > sizeof(line) || size + len > max)
		return size;
	memcpy(line, data + from, len);
	memmove(data + at + len, data + at, size - at);
	memcpy(data + at, line, len);
	return size + len;
}

/* Changes a whole line: what few changes of bytes would do. */
static inline size_t
lines_mutate(uint8_t *data, size_t size, size_t max, unsigned int seed)
{
	size_t	from, to, at, next;

	if (size == 0)
		return size;
	lines_around(data, size, seed / 4 % size, &from, &to);
	lines_around(data, size, seed / 11 % size, &at, &next);
	switch (seed % 4) {
	case 0:
		memmove(data + from, data + to, size - to);
		return size - (to - from);
	case 1:
		return lines_copy(data, size, max, from, to, at);
	default:
		return lines_shorten(data, size, from, to);
	}
}

#endif
