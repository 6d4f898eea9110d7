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

#include <ctype.h>
#include <string.h>

#include "keep.h"

/* True if the comma-separated list has the item, blanks around it aside. */
static int
list_has(const char *list, const char *item)
{
	size_t	n, len = strlen(item);

	for (;;) {
		while (isspace((unsigned char)*list))
			list++;
		n = strcspn(list, ",");
		while (n > 0 && isspace((unsigned char)list[n - 1]))
			n--;
		if (n == len && strncmp(list, item, len) == 0)
			return 1;
		if ((list = strchr(list, ',')) == NULL)
			return 0;
		list++;
	}
}

int
keep_namespace(const struct route_maker_conf *conf, const struct container *c)
{
	const char	*list;
	size_t		 i;

	list = container_label(c, "kop.namespace");
	if (list != NULL && list[strspn(list, " \t")] == '\0')
		list = NULL;
	if (conf->namespaces.n == 0)
		return list == NULL;
	for (i = 0; list != NULL && i < conf->namespaces.n; i++)
		if (list_has(list, conf->namespaces.v[i]))
			return 1;
	return 0;
}

int
keep_container(const struct route_maker_conf *conf,
    const struct container *c, const struct settings *settings)
{
	int	enable = settings->enable;

	if (enable == -1)
		enable = (int)conf->exposed_by_default;
	if (!enable)
		return 0;
	if (settings->allow_non_running)
		return 1;
	if (!c->running)
		return 0;
	return conf->allow_empty_services || c->health != HEALTH_BAD;
}
