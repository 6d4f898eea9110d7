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
 * (bin/traefik-kop/main.go there), and one more for a password file.
 * Variables override kopd.conf, options override variables.
 */

#ifndef KOPD_CONF_ENVIRONMENT_H
#define KOPD_CONF_ENVIRONMENT_H

#include <getopt.h>

#include "kopd/conf/conf.h"

/* The values that getopt_long(3) returns for these options begin here. */
#define ENVIRONMENT_OPTION	0x100

/* A variable and its option; all strings are static. */
struct known {
	const char	*variable;
	const char	*second;	/* if the first is not set */
	const char	*option;
	int		 is_switch;
	enum setting	 sets[2];	/* of kopd.conf; SET_MAX: none */
};

/* environment_known: the i-th one; NULL after the last. */
const struct known	*environment_known(size_t i);

/* environment_options: n options of the caller and then these; static. */
struct option	*environment_options(const struct option *own, size_t n);

/* environment_read: reads the environment of the process. */
void	 environment_read(void);

/*
 * environment_give: sets one variable as the environment does; errors name
 * place.  If a setting has two variables, the first one overrides the second,
 * in any order; a later value of a variable replaces an earlier one.  An empty
 * value unsets the variable.  Returns 0 for an unknown name.
 */
int	 environment_give(const char *name, const char *value,
	    const char *place);

/*
 * environment_take: sets one long option; value is NULL for a boolean without a
 * value.  An empty value unsets the variable, too.
 */
void	 environment_take(int option, const char *value);

/* environment_given: true if a setting is given: kopd.conf is optional. */
int	 environment_given(void);

/* environment_verbose: true if VERBOSE, DEBUG or --verbose is set. */
int	 environment_verbose(void);

/* environment_apply: sets everything given, which overrides conf. */
void	 environment_apply(struct kopd_conf *, struct conf_report *);

/*
 * environment_hand_over: called once the settings are in use.  Wipes the given
 * passwords, also in URLs; later, redis-writer keeps them.  Wipes all values
 * of the environment of the process, because a misspelt variable may have a
 * password, except for TZ, which the log needs.
 */
void	 environment_hand_over(void);

/* environment_help: writes a line for each option, with its variable. */
void	 environment_help(FILE *);

#endif
