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

#include <stdlib.h>
#include <string.h>

#include "common/budget.h"
#include "common/log.h"
#include "redis-writer/definition.h"
#include "traefik/reference.h"

#define SERVERS		"loadBalancer/servers"
#define SLOT_NONE	(-2)		/* not a server's key */
#define SLOT_LIST	(-1)		/* the list of servers itself */

struct pair {
	char	*key;			/* within the slot; with a NUL */
	size_t	 key_len;
	char	*value;			/* with a NUL */
	size_t	 value_len;
	int	 slot;
};

struct definition {
	char		*id;
	char		*name;
	char		*container;
	int		 merge;
	struct pair	*pairs;
	size_t		 n;
	size_t		 size;
	size_t		 bytes;
	size_t		 cost;		/* of the pairs */
};

struct definition *
definition_new(const char *id, const char *name, const char *container,
    int merge)
{
	struct definition	*d;

	if ((d = calloc(1, sizeof(*d))) == NULL ||
	    (d->id = strdup(id)) == NULL || (d->name = strdup(name)) == NULL ||
	    (d->container = strdup(container)) == NULL)
		fatal(NULL);
	d->merge = merge;
	return d;
}

void
definition_free(struct definition *d)
{
	size_t	 i;

	if (d == NULL)
		return;
	for (i = 0; i < d->n; i++)
		free(d->pairs[i].key);
	free(d->pairs);
	free(d->id);
	free(d->name);
	free(d->container);
	free(d);
}

const char *
definition_id(const struct definition *d)
{
	return d->id;
}

size_t
definition_count(const struct definition *d)
{
	return d->n;
}

size_t
definition_cost(const struct definition *d)
{
	return budget_object(strlen(d->id), strlen(d->name)) + d->cost;
}

/* Splits a server's key: "loadBalancer/servers/7/url" is "url" of slot 7. */
static int
definition_slot(const char **key, size_t *len)
{
	const char	*p = *key, *end = *key + *len;
	int		 slot = 0;

	if (*len < strlen(SERVERS) || memcmp(p, SERVERS, strlen(SERVERS)) != 0)
		return SLOT_NONE;
	p += strlen(SERVERS);
	if (p == end) {
		*key = end;
		*len = 0;
		return SLOT_LIST;
	}
	if (*p++ != '/' || p == end || *p < '0' || *p > '9')
		return SLOT_NONE;
	for (; p < end && *p >= '0' && *p <= '9'; p++) {
		if ((slot = slot * 10 + (*p - '0')) >= OBJECT_SERVERS_MAX)
			return OBJECT_SERVERS_MAX;
	}
	if (p < end && *p++ != '/')
		return SLOT_NONE;
	*key = p;
	*len = (size_t)(end - p);
	return slot;
}

const char *
definition_add(struct definition *d, const void *key, size_t key_len,
    const void *value, size_t value_len)
{
	const char	*k = key;
	struct pair	*p;
	size_t		 size;

	if (key_len + value_len > OBJECT_BYTES_MAX - d->bytes)
		return "too many bytes";
	if (d->n == d->size) {
		size = d->size == 0 ? 8 : d->size * 2;
		if ((d->pairs = recallocarray(d->pairs, d->size, size,
		    sizeof(*d->pairs))) == NULL)
			fatal(NULL);
		d->size = size;
	}
	d->bytes += key_len + value_len;
	d->cost += budget_pair(key_len, value_len);
	p = &d->pairs[d->n];
	p->slot = definition_slot(&k, &key_len);
	if ((p->key = malloc(key_len + value_len + 2)) == NULL)
		fatal(NULL);
	if (key_len > 0)
		memcpy(p->key, k, key_len);
	p->key[key_len] = '\0';
	p->key_len = key_len;
	p->value = p->key + key_len + 1;
	if (value_len > 0)
		memcpy(p->value, value, value_len);
	p->value[value_len] = '\0';
	p->value_len = value_len;
	d->n++;
	return NULL;
}

