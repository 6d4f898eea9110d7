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

#include "common/log.h"
#include "common/traefik.h"
#include "kopd/conf/version.h"

uint32_t
version_newest(uint32_t version)
{
	if (version > TRAEFIK_NEWEST)
		return TRAEFIK_NEWEST;
	if (version > TRAEFIK_NEWEST_V2 &&
	    version < TRAEFIK_VERSION(3, 0, 0))
		return TRAEFIK_NEWEST_V2;
	return 0;
}

void
version_warn(const struct kopd_conf *conf)
{
	const char	*origin = conf->origin[SET_TRAEFIK_VERSION];
	uint32_t	 v = conf->maker.traefik_version;
	uint32_t	 known = version_newest(v);

	if (known == 0)
		return;
	log_warnx("%s%straefik version %u.%u.%u is newer than this kopd: "
	    "labels are read as for %u.%u.%u", origin == NULL ? "" :
	    origin, origin == NULL ? "" : ": ", TRAEFIK_MAJOR(v),
	    TRAEFIK_MINOR(v), TRAEFIK_PATCH(v), TRAEFIK_MAJOR(known),
	    TRAEFIK_MINOR(known), TRAEFIK_PATCH(known));
}
