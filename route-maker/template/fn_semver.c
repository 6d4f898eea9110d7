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

#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/semver.h"

FN(fn_semver)
{
	struct tmpl_version	*v = exec_alloc(x, 1, sizeof(*v));

	(void)n;
	if (version_parse(x, args[0].s, v) == -1)
		exec_fail(x, "invalid semantic version");
	return (struct datum){ .type = TYPE_VERSION, .version = v };
}

FN(fn_semver_compare)
{
	struct tmpl_version	 v;
	int			 holds;

	(void)n;
	if (version_parse(x, args[1].s, &v) == -1)
		exec_fail(x, "invalid semantic version");
	if ((holds = version_check(x, args[0].s, &v)) == -1)
		exec_fail(x, "improper constraint: %s", args[0].s.s);
	return datum_bool(holds);
}
