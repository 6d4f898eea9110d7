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

#include <arpa/inet.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "common/log.h"
#include "common/xmalloc.h"
#include "common/xstrdup.h"
#include "redis-writer/connection/tls.h"

/* LibreSSL has neither: it reports no error when a connection ends. */
#ifndef SSL_OP_NO_RENEGOTIATION
#define SSL_OP_NO_RENEGOTIATION			0
#endif
#ifndef SSL_R_UNEXPECTED_EOF_WHILE_READING
#define SSL_R_UNEXPECTED_EOF_WHILE_READING	(-1)
#endif

struct tls {
	SSL_CTX	*context;
	char	*server_name;		/* "": name of the host */
	int	 insecure;
};

#ifndef LIBRESSL_VERSION_NUMBER
/* For OpenSSL, which cannot be used any more after a lack of memory. */
static void *
openssl_malloc(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return xmalloc(size);
}

static void *
openssl_realloc(void *old, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return xrealloc(old, size);
}

static void
openssl_free(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	free(p);
}

/* An error means that OpenSSL has allocated memory before. */
static void
set_memory(void)
{
	if (CRYPTO_set_mem_functions(openssl_malloc, openssl_realloc,
	    openssl_free) == 0)
		fatalx("OpenSSL cannot be initialised");
}
#else
static void
set_memory(void)
{
	/* LibreSSL always takes those of libc. */
}
#endif

/*
 * OpenSSL must not clean up in exit(3): it would wait for a lock of its own for
 * ever if it is called from an initialisation of OpenSSL that lacks memory.
 */
#ifdef OPENSSL_INIT_NO_ATEXIT
#define NO_ATEXIT	OPENSSL_INIT_NO_ATEXIT
#else
#define NO_ATEXIT	0		/* LibreSSL has no such handler */
#endif

void
tls_init(void)
{
	set_memory();
	if (OPENSSL_init_ssl(NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CONFIG |
	    OPENSSL_INIT_LOAD_SSL_STRINGS | OPENSSL_INIT_LOAD_CRYPTO_STRINGS,
	    NULL) != 1)
		fatalx("OpenSSL cannot be initialised");
}

/* Returns NULL if OpenSSL has no reason. */
static const char *
last_error(void)
{
	unsigned long	 error = ERR_peek_last_error();
	const char	*reason = ERR_reason_error_string(error);

	ERR_clear_error();
	return reason;
}

static BIO *
text_open(const char *text)
{
	BIO	*b;

	if ((b = BIO_new_mem_buf(text, -1)) == NULL)
		fatalx("OpenSSL: no memory");
	return b;
}

/* Rejects a key with a passphrase, because no user can enter it. */
static int
no_passphrase(char *buf, int size, int writing, void *arg)
{
	(void)buf;
	(void)size;
	(void)writing;
	(void)arg;
	return -1;
}

/* True if reading reached the end, which is no error. */
static int
at_end(void)
{
	unsigned long	 error = ERR_peek_last_error();

	if (ERR_GET_LIB(error) != ERR_LIB_PEM ||
	    ERR_GET_REASON(error) != PEM_R_NO_START_LINE)
		return 0;
	ERR_clear_error();
	return 1;
}

static int
load_ca(SSL_CTX *context, const char *text)
{
	X509_STORE	*store = SSL_CTX_get_cert_store(context);
	BIO		*b = text_open(text);
	X509		*x;
	size_t		 n = 0;
	int		 fine;

	while ((x = PEM_read_bio_X509(b, NULL, no_passphrase, NULL)) != NULL) {
		n += X509_STORE_add_cert(store, x) == 1;
		X509_free(x);
	}
	fine = at_end() && n > 0;
	BIO_free(b);
	return fine ? 0 : -1;
}

/* Loads our certificate first, then those of its issuers. */
static int
load_certificate(SSL_CTX *context, const char *text)
{
	BIO	*b = text_open(text);
	X509	*x;
	int	 fine;

	x = PEM_read_bio_X509(b, NULL, no_passphrase, NULL);
	fine = x != NULL && SSL_CTX_use_certificate(context, x) == 1;
	X509_free(x);
	while (fine && (x = PEM_read_bio_X509(b, NULL, no_passphrase,
	    NULL)) != NULL) {
		fine = SSL_CTX_add1_chain_cert(context, x) == 1;
		X509_free(x);
	}
	fine = fine && at_end();
	BIO_free(b);
	return fine ? 0 : -1;
}

static int
load_key(SSL_CTX *context, const char *text)
{
	BIO		*b = text_open(text);
	EVP_PKEY	*key;
	int		 fine;

	key = PEM_read_bio_PrivateKey(b, NULL, no_passphrase, NULL);
	fine = key != NULL && SSL_CTX_use_PrivateKey(context, key) == 1;
	EVP_PKEY_free(key);
	BIO_free(b);
	return fine ? 0 : -1;
}

