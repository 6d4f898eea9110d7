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

/* The programs of kopd.conf that run for each container. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/arena.h"
#include "regress/bench/maker/maker.h"
#include "regress/bench/report.h"
#include "route-maker/container/container.h"
#include "route-maker/program/constraint.h"
#include "route-maker/template/template.h"

#define TIMES	20000	/* evaluations in one run */
#define US	1000.0
#define AIM_US	3

static const struct label labels[] = {
	{ "com.docker.compose.config-hash", "6a1dd01d1e6a1dd01d1e6a1dd01d1e", NULL },
	{ "com.docker.compose.container-number", "1", NULL },
	{ "com.docker.compose.oneoff", "False", NULL },
	{ "com.docker.compose.project", "shop", NULL },
	{ "com.docker.compose.project.config_files", "/srv/shop/compose.yml", NULL },
	{ "com.docker.compose.project.working_dir", "/srv/shop", NULL },
	{ "com.docker.compose.service", "web", NULL },
	{ "com.docker.compose.version", "1.29.2", NULL },
	{ "com.example.host", "shop.example.com", NULL },
	{ "org.opencontainers.image.title", "web", NULL },
	{ "org.opencontainers.image.version", "1.0.7", NULL },
	{ "tier", "public", NULL },
	{ "traefik.enable", "true", NULL },
	{ "traefik.http.routers.web.entrypoints", "websecure", NULL },
	{ "traefik.http.routers.web.tls", "true", NULL }
};

#define NLABELS	(sizeof(labels) / sizeof(labels[0]))

static const struct template_data data = {
	"web-shop", "shop_web_1", labels, NLABELS
};

static const struct {
	const char	*what;
	const char	*text;
} rules[] = {
	{ "default rule: normalize .Name",
	    "Host(`{{ normalize .Name }}.example.com`)" },
	{ "default rule: index .Labels",
	    "Host(`{{ index .Labels \"com.docker.compose.service\" }}."
	    "{{ index .Labels \"com.docker.compose.project\" }}."
	    "example.com`)" },
	{ "default rule: if, index, else",
	    "{{ if index .Labels \"com.example.host\" }}"
	    "Host(`{{ index .Labels \"com.example.host\" }}`)"
	    "{{ else }}Host(`{{ normalize .Name }}.example.com`){{ end }}" },
	{ "default rule: trimPrefix, lower, default",
	    "Host(`{{ .Name | trimPrefix \"/\" | lower }}."
	    "{{ index .Labels \"com.example.zone\" | default \"example.com\""
	    " }}`)" }
};

static const struct {
	const char	*what;
	const char	*text;
} constraints[] = {
	{ "constraints: Label", "Label(`tier`, `public`)" },
	{ "constraints: Label, &&, !, LabelRegex",
	    "Label(`tier`, `public`) && "
	    "!LabelRegex(`com.docker.compose.project`, `^(dev|test)-.+`)" }
};

struct evaluation {
	const struct template	*template;
	const struct constraint	*constraint;
	const struct container	*container;
	struct arena		 arena;
};

static void
evaluate(void *arg)
{
	struct evaluation	*e = arg;
	char			 why[256], *out;
	size_t			 i;

	for (i = 0; i < TIMES; i++) {
		arena_reset(&e->arena);
		if (template_execute(e->template, &e->arena, &data, &out, why,
		    sizeof(why)) == -1)
			errx(1, "%s", why);
	}
}

static void
match(void *arg)
{
	struct evaluation	*e = arg;
	char			 why[256];
	size_t			 i;

	for (i = 0; i < TIMES; i++)
		if (constraint_match(e->constraint, e->container, why,
		    sizeof(why)) != 1)
			errx(1, "constraints that do not match");
}

static void
say(const char *what, void (*work)(void *), struct evaluation *e)
{
	report_row(what, "us", median_of(work, e) / TIMES / US, AIM_US);
}

static void
measure_templates(struct evaluation *e)
{
	struct template	*t;
	char		 why[256];
	size_t		 i;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if ((t = template_compile(rules[i].text, why,
		    sizeof(why))) == NULL)
			errx(1, "%s: %s", rules[i].text, why);
		e->template = t;
		say(rules[i].what, evaluate, e);
		template_free(t);
	}
}

static void
measure_constraints(struct evaluation *e)
{
	struct constraint	*c;
	char			 why[256];
	size_t			 i;

	for (i = 0; i < sizeof(constraints) / sizeof(constraints[0]); i++) {
		if ((c = constraint_compile(constraints[i].text, why,
		    sizeof(why))) == NULL)
			errx(1, "%s: %s", constraints[i].text, why);
		e->constraint = c;
		say(constraints[i].what, match, e);
		constraint_free(c);
	}
}

void
measure_rules(void)
{
	struct label		*copy = reallocarray(NULL, NLABELS, sizeof(*copy));
	struct container	 container = { .labels = copy,
				    .nlabels = NLABELS };
	struct evaluation	 e = { .container = &container };
	char			 title[64];

	if (copy == NULL)
		err(1, NULL);
	memcpy(copy, labels, sizeof(labels));
	(void)snprintf(title, sizeof(title), "one evaluation, %zu labels",
	    NLABELS);
	report_heading(title, "kopd", "aim");
	measure_templates(&e);
	measure_constraints(&e);
	arena_free(&e.arena);
	free(copy);
}
