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
 * SIGHUP and kopctl reload: kopd reads and checks the configuration again,
 * redis-writer validates certificates, route-maker templates and expressions.
 * Then all children get the new configuration.  There is one reload at a time.
 */

#ifndef KOPD_RELOAD_H
#define KOPD_RELOAD_H

#include "kopd/kopd.h"

/* Seconds in which both children should answer. */
#define RELOAD_SECONDS	5

/* A client that waits for a reload. */
struct reload_asker {
	void	(*say)(void *arg, const char *line);	/* an error */
	/* error is "" on success; this is the last call. */
	void	(*end)(void *arg, const char *error);
	void	*arg;
};

/*
 * reload_ask: begins a reload; end may be called before this returns.  While
 * a reload runs, a request without an asker (NULL) starts another one
 * afterwards, and a request with an asker is rejected.
 */
void	 reload_ask(struct kopd *, const struct reload_asker *);

/* reload_forget: never again calls the asker with this arg. */
void	 reload_forget(struct kopd *, const void *arg);

/* The answer of a child; -1: it was not asked, or the message is malformed. */
int	 reload_accepted(struct kopd *, enum role);
int	 reload_rejected(struct kopd *, enum role, const struct msg *);

/* reload_drop: drops the reload, because kopd ends. */
void	 reload_drop(struct kopd *);

#endif