static int
pair_compare(const void *a, const void *b)
{
	const struct pair	*x = a, *y = b;
	size_t			 n;
	int			 c;

	if (x->slot != y->slot)
		return x->slot < y->slot ? -1 : 1;
	n = x->key_len < y->key_len ? x->key_len : y->key_len;
	if ((c = memcmp(x->key, y->key, n)) != 0)
		return c;
	return x->key_len < y->key_len ? -1 : x->key_len > y->key_len;
}

static const char *
definition_check(const struct definition *d)
{
	size_t	 i;

	for (i = 0; i < d->n; i++) {
		if (d->pairs[i].slot == OBJECT_SERVERS_MAX)
			return "too many servers";
		if (i > 0 && pair_compare(&d->pairs[i - 1], &d->pairs[i]) == 0)
			return "duplicate key";
	}
	return NULL;
}

/* Returns the end of the pairs of the slot that i is in. */
static size_t
slot_end(const struct definition *d, size_t i)
{
	int	 slot = d->pairs[i].slot;

	while (i < d->n && d->pairs[i].slot == slot)
		i++;
	return i;
}

static void
pack_pairs(const struct definition *d, size_t from, size_t to,
    struct msgpack *out)
{
	size_t	 i;

	msgpack_array(out, 2 * (to - from));
	for (i = from; i < to; i++) {
		msgpack_string(out, d->pairs[i].key, d->pairs[i].key_len);
		msgpack_string(out, d->pairs[i].value, d->pairs[i].value_len);
	}
}

static void
pack_servers(const struct definition *d, size_t from, struct msgpack *out)
{
	size_t	 i, slots = 0;

	for (i = from; i < d->n; i = slot_end(d, i))
		slots++;
	msgpack_map(out, slots);
	for (i = from; i < d->n; i = slot_end(d, i)) {
		msgpack_int(out, d->pairs[i].slot);
		pack_pairs(d, i, slot_end(d, i), out);
	}
}

struct names {
	char	**ids;
	size_t	  n;
	size_t	  size;
};

static void
names_add(struct names *names, char *id)
{
	size_t	 size;

	if (names->n == names->size) {
		size = names->size == 0 ? 8 : names->size * 2;
		if ((names->ids = reallocarray(names->ids, size,
		    sizeof(*names->ids))) == NULL)
			fatal(NULL);
		names->size = size;
	}
	names->ids[names->n++] = id;
}

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds the references of this pair of the frame. */
static void
add_references(struct names *names, const char *id, const struct pair *p)
{
	struct reference	 ref;
	const char		*at = NULL;

	while (reference_next(id, p->key, p->value, &at, &ref))
		names_add(names, reference_id(&ref));
}

/* Packs the references by id, each once. */
static void
pack_references(const struct definition *d, size_t frame, struct msgpack *out)
{
	struct names	 names = { NULL, 0, 0 };
	size_t		 i, n = 0;

	for (i = 0; i < frame; i++)
		add_references(&names, d->id, &d->pairs[i]);
	if (names.n > 0)
		qsort(names.ids, names.n, sizeof(*names.ids), compare_ids);
	for (i = 0; i < names.n; i++) {
		if (n > 0 && strcmp(names.ids[i], names.ids[n - 1]) == 0)
			free(names.ids[i]);
		else
			names.ids[n++] = names.ids[i];
	}
	msgpack_array(out, n);
	for (i = 0; i < n; i++) {
		msgpack_string(out, names.ids[i], strlen(names.ids[i]));
		free(names.ids[i]);
	}
	free(names.ids);
}

const char *
definition_pack(struct definition *d, struct msgpack *out)
{
	struct msgpack	 frame = MSGPACK_INITIALIZER;
	const char	*fault;
	size_t		 servers = 0;

	if (d->n > 0)
		qsort(d->pairs, d->n, sizeof(*d->pairs), pair_compare);
	if ((fault = definition_check(d)) != NULL)
		return fault;
	if (d->n > 0 && d->pairs[0].slot == SLOT_NONE)
		servers = slot_end(d, 0);
	pack_pairs(d, 0, servers, &frame);
	msgpack_array(out, 6);
	msgpack_string(out, d->name, strlen(d->name));
	msgpack_string(out, frame.buf, frame.len);
	pack_servers(d, servers, out);
	msgpack_int(out, d->merge ? 1 : 0);
	pack_references(d, servers, out);
	msgpack_string(out, d->container, strlen(d->container));
	msgpack_free(&frame);
	return NULL;
}

