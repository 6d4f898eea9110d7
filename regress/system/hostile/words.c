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

/* Words with odd meaning. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "regress/system/hostile/hostile.h"

/* Those of the honest host, and what is one of them when folded. */
static const char *const	known[] = { "shop", "Shop", "SHOP",
				    "\305\277hop", "admin", "AdMin", "auth",
				    "Auth", "web", "default", NULL };

/* What no process says as long as it is its own. */
static const char *const	odd_names[] = { "", "..", ".", "../shop",
				    "../../kopd:/traefik/hosts", "shop/rule",
				    "a/../shop", "404", "0", "a\nb", "a b",
				    "shop@docker", "shop@redis", "\377\376",
				    "\xc2\x9b" "31m", "%s%n", "'); --",
				    "\"}", "*", "[0]", "true", NULL };

static const char *const	hosts[] = { "honest", "hostile", "Honest", "",
				    "nobody", "honest\n", "../honest",
				    "honest:want", "traefik-kop@honest",
				    "traefik-kop@", "traefik-kop@nobody",
				    "*", "%s", NULL };

static const char *const	texts[] = { "Host(`shop.example.com`)", "shop",
				    "admin", "auth", "auth@docker", "web",
				    "http://203.0.113.66/", "true", "10", "wrr",
				    "two words", "\303\274\t\"\\", NULL };

#define BUFFERS		4
#define BUFFER_SIZE	(MSG_PAYLOAD_MAX + 1)

static char *
buffer(void)
{
	static char	 buffers[BUFFERS][BUFFER_SIZE];
	static int	 next;

	return buffers[next = (next + 1) % BUFFERS];
}

static const char *
filled(size_t len)
{
	char	*p = buffer();

	memset(p, 'a' + (int)chance(26), len);
	p[len] = '\0';
	return p;
}

const char *
word_name(struct channel *c)
{
	char	*p;

	if (odd(c, ODD_NAME))
		return chance_percent(90) ? chance_word(odd_names) :
		    filled(chance(2 * OBJECT_NAME_MAX));
	if (chance_percent(40))
		return chance_word(known);
	p = buffer();
	(void)snprintf(p, BUFFER_SIZE, chance_percent(5) ? "\303\274-%zu" :
	    "w%zu", chance(c->large ? 5000 : 50));
	return p;
}

const char *
word_host(void)
{
	char	*p;

	if (chance_percent(50))
		return chance_word(hosts);
	p = buffer();
	(void)snprintf(p, BUFFER_SIZE, "host%zu", chance(100000));
	return p;
}

const char *
word_text(struct channel *c)
{
	if (c->large && chance_percent(60))
		return filled(LABEL_VALUE_MAX - chance(5));
	if (odd(c, ODD_VALUE))
		return chance_percent(80) ? chance_word(odd_names) :
		    filled(chance(MSG_PAYLOAD_MAX));
	return chance_word(texts);
}

/* Mostly the next one. */
uint64_t
word_number(struct channel *c, uint64_t near)
{
	static const uint64_t	 edges[] = { 0, 1, INT32_MAX, UINT32_MAX,
				    INT64_MAX, (uint64_t)INT64_MAX + 1,
				    UINT64_MAX };

	if (!odd(c, ODD_NUMBER))
		return near;
	if (chance_percent(50))
		return near - 1 - chance(3);
	return edges[chance(sizeof(edges) / sizeof(edges[0]))];
}

uint32_t
word_id(struct channel *c)
{
	if (c->nasked > 0 && !odd(c, ODD_NUMBER))
		return c->asked[chance(c->nasked)].id;
	return chance_percent(80) ? (uint32_t)chance(40) :
	    (uint32_t)word_number(c, UINT32_MAX);
}
