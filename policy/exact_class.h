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

/* The parts of a policy of exact rules: see exact.h. */

#ifndef POLICY_EXACT_CLASS_H
#define POLICY_EXACT_CLASS_H

/*
 * Where in the policy the rule belongs.  Rules of the first type come before
 * `block router' and the like, because they are of all kinds of objects.  Plain
 * ones leave open references, files and the priority: rules behind them block
 * these.  Special ones come last, and say all of it.
 */
enum exact_class {
	EXACT_ALL,
	EXACT_PLAIN,
	EXACT_SPECIAL
};

/* exact_word: "all", "plain", "special". */
const char	*exact_word(enum exact_class);

#endif
