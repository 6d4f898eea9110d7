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
 * What this machine is called, for engines that do not say who they are.
 * /etc/machine-id is not for others to see (machine-id(5)): what is told of it
 * is a digest, together with where the engine is.
 */

#ifndef KOPD_MACHINE_H
#define KOPD_MACHINE_H

#define MACHINE_FILE	"/etc/machine-id"
#define MACHINE_DIGITS	32

/*
 * machine_read: reads the file at path, as machine-id(5) has it; id becomes
 * its 32 lower-case hexadecimal digits, or "" where it has none or only zeros.
 */
void		 machine_read(const char *path, char id[MACHINE_DIGITS + 1]);

/*
 * machine_digest: the first 32 digits of SHA-256 over "kopd", id and endpoint;
 * "" for an id of "".  Returns digits.
 */
const char	*machine_digest(const char *id, const char *endpoint,
		    char digits[MACHINE_DIGITS + 1]);

#endif
