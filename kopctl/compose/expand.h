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
 * Expands ${NAME} in strings as Compose does (compose-spec, "Interpolation"):
 * $NAME, ${NAME}, ${NAME:-word}, ${NAME-word}, ${NAME:+word}, ${NAME+word},
 * ${NAME:?why}, ${NAME?why}, also in a word; $$ is one dollar.  A $ before
 * anything else stays.
 */

#ifndef KOPCTL_COMPOSE_EXPAND_H
#define KOPCTL_COMPOSE_EXPAND_H

#define EXPAND_DEPTH_MAX	8	/* nested words */
#define EXPAND_NAME_MAX		128
#define EXPAND_BYTES_MAX	(1024 * 1024)

struct expand {
	/* The value of a variable, NULL when it is not set. */
	const char	*(*get)(void *arg, const char *name);
	/* Called for an unset one, which counts as empty. */
	void		 (*unset)(void *arg, const char *name);
	void		*arg;
	char		 why[192];	/* after a failure */
};

/* expand: the expanded string, to be freed; NULL and why on error. */
char	*expand(struct expand *, const char *text);

#endif
