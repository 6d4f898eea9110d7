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

#include "common/log.h"
#include "route-maker/route/build.h"

const struct family	family_http = {
	.name = "http",
	.protocol = PROTOCOL_TCP,
	.target = "url"
};
const struct family	family_tcp = {
	.name = "tcp",
	.protocol = PROTOCOL_TCP,
	.target = "address"
};
const struct family	family_udp = {
	.name = "udp",
	.protocol = PROTOCOL_UDP,
	.target = "address"
};

struct node *
build_section(const struct build *b, const struct family *f, const char *name)
{
	struct node	*family = node_child(b->root, f->name);

	return family == NULL ? NULL : node_child(family, name);
}

unsigned int
build_count(const struct node *parent)
{
	const struct node	*n;
	unsigned int		 total = 0;

	if (parent != NULL)
		TAILQ_FOREACH(n, &parent->children, entry)
			if (!n->off && ++total == BUILD_SEVERAL)
				break;
	return total;
}

struct node *
build_add(struct build *b, struct node *parent, const char *name)
{
	struct node	*n;

	if ((n = node_add(b->d->arena, parent, name)) == NULL)
		fatalx("no field %s", name);
	return n;
}

const char *
build_only_name(const struct node *parent)
{
	return build_count(parent) == 1 ?
	    TAILQ_FIRST(&parent->children)->name : NULL;
}

int
build_is_set(const struct node *n, const char *field)
{
	const char	*value;

	return n != NULL && (value = node_value(n, field)) != NULL &&
	    *value != '\0';
}

void
build_drop(struct node *parent, const char *name)
{
	struct node	*n;

	if ((n = node_child(parent, name)) != NULL)
		node_remove(n);
}
