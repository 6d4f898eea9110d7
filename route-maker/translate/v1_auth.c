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

#include <string.h>

#include "route-maker/translate/v1_auth.h"
#include "route-maker/translate/v1_value.h"

/* Traefik 3 does not reach a name that only networks of Docker resolve. */
static void
check_address(const struct v1_part *p, const struct v1_label *l)
{
	const char	*host = strstr(l->value, "://");
	size_t		 n;

	host = host == NULL ? l->value : host + 3;
	n = strcspn(host, ":/");
	if (memchr(host, '.', n) == NULL && *host != '[')
		made_warn(p->made, l->origin, "%.*s may be a name in a network "
		    "of Docker, which Traefik 3 on another machine does not "
		    "reach", n > 64 ? 64 : (int)n, host);
}

/* The header that gets the user's name. */
static int
put_field(struct v1_router *r, const char *base, const char *kind)
{
	struct v1_part		*p = r->part;
	const struct v1_label	*l = v1_filled(p, "frontend.auth.headerField");
	const char		*text;

	if (l == NULL)
		return 0;
	if ((text = v1_text(p, l)) == NULL)
		return -1;
	return made_add(p->made, l->origin, text, "%s%s.headerfield", base,
	    kind);
}

static int
put_users(struct v1_router *r, const struct v1_label *users,
    const struct v1_label *file, enum v1_into into, const char *kind)
{
	struct v1_part	*p = r->part;
	struct words	 w = { NULL, 0 };
	const char	*base, *origin;

	if (users != NULL && v1_words(p, users, &w) == -1)
		return -1;
	if (w.n == 0 && file == NULL)
		return made_fault(p->made, users != NULL ? users->origin :
		    p->named, "its authentication has no users; set label "
		    "traefik.frontend.auth.%.*s.users",
		    (int)(strlen(kind) - strlen("auth")), kind);
	origin = w.n > 0 ? users->origin : file->origin;
	if ((base = v1_middleware(r, origin, "auth", NULL)) == NULL)
		return -1;
	if (w.n > 0 && made_add(p->made, origin,
	    words_join(p->made->d->arena, &w), "%s%s.users", base, kind) == -1)
		return -1;
	return v1_emit(p, into, base) == -1 ||
	    put_field(r, base, kind) == -1 ? -1 : 0;
}

static int
put_forward(struct v1_router *r)
{
	struct v1_part		*p = r->part;
	const struct v1_label	*l;
	const char		*base;

	l = v1_filled(p, "frontend.auth.forward.address");
	if (l == NULL)
		return made_fault(p->made, p->named, "its authentication has "
		    "no address; set label "
		    "traefik.frontend.auth.forward.address");
	check_address(p, l);
	if ((base = v1_middleware(r, l->origin, "auth", NULL)) == NULL)
		return -1;
	return v1_emit(p, V1_INTO_FORWARD, base) == -1 ? -1 : 0;
}

/* Only the first kind counts, as in Traefik 1. */
int
v1_auth(struct v1_router *r)
{
	struct v1_part		*p = r->part;
	const struct v1_label	*users;

	if (v1_has(p, "frontend.auth.basic")) {
		if ((users = v1_filled(p, "frontend.auth.basic")) == NULL)
			users = v1_filled(p, "frontend.auth.basic.users");
		return put_users(r, users,
		    v1_filled(p, "frontend.auth.basic.usersFile"),
		    V1_INTO_BASIC, "basicauth");
	}
	if (v1_has(p, "frontend.auth.digest"))
		return put_users(r,
		    v1_filled(p, "frontend.auth.digest.users"),
		    v1_filled(p, "frontend.auth.digest.usersFile"),
		    V1_INTO_DIGEST, "digestauth");
	return v1_has(p, "frontend.auth.forward") ? put_forward(r) : 0;
}
