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

#include "common/log.h"
#include "route-maker/program/compiled.h"

int
program_compile(struct program **result, const struct route_maker_conf *conf,
    void (*say)(void *, const char *, const char *), void *arg)
{
	struct program	*p;
	char		 why[512];
	int		 bad = 0;

	if ((p = calloc(1, sizeof(*p))) == NULL)
		fatal(NULL);
	if (*conf->default_rule != '\0') {
		p->default_rule = template_compile(conf->default_rule, why,
		    sizeof(why));
		if (p->default_rule == NULL) {
			say(arg, "default rule", why);
			bad = 1;
		}
	}
	if (*conf->constraints != '\0') {
		p->constraints = constraint_compile(conf->constraints, why,
		    sizeof(why));
		if (p->constraints == NULL) {
			say(arg, "constraints", why);
			bad = 1;
		}
	}
	if ((p->rules = ruleset_parse(conf->policy)) == NULL) {
		say(arg, "policy", "kopd sent a malformed rule");
		bad = 1;
	}
	if (bad) {
		program_free(p);
		return -1;
	}
	*result = p;
	return 0;
}

void
program_free(struct program *p)
{
	if (p == NULL)
		return;
	template_free(p->default_rule);
	constraint_free(p->constraints);
	ruleset_free(p->rules);
	free(p);
}
