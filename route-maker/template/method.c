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

#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/data.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/layout.h"
#include "route-maker/template/method.h"
#include "route-maker/template/semver.h"

/* The methods of semver.Version.  They have no arguments. */
static int
version_method(struct exec *x, const struct tmpl_version *v,
    struct tmpl_string name, struct datum *d)
{
	struct buffer	 b = { NULL, 0, 0 };

	if (string_equal(name, "Major"))
		*d = datum_int64((int64_t)v->major);
	else if (string_equal(name, "Minor"))
		*d = datum_int64((int64_t)v->minor);
	else if (string_equal(name, "Patch"))
		*d = datum_int64((int64_t)v->patch);
	else if (string_equal(name, "Prerelease"))
		*d = datum_string(v->prerelease);
	else if (string_equal(name, "Metadata"))
		*d = datum_string(v->metadata);
	else if (string_equal(name, "Original"))
		*d = datum_string(v->original);
	else if (string_equal(name, "String")) {
		format_version(x, &b, v);
		*d = datum_string(buffer_string(x, &b));
	} else
		return 0;
	return 1;
}

static struct datum
time_format(struct exec *x, const struct tmpl_moment *t,
    struct tmpl_string layout)
{
	struct buffer	 b = { NULL, 0, 0 };

	format_time(x, &b, t, layout);
	return datum_string(buffer_string(x, &b));
}

static int
time_method(struct exec *x, const struct tmpl_moment *t,
    struct tmpl_string name, const struct datum *args, size_t n,
    struct datum *d)
{
	if (string_equal(name, "Format")) {
		if (n != 1 || args[0].type != TYPE_STRING)
			exec_fail(x, "Format takes a layout");
		*d = time_format(x, t, args[0].s);
		return 1;
	}
	if (n > 0)
		return 0;
	if (string_equal(name, "Unix"))
		*d = datum_int64(t->seconds);
	else if (string_equal(name, "String"))
		*d = time_format(x, t, string_of(TIME_LAYOUT));
	else
		return 0;
	return 1;
}

struct datum
eval_field(struct exec *x, const struct datum *receiver,
    struct tmpl_string name, const struct datum *args, size_t n)
{
	struct datum	*value, d = datum_none();
	size_t		 field;

	switch (receiver->type) {
	case TYPE_NONE:
		return d;
	case TYPE_NIL:
		exec_fail(x, "nil pointer evaluating interface {}.%s", name.s);
	case TYPE_MAP:
	case TYPE_STRING_MAP:
		if (n > 0)
			exec_fail(x, "%s is not a method but has arguments",
			    name.s);
		value = map_get(receiver->map, name);
		return value == NULL ? d : *value;
	case TYPE_DATA:
		if ((field = data_find(name)) == DATA_FIELDS)
			break;
		if (n > 0)
			exec_fail(x, "%s has arguments but cannot be invoked "
			    "as function", name.s);
		return data_field(x, field);
	case TYPE_TIME:
		if (time_method(x, receiver->time, name, args, n, &d))
			return d;
		break;
	case TYPE_VERSION:
		if (n == 0 && version_method(x, receiver->version, name, &d))
			return d;
		break;
	default:
		break;
	}
	exec_fail(x, "can't evaluate field %s in type %s", name.s,
	    datum_type(receiver));
}
