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
 * Labels of Traefik 1 and of registrator to keys: a line of settings (see
 * keys.h, and `d' for no domain, `i' for all ports, `y' for images), then lines
 * name=value; an empty line begins the next container.  What is made of labels
 * of Traefik 1 has no field that Traefik 3 does not know, and is not translated
 * again.
 */

#include "regress/fuzz/keys.h"
#include "regress/fuzz/lines.h"
#include "route-maker/translate/translate.h"

#define CONTAINERS	4

static struct container *
parse(const struct route_maker_conf *conf, int n, const char *text)
{
	struct said		 json = { 0 };
	struct container	*c;
	char			 why[256];

	say(&json, "{\"Id\":\"%064x\",\"Names\":[\"/web%d\"],\"Created\":%d,"
	    "\"Image\":\"r.example/img:1\",\"State\":\"running\","
	    "\"Status\":\"Up\",\"HostConfig\":{\"NetworkMode\":\"bridge\"},"
	    "\"NetworkSettings\":{\"Networks\":{\"bridge\":{\"IPAddress\":"
	    "\"172.17.0.%d\"}}},\"Ports\":[{\"PrivatePort\":80,"
	    "\"PublicPort\":%d,\"Type\":\"tcp\"},{\"PrivatePort\":81,"
	    "\"Type\":\"tcp\"}],\"Labels\":{",
	    (unsigned int)n + 1, n, 10 - n, n + 2, 8000 + n);
	lines_labels(&json, text);
	say(&json, "}}");
	c = container_parse(json.text, json.len, conf, why, sizeof(why));
	free(json.text);
	return c;
}

static void
check_known(struct decode *d, const struct translation *t)
{
	struct decode		 other;
	const struct fault	*f;

	decode_init(&other, d->arena, d->conf);
	(void)label_decode(&other, t->labels, t->n);
	STAILQ_FOREACH(f, &other.faults, entry) {
		if (strstr(f->reason, "unknown field") != NULL)
			fprintf(stderr, "%s: %s\n", f->label, f->reason);
		assert(strstr(f->reason, "unknown field") == NULL);
	}
}

/* Labels that were made are those of Traefik 3. */
static void
check_again(struct decode *d, const struct container *c,
    const struct translation *t)
{
	struct container	 again = *c;
	struct translation	 second;

	again.labels = (struct label *)(uintptr_t)t->labels;
	again.nlabels = t->n;
	translate_look(d, &again, &second);
	assert(second.language == LANGUAGE_V3);
	assert(translate_make(d, &again, &second) == 0);
	assert(second.labels == t->labels && second.n == t->n);
}

static void
check_made(const struct route_maker_conf *conf, const struct container *c)
{
	struct arena		 arena = ARENA_INITIALIZER;
	struct translation	 t;
	struct trace		 trace;
	struct decode		 d;

	decode_init(&d, &arena, conf);
	trace_init(&trace, &arena);
	d.trace = &trace;
	translate_look(&d, c, &t);
	if (translate_make(&d, c, &t) == 0 && t.language == LANGUAGE_V1) {
		if (conf->traefik_version == TRAEFIK_NEWEST)
			check_known(&d, &t);
		check_again(&d, c, &t);
	}
	arena_free(&arena);
}

static void
take_all(struct containers *cs, const char *text)
{
	struct container	*c;
	int			 n;

	for (n = 0; n < CONTAINERS && *text != '\0'; n++) {
		if ((c = parse(cs->conf, n, text)) != NULL) {
			check_made(cs->conf, c);
			containers_take(cs, c);
		}
		text = lines_skip(text);
	}
}

static void
add(struct string_list *list, const char *entry)
{
	list->v = reallocarray(list->v, list->n + 1, sizeof(*list->v));
	assert(list->v != NULL);
	assert((list->v[list->n++] = strdup(entry)) != NULL);
}

static void
set_blocks(struct route_maker_conf *conf, const char *letters, size_t len)
{
	conf->v1 = conf->registrator = 1;
	conf->v1_exposed = conf->registrator_exposed = 1;
	conf->registrator_internal = memchr(letters, 'i', len) != NULL;
	conf->registrator_implicit = memchr(letters, 'y', len) != NULL;
	set_text(&conf->registrator_prefix, "traefik");
	if (memchr(letters, 'd', len) == NULL) {
		set_text(&conf->v1_domain, "docker");
		set_text(&conf->registrator_domain, "consul.local");
	}
	add(&conf->v1_entry_points, "http web");
	add(&conf->v1_entry_points, "https websecure tls le");
	add(&conf->v1_entry_points, "admin admin tls");
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	keys_init();
	return 0;
}

/* The other half of all changes are to the bytes. */
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
    unsigned int seed)
{
	if (seed % 2 == 0)
		return LLVMFuzzerMutate(data, size, max);
	return lines_mutate(data, size, max, seed / 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct route_maker_conf	*conf;
	struct containers	 containers;
	const char		*version;
	char			*text = fuzz_text(data, len);
	size_t			 first = strcspn(text, "\n");

	conf = keys_conf(text, first, &version);
	set_blocks(conf, text, first);
	first += text[first] == '\n';
	containers_init(&containers, conf, NULL);
	take_all(&containers, text + first);
	keys_check(&containers, version);
	keys_end(&containers);
	config_free(&route_maker_table, conf);
	free(text);
	return 0;
}
