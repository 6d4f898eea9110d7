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

/*
 * Numbers, durations and versions as strings.  Each function returns -1 for a
 * string that it rejects, and sets *why to the reason, unless why is NULL.  The
 * reason is static and follows the string: "is not a duration such as 90, 60s,
 * 5m, 1h".
 */

#ifndef KOPD_CONF_VALUE_H
#define KOPD_CONF_VALUE_H

/* conf_duration: "90", "90s", "5m", "1h", "1d", in seconds. */
long long conf_duration(const char *, const char **why);

/* conf_size: "90", "90K", "90M", "1G", in bytes. */
long long conf_size(const char *, const char **why);

/*
 * conf_version: "3.7", "2.11.53", as TRAEFIK_VERSION().  Without a patch it is
 * the first one, because all later ones support the same fields.
 */
long long conf_version(const char *, const char **why);

/*
 * conf_go_duration: "90" or Go's "1m30s", "1.5h", "250ms", as Traefik reads
 * them; rounded up to seconds; not below 0.
 */
long long conf_go_duration(const char *, const char **why);

/* conf_go_bool: as Go's strconv.ParseBool: 1, 0, or -1 for neither. */
int	 conf_go_bool(const char *);

/* conf_go_int: as Go's strconv.ParseInt with base 0: 0x1f, 1_000; 0 or -1. */
int	 conf_go_int(const char *, long long *);

#endif
