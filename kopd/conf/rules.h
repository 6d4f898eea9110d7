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
 * The rules of a policy in kopd.conf: lines that begin with `pass', `block' or
 * `limit from'.
 */

#ifndef KOPD_CONF_RULES_H
#define KOPD_CONF_RULES_H

#include "kopd/conf/conf.h"
#include "kopd/conf/reader.h"

/*
 * rules_begin: begins a configuration without rules.
 * rules_read: the last token of the reader begins a rule, or follows its first
 * word unless this is NULL.  Reads the rest of the rule, up to the end of its
 * line.  Reports its errors at their lines, and warns of a rule that decides
 * nothing.
 * rules_end: stores all rules.
 */
void	 rules_begin(void);
void	 rules_read(struct reader *, const char *first);
void	 rules_end(struct kopd_conf *);

#endif
