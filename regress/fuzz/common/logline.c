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
/*
 * Log lines: three bytes choose the size of the buffer, the priority and what
 * the line is about; then a NUL ends each string.  The line is one JSON object
 * of strings, in printable ASCII, that fits.
 */

#include <stdlib.h>

#include "common/logline.h"
#include "regress/fuzz/fuzz.h"

/* Checks a string, and returns what follows it. */
static const char *
check_string(const char *s)
{
	assert(*s++ == '"');
	for (; *s != '"'; s++) {
		assert(*s >= ' ' && *s <= '~');
		if (*s != '\\')
			continue;
		s++;
		if (*s == 'u') {
			assert(strspn(s + 1, "0123456789abcdef") >= 4);
			s += 4;
		} else
			assert(*s == '"' || *s == '\\');
	}
	return s + 1;
}

static void
check_object(const char *s)
{
	assert(*s == '{');
	do {
		s = check_string(s + 1);
		assert(*s == ':');
		s = check_string(s + 1);
	} while (*s == ',');
	assert(strcmp(s, "}") == 0);
}

static void
check_text(const char *s)
{
	for (; *s != '\0'; s++)
		assert((*s >= ' ' && *s <= '~') || *s == '\t');
}

/* The next string of the input, which ends with a NUL. */
static const char *
next(const char **s, const char *end)
{
	const char	*this = *s;

	if (this == end)
		return "";
	*s += strlen(this) + 1;
	if (*s > end)
		*s = end;
	return this;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct log_subject	 about;
	struct logline		 line = { .process = "kopd",
				    .subject = &about };
	const char		*s, *end;
	char			*text, *buf;
	size_t			 size, n;

	if (len < 3)
		return 0;
	size = LOGLINE_MIN + (size_t)data[0] * 8;
	line.priority = data[1] % 8;
	line.when.tv_sec = (time_t)data[1] << data[2] % 56;
	line.when.tv_nsec = data[2] * 3900000L;
	text = fuzz_text(data + 3, len - 3);
	s = text;
	end = text + len - 3;
	about.container = data[2] & 1 ? next(&s, end) : NULL;
	about.object = data[2] & 2 ? next(&s, end) : NULL;
	about.key = data[2] & 4 ? next(&s, end) : NULL;
	line.message = next(&s, end);
	buf = malloc(size);
	assert(buf != NULL);
	n = logline_json(buf, size, &line);
	assert(n < size && strlen(buf) == n);
	check_object(buf);
	n = logline_plain(buf, size, line.message);
	assert(n < size && strlen(buf) == n);
	check_text(buf);
	free(buf);
	free(text);
	return 0;
}
