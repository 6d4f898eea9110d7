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

/* The files that `tls' names, whose contents redis-writer gets. */

#ifndef KOPD_CONF_CERTIFICATE_H
#define KOPD_CONF_CERTIFICATE_H

#include "kopd/conf/conf.h"

/*
 * certificates_load: reads them for redis-writer; without `tls ca' those of
 * the system.  A file that cannot be read is an error.  before is the
 * configuration in effect, NULL at start: a file that a running kopd can no
 * longer reach stays as it was.  With lenient (kopd -n) a file that only root
 * may read is reported, and is no error.
 */
void	 certificates_load(struct kopd_conf *, const struct kopd_conf *before,
	    struct conf_report *, int lenient);

#endif
