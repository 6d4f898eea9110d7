/* ERR(3) of LibreSSL */

#ifndef OPENBSD_OPENSSL_ERR_H
#define OPENBSD_OPENSSL_ERR_H

#define ERR_LIB_PEM		9
#define ERR_LIB_SSL		20
#define ERR_GET_LIB(l)		((int)((l) >> 24 & 0xff))
#define ERR_GET_REASON(l)	((int)((l) & 0xfff))

void		 ERR_clear_error(void);
unsigned long	 ERR_get_error(void);
unsigned long	 ERR_peek_last_error(void);
const char	*ERR_reason_error_string(unsigned long);

#endif
