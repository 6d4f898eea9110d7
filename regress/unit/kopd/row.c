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

/* The rows of settings.h. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kopd/conf/form.h"
#include "kopd/conf/row.h"

static size_t
owners(enum setting set)
{
	const struct setting_row	*row = setting_get(set);
	enum owner			 owner;
	size_t				 n = 0;

	for (owner = OWNER_KOPD; owner < OWNER_MAX; owner++)
		n += row->at[owner] != 0;
	return n;
}

/* Only what cannot be set has no owner, and a list has one. */
static void
test_owners(void **state)
{
	enum setting	 set;

	(void)state;
	for (set = 0; set < SET_MAX; set++) {
		if (setting_get(set)->type == CONFIG_LIST)
			assert_int_equal(owners(set), 1);
		else if (owners(set) == 0) {
			assert_int_equal(setting_get(set)->kind, KIND_NONE);
			assert_int_not_equal(setting_get(set)->block,
			    BLOCK_NONE);
		}
	}
}

static void
test_bounds(void **state)
{
	const struct setting_row	*row;
	enum setting			 set;

	(void)state;
	for (set = 0; set < SET_MAX; set++) {
		row = setting_get(set);
		if (setting_is_string(set))
			assert_in_range(strlen(row->string), row->min,
			    row->max);
		else if (row->type == CONFIG_NUMBER)
			assert_in_range(row->number, row->min, row->max);
	}
}

/* What kopd.conf says has a name that no other setting has. */
static void
test_names(void **state)
{
	const struct setting_row	*a, *b;
	enum setting			 set, other;

	(void)state;
	for (set = 0; set < SET_MAX; set++) {
		a = setting_get(set);
		assert_int_equal(a->block == BLOCK_NONE, *a->name == '\0');
		for (other = 0; other < set; other++) {
			b = setting_get(other);
			if (a->block != BLOCK_NONE)
				assert_string_not_equal(a->name, b->name);
		}
	}
}

/* Errors know each statement, and no other. */
static void
test_forms(void **state)
{
	const struct setting_row	*row;
	enum setting			 set;

	(void)state;
	for (set = 0; set < SET_MAX; set++) {
		row = setting_get(set);
		if (row->block == BLOCK_NONE)
			continue;
		assert_int_equal(form_begins(row->block, row->words),
		    row->kind != KIND_NONE);
	}
}

/* Whoever has a value has the same one. */
static void
test_copies(void **state)
{
	struct kopd_conf	*conf = conf_new();

	(void)state;
	setting_put_number(conf, SET_POLL, 7);
	assert_int_equal(conf->maker.poll, 7);
	assert_int_equal(conf->writer.poll, 7);
	assert_int_equal(setting_number(conf, SET_POLL), 7);
	setting_put_number(conf, SET_SANDBOX, SANDBOX_STRICT);
	assert_int_equal(conf->reader.sandbox, SANDBOX_STRICT);
	assert_int_equal(conf->maker.sandbox, SANDBOX_STRICT);
	assert_int_equal(conf->writer.sandbox, SANDBOX_STRICT);
	setting_put_string(conf, SET_HOSTNAME, "web1");
	assert_string_equal(conf->maker.hostname, "web1");
	assert_string_equal(conf->writer.hostname, "web1");
	assert_ptr_not_equal(conf->maker.hostname, conf->writer.hostname);
	assert_string_equal(setting_string(conf, SET_HOSTNAME), "web1");
	conf_free(conf);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_owners),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
