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

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/hostaddr.h"
#include "common/name.h"
#include "common/port.h"
#include "common/xstrdup.h"
#include "kopd/conf/row.h"
#include "kopd/conf/text.h"

#define ROW(kind_of_value, set, in, prefix, word, form, text, value, least, \
    most, why, ...)							\
	[set] = { .name = prefix word, .words = word, .block = in,	\
	    .kind = form, .type = kind_of_value, .string = text,	\
	    .number = value, .min = least, .max = most, .check = why,	\
	    .at = { [OWNER_NOBODY] = 0, __VA_ARGS__ } },
#define KOPD(member)							\
	[OWNER_KOPD] = offsetof(struct kopd_conf, member),
#define READER(member)							\
	[OWNER_READER] = offsetof(struct kopd_conf, reader.member),
#define MAKER(member)							\
	[OWNER_MAKER] = offsetof(struct kopd_conf, maker.member),
#define WRITER(member)							\
	[OWNER_WRITER] = offsetof(struct kopd_conf, writer.member),

static const struct setting_row	 settings[SET_MAX] = {
#include "common/settings.h"
};

const struct setting_row *
setting_get(enum setting set)
{
	return &settings[set];
}

int
setting_is_string(enum setting set)
{
	return settings[set].type != CONFIG_NUMBER &&
	    settings[set].type != CONFIG_LIST;
}

const char *
setting_name(enum setting set)
{
	return settings[set].name;
}

/* The value of an owner; NULL: it has none. */
static void *
value_of(struct kopd_conf *conf, enum setting set, enum owner owner)
{
	size_t	 at = settings[set].at[owner];

	return at == 0 ? NULL : (char *)conf + at;
}

/* All owners have the same value, so this is the first one's; or NULL. */
static const void *
value(const struct kopd_conf *conf, enum setting set)
{
	const size_t	*at = settings[set].at;
	enum owner	 owner;

	for (owner = OWNER_KOPD; owner < OWNER_MAX; owner++) {
		if (at[owner] != 0)
			return (const char *)conf + at[owner];
	}
	return NULL;
}

const char *
setting_string(const struct kopd_conf *conf, enum setting set)
{
	return *(char *const *)value(conf, set);
}

uint32_t
setting_number(const struct kopd_conf *conf, enum setting set)
{
	return *(const uint32_t *)value(conf, set);
}

const struct string_list *
setting_list(const struct kopd_conf *conf, enum setting set)
{
	return value(conf, set);
}

struct string_list *
setting_change_list(struct kopd_conf *conf, enum setting set)
{
	enum owner	 owner;

	for (owner = OWNER_KOPD; settings[set].at[owner] == 0; owner++)
		continue;
	return value_of(conf, set, owner);
}

static void
wipe(char *s)
{
	if (s != NULL)
		freezero(s, strlen(s));
}

void
setting_put_string(struct kopd_conf *conf, enum setting set, const char *s)
{
	enum owner	 owner;
	char		**p;

	for (owner = OWNER_KOPD; owner < OWNER_MAX; owner++) {
		if ((p = value_of(conf, set, owner)) == NULL)
			continue;
		wipe(*p);
		*p = xstrdup(s);
	}
}

void
setting_put_number(struct kopd_conf *conf, enum setting set, uint32_t n)
{
	enum owner	 owner;
	uint32_t	*p;

	for (owner = OWNER_KOPD; owner < OWNER_MAX; owner++) {
		if ((p = value_of(conf, set, owner)) != NULL)
			*p = n;
	}
}

void
setting_defaults(struct kopd_conf *conf)
{
	enum setting	 set;

	for (set = 0; set < SET_MAX; set++) {
		if (setting_is_string(set))
			setting_put_string(conf, set, settings[set].string);
		else if (settings[set].type == CONFIG_NUMBER)
			setting_put_number(conf, set, settings[set].number);
	}
}

void
setting_clear(struct kopd_conf *conf)
{
	enum setting	 set;
	enum owner	 owner;

	for (set = 0; set < SET_MAX; set++) {
		if (settings[set].type == CONFIG_LIST)
			config_list_clear(setting_change_list(conf, set));
		for (owner = OWNER_KOPD; setting_is_string(set) &&
		    owner < OWNER_MAX; owner++) {
			if (settings[set].at[owner] != 0)
				wipe(*(char **)value_of(conf, set, owner));
		}
	}
}
