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
 * Who the engine is: what a host's lease in Redis is held for.  Docker's
 * /info has an ID that stays.  Podman's has another one at each request, and
 * a proxy may refuse it; then it is this machine and where the engine is.
 */

#ifndef ROUTE_MAKER_DOCKER_IDENTITY_H
#define ROUTE_MAKER_DOCKER_IDENTITY_H

struct engine;
struct exchange;

/* What INFO said, until VERSION is known; private. */
struct identity {
	char	*id;		/* "" where INFO was refused */
	char	*name;
	char	*version;
	int	 refused;	/* INFO, the last time */
	int	 warned;	/* that hostname has to be unique */
};

void		 identity_free(struct identity *);

/* INFO is whole.  Returns NULL, or why it is of no use. */
const char	*identity_info(struct engine *);

/* INFO is refused, and hostname is set: it goes on without. */
void		 identity_refused(struct engine *);

/*
 * True where the engine does not say its version, and never will: 4xx.  It is
 * taken for Docker then.
 */
int		 identity_no_version(const struct exchange *);

/* VERSION is whole, or does not come: the engine is known now. */
void		 identity_known(struct engine *, int has_version);

#endif
