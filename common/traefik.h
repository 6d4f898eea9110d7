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
 * Versions of Traefik as numbers that compare as the versions do.
 */

#ifndef COMMON_TRAEFIK_H
#define COMMON_TRAEFIK_H

#define TRAEFIK_VERSION(major, minor, patch)				\
	((major) * 10000u + (minor) * 100u + (patch))
#define TRAEFIK_MAJOR(version)	((version) / 10000)
#define TRAEFIK_MINOR(version)	((version) / 100 % 100)
#define TRAEFIK_PATCH(version)	((version) % 100)

/* The newest version with known fields, and the default. */
#define TRAEFIK_NEWEST		TRAEFIK_VERSION(3, 7, 9)
#define TRAEFIK_NEWEST_V2	TRAEFIK_VERSION(2, 11, 53)

#endif
