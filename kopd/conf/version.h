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

/* A version of Traefik that is newer than any whose fields are known. */

#ifndef KOPD_CONF_VERSION_H
#define KOPD_CONF_VERSION_H

#include <stdint.h>

#include "kopd/conf/conf.h"

/*
 * version_newest: the newest known version that labels are read as, where
 * version is newer than that; else 0.
 */
uint32_t	 version_newest(uint32_t version);

/* version_warn: warns of a newer one, at the place where kopd.conf has it. */
void		 version_warn(const struct kopd_conf *);

#endif
