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
 * TLS to Redis by OpenSSL: whom to believe, who we are, and what went wrong,
 * in words.  Nothing is read from files.
 */

#ifndef REDIS_WRITER_CONNECTION_TLS_H
#define REDIS_WRITER_CONNECTION_TLS_H

#include <stddef.h>

#include <openssl/ssl.h>

#include "common/config.h"

struct tls;

/* Once, before confinement: later, OpenSSL finds no files. */
void		 tls_init(void);

/*
 * What the configuration says of certificates.  NULL when it cannot be used,
 * with the setting, "tls key", and what is wrong with it in why.
 */
struct tls	*tls_new(const struct redis_writer_conf *,
		    const char **setting, char *why, size_t size);
void		 tls_free(struct tls *);

/*
 * One connection to host, a name or an address, which its certificate must
 * have unless `tls server name' says another.  The caller's to free; NULL
 * when that can be no name.
 */
SSL		*tls_session(const struct tls *, const char *host);

/* True when the other end just closed: few take their leave as TLS has it. */
int		 tls_closed(unsigned long error);

/*
 * Why the connection broke, as an operator needs it.  error is OpenSSL's, 0
 * for none.  Good until the next call; NULL when TLS is not the reason.
 */
const char	*tls_explain(const SSL *, unsigned long error);

#endif
