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

/* Password files. */

#ifndef KOPD_CONF_SECRET_H
#define KOPD_CONF_SECRET_H

#include <sys/stat.h>

#include "kopd/conf/conf.h"

/* Bytes of a password; Redis itself takes longer ones than anybody uses. */
#define SECRET_MAX	1024

/*
 * secret_load: reads the password files that conf names into its passwords.
 * A file is opened once, and on that descriptor checked to be a regular file
 * that belongs to root or to us, that others cannot read and the group cannot
 * write; it holds one line.  Errors are reported with the place that names
 * the file.  One that came out of reach since before (NULL: there is none) is
 * not read again: redis-writer keeps what it has.  With lenient (kopd -n as an
 * ordinary user) a file that we may not open is said and left.
 */
void	 secret_load(struct kopd_conf *, const struct kopd_conf *before,
	    struct conf_report *, int lenient);

/* Says that the file of this setting was not checked. */
void	 secret_left(const struct kopd_conf *, enum setting);

/* Why a file with that status is not fit to hold a secret, or NULL. */
const char *secret_check(const struct stat *);

#endif
