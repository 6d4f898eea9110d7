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

/* kopd's own command line. */

#ifndef KOPD_OPTIONS_H
#define KOPD_OPTIONS_H

#include "kopd/conf/load.h"

struct options {
	const char	*file;		/* -f; NULL: the default one */
	const char	*socket;	/* -s, else the default one */
	int		 check;		/* -n */
	int		 foreground;	/* -d */
	int		 json;		/* -J */
	int		 verbose;	/* -v, how often */
};

/*
 * options_read: reads the command line and the environment.  Reports an error
 * with a usage line, and exits with 1; -V and --help exit with 0.
 */
void	 options_read(struct options *, int argc, char *argv[]);

/*
 * options_source: sets the source of the configuration; its path is absolute
 * unless the configuration is only checked.  Returns -1 after reporting that
 * there is no configuration.
 */
int	 options_source(const struct options *, struct conf_source *,
	    struct conf_report *);

#endif
