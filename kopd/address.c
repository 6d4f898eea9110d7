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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "common/xstrdup.h"
#include "kopd/address.h"
#include "kopd/bind.h"
#include "kopd/children.h"

#define FAULT		"bind"		/* key of log_repeat() */

void
address_set(struct kopd *k, const char *address)
{
	char	*copy = xstrdup(address);

	free(k->bind_address);
	k->bind_address = copy;
}

/* Sets the reason why there is no address yet; NULL: there is an address. */
static void
set_waits(struct kopd *k, const char *text)
{
	free(k->bind_waits);
	k->bind_waits = text != NULL ? xstrdup(text) : NULL;
}

/* Logs each reason once.  Nothing is published until there is an address. */
static void
wait_for_address(struct kopd *k, const char *why)
{
	const char	*text = bind_absent(k->conf, why);
	const char	*origin = k->conf->origin[SET_BIND];

	if (k->bind_waits != NULL && strcmp(k->bind_waits, text) == 0)
		return;
	set_waits(k, text);
	log_repeat(FAULT, "%s%sbind: %s: kopd waits for it and publishes "
	    "nothing until then; %s", origin != NULL ? origin : "",
	    origin != NULL ? ": " : "", text, bind_remedy(k->conf));
}

void
address_begin(struct kopd *k)
{
	const char	*address, *why;

	k->bind = bind_new(k->conf);
	if ((address = bind_resolve(k->bind, k->conf, &why)) == NULL)
		wait_for_address(k, why);
	address_set(k, address != NULL ? address : "");
}

static void
lost(struct kopd *k, const char *why)
{
	if (k->bind_address[0] == '\0')
		wait_for_address(k, why);
	else
		log_repeat(FAULT, "bind: %s; %s stays published",
		    bind_absent(k->conf, why), k->bind_address);
}

static void
found(struct kopd *k, const char *address)
{
	struct record	 r = RECORD_INITIALIZER;

	if (k->bind_address[0] == '\0')
		log_info("bind: the address is %s: publishing starts",
		    address);
	else
		log_info("bind: the address changed from %s to %s",
		    k->bind_address, address);
	address_set(k, address);
	record_string(&r, address);
	children_send(k, ROLE_ROUTE_MAKER, PARENT_BIND, 0, r.buf, r.len);
	record_free(&r);
}

void
address_look(void *arg)
{
	struct kopd	*k = arg;
	const char	*address, *why;

	k->bind_moved = !k->running || k->reload != NULL;
	if (k->bind_moved)
		log_debug("bind: the address is read later");
	if (k->bind_moved || k->stopping)
		return;
	if ((address = bind_resolve(k->bind, k->conf, &why)) == NULL) {
		lost(k, why);
		return;
	}
	(void)log_repeat_over(FAULT);
	set_waits(k, NULL);
	/* A fixed address came with the configuration. */
	if (k->conf->bind != BIND_IP && k->conf->bind != BIND_NONE &&
	    strcmp(address, k->bind_address) != 0)
		found(k, address);
}
