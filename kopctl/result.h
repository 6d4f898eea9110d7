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
 * With -j: the results of commands that otherwise log them, and errors as JSON.
 */

#ifndef KOPCTL_RESULT_H
#define KOPCTL_RESULT_H

#include "kopctl/emit.h"
#include "kopctl/items.h"
#include "kopd/conf/load.h"

/*
 * One object each.  error is that of ask(), or NULL.  result_reload() and
 * result_withdraw() print nothing if there is no result, because kopd was not
 * asked or has not answered.  host is "" for this one.
 */
void	result_reload(struct emit *, const struct answer *, const char *error);
void	result_withdraw(struct emit *, const struct answer *,
	    const char *host, const char *error);
void	result_log(struct emit *, const char *level);

/*
 * From now on, each message is an object on stderr, with one member: error,
 * warning or info.
 */
void	result_errors(void);

/* True after that: stderr must have nothing else. */
int	result_is_json(void);

/* Errors of a kopd.conf go to stderr: as lines or, after result_errors(), so. */
void	result_report(struct conf_report *);

#endif
