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

#include "bind.h"
#include "children.h"
#include "log.h"
#include "messages.h"
#include "record.h"
#include "reload.h"

static void
set_address(struct kopd *k, const char *address)
{
	char	*p;

	if ((p = strdup(address)) == NULL)
		fatal(NULL);
	free(k->bind_address);
	k->bind_address = p;
}

int
reload(struct kopd *k, struct conf_report *report)
{
	struct kopd_conf	*conf;
	const char		*address, *why;

	if (k->source.path == NULL) {
		conf_error(report, NULL, "kopd was started without a "
		    "kopd.conf: there is nothing to read again");
		return -1;
	}
	k->source.before = k->conf;
	if ((conf = conf_load(&k->source, report)) == NULL)
		return -1;
	if (conf_compare(k->conf, conf, report) > 0)
		goto fail;
	if ((address = bind_resolve(k->bind, conf, &why)) == NULL) {
		conf_error(report, conf->origin[SET_BIND], "bind: %s", why);
		goto fail;
	}
	set_address(k, address);
	conf_free(k->conf);
	k->conf = conf;
	children_configure(k);
	log_info("configuration reloaded");
	return 0;

fail:
	conf_free(conf);
	return -1;
}

void
reload_address(void *arg)
{
	struct record	 r = RECORD_INITIALIZER;
	struct kopd	*k = arg;
	const char	*address, *why;

	if (k->stopping || k->conf->bind == BIND_IP ||
	    k->conf->bind == BIND_NONE)
		return;
	if ((address = bind_resolve(k->bind, k->conf, &why)) == NULL) {
		log_repeat("bind", "bind: %s; %s stays published", why,
		    k->bind_address);
		return;
	}
	(void)log_repeat_over("bind");
	if (strcmp(address, k->bind_address) == 0)
		return;
	log_info("bind: the address changed from %s to %s", k->bind_address,
	    address);
	set_address(k, address);
	record_string(&r, address);
	children_send(k, ROLE_ROUTE_MAKER, PARENT_BIND, 0, r.buf, r.len);
	record_free(&r);
}
