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
 * The identity of this machine, for engines that have no id of their own.
 * /etc/machine-id is confidential (machine-id(5)): kopd uses a digest of it
 * and of the engine's address.
 */

#ifndef KOPD_MACHINE_H
#define KOPD_MACHINE_H

#define MACHINE_FILE	"/etc/machine-id"
#define MACHINE_DIGITS	32

/*
 * machine_read: reads the file at path, in the format of machine-id(5); id
 * becomes its 32 lower-case hexadecimal digits, or "" if the file has no such
 * digits, or only zeros.
 */
void		 machine_read(const char *path, char id[MACHINE_DIGITS + 1]);

/*
 * machine_digest: the first 32 digits of SHA-256 over "kopd", id and endpoint;
 * "" for an id of "".  Returns digits.
 */
const char	*machine_digest(const char *id, const char *endpoint,
		    char digits[MACHINE_DIGITS + 1]);

#endif
