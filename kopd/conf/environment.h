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
 * The environment variables and long options of traefik-kop 0.20.1
 * (bin/traefik-kop/main.go there), for those who come from it, and one for a
 * password file.  They go over kopd.conf, options over variables.
 */

#ifndef KOPD_CONF_ENVIRONMENT_H
#define KOPD_CONF_ENVIRONMENT_H

#include <getopt.h>

#include "kopd/conf/conf.h"

/* Values of long options as getopt_long(3) returns them start here. */
#define ENVIRONMENT_OPTION	0x100

/* What is known: variables and their option.  The texts are static. */
struct known {
	const char	*variable;
	const char	*second;	/* counts when the first is not set */
	const char	*option;
	int		 is_switch;
	enum setting	 sets[2];	/* what it is in kopd.conf; SET_MAX */
};

/* The i-th of what is known, NULL after the last. */
const struct known	*environment_known(size_t i);

/* Long options with room for n of the caller's own in front; static. */
struct option	*environment_options(const struct option *own, size_t n);

/* Takes what the process' environment has. */
void	 environment_read(void);

/*
 * environment_give: one variable, as if it stood in the environment; place
 * is what errors call it.  Where one setting has two variables, the first of
 * them counts, in whatever order they come; of one variable the later value.
 * An empty value counts as not set.  Returns 0 when nobody knows the name.
 */
int	 environment_give(const char *name, const char *value,
	    const char *place);

/*
 * environment_take: one long option; value NULL for a switch without one.
 * An empty value undoes the variable, too.
 */
void	 environment_take(int option, const char *value);

/* True when anything was given that makes kopd.conf dispensable. */
int	 environment_given(void);

/* True when VERBOSE, DEBUG or --verbose say so. */
int	 environment_verbose(void);

/* Sets all that was given over what conf has. */
void	 environment_apply(struct kopd_conf *, struct conf_report *);

/*
 * environment_hand_over: the settings were taken, and others need no variable.
 * Wipes passwords that were given, also in a URL, which count as given from now
 * on, and the values of the process' environment, since a misspelt variable may
 * have one, too.  TZ stays, for the log.
 */
void	 environment_hand_over(void);

/* The options, a line each, with their variables. */
void	 environment_help(FILE *);

#endif
