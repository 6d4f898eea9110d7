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
	const char	*path;		/* absolute; NULL: none, defaults hold */
	int		 check_only;	/* kopd -n */
	int		 no_secrets;	/* nor certificates: not looked at */
	/* What is in force, for files out of reach; NULL at start. */
	const struct kopd_conf *before;
};

/*
 * conf_load: reads and checks everything.  Returns NULL when there were
 * errors, all of them reported.
 */
struct kopd_conf	*conf_load(const struct conf_source *,
			    struct conf_report *);

/* A report that says each line on stderr, foreign bytes encoded. */
void	 conf_report_stderr(struct conf_report *);

/* A report that says each line in the log. */
void	 conf_report_log(struct conf_report *);

/*
 * conf_handed_over: the children have their parts.  Wipes the secrets of conf,
 * and those of the environment, of options and of macros; a later conf_load()
 * that comes upon one of these keeps it (conf_keep_secret()).
 */
void	 conf_handed_over(struct kopd_conf *);

#endif
