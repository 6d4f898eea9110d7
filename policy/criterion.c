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

#include "policy/criterion.h"

#define ROUTER		(1u << RULE_ROUTER)
#define SERVICE		(1u << RULE_SERVICE)
#define MIDDLEWARE	(1u << RULE_MIDDLEWARE)
#define ANY		(~0u)

static const struct criterion criteria[CRITERION_MAX] = {
	[CRITERION_HOST] = { "host", FORM_HOSTS, ROUTER, 0 },
	[CRITERION_ENTRY_POINT] = { "entry point", FORM_GLOBS, ROUTER, 0 },
	[CRITERION_MIDDLEWARE] = { "middleware", FORM_GLOBS, ROUTER, 0 },
	[CRITERION_WITH_MIDDLEWARE] = { "with middleware", FORM_NAME, ROUTER,
	    1 },
	[CRITERION_TLS] = { "tls", FORM_YES_NO, ROUTER, 0 },
	[CRITERION_PRIORITY] = { "priority", FORM_NUMBER, ROUTER, 1 },
	[CRITERION_PROTOCOL] = { "protocol", FORM_PROTOCOLS, ROUTER | SERVICE,
	    0 },
	[CRITERION_ADDRESS] = { "address", FORM_ADDRESSES, SERVICE, 0 },
	[CRITERION_PORT] = { "port", FORM_PORTS, SERVICE, 0 },
	[CRITERION_KIND] = { "kind", FORM_GLOBS, MIDDLEWARE, 0 },
	[CRITERION_NAME] = { "name", FORM_GLOBS, ANY, 0 },
	[CRITERION_REFERENCE] = { "reference", FORM_GLOBS, ANY, 0 },
	[CRITERION_FILE] = { "file", FORM_YES_NO, ANY, 0 },
	[CRITERION_CONTAINER] = { "from container", FORM_GLOBS, ANY, 0 },
	[CRITERION_PROJECT] = { "from project", FORM_GLOBS, ANY, 0 },
	[CRITERION_NAMESPACE] = { "from namespace", FORM_GLOBS, ANY, 0 },
	[CRITERION_IMAGE] = { "from image", FORM_GLOBS, ANY, 0 },
	[CRITERION_NETWORK] = { "from network", FORM_GLOBS, ANY, 0 },
	[CRITERION_SERVICE] = { "from service", FORM_GLOBS, ANY, 0 },
	[CRITERION_LABEL] = { "from label", FORM_LABEL, ANY, 1 }
};

const char *const	 address_words[ADDRESS_WORDS] = {
	"published", "container", "labelled"
};
const char *const	 protocol_words[PROTOCOL_WORDS] = {
	"http", "tcp", "udp"
};

const struct criterion *
criterion_get(enum criterion_id id)
{
	return &criteria[id];
}

int
criterion_of(enum criterion_id id, enum rule_kind kind)
{
	return (criteria[id].kinds & 1u << kind) != 0;
}

const char *
rule_kind_word(enum rule_kind kind)
{
	static const char *const	 words[RULE_KINDS] = {
		[RULE_ALL] = "all",
		[RULE_ROUTER] = "router",
		[RULE_SERVICE] = "service",
		[RULE_MIDDLEWARE] = "middleware",
		[RULE_STORE] = "store"
	};

	return words[kind];
}
