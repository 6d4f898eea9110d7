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

/* Containers whose labels are not read: which are in the log, and when. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/log.h"
#include "route-maker/inventory/unread.h"

static struct member *
member(struct index *x, const char *digit)
{
	struct hexid	 id;
	char		 text[HEXID_DIGITS + 1];

	memset(text, *digit, HEXID_DIGITS);
	text[HEXID_DIGITS] = '\0';
	assert_int_equal(hexid_parse(&id, text, HEXID_DIGITS), 0);
	return index_add(x, &id);
}

static void
once_a_minute(void **state)
{
	struct unread	 u;
	struct index	 x;
	struct member	*a, *b, *c;

	(void)state;
	memset(&u, 0, sizeof(u));
	index_init(&x);
	a = member(&x, "a");
	b = member(&x, "b");
	c = member(&x, "c");
	unread_note(&u, a, LANGUAGE_V1);
	unread_note(&u, b, LANGUAGE_V3);
	unread_say(&u, &x, 5000);
	assert_int_equal(a->unread_said, 1);
	assert_int_equal(b->unread_said, 0);
	/* Another one, too early. */
	unread_note(&u, b, LANGUAGE_V1);
	unread_say(&u, &x, 5000 + UNREAD_PAUSE - 1);
	assert_int_equal(b->unread_said, 0);
	/* Another language has its own line. */
	unread_note(&u, c, LANGUAGE_REGISTRATOR);
	unread_say(&u, &x, 5000 + UNREAD_PAUSE - 1);
	assert_int_equal(c->unread_said, 1);
	unread_say(&u, &x, 5000 + UNREAD_PAUSE);
	assert_int_equal(b->unread_said, 1);
	assert_int_equal(u.of[LANGUAGE_V1].when, 5000 + UNREAD_PAUSE);
	/* Nothing new. */
	unread_note(&u, a, LANGUAGE_V1);
	unread_say(&u, &x, 5000 + 3 * UNREAD_PAUSE);
	assert_int_equal(u.of[LANGUAGE_V1].when, 5000 + UNREAD_PAUSE);
	/* The block came, and went again. */
	unread_note(&u, a, LANGUAGE_V3);
	unread_note(&u, a, LANGUAGE_V1);
	assert_int_equal(a->unread_said, 0);
	unread_say(&u, &x, 5000 + 4 * UNREAD_PAUSE);
	assert_int_equal(a->unread_said, 1);
	index_remove(&x, a);
	index_remove(&x, b);
	index_remove(&x, c);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(once_a_minute),
	};

	log_init("unread", LOG_TO_STDERR, 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
