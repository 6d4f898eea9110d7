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

/* The files of the `tls' settings.  redis-writer gets their contents. */

#ifndef KOPD_CONF_CERTIFICATE_H
#define KOPD_CONF_CERTIFICATE_H

#include "kopd/conf/conf.h"

/*
 * certificates_load: reads the files for redis-writer; without `tls ca' those
 * of the system.  An unreadable file is an error.  before is the configuration
 * in effect, NULL at start: if a running kopd can no longer reach a file, it
 * keeps its contents.  With lenient (kopd -n), a file that only root may read
 * is reported, but is not an error.
 */
void	 certificates_load(struct kopd_conf *, const struct kopd_conf *before,
	    struct conf_report *, int lenient);

#endif
