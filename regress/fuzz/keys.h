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
 * From containers to keys, checked by the checker of regress/property: for
 * the harnesses of containers and of labels.
 */

#ifndef REGRESS_FUZZ_KEYS_H
#define REGRESS_FUZZ_KEYS_H

#include "common/config.h"
#include "regress/fuzz/fuzz.h"
#include "regress/property/lib/checker.h"
#include "route-maker/container/container.h"
#include "route-maker/inventory/containers.h"
#include "route-maker/object/resolve.h"
#include "route-maker/program/compiled.h"
#include "traefik/validate.h"

#define FIELDS	"traefik/fields.tsv"	/* from the tree's top */

static const struct {
	const char	*text;
	uint32_t	 number;
} versions[] = {
	{ "3.7.9", TRAEFIK_NEWEST },
	{ "2.11.0", TRAEFIK_VERSION(2, 11, 0) },
	{ "2.11.53", TRAEFIK_VERSION(2, 11, 53) },
	{ "3.0.0", TRAEFIK_VERSION(3, 0, 0) },
	{ "3.3.4", TRAEFIK_VERSION(3, 3, 4) },
	{ "3.6.0", TRAEFIK_VERSION(3, 6, 0) },
};
#define VERSIONS	(sizeof(versions) / sizeof(versions[0]))

static struct checker	*checker;

static inline void
keys_init(void)
{
	log_init("fuzz", LOG_TO_STDERR, -1);
	checker = checker_new(FIELDS, versions[0].text);
}

static inline void
set_text(char **field, const char *value)
{
	free(*field);
	assert((*field = strdup(value)) != NULL);
}

/*
 * A configuration from letters, each of them a setting; a digit is one of
 * the versions.  *version is its text.
 */
static inline struct route_maker_conf *
keys_conf(const char *letters, size_t len, const char **version)
{
	struct route_maker_conf	*conf = config_blank(&route_maker_table);
	size_t			 i, which = 0;

	for (i = 0; i < len; i++)
		if (letters[i] >= '0' && letters[i] <= '9')
			which = (size_t)(letters[i] - '0') % VERSIONS;
	conf->traefik_version = versions[which].number;
	*version = versions[which].text;
	conf->exposed_by_default = memchr(letters, 'x', len) == NULL;
	conf->bind_none = memchr(letters, 'a', len) == NULL;
	if (!conf->bind_none)
		set_text(&conf->bind_address, "192.0.2.1");
	if (memchr(letters, 'f', len) != NULL)
		conf->unpublished_ports = UNPUBLISHED_REFUSE;
	if (memchr(letters, 'o', len) != NULL)
		conf->unpublished_ports = UNPUBLISHED_CONTAINER;
	conf->allow_empty_services = memchr(letters, 'e', len) != NULL;
	conf->use_bind_port_ip = memchr(letters, 'b', len) != NULL;
	conf->merge_equal = memchr(letters, 'm', len) != NULL;
	conf->lossy_labels = memchr(letters, 'l', len) != NULL;
	if (memchr(letters, 'p', len) != NULL)
		set_text(&conf->prefix, "pre");
	if (memchr(letters, 'r', len) != NULL)
		set_text(&conf->default_rule,
		    "Host(`{{ normalize .Name }}.example.com`)");
	if (memchr(letters, 's', len) != NULL)
		set_text(&conf->default_rule,
		    "{{ index .Labels \"rule\" | trimAll \"/\" }}");
	if (memchr(letters, 'c', len) != NULL)
		set_text(&conf->constraints, "!Label(`tier`, `inner`)");
	return conf;
}

static inline void
on_fault(void *arg, const char *setting, const char *why)
{
	(void)arg;
	fprintf(stderr, "%s: %s\n", setting, why);
}

static inline struct program *
keys_program(const struct route_maker_conf *conf)
{
	struct program	*program;
	int		 result;

	result = program_compile(&program, conf, on_fault, NULL);
	assert(result == 0);
	return program;
}

