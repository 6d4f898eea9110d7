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

/* Bytes of a password. */
#define SECRET_MAX	1024

/*
 * secret_load: reads the password files of conf into its passwords.  A file is
 * opened once.  It must be a regular file of root or of this user that others
 * cannot read and its group cannot write, which is checked on that descriptor,
 * and have one line.  Errors are reported with the origin of the setting.  If a
 * file of the configuration before (NULL: none) can no longer be reached,
 * redis-writer keeps the password.  With lenient (kopd -n as an ordinary user),
 * a file that only root may read is reported, but is not an error.
 */
void	 secret_load(struct kopd_conf *, const struct kopd_conf *before,
	    struct conf_report *, int lenient);

/* secret_left: reports that the file of this setting is not checked. */
void	 secret_left(const struct kopd_conf *, enum setting);

/* secret_check: why a file of that status is rejected, static; or NULL. */
const char *secret_check(const struct stat *);

#endif
