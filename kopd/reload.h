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
 * SIGHUP and kopctl reload: kopd reads and checks everything again,
 * redis-writer validates certificates, route-maker templates and expressions,
 * and then the children get it.  There is one reload at a time.
 */

#ifndef KOPD_RELOAD_H
#define KOPD_RELOAD_H

#include "kopd/kopd.h"

/* Seconds in which both should answer. */
#define RELOAD_SECONDS	5

/* A client that waits for a reload. */
struct reload_asker {
	void	(*say)(void *arg, const char *line);	/* an error */
	/* error is "" if it is in effect; nothing is called afterwards. */
	void	(*end)(void *arg, const char *error);
	void	*arg;
};

/*
 * reload_ask: begins a reload; end may be called before this returns.  During
 * another reload, one without an asker (NULL) follows it, and one with an
 * asker is rejected.
 */
void	 reload_ask(struct kopd *, const struct reload_asker *);

/* reload_forget: the asker of this arg is not called any more. */
void	 reload_forget(struct kopd *, const void *arg);

/* The answer of a child; -1: it was not asked, or the message is malformed. */
int	 reload_accepted(struct kopd *, enum role);
int	 reload_rejected(struct kopd *, enum role, const struct msg *);

/* reload_drop: forgets the reload, because kopd ends. */
void	 reload_drop(struct kopd *);

#endif
