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

/* How errors and warnings of kopd.conf are reported. */

#ifndef KOPD_CONF_REPORT_H
#define KOPD_CONF_REPORT_H

/* Errors reported in one run; the rest is only counted. */
#define CONF_ERRORS_MAX		100

/*
 * say gets one line for each error or warning, without newline, as "origin:
 * message", with its level: LOG_ERR or LOG_WARNING of log.h.  Bytes of the
 * configuration are not encoded yet.
 */
struct conf_report {
	void		(*say)(void *arg, int level, const char *line);
	void		 *arg;
	unsigned int	  errors;
};

/* conf_error: counts an error and reports it; origin may be NULL. */
void	 conf_error(struct conf_report *, const char *origin,
	    const char *fmt, ...) __attribute__((__format__ (printf, 3, 4)));

/*
 * conf_warn: reports a setting without effect, or with another effect than the
 * operator probably intends; origin may be NULL.
 */
void	 conf_warn(struct conf_report *, const char *origin,
	    const char *fmt, ...) __attribute__((__format__ (printf, 3, 4)));

#endif
