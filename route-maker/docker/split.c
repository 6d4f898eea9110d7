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

#include "common/bounds.h"
#include "route-maker/docker/split.h"

static size_t	step(struct split *, const char *, size_t);
static size_t	in_element(struct split *, const char *, size_t);
static void	between(struct split *, char);
static void	fail(struct split *, const char *);

void
split_init(struct split *s, const struct split_callbacks *callbacks, void *arg)
{
	memset(s, 0, sizeof(*s));
	json_scan_init(&s->scan, ELEMENT_MAX);
	s->callbacks = callbacks;
	s->arg = arg;
	s->why = "";
}

void
split_free(struct split *s)
{
	json_scan_free(&s->scan);
}

int
split_feed(struct split *s, const char *p, size_t len)
{
	size_t	 n;

	while (len > 0 && s->state != SPLIT_FAILED) {
		n = step(s, p, len);
		p += n;
		len -= n;
	}
	return s->state == SPLIT_FAILED ? -1 : 0;
}

int
split_end(struct split *s)
{
	if (s->state == SPLIT_START)
		fail(s, "nothing, where an array is expected");
	else if (s->state != SPLIT_DONE && s->state != SPLIT_FAILED)
		fail(s, "the array is incomplete");
	return s->state == SPLIT_DONE ? 0 : -1;
}

const char *
split_reason(const struct split *s)
{
	return s->why;
}

static void
fail(struct split *s, const char *why)
{
	s->state = SPLIT_FAILED;
	s->why = why;
}

static size_t
step(struct split *s, const char *p, size_t len)
{
	if (s->state == SPLIT_ELEMENT)
		return in_element(s, p, len);
	if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
		return 1;
	if (*p == '{' && (s->state == SPLIT_FIRST || s->state == SPLIT_NEXT)) {
		s->state = SPLIT_ELEMENT;
		json_scan_begin(&s->scan);
		return 0;
	}
	between(s, *p);
	return 1;
}

static void
between(struct split *s, char c)
{
	switch (s->state) {
	case SPLIT_START:
		if (c == '[')
			s->state = SPLIT_FIRST;
		else
			fail(s, "not an array");
		break;
	case SPLIT_FIRST:
	case SPLIT_NEXT:
		if (c == ']' && s->state == SPLIT_FIRST)
			s->state = SPLIT_DONE;
		else
			fail(s, "an element that is not an object");
		break;
	case SPLIT_COMMA:
		if (c == ',')
			s->state = SPLIT_NEXT;
		else if (c == ']')
			s->state = SPLIT_DONE;
		else
			fail(s, "garbage between two elements");
		break;
	case SPLIT_DONE:
		fail(s, "garbage after the array");
		break;
	case SPLIT_ELEMENT:
	case SPLIT_FAILED:
		break;
	}
}

static size_t
in_element(struct split *s, const char *p, size_t len)
{
	const char	*kept;
	size_t		 n, size;
	int		 whole;

	n = json_scan_feed(&s->scan, p, len, &whole);
	if (!whole)
		return n;
	s->state = SPLIT_COMMA;
	if (s->scan.fault == JSON_SCAN_FINE) {
		s->elements++;
		s->callbacks->element(s->arg, s->scan.data, s->scan.len);
	} else {
		s->faults++;
		json_scan_kept(&s->scan, &kept, &size);
		s->callbacks->fault(s->arg, kept, size,
		    json_scan_reason(s->scan.fault));
	}
	return n;
}
