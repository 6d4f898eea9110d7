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
 * The address of the published routes: a fixed one, or the one of an interface
 * or of the default route.  kopd follows changes of these two.
 */

#ifndef KOPD_BIND_H
#define KOPD_BIND_H

#include <event2/event.h>

#include "kopd/conf/conf.h"

struct bind;

/*
 * bind_new: before confinement, because it opens the sockets of iface.h if
 * kopd has to follow the address.
 */
struct bind	*bind_new(const struct kopd_conf *);
void		 bind_free(struct bind *);

/* True if these sockets are in use. */
int		 bind_follows(const struct bind *);

/*
 * bind_resolve: the address for this configuration ("" with `bind none'),
 * valid until the next call.  Returns NULL and the reason in *why if there is
 * no address, or if bind_new() opened no socket for an interface or a default
 * route.
 */
const char	*bind_resolve(struct bind *, const struct kopd_conf *,
		    const char **why);

/*
 * bind_absent: the reason of bind_resolve() with the name of the interface:
 * "interface eth9: there is no such interface"; static.
 * bind_remedy: what the operator can do about it; static.
 */
const char	*bind_absent(const struct kopd_conf *, const char *why);
const char	*bind_remedy(const struct kopd_conf *);

/*
 * bind_watch: calls changed(arg) some time after addresses or routes of
 * this machine have changed; many changes at once are one.
 */
void		 bind_watch(struct bind *, struct event_base *,
		    void (*changed)(void *), void *arg);

#endif