/* redis-writer takes it, too. */
static inline void
keys_validate(const struct containers *cs, struct object *o,
    const struct pack *keys)
{
	struct arena		 arena = ARENA_INITIALIZER;
	struct validator	 v;
	const char		*at = NULL, *key = "", *value, *fault;

	validator_init(&v, &arena);
	validator_allow(&v, cs->conf->traefik_version);
	fault = validate_object(&v, o->id, object_name(o));
	while (fault == NULL &&
	    pack_next(keys->data, keys->len, &at, &key, &value))
		fault = validate_pair(&v, key, value);
	if (fault == NULL)
		fault = validate_end(&v);
	if (fault != NULL)
		fprintf(stderr, "%s: %s: %s\n", o->id, key, fault);
	assert(fault == NULL);
	assert(validate_id(&v, o->id) == NULL);
	arena_free(&arena);
}

/* What redis-writer would get, which then has it. */
static inline void
keys_check(struct containers *cs, const char *version)
{
	struct pack	 keys = PACK_INITIALIZER;
	struct object	*o;
	const char	*at, *key, *value, *fault;
	char		*name = NULL;

	checker_reset(checker, version);
	resolve_settle(&cs->objects);
	while ((o = TAILQ_FIRST(&cs->objects.unsent)) != NULL) {
		at = NULL;
		(void)resolve_keys(&cs->objects, o, &keys);
		keys_validate(cs, o, &keys);
		while (pack_next(keys.data, keys.len, &at, &key, &value)) {
			assert(asprintf(&name, "%s%s%s", object_name(o),
			    *key == '\0' ? "" : "/", key) != -1);
			checker_add(checker, name, value);
			free(name);
		}
		resolve_sent(&cs->objects, o, &keys);
	}
	if ((fault = checker_fault(checker)) != NULL)
		fprintf(stderr, "%s\n", fault);
	assert(fault == NULL);
	pack_free(&keys);
}

/* "loadBalancer/servers/7/url" without the slot, which is of the host's choice. */
static inline void
keys_line(struct said *s, const char *object, const char *key,
    const char *value)
{
	static const char	servers[] = "loadBalancer/servers/";
	size_t			n = strlen(servers);

	say(s, "%s/", object);
	if (strncmp(key, servers, n) == 0) {
		say(s, "%s", servers);
		key += n + strspn(key + n, "0123456789");
	}
	say(s, "%s=%s", key, value);
	say_bytes(s, "", 1);
}

static inline int
keys_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All that is published, whatever the servers' slots, in order; to be freed. */
static inline char *
keys_text(struct containers *cs)
{
	struct said	 all = { 0 }, sorted = { 0 };
	struct pack	 keys = PACK_INITIALIZER;
	struct object	*o = NULL;
	const char	*at, *key, *value, *p;
	const char	**lines;
	size_t		 i, n = 0;

	resolve_settle(&cs->objects);
	while ((o = object_after(&cs->objects, o == NULL ? NULL : o->id)) !=
	    NULL) {
		at = NULL;
		(void)resolve_keys(&cs->objects, o, &keys);
		for (; pack_next(keys.data, keys.len, &at, &key, &value); n++)
			keys_line(&all, object_name(o), key, value);
	}
	assert((lines = calloc(n + 1, sizeof(*lines))) != NULL);
	for (i = 0, p = all.text; i < n; i++, p += strlen(p) + 1)
		lines[i] = p;
	qsort(lines, n, sizeof(*lines), keys_compare);
	say(&sorted, "%s", "");
	for (i = 0; i < n; i++)
		say(&sorted, "%s\n", lines[i]);
	free(lines);
	free(all.text);
	pack_free(&keys);
	return sorted.text;
}

/* When all are gone, nothing is wanted any more. */
static inline void
keys_end(struct containers *cs)
{
	struct member	*m;
	struct hexid	 id;

	while ((m = containers_next(cs, NULL)) != NULL) {
		id = m->who.id;
		containers_remove(cs, &id);
	}
	resolve_settle(&cs->objects);
	assert(cs->members.count == 0 && cs->objects.count == 0 &&
	    cs->objects.waiting == 0);
	containers_free(cs);
}

#endif
