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
 * The second step of label_decode(): finds fields and values for the tree of
 * names.  For label.c only.
 */

#ifndef ROUTE_MAKER_LABEL_CHECK_H
#define ROUTE_MAKER_LABEL_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/label/tree.h"

/*
 * Gives every node of a tree of names its field and canonical value, and
 * disables ignored nodes.  Returns 0.  Returns -1 with up to CHECK_FAULTS
 * errors, and one with the number of further errors.
 */
#define CHECK_FAULTS	16
int	check_tree(struct decode *, struct node *root, uint32_t version);

#endif
