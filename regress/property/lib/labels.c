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

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/property/lib/chance.h"
#include "regress/property/lib/labels.h"
#include "regress/property/lib/spoil.h"

#define LABELS_MAX	12

/* Few names, so that containers meet. */
static const char *const	names[] = { "web", "Web", "api", "a", "b-c",
				    "shop_1", "\303\274ber", NULL };

static const char *const	bools[] = { "true", "false", "1", "t", "F",
				    "TRUE", "False", NULL };
static const char *const	integers[] = { "0", "1", "-1", "+7", "007",
				    "443", "9223372036854775807", NULL };
static const char *const	ports[] = { "80", "8080", "65535", "1", "080",
				    "0", "65536", "http", "80/..", "@h:1",
				    " 80", "-1", NULL };
static const char *const	schemes[] = { "http", "https", "h2c", "HTTP",
				    "a+b-c.1", "1a", "http://h/", NULL };
static const char *const	urls[] = { "http://h:1/p?q=a,b", "https://h",
				    "http://u:p@[::1]:80/", "http://h:x",
				    "h:80", "/p", "http://h h", NULL };
static const char *const	numbers[] = { "0", "18446744073709551615",
				    "8", NULL };
static const char *const	floats[] = { "0", "1.5", "-2e3", ".5", NULL };
static const char *const	durations[] = { "10", "0", "1m30s", "100ms",
				    "1.5h", ".5s", "1\302\265s", "-1s",
				    "2562047h47m16.854775807s", "-5",
				    "9999999999999", NULL };
static const char *const	lists[] = { "a", "a,b", " a , b ", "a@docker",
				    "web@docker,api@file", "a,,b", NULL };
static const char *const	texts[] = { "Host(`a.example.com`)", "a", "web",
				    "web@docker", "api@file", "true", "10",
				    " two words ", "http://h:1/p?q=a,b",
				    "\303\274\t\"\\", "wrr", NULL };

struct set {
	struct {
		char	 name[4096];
		char	*value;
	}	 label[LABELS_MAX];
	size_t	 n;
};

static const char *
value_for(const char *type)
{
	if (strcmp(type, "bool") == 0)
		return chance_word(bools);
	if (strcmp(type, "int") == 0 || strcmp(type, "int64") == 0)
		return chance_word(integers);
	if (strcmp(type, "uint") == 0)
		return chance_word(numbers);
	if (strcmp(type, "float") == 0)
		return chance_word(floats);
	if (strcmp(type, "duration") == 0)
		return chance_word(durations);
	if (strcmp(type, "strings") == 0)
		return chance_word(lists);
	if (strcmp(type, "port") == 0 || strcmp(type, "portnumber") == 0)
		return chance_word(ports);
	if (strcmp(type, "scheme") == 0)
		return chance_word(schemes);
	if (strcmp(type, "url") == 0)
		return chance_word(urls);
	if (strcmp(type, "string") == 0)
		return chance_word(texts);
	return chance_percent(90) ? "true" : "false";
}

/* The n-th row that a label can set, counted down. */
static const struct row *
nth_field(const struct row *r, size_t *n)
{
	const struct row	*child, *found;

	if (table_flag(r, "ignored"))
		return NULL;
	if ((r->first == NULL || table_flag(r, "alone")) && (*n)-- == 0)
		return r;
	for (child = r->first; child != NULL; child = child->next)
		if ((found = nth_field(child, n)) != NULL)
			return found;
	return NULL;
}

/* Now and then one that the version does not have. */
static const struct row *
some_field(const struct row *table, long version)
{
	static size_t		 count;
	const struct row	*r = NULL;
	size_t			 n = SIZE_MAX;
	int			 tries;

	if (count == 0) {
		(void)nth_field(table, &n);
		count = SIZE_MAX - n;
	}
	for (tries = 0; tries < 3; tries++) {
		n = chance(count);
		r = nth_field(table, &n);
		if (table_has(r, version))
			break;
	}
	return r;
}

/* http.routers.<name> and its like. */
static int
is_object(const struct row *r)
{
	return r->parent->parent->parent != NULL &&
	    r->parent->parent->parent->parent == NULL;
}

