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

#include "go/duration.h"
#include "go/number.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/layout.h"
#include "route-maker/template/limit.h"

#define YEAR_1	INT64_C(-62135596800)	/* time.Time{} */

FN(fn_duration)
{
	struct buffer	 b = { NULL, 0, 0 };
	char		 s[GO_DURATION_MAX];
	int64_t		 seconds;

	(void)n;
	if (args[0].type == TYPE_INT64)
		seconds = args[0].i;
	else if (args[0].type != TYPE_STRING ||
	    go_parse_int(args[0].s.s, args[0].s.len, 10, &seconds) == -1)
		seconds = 0;
	buffer_puts(x, &b, go_format_duration((int64_t)((uint64_t)seconds *
	    (uint64_t)GO_SECOND), s));
	return datum_string(buffer_string(x, &b));
}

FN(fn_duration_round)
{
	static const struct {
		const char	*name;
		uint64_t	 seconds;
	} steps[] = {
		{ "y", 365 * 86400 }, { "mo", 30 * 86400 }, { "d", 86400 },
		{ "h", 3600 }, { "m", 60 }, { "s", 1 },
	};
	struct buffer	 b = { NULL, 0, 0 };
	int64_t		 d = 0;
	uint64_t	 u;
	size_t		 i;

	(void)n;
	if (args[0].type == TYPE_TIME)
		exec_fail(x, "it reads the clock");
	if (args[0].type == TYPE_INT64)
		d = args[0].i;
	else if (args[0].type != TYPE_STRING ||
	    go_parse_duration(args[0].s.s, args[0].s.len, &d) == -1)
		d = 0;
	u = d < 0 ? 0 - (uint64_t)d : (uint64_t)d;
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (u > steps[i].seconds * (uint64_t)GO_SECOND) {
			buffer_printf(x, &b, "%llu%s", (unsigned long long)(
			    u / (steps[i].seconds * (uint64_t)GO_SECOND)),
			    steps[i].name);
			return datum_string(buffer_string(x, &b));
		}
	return datum_string(string_of("0s"));
}

/* Zones other than UTC need files, which route-maker cannot read. */
static void
check_zone(struct exec *x, struct tmpl_string zone)
{
	if (zone.len > 0 && !string_equal(zone, "UTC") &&
	    !string_equal(zone, "Local"))
		exec_fail(x, "UTC is the only time zone");
}

static struct datum
format_date(struct exec *x, const struct datum *d, struct tmpl_string layout)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_moment	 t = { 0, 0, 0 };

	if (d->type == TYPE_TIME)
		t = *d->time;
	else if (d->type == TYPE_INT || d->type == TYPE_INT64)
		t.seconds = d->i;
	else
		exec_fail(x, "it reads the clock for a value that is no time");
	t.offset = 0;
	if (t.seconds > INT64_C(1) << 55 || t.seconds < -(INT64_C(1) << 55))
		exec_fail(x, "the time is out of range");
	format_time(x, &b, &t, layout);
	return datum_string(buffer_string(x, &b));
}

FN(fn_date)
{
	(void)n;
	return format_date(x, &args[1], args[0].s);
}

FN(fn_date_in_zone)
{
	(void)n;
	check_zone(x, args[2].s);
	return format_date(x, &args[1], args[0].s);
}

FN(fn_html_date)
{
	(void)n;
	return format_date(x, &args[0], string_of("2006-01-02"));
}

FN(fn_html_date_in_zone)
{
	(void)n;
	check_zone(x, args[1].s);
	return format_date(x, &args[0], string_of("2006-01-02"));
}

static struct datum
time_datum(struct exec *x, struct tmpl_moment t)
{
	struct tmpl_moment	*p = exec_alloc(x, 1, sizeof(*p));

	*p = t;
	return (struct datum){ .type = TYPE_TIME, .time = p };
}

static struct datum
add_duration(struct exec *x, const struct tmpl_moment *from, int64_t d)
{
	struct tmpl_moment	 t = *from;
	int64_t			 nanoseconds = t.nanoseconds + d % GO_SECOND;

	t.seconds += d / GO_SECOND + nanoseconds / GO_SECOND;
	nanoseconds %= GO_SECOND;
	if (nanoseconds < 0) {
		nanoseconds += GO_SECOND;
		t.seconds--;
	}
	t.nanoseconds = (int32_t)nanoseconds;
	return time_datum(x, t);
}

FN(fn_date_modify)
{
	int64_t	 d;

	(void)n;
	if (go_parse_duration(args[0].s.s, args[0].s.len, &d) == -1)
		return args[1];
	return add_duration(x, args[1].time, d);
}

FN(fn_must_date_modify)
{
	int64_t	 d;

	(void)n;
	if (go_parse_duration(args[0].s.s, args[0].s.len, &d) == -1)
		exec_fail(x, "time: invalid duration \"%s\"", args[0].s.s);
	return add_duration(x, args[1].time, d);
}

FN(fn_to_date)
{
	struct tmpl_moment	 t;

	(void)n;
	if (parse_time(args[0].s, args[1].s, &t) == -1)
		t = (struct tmpl_moment){ YEAR_1, 0, 0 };
	return time_datum(x, t);
}

FN(fn_must_to_date)
{
	struct tmpl_moment	 t;

	(void)n;
	if (parse_time(args[0].s, args[1].s, &t) == -1)
		exec_fail(x, "parsing time \"%s\" as \"%s\": cannot parse it",
		    args[1].s.s, args[0].s.s);
	return time_datum(x, t);
}

FN(fn_unix_epoch)
{
	struct buffer	 b = { NULL, 0, 0 };

	(void)n;
	buffer_printf(x, &b, "%lld", (long long)args[0].time->seconds);
	return datum_string(buffer_string(x, &b));
}
