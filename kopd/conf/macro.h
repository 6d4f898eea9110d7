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

/* The macros of kopd.conf, and those of -D. */

#ifndef KOPD_CONF_MACRO_H
#define KOPD_CONF_MACRO_H

/* macro_set: defines a macro at origin, unless -D has defined it. */
void		 macro_set(const char *name, const char *value,
		    const char *origin);

/*
 * macro_define: defines a macro by -D, "name=value"; -1 if it is malformed.
 * The string stays in use, because it is an argument of the process.
 */
int		 macro_define(char *);

/*
 * macro_hand_over: called once the secret is in use.  Wipes it in the macros
 * of -D and in the arguments of the process; CONF_KEPT replaces it.
 */
void		 macro_hand_over(const char *secret);

/* macro_get: its value, and marks it as used; NULL: there is no such macro. */
const char	*macro_get(const char *name);

/* macro_nearest: the macro with the most similar name, or NULL. */
const char	*macro_nearest(const char *name);

/* macro_each: calls say for each macro. */
void		 macro_each(void (*say)(const char *origin, const char *name,
		    int used));

/* macro_forget: removes macros of files, or all, and resets which are used. */
void		 macro_forget(int also_for_good);

#endif
