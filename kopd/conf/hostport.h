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

/* One "host:port" or "[address]:port", with or without the port. */

#ifndef KOPD_CONF_HOSTPORT_H
#define KOPD_CONF_HOSTPORT_H

/* hostport_fault: why a string is not one of these, static; NULL: it is. */
const char	*hostport_fault(const char *);

/*
 * hostport_cut: cuts a string that hostport_fault() accepts in place, so that
 * only the host remains, without brackets.  Returns the port, which is in the
 * string; NULL: it has no port.
 */
char		*hostport_cut(char *);

#endif
