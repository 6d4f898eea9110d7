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

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/clock.h"
#include "kopctl/stamp.h"

/* RFC 3339 has four digits for the year. */
#define YEAR_MAX	9999

static void
put(char text[STAMP_SIZE], const struct tm *tm, int64_t ms, int fraction,
    int utc)
{
	char	 part[8] = "";

	text[0] = '\0';
	if (tm == NULL || tm->tm_year + 1900 > YEAR_MAX ||
	    (utc ? strftime(text, STAMP_SIZE, "%Y-%m-%dT%H:%M:%S", tm) :
	    strftime(text, STAMP_SIZE, "%Y-%m-%d %H:%M:%S", tm)) == 0)
		return;
	if (fraction)
		(void)snprintf(part, sizeof(part), ".%03d", (int)(ms % 1000));
	(void)strlcat(text, part, STAMP_SIZE);
	if (utc)
		(void)strlcat(text, "Z", STAMP_SIZE);
}

void
stamp_utc(char text[STAMP_SIZE], int64_t ms, int fraction)
{
	time_t		 t;
	struct tm	 tm;

	/* No time is before 1970. */
	put(text, clock_time(&t, ms < 0 ? 0 : ms / 1000) == -1 ? NULL :
	    gmtime_r(&t, &tm), ms, fraction, 1);
}

void
stamp_local(char text[STAMP_SIZE], int64_t ms, int fraction)
{
	time_t		 t;
	struct tm	 tm;

	put(text, clock_time(&t, ms < 0 ? 0 : ms / 1000) == -1 ? NULL :
	    localtime_r(&t, &tm), ms, fraction, 0);
}
