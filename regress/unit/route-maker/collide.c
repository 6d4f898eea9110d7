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

/* What a stranger's names cost while a tree is built of them, in steps. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/bounds.h"
#include "common/siphash.h"
#include "route-maker/label/check.h"
#include "route-maker/label/label.h"
#include "route-maker/label/lookup.c"

#include "regress/unit/collide.h"

#define R	"traefik.http.routers."

static struct arena	arena = ARENA_INITIALIZER;

/* Steps to each of them beyond the first slot looked at. */
static size_t
steps(const struct lookup *l)
{
	size_t	i, sum = 0;

	for (i = 0; i < l->size; i++)
		if (l->slots[i] != NULL)
			sum += (i - home(l, l->slots[i]->parent,
			    l->slots[i]->hash)) & (l->size - 1);
	return sum;
}

static void
colliding_names(void **state)
{
	struct lookup	 l = LOOKUP_INITIALIZER;
	struct node	*root = node_root(&arena), *n;
	char		 name[COLLIDE_LENGTH];
	uint32_t	 hash;
	size_t		 i;

	(void)state;
	collide_init("");
	for (i = 0; i < COLLIDE_NAMES; i++) {
		collide_name(i, "", name);
		hash = fold_hash(name, strlen(name));
		assert_null(lookup_find(&l, root, name, hash));
		n = node_new(&arena, root, name, strlen(name), hash);
		lookup_add(&arena, &l, n);
		assert_ptr_equal(lookup_find(&l, root, name, hash), n);
		assert_null(lookup_find(&l, n, name, hash));
	}
	assert_int_equal(l.count, COLLIDE_NAMES);
	assert_in_range(steps(&l), 0, 2 * COLLIDE_NAMES);
	arena_reset(&arena);
}

/* Names that differ in case alone are one, also where there are many. */
static void
all_found(void **state)
{
	static char		 names[LABEL_COUNT_MAX][64];
	static struct label	 labels[LABEL_COUNT_MAX];
	struct route_maker_conf	 conf = { .traefik_version = 0 };
	struct decode		 d;
	struct node		*root, *n;
	size_t			 i, count = 0;

	(void)state;
	for (i = 0; i < LABEL_COUNT_MAX; i++) {
		(void)snprintf(names[i], sizeof(names[i]), R "%s%zu.%s",
		    i % 2 == 0 ? "web" : "WEB", i / 4, i % 4 < 2 ? "rule" :
		    "service");
		labels[i].name = names[i];
		labels[i].value = "x";
	}
	decode_init(&d, &arena, &conf);
	root = label_decode(&d, labels, LABEL_COUNT_MAX);
	assert_non_null(root);
	TAILQ_FOREACH(n, &node_find(root, "http/routers")->children, entry) {
		assert_string_equal(node_value(n, "rule"), "x");
		assert_string_equal(node_value(n, "service"), "x");
		count++;
	}
	assert_int_equal(count, LABEL_COUNT_MAX / 4);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(colliding_names),
		cmocka_unit_test(all_found)
	};

	siphash_seed();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
