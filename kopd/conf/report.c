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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/log.h"
#include "kopd/conf/report.h"

static void	say(struct conf_report *, int, const char *, const char *,
		    va_list) __attribute__((__format__ (printf, 4, 0)));

/* "origin: message", or "origin: warning: message" */
static void
say(struct conf_report *report, int level, const char *origin,
    const char *fmt, va_list ap)
{
	char	*text, *line;

	if (vasprintf(&text, fmt, ap) == -1 ||
	    asprintf(&line, "%s%s%s%s", origin != NULL ? origin : "",
	    origin != NULL ? ": " : "",
	    level == LOG_WARNING ? "warning: " : "", text) == -1)
		fatal(NULL);
	report->say(report->arg, level, line);
	free(text);
	free(line);
}

void
conf_error(struct conf_report *report, const char *origin,
    const char *fmt, ...)
{
	va_list	 ap;

	if (++report->errors > CONF_ERRORS_MAX)
		return;
	va_start(ap, fmt);
	say(report, LOG_ERR, origin, fmt, ap);
	va_end(ap);
	if (report->errors == CONF_ERRORS_MAX)
		report->say(report->arg, LOG_ERR, "too many errors; others "
		    "are not shown");
}

void
conf_warn(struct conf_report *report, const char *origin,
    const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	say(report, LOG_WARNING, origin, fmt, ap);
	va_end(ap);
}
