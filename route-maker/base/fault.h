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

/* Errors in a container's labels, as sentences for the operator. */

#ifndef ROUTE_MAKER_BASE_FAULT_H
#define ROUTE_MAKER_BASE_FAULT_H

#include <sys/queue.h>

struct fault {
	STAILQ_ENTRY(fault)	 entry;
	const char		*label;		/* the label's name, or NULL */
	const char		*reason;	/* error, and what is correct */
	int			 warning;	/* only one object or label is
						   rejected */
};
STAILQ_HEAD(faults, fault);

/* True if at least one is an error and not a warning. */
int	faults_fatal(const struct faults *);

#endif
