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
 * The host names that a rule of a router can match: Host and HostSNI in
 * Traefik's spellings, &&, || and parentheses (pkg/rules in Traefik).  No
 * request for another host matches the rule.  What is not understood is any
 * host.
 */

#ifndef POLICY_HOSTSET_H
#define POLICY_HOSTSET_H

#include "policy/set.h"

/* The maximum of nested parentheses and `!': each is a call of the parser. */
#define HOSTSET_NEST_MAX	100

/* Bytes of a host name. */
#define HOSTSET_NAME_MAX	255

/*
 * hostset_of: the set for a rule.  Members are folded, without a dot at the
 * end; "*.example.com" stands for names that have one label more than
 * example.com.
 */
struct set	 hostset_of(struct arena *, const char *rule);

/*
 * hostset_name: one host name folded as a member of a set; NULL if it may match
 * others than itself.  NULL also for a name that cannot be that of a host.
 */
const char	*hostset_name(struct arena *, const char *);

#endif
