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

/* The configuration as a whole: file, environment, options, secrets. */

#ifndef KOPD_CONF_LOAD_H
#define KOPD_CONF_LOAD_H

#include "kopd/conf/conf.h"

struct conf_source {
	const char	*path;		/* absolute; NULL: defaults only */
	int		 check_only;	/* kopd -n */
	int		 no_secrets;	/* ignores them, and certificates */
	int		 json;		/* -J: overrides `log json' */
	/* The configuration in effect, for unreachable files; or NULL. */
	const struct kopd_conf *before;
};

/*
 * conf_load: reads and checks everything.  Returns NULL after reporting all
 * errors.
 */
struct kopd_conf	*conf_load(const struct conf_source *,
			    struct conf_report *);

/* conf_report_stderr: reports to standard error, foreign bytes encoded. */
void	 conf_report_stderr(struct conf_report *);

/* conf_report_log: reports to the log. */
void	 conf_report_log(struct conf_report *);

/*
 * conf_handed_over: called once the children have their configuration.  Wipes
 * the secrets of conf, of the environment, of options and of macros.  If a
 * later conf_load() finds one of these, it calls conf_keep_secret().
 */
void	 conf_handed_over(struct kopd_conf *);

#endif
