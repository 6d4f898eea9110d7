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
 * An index of references: for each id, the objects of this host whose
 * definitions refer to it.  They are affected when that object has another
 * owner.
 */

#ifndef REDIS_WRITER_REFERRERS_H
#define REDIS_WRITER_REFERRERS_H

#include <sys/tree.h>

#include <stddef.h>

struct object;

struct referrer;
RB_HEAD(referrers, referrer);

void	 referrers_init(struct referrers *);
/*
 * Adds or removes the references of the object's packed definitions, old and
 * new.  referrers_add: returns the number of references.
 */
size_t	 referrers_add(struct referrers *, struct object *);
void	 referrers_remove(struct referrers *, struct object *);
/*
 * referrers_walk: calls f for each object that refers to this id, until f
 * returns true.  f must not add or remove references.  Returns the last result
 * of f, or 0.
 */
int	 referrers_walk(struct referrers *, const char *id,
	    int (*f)(struct object *, void *), void *arg);
/* Calls f with the ids of these objects, if Redis may have the object. */
void	 referrers_known(struct referrers *, const char *id,
	    void (*f)(const char *id, void *), void *arg);

#endif
