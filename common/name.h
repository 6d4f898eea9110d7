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
 * Names that become parts of keys in Redis.  The check of the configuration,
 * kopd and redis-writer all use these rules.
 */

#ifndef COMMON_NAME_H
#define COMMON_NAME_H

/* Bytes of a host's name. */
#define NAME_HOST_MAX	255

/*
 * name_host_fault: NULL if the name can be that of a host: 1 to NAME_HOST_MAX
 * letters, digits, dots, underscores and hyphens.  Else the reason, which
 * follows the name in a message; static.
 */
const char	*name_host_fault(const char *);

/*
 * name_root_fault: the same for the root of Traefik's keys: kopd's own keys
 * are not below it, it neither begins nor ends with a slash, and it has no
 * blank, no control character and no character with a meaning in a pattern of
 * Redis.
 */
const char	*name_root_fault(const char *);

#endif
