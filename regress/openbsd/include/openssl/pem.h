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
