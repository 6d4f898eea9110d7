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
 * Semantic versions as in Masterminds/semver, which accepts more than
 * semver.org, such as "v1.2".
 */

#ifndef ROUTE_MAKER_TEMPLATE_SEMVER_H
#define ROUTE_MAKER_TEMPLATE_SEMVER_H

#include <stdint.h>

#include "route-maker/template/datum.h"

struct buffer;
struct exec;

struct tmpl_version {
	uint64_t		major;
	uint64_t		minor;
	uint64_t		patch;
	struct tmpl_string	prerelease;
	struct tmpl_string	metadata;
	struct tmpl_string	original;
};

/* Returns 0, or -1 if the string is not a version. */
int	version_parse(struct exec *, struct tmpl_string, struct tmpl_version *);

/* Returns less than 0, 0 or more than 0, as memcmp(3) does. */
int	version_compare(const struct tmpl_version *,
	    const struct tmpl_version *);

/*
 * Returns 1 if the constraint accepts the version, else 0.  Returns -1 if the
 * constraint is malformed.
 */
int	version_check(struct exec *, struct tmpl_string constraint,
	    const struct tmpl_version *);

/* Appends a version, as from its String method. */
void	format_version(struct exec *, struct buffer *,
	    const struct tmpl_version *);

#endif
