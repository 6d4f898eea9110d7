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

/* PEM_read(3), BIO_s_mem(3) of LibreSSL */

#ifndef OPENBSD_OPENSSL_PEM_H
#define OPENBSD_OPENSSL_PEM_H

#include <openssl/x509v3.h>

typedef struct bio_st	 BIO;
typedef int		 pem_password_cb(char *, int, int, void *);

#define PEM_R_NO_START_LINE	108

int		 BIO_free(BIO *);
BIO		*BIO_new_mem_buf(const void *, int);
EVP_PKEY	*PEM_read_bio_PrivateKey(BIO *, EVP_PKEY **, pem_password_cb *,
		    void *);
X509		*PEM_read_bio_X509(BIO *, X509 **, pem_password_cb *, void *);

#endif
