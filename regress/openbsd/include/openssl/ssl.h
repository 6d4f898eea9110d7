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

/* ssl(3) of LibreSSL, which is OpenBSD's own */

#ifndef OPENBSD_OPENSSL_SSL_H
#define OPENBSD_OPENSSL_SSL_H

#include <sys/types.h>

#include <openssl/x509v3.h>

typedef struct ssl_st		 SSL;
typedef struct ssl_ctx_st	 SSL_CTX;
typedef struct ssl_method_st	 SSL_METHOD;

#define TLS1_2_VERSION			0x0303
#define TLS1_3_VERSION			0x0304

#define SSL_OP_NO_COMPRESSION		0x0L
#define SSL_OP_NO_CLIENT_RENEGOTIATION	0x08000000L

#define SSL_VERIFY_NONE			0x00
#define SSL_VERIFY_PEER			0x01
#define SSL_SESS_CACHE_OFF		0x0000

#define SSL_R_CERTIFICATE_VERIFY_FAILED	134
#define SSL_R_WRONG_VERSION_NUMBER	267

#define OPENSSL_INIT_NO_LOAD_CONFIG		0x00000001L
#define OPENSSL_INIT_LOAD_CRYPTO_STRINGS	0L
#define OPENSSL_INIT_LOAD_SSL_STRINGS		0L

int			 OPENSSL_init_ssl(uint64_t, const void *);
const SSL_METHOD	*TLS_client_method(void);
long			 SSL_CTX_add1_chain_cert(SSL_CTX *, X509 *);
void			 SSL_CTX_free(SSL_CTX *);
X509_STORE		*SSL_CTX_get_cert_store(const SSL_CTX *);
SSL_CTX			*SSL_CTX_new(const SSL_METHOD *);
int			 SSL_CTX_set_min_proto_version(SSL_CTX *, uint16_t);
long			 SSL_CTX_set_options(SSL_CTX *, long);
long			 SSL_CTX_set_session_cache_mode(SSL_CTX *, long);
void			 SSL_CTX_set_verify(SSL_CTX *, int,
			    int (*)(int, X509_STORE_CTX *));
int			 SSL_CTX_use_PrivateKey(SSL_CTX *, EVP_PKEY *);
int			 SSL_CTX_use_certificate(SSL_CTX *, X509 *);
void			 SSL_free(SSL *);
X509_VERIFY_PARAM	*SSL_get0_param(SSL *);
long			 SSL_get_verify_result(const SSL *);
SSL			*SSL_new(SSL_CTX *);
long			 SSL_set_tlsext_host_name(SSL *, const char *);

#endif
