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
 * A compose file, a NUL, and the file .env beside it.  Each variable that
 * they give is there once, with its place.
 */

#include "kopctl/migrate/compose.h"
#include "regress/fuzz/folder.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	folder_enter();
	return 0;
}

static void
check(const struct variables *all)
{
	size_t	i;

	assert(all->n <= VARIABLES_MAX);
	for (i = 0; i < all->n; i++) {
		assert(strchr(all->v[i].place, ':') != NULL);
		assert(variables_find(all, all->v[i].name) == &all->v[i]);
	}
}

/* Absolute on both sides, and each found by its own path. */
static void
check_mounts(const struct mounts *all)
{
	const struct mount	*m;
	char			*path;
	size_t			 i;

	for (i = 0; i < all->n; i++) {
		assert(all->v[i].target[0] == '/');
		assert((m = mounts_find(all, all->v[i].target)) != NULL);
		if (m->source == NULL)
			continue;
		path = mount_path(m, all->v[i].target);
		assert(path[0] == '/' && strstr(path, "/../") == NULL);
		free(path);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct conf_report	 report = { folder_said, NULL, 0 };
	struct compose_service	 service = { .nwords = 0 };
	const uint8_t		*nul = memchr(data, '\0', len);
	size_t			 n = nul == NULL ? len : (size_t)(nul - data);
	char			*path;

	folder_write("compose.yml", data, n);
	if (nul != NULL)
		folder_write(".env", nul + 1, len - n - 1);
	assert(asprintf(&path, "%s/compose.yml", folder) != -1);
	(void)compose_read(path, NULL, &service, &report);
	check(&service.variables);
	check_mounts(&service.mounts);
	assert(service.nwords <= COMPOSE_WORDS_MAX);
	assert(service.nwords == 0 || service.command != NULL);
	assert(service.words[service.nwords] == NULL);
	compose_free(&service);
	(void)unlink(".env");
	free(path);
	return 0;
}
