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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/property/lib/whole.h"

#define SUFFIX	"@docker"

static const char *const	families[] = { "http", "tcp", "udp", NULL };

static const struct key *
router_fault(const struct key *router, const char *family, const char **why)
{
	*why = "a router without a rule";
	if (strcmp(family, "udp") != 0 && keytree_find(router, "rule") == NULL)
		return router;
	*why = "a router without a service";
	return keytree_find(router, "service") == NULL ? router : NULL;
}

static const struct key *
service_fault(const struct key *service, const char *family, const char **why)
{
	const char		*target;
	const struct key	*servers, *k;

	*why = "a service without a load-balancer";
	if (keytree_find(service, "loadBalancer") == NULL)
		return service;
	*why = "a server without a target";
	target = strcmp(family, "http") == 0 ? "url" : "address";
	servers = keytree_find(service, "loadBalancer/servers");
	for (k = servers == NULL ? NULL : servers->first; k != NULL;
	    k = k->next)
		if (keytree_find(k, target) == NULL)
			return k;
	return NULL;
}

/* Of the names in a list, one with @docker that is published here. */
static int
keeps_suffix(const struct key *root, const char *family, const char *section,
    const char *list)
{
	const struct key	*place;
	size_t			 len, suffix = strlen(SUFFIX);
	char			 path[64];

	(void)snprintf(path, sizeof(path), "%s/%s", family, section);
	if ((place = keytree_find(root, path)) == NULL)
		return 0;
	for (;; list += len + 1) {
		len = strcspn(list, ",");
		if (len > suffix && strncmp(list + len - suffix, SUFFIX,
		    suffix) == 0 && keytree_child(place, list,
		    len - suffix) != NULL)
			return 1;
		if (list[len] == '\0')
			return 0;
	}
}

static const struct {
	const char	*of;		/* objects that refer */
	const char	*key;		/* below them */
	const char	*to;		/* to what */
} references[] = {
	{ "routers", "service", "services" },
	{ "routers", "middlewares", "middlewares" },
	{ "services", "middlewares", "middlewares" },
	{ "middlewares", "errors/service", "services" },
	{ "middlewares", "chain/middlewares", "middlewares" },
};

static const struct key *
reference_fault(const struct key *root, const char *family,
    const struct key *section, const struct key *object)
{
	const struct key	*k;
	size_t			 i;

	for (i = 0; i < sizeof(references) / sizeof(references[0]); i++) {
		if (strcmp(section->name, references[i].of) != 0)
			continue;
		k = keytree_find(object, references[i].key);
		if (k != NULL && k->value != NULL && keeps_suffix(root,
		    family, references[i].to, k->value))
			return k;
	}
	return NULL;
}

static const struct key *
object_fault(const struct key *root, const char *family,
    const struct key *section, const struct key *object, const char **why)
{
	const struct key	*k = NULL;

	if (strcmp(section->name, "routers") == 0)
		k = router_fault(object, family, why);
	else if (strcmp(section->name, "services") == 0)
		k = service_fault(object, family, why);
	if (k != NULL)
		return k;
	*why = "keeps " SUFFIX " to what is published here";
	return reference_fault(root, family, section, object);
}

const struct key *
whole_fault(const struct key *root, const char **why)
{
	const struct key	*family, *section, *object, *k;
	size_t			 i;

	for (i = 0; families[i] != NULL; i++) {
		if ((family = keytree_find(root, families[i])) == NULL)
			continue;
		for (section = family->first; section != NULL;
		    section = section->next)
			for (object = section->first; object != NULL;
			    object = object->next)
				if ((k = object_fault(root, families[i],
				    section, object, why)) != NULL)
					return k;
	}
	return NULL;
}
