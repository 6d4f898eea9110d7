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
 * Times as dates of the Gregorian calendar.  gmtime_r(3) may read the files of
 * time zones, which a confined process cannot open.
 */

#ifndef ROUTE_MAKER_TEMPLATE_CALENDAR_H
#define ROUTE_MAKER_TEMPLATE_CALENDAR_H

#include <stdint.h>

#include "route-maker/template/datum.h"

struct calendar {
	int64_t	 year;
	int	 month;		/* 1 to 12 */
	int	 day;		/* 1 to 31 */
	int	 yearday;	/* from 1 */
	int	 weekday;	/* from Sunday, 0 */
	int	 hour;
	int	 minute;
	int	 second;
	int32_t	 nanoseconds;
	int32_t	 offset;	/* seconds east of UTC */
};

/* Stores the date of a time. */
void	 calendar_of(const struct tmpl_moment *, struct calendar *);

/*
 * Stores the time of a date.  Ignores its yearday and weekday.  Returns 0, or
 * -1 if the date does not exist.
 */
int	 calendar_moment(const struct calendar *, struct tmpl_moment *);

#endif