static int
get_text(struct msgpack_reader *r, struct text *t)
{
	return msgpack_get_string(r, &t->s, &t->len);
}

static int
is_text(const struct text *t, const char *s)
{
	return t->len == strlen(s) && memcmp(t->s, s, t->len) == 0;
}

static int
outline_frame(struct outline *o, const struct text *frame)
{
	struct msgpack_reader	 r;
	struct text		 key, value;
	size_t			 n;

	msgpack_read(&r, frame->s, frame->len);
	if (msgpack_get_array(&r, &n) == -1)
		return -1;
	for (; n > 1; n -= 2) {
		if (get_text(&r, &key) == -1 || get_text(&r, &value) == -1)
			return -1;
		if (is_text(&key, "rule"))
			o->rule = value;
		else if (is_text(&key, "service"))
			o->service = value;
	}
	return 0;
}

/*
 * Reads one slot's pairs.  The list of servers itself is a slot without an
 * address.
 */
static int
read_server(struct msgpack_reader *r, void (*f)(const struct text *, void *),
    void *arg)
{
	struct text	 key, value;
	size_t		 n;

	if (msgpack_skip(r, 1) == -1 || msgpack_get_array(r, &n) == -1)
		return -1;
	for (; n > 1; n -= 2) {
		if (get_text(r, &key) == -1 || get_text(r, &value) == -1)
			return -1;
		if (is_text(&key, "url") || is_text(&key, "address"))
			f(&value, arg);
	}
	return 0;
}

static void
outline_server(const struct text *address, void *arg)
{
	struct outline	*o = arg;

	if (o->servers++ == 0)
		o->server = *address;
}

int
definition_outline(const void *blob, size_t len, struct outline *o)
{
	struct msgpack_reader	 r;
	struct text		 frame;
	size_t			 n;

	memset(o, 0, sizeof(*o));
	msgpack_read(&r, blob, len);
	if (msgpack_get_array(&r, &n) == -1 || n < 6 ||
	    get_text(&r, &o->name) == -1 || get_text(&r, &frame) == -1 ||
	    outline_frame(o, &frame) == -1 || msgpack_get_map(&r, &n) == -1)
		return -1;
	for (; n > 0; n--)
		if (read_server(&r, outline_server, o) == -1)
			return -1;
	/* Skips merge and the references. */
	return msgpack_skip(&r, 2) == -1 ? -1 : get_text(&r, &o->container);
}

void
definition_servers(const void *blob, size_t len,
    void (*f)(const struct text *, void *), void *arg)
{
	struct msgpack_reader	 r;
	size_t			 n;

	msgpack_read(&r, blob, len);
	if (msgpack_get_array(&r, &n) == -1 || n < 6 ||
	    msgpack_skip(&r, 2) == -1 || msgpack_get_map(&r, &n) == -1)
		return;
	while (n-- > 0 && read_server(&r, f, arg) == 0)
		continue;
}

void
definition_references(const void *blob, size_t len,
    void (*f)(const char *, void *), void *arg)
{
	struct msgpack_reader	 r;
	const char		*text;
	char			 id[OBJECT_NAME_MAX + 1];
	size_t			 n, text_len;

	msgpack_read(&r, blob, len);
	if (msgpack_get_array(&r, &n) == -1 || n < 5 ||
	    msgpack_skip(&r, 4) == -1 || msgpack_get_array(&r, &n) == -1)
		return;
	for (; n > 0 && msgpack_get_string(&r, &text, &text_len) == 0; n--) {
		if (text_len >= sizeof(id))
			continue;
		memcpy(id, text, text_len);
		id[text_len] = '\0';
		f(id, arg);
	}
}
