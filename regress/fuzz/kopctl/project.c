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
 * Two compose files and the file .env, with a NUL between them, as a preview
 * reads them.  What is reported is one line with a place each; without an error,
 * the containers are a JSON array, and each has its place.
 */

#include "kopctl/compose/choice.h"
#include "kopctl/preview/listing.h"
#include "kopctl/preview/places.h"
#include "regress/fuzz/folder.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	folder_enter();
	return 0;
}

/* Writes the bytes up to a NUL; returns those after it, or NULL. */
static const uint8_t *
write_part(const char *path, const uint8_t *data, const uint8_t *end)
{
	const uint8_t	*nul;

	nul = memchr(data, '\0', (size_t)(end - data));
	folder_write(path, data,
	    (size_t)((nul != NULL ? nul : end) - data));
	return nul != NULL ? nul + 1 : NULL;
}

static void
check_ports(const struct entries *list)
{
	const struct entry	*e;
	size_t			 i;

	for (i = 0; i < list->n; i++) {
		e = &list->v[i];
		assert(e->own != 0 && e->protocol != NULL);
		assert(e->host <= e->host_last);
	}
}

static void
check_service(const struct service *s)
{
	assert(s->replicas <= PROJECT_REPLICAS_MAX);
	assert(s->d->at.line > 0 && s->d->at.path != NULL);
	check_ports(&s->d->part[PART_PORTS]);
	check_ports(&s->d->part[PART_EXPOSED]);
}

static void
check_listing(struct project *p)
{
	struct listing	 l = { .project = p, .out = p->reading.out };
	struct place	 at;
	size_t		 i;

	listing_make(&l);
	assert(l.n <= LISTING_MAX && l.len >= 3);
	assert(l.text[0] == '[' && strcmp(l.text + l.len - 2, "]\n") == 0);
	for (i = 0; i < l.n; i++)
		assert(place_of(&l, l.v[i].name, NULL, &at) && at.line > 0);
	listing_free(&l);
}

/* Each line is a command of GitHub. */
static void
check_said(const char *text, size_t errors)
{
	size_t	 n = 0;

	for (; *text != '\0'; text += strcspn(text, "\n") + 1) {
		if (strncmp(text, "::error", 7) == 0)
			n++;
		else
			assert(strncmp(text, "::warning", 9) == 0 ||
			    strncmp(text, "::notice", 8) == 0);
	}
	assert(n == errors);
}

static void
run(struct annotate *out, int two)
{
	struct project	 p;
	char		*first, *second;
	size_t		 i;

	assert(asprintf(&first, "%s/compose.yml", folder) != -1);
	assert(asprintf(&second, "%s/two.yml", folder) != -1);
	project_init(&p, out, first);
	project_load(&p, first);
	if (two)
		project_load(&p, second);
	project_merge(&p);
	if (out->errors == 0)
		choice_make(&p, NULL, 0);
	for (i = 0; out->errors == 0 && i < p.n; i++)
		check_service(&p.v[i]);
	if (out->errors == 0)
		check_listing(&p);
	project_free(&p);
	free(first);
	free(second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct annotate	 out = { NULL, 0 };
	const uint8_t	*rest;
	char		*text;
	size_t		 size;
	int		 two;

	assert((out.github = open_memstream(&text, &size)) != NULL);
	rest = write_part("compose.yml", data, data + len);
	if ((two = rest != NULL))
		rest = write_part("two.yml", rest, data + len);
	if (rest != NULL)
		(void)write_part(".env", rest, data + len);
	run(&out, two);
	assert(fclose(out.github) == 0);
	check_said(text, out.errors);
	free(text);
	(void)unlink("two.yml");
	(void)unlink(".env");
	return 0;
}