/* Returns -1 with the setting that cannot be used, and the reason. */
static int
load(SSL_CTX *context, const struct redis_writer_conf *conf,
    const char **setting, char *why, size_t size)
{
	const char	*what = NULL, *reason;

	if (!conf->tls_insecure && load_ca(context, conf->tls_ca) == -1) {
		*setting = "tls ca";
		what = "no certificate in PEM format";
	} else if (*conf->tls_certificate != '\0' &&
	    load_certificate(context, conf->tls_certificate) == -1) {
		*setting = "tls certificate";
		what = "no certificate in PEM format";
	} else if (*conf->tls_key != '\0' &&
	    load_key(context, conf->tls_key) == -1) {
		*setting = "tls key";
		what = "no key in PEM format without a passphrase, or the key "
		    "of another certificate";
	}
	if (what == NULL)
		return 0;
	reason = last_error();
	(void)snprintf(why, size, "%s%s%s%s", what, reason != NULL ? " (" : "",
	    reason != NULL ? reason : "", reason != NULL ? ")" : "");
	return -1;
}

struct tls *
tls_new(const struct redis_writer_conf *conf, const char **setting, char *why,
    size_t size)
{
	struct tls	*t;

	ERR_clear_error();
	if ((t = calloc(1, sizeof(*t))) == NULL ||
	    (t->server_name = strdup(conf->tls_server_name)) == NULL ||
	    (t->context = SSL_CTX_new(TLS_client_method())) == NULL)
		fatal(NULL);
	t->insecure = conf->tls_insecure != 0;
	SSL_CTX_set_min_proto_version(t->context, conf->tls_version == 13 ?
	    TLS1_3_VERSION : TLS1_2_VERSION);
	SSL_CTX_set_options(t->context, SSL_OP_NO_COMPRESSION |
	    SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_set_session_cache_mode(t->context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_verify(t->context, t->insecure ? SSL_VERIFY_NONE :
	    SSL_VERIFY_PEER, NULL);
	if (load(t->context, conf, setting, why, size) == -1) {
		tls_free(t);
		return NULL;
	}
	return t;
}

void
tls_free(struct tls *t)
{
	if (t == NULL)
		return;
	SSL_CTX_free(t->context);
	free(t->server_name);
	free(t);
}

static int
is_address(const char *host)
{
	u_char	 buf[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, host, buf) == 1 ||
	    inet_pton(AF_INET6, host, buf) == 1;
}

/* OpenSSL copies the name, though its argument is not const. */
static int
ask_for(SSL *ssl, const char *host)
{
	char	*name = xstrdup(host);
	int	 fine = SSL_set_tlsext_host_name(ssl, name) == 1;

	free(name);
	return fine;
}

SSL *
tls_session(const struct tls *t, const char *host)
{
	X509_VERIFY_PARAM	*verify;
	SSL			*ssl;
	int			 fine;

	if (*t->server_name != '\0')
		host = t->server_name;
	if ((ssl = SSL_new(t->context)) == NULL)
		fatalx("OpenSSL: no memory");
	verify = SSL_get0_param(ssl);
	if (is_address(host))
		fine = X509_VERIFY_PARAM_set1_ip_asc(verify, host) == 1;
	else {
		X509_VERIFY_PARAM_set_hostflags(verify,
		    X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
		fine = X509_VERIFY_PARAM_set1_host(verify, host, 0) == 1 &&
		    ask_for(ssl, host);
	}
	if (fine)
		return ssl;
	SSL_free(ssl);
	ERR_clear_error();
	return NULL;
}

int
tls_closed(unsigned long error)
{
	return ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) ==
	    SSL_R_UNEXPECTED_EOF_WHILE_READING;
}

const char *
tls_explain(const SSL *ssl, unsigned long error)
{
	static char	 text[512];
	long		 verdict = SSL_get_verify_result(ssl);
	const char	*reason = ERR_reason_error_string(error);

	ERR_clear_error();
	if (error == 0)
		return NULL;
	if (verdict != X509_V_OK && ERR_GET_REASON(error) ==
	    SSL_R_CERTIFICATE_VERIFY_FAILED)
		(void)snprintf(text, sizeof(text), "its certificate is "
		    "rejected: %s; see `tls ca' and `tls server name' in "
		    "kopd.conf(5)", X509_verify_cert_error_string(verdict));
	else if (ERR_GET_REASON(error) == SSL_R_WRONG_VERSION_NUMBER)
		(void)snprintf(text, sizeof(text), "it does not use TLS; check "
		    "that this is the tls-port of Redis");
	else
		(void)snprintf(text, sizeof(text), "TLS: %s",
		    reason != NULL ? reason : "no reason given");
	return text;
}