/* As labels have it, of that object; other free names are random ones. */
static void
name_of(const struct row *r, char *buf, size_t size, const char *object)
{
	size_t	len, cut = 0;

	if (r->parent == NULL) {
		(void)snprintf(buf, size, "traefik");
		return;
	}
	name_of(r->parent, buf, size, object);
	len = strlen(buf);
	if (r->name[0] == '[') {
		if (!table_flag(r->parent, "single"))
			(void)snprintf(buf + len, size - len, "[%zu]",
			    chance(12));
		return;
	}
	cut = table_flag(r, "single");
	(void)snprintf(buf + len, size - len, ".%.*s",
	    (int)(strlen(r->name) - cut), r->name);
	if (r->name[0] == '<')
		(void)snprintf(buf + len, size - len, ".%s",
		    strcmp(r->parent->name, "stores") == 0 ? "default" :
		    is_object(r) ? object : chance_word(names));
}

static void
add(struct set *s, const char *name, const char *value)
{
	if (s->n == LABELS_MAX)
		return;
	(void)snprintf(s->label[s->n].name, sizeof(s->label[s->n].name), "%s",
	    name);
	s->label[s->n++].value = strdup(value);
}

/* What a router or a service needs, so that most of them are published. */
static void
add_companion(struct set *s, const char *family, const char *object)
{
	char	name[256];

	(void)snprintf(name, sizeof(name), "traefik.%s.routers.%s.rule",
	    family, object);
	if (strcmp(family, "udp") != 0 && chance_percent(80))
		add(s, name, "Host(`a.example.com`)");
	(void)snprintf(name, sizeof(name),
	    "traefik.%s.services.%s.loadbalancer.server.port", family, object);
	if (chance_percent(30))
		add(s, name, "8080");
}

static void
add_field(struct set *s, const struct row *table, long version,
    const char *object)
{
	const struct row	*r = some_field(table, version);
	const char		*family;
	char			 name[4096];

	name_of(r, name, sizeof(name), object);
	if (strcmp(r->type, "free") == 0)
		(void)strncat(name, chance_percent(50) ? ".some.setting" :
		    ".list[0].x", sizeof(name) - strlen(name) - 1);
	add(s, name, value_for(r->type));
	family = strstr(r->path, ".routers.") != NULL ||
	    strstr(r->path, ".services.") != NULL ? r->path : "";
	if (strncmp(family, "http", 4) == 0)
		add_companion(s, "http", object);
	else if (strncmp(family, "tcp", 3) == 0)
		add_companion(s, "tcp", object);
	else if (strncmp(family, "udp", 3) == 0)
		add_companion(s, "udp", object);
}

static void
add_ours(struct set *s)
{
	static const char *const	ours[] = { "kop.bind.ip",
					    "kop.merge-lbs", "kop.namespace",
					    "kop.web.bind.ip",
					    "traefik.merge-lbs",
					    "traefik.enable", "unrelated",
					    "com.docker.compose.service", NULL };
	static const char *const	values[] = { "true", "10.0.0.9", "x",
					    "", NULL };

	add(s, chance_word(ours), chance_word(values));
}

/* A spoilt name may be one that is there already; Docker has each once. */
static int
is_double(const struct set *s, size_t i)
{
	size_t	j;

	for (j = 0; j < i; j++)
		if (strcmp(s->label[j].name, s->label[i].name) == 0)
			return 1;
	return 0;
}

void
labels_string(const char *s)
{
	putchar('"');
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || *s == '"' || *s == '\\')
			printf("\\u%04x", (unsigned char)*s);
		else
			putchar(*s);
	}
	putchar('"');
}

void
labels_print(const struct row *table, long version, const char *name,
    int wrong)
{
	struct set	 s = { .n = 0 };
	const char	*object, *comma = "";
	size_t		 i, fields = chance(6);

	object = chance_percent(70) ? name : chance_word(names);
	for (i = 0; i < fields; i++)
		add_field(&s, table, version, object);
	if (chance_percent(15))
		add_ours(&s);
	if (wrong && s.n > 0) {
		i = chance(s.n);
		spoil(s.label[i].name, sizeof(s.label[i].name),
		    &s.label[i].value);
	}
	for (i = 0; i < s.n; i++) {
		if (!is_double(&s, i)) {
			printf("%s", comma);
			labels_string(s.label[i].name);
			putchar(':');
			labels_string(s.label[i].value);
			comma = ",";
		}
		free(s.label[i].value);
	}
}
