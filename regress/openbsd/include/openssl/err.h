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

/* ERR(3) of LibreSSL */

#ifndef OPENBSD_OPENSSL_ERR_H
#define OPENBSD_OPENSSL_ERR_H

/* LibreSSL: it has no CRYPTO_set_mem_functions(3). */
#define LIBRESSL_VERSION_NUMBER	0x4000000fL

#define ERR_LIB_PEM		9
#define ERR_LIB_SSL		20
#define ERR_GET_LIB(l)		((int)((l) >> 24 & 0xff))
#define ERR_GET_REASON(l)	((int)((l) & 0xfff))

void		 ERR_clear_error(void);
unsigned long	 ERR_get_error(void);
unsigned long	 ERR_peek_last_error(void);
const char	*ERR_reason_error_string(unsigned long);

#endif
