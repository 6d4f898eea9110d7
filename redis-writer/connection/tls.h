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
 * TLS to Redis with OpenSSL: which certificates to trust, our own certificate,
 * and explanations of errors.  It reads no files.
 */

#ifndef REDIS_WRITER_CONNECTION_TLS_H
#define REDIS_WRITER_CONNECTION_TLS_H

#include <stddef.h>

#include <openssl/ssl.h>

#include "common/config.h"

struct tls;

/* Call this once before confinement, because OpenSSL finds no files later. */
void		 tls_init(void);

/*
 * Takes the certificates of the configuration.  Returns NULL if they cannot be
 * used, with the setting, such as "tls key", and the error in why.
 */
struct tls	*tls_new(const struct redis_writer_conf *,
		    const char **setting, char *why, size_t size);
void		 tls_free(struct tls *);

/*
 * Returns a session for one connection to host, a name or an address.  Its
 * certificate must have this name, or the one of `tls server name'.  The
 * caller frees it.  Returns NULL if this cannot be a name.
 */
SSL		*tls_session(const struct tls *, const char *host);

/*
 * True if the server closed the connection without the close message of TLS,
 * as most servers do.
 */
int		 tls_closed(unsigned long error);

/*
 * Explains to an operator why the connection broke.  error is OpenSSL's, or 0.
 * Valid until the next call.  Returns NULL if TLS is not the reason.
 */
const char	*tls_explain(const SSL *, unsigned long error);

#endif
