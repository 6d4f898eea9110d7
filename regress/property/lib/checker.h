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
 * Judges a set of keys as Traefik's Redis provider would take it, by rules
 * written for tests alone: shares nothing with route-maker.
 *
 * Each key's path is in the table, for that version, and may be set by key;
 * each value reads as its type; no two names differ in case alone; no name is
 * empty or of digits only; no value is empty; nothing is both a value and a
 * parent but what may stand alone; what is published hangs together: routers
 * have a rule and a service, services a load-balancer, servers a target; no
 * reference keeps @docker to what is published here.
 */

#ifndef REGRESS_PROPERTY_LIB_CHECKER_H
#define REGRESS_PROPERTY_LIB_CHECKER_H

#include <stddef.h>

struct checker;

/*
 * table is traefik/fields.tsv; version "3.7.9".  Exits where either is
 * wrong.
 */
struct checker	*checker_new(const char *table, const char *version);
void		 checker_free(struct checker *);

/* Forgets the keys, and takes another version. */
void		 checker_reset(struct checker *, const char *version);

/* A key without the root, "http/routers/web/rule", and its value. */
void		 checker_add(struct checker *, const char *key,
		    const char *value);

/*
 * What is wrong with the keys, "key: reason", or NULL: each by itself, or also
 * whether they hang together.  Good until the next call.
 */
const char	*checker_key_fault(struct checker *);
const char	*checker_fault(struct checker *);

/* Keys so far, and rows of the table that they were of since checker_new(). */
size_t		 checker_keys(const struct checker *);
size_t		 checker_rows(const struct checker *);

#endif
