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
#include <string.h>
#include <strings.h>

#include "route-maker/docker/html.h"

/* The rest of the page. */
struct page {
	const char	*p;
	const char	*end;
};

static int
begins(const struct page *page, const char *with)
{
	size_t	 n = strlen(with);

	return (size_t)(page->end - page->p) >= n &&
	    strncasecmp(page->p, with, n) == 0;
}

/* Moves to that string; returns false if the page does not have it. */
static int
find(struct page *page, const char *what)
{
	for (; page->p < page->end; page->p++)
		if (begins(page, what))
			return 1;
	return 0;
}

static void
skip_blanks(struct page *page)
{
	while (page->p < page->end && isspace((unsigned char)*page->p))
		page->p++;
}

/* Skips a tag, a comment, or a script or style with all of its content. */
static void
skip_tag(struct page *page)
{
	const char	*end = ">";

	if (begins(page, "<!--"))
		end = "-->";
	else if (begins(page, "<style"))
		end = "</style>";
	else if (begins(page, "<script"))
		end = "</script>";
	if (find(page, end))
		page->p += strlen(end);
}

/* Copies the characters up to the next tag.  Returns their length. */
static size_t
take_text(struct page *page, char *text, size_t size)
{
	size_t	 n = 0;
	int	 blank = 0;

	for (; page->p < page->end && *page->p != '<'; page->p++) {
		if (isspace((unsigned char)*page->p) || *page->p == '\0') {
			blank = n > 0;
			continue;
		}
		if (n + 2 < size) {
			if (blank)
				text[n++] = ' ';
			text[n++] = *page->p;
		}
		blank = 0;
	}
	text[n] = '\0';
	return n;
}

/* Copies the first characters outside of tags, from here on. */
static int
first_text(struct page *page, char *text, size_t size)
{
	while (page->p < page->end) {
		if (*page->p == '<')
			skip_tag(page);
		else if (take_text(page, text, size) > 0)
			return 0;
	}
	return -1;
}

int
html_is(const char *data, size_t len)
{
	struct page	 page = { data, data + len };

	if (begins(&page, "\xef\xbb\xbf"))	/* a byte order mark */
		page.p += 3;
	skip_blanks(&page);
	return begins(&page, "<!") || begins(&page, "<?xml") ||
	    begins(&page, "<html") || begins(&page, "<head") ||
	    begins(&page, "<body") || begins(&page, "<title") ||
	    begins(&page, "<h1") || begins(&page, "<p>");
}

int
html_text(const char *data, size_t len, char *text, size_t size)
{
	struct page	 page = { data, data + len };

	if (find(&page, "<title") && find(&page, ">")) {
		page.p++;
		if (take_text(&page, text, size) > 0)
			return 0;
	}
	page.p = data;
	if (begins(&page, "\xef\xbb\xbf"))
		page.p += 3;
	return first_text(&page, text, size);
}
