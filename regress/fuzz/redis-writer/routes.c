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
 * What route-maker sends to redis-writer: each message is its kind, its length
 * in two bytes, and its payload.  The first malformed one ends redis-writer.
 * What was taken until then are objects that redis-writer may write.
 */

#include <sys/socket.h>

#include <unistd.h>

#include "common/resolver.h"
#include "redis-writer/definition.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/table.h"
#include "regress/fuzz/fuzz.h"
#include "regress/lib/fake/connection.h"
#include "traefik/validate.h"

#define KINDS	4

static int	(*const handlers[KINDS])(struct peer *, struct msg *) = {
	on_begin, on_set, on_del, on_end
};

static void
on_sent(size_t argc, const char **argv, const size_t *lens)
{
	(void)argc;
	(void)argv;
	(void)lens;
	assert(!"nothing is sent without a connection");
}

static void
on_failed(const char *why)
{
	(void)why;
}

static void
on_opened(struct connection *c)
{
	(void)c;
}

static struct writer *
writer_new(void)
{
	static const struct peer_callbacks	 none = { .table = NULL };
	struct writer				*w = calloc(1, sizeof(*w));
	int					 pair[2];

	assert(w != NULL);
	assert(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	w->conf = config_blank(&redis_writer_table);
	free(w->conf->root);
	assert((w->conf->root = strdup("traefik")) != NULL);
	assert((w->base = event_base_new()) != NULL);
	w->resolver = resolver_new(w->base, NULL, 0);
	w->maker = peer_new(w->base, pair[0], ROLE_ROUTE_MAKER, &none, w);
	(void)close(pair[1]);
	writer_init(w);
	return w;
}

/* An id that may be written, and a definition that can be read. */
static void
check_object(const struct object *o, void *arg)
{
	struct validator	*v = arg;
	struct outline		 outline;

	assert(validate_id(v, object_id(o)) == NULL);
	if (o->blob_len == 0)
		return;
	assert(definition_outline(object_blob(o), o->blob_len,
	    &outline) == 0);
	assert(memchr(outline.name.s, '\0', outline.name.len) == NULL);
	assert(memchr(outline.container.s, '\0',
	    outline.container.len) == NULL);
}

/* All objects wait to be written, because there is no connection. */
static void
check(struct writer *w)
{
	struct arena		 arena = ARENA_INITIALIZER;
	struct validator	 v;

	validator_init(&v, &arena);
	validator_allow(&v, w->conf->traefik_version);
	(void)state_take(w->state, SIZE_MAX, SIZE_MAX, 0, check_object, &v);
	arena_free(&arena);
}

/* Returns -1 if it is malformed. */
static int
take(struct writer *w, unsigned int kind, const uint8_t *data, size_t len)
{
	struct msg	 msg = { .len = len };
	uint8_t		*copy = malloc(len + 1);
	int		 result;

	assert(copy != NULL);
	memcpy(copy, data, len);
	msg.data = copy;
	result = handlers[kind % KINDS](w->maker, &msg);
	free(copy);
	return result;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct writer	*w;
	size_t		 n;

	log_init("fuzz", LOG_TO_STDERR, -1);
	w = writer_new();
	while (len >= 3) {
		n = (size_t)data[1] << 8 | data[2];
		if (n > len - 3)
			n = len - 3;
		if (take(w, data[0], data + 3, n) == -1)
			break;
		data += 3 + n;
		len -= 3 + n;
	}
	check(w);
	writer_free(w);
	return 0;
}
