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

/* X509_VERIFY_PARAM_set_flags(3), X509_STORE_add_cert(3) of LibreSSL */

#ifndef OPENBSD_OPENSSL_X509V3_H
#define OPENBSD_OPENSSL_X509V3_H

#include <sys/types.h>

typedef struct evp_pkey_st		 EVP_PKEY;
typedef struct x509_st			 X509;
typedef struct x509_store_st		 X509_STORE;
typedef struct x509_store_ctx_st	 X509_STORE_CTX;
typedef struct X509_VERIFY_PARAM_st	 X509_VERIFY_PARAM;

#define X509_V_OK				0
#define X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS	0x4

void		 EVP_PKEY_free(EVP_PKEY *);
int		 X509_STORE_add_cert(X509_STORE *, X509 *);
void		 X509_free(X509 *);
const char	*X509_verify_cert_error_string(long);
int		 X509_VERIFY_PARAM_set1_host(X509_VERIFY_PARAM *, const char *,
		    size_t);
int		 X509_VERIFY_PARAM_set1_ip_asc(X509_VERIFY_PARAM *,
		    const char *);
void		 X509_VERIFY_PARAM_set_hostflags(X509_VERIFY_PARAM *,
		    unsigned int);

#endif
