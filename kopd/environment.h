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
 * The environment variables and long options of traefik-kop, for those who
 * come from there.  They go over kopd.conf, options over variables.
 */

#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include <getopt.h>

#include "conf.h"

/* Values of long options as getopt_long(3) returns them start here. */
#define ENVIRONMENT_OPTION	0x100

/* Long options with room for n of the caller's own in front; static. */
struct option	*environment_options(const struct option *own, size_t n);

/* Takes what is set now; empty variables count as not set. */
void	 environment_read(void);

/* One long option; value NULL for a switch without one. */
void	 environment_take(int option, const char *value);

/* True when anything was given that makes kopd.conf dispensable. */
int	 environment_given(void);

/* True when VERBOSE, DEBUG or --verbose say so. */
int	 environment_verbose(void);

/* Sets all that was given over what conf has. */
void	 environment_apply(struct kopd_conf *, struct conf_report *);

#endif
