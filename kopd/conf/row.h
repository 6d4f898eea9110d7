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
 * The rows of settings.h as kopd reads them, and their values in a struct
 * kopd_conf, whichever process gets them.
 */

#ifndef KOPD_CONF_ROW_H
#define KOPD_CONF_ROW_H

#include "kopd/conf/conf.h"

enum block {
	BLOCK_MAIN,			/* outside of blocks */
	BLOCK_DOCKER,
	BLOCK_REDIS,
	BLOCK_SENTINEL,
	BLOCK_V1,
	BLOCK_REGISTRATOR,
	BLOCK_NONE			/* not of kopd.conf */
};

/* How a value is written: form.c names it in errors, print.c prints it. */
enum kind {
	KIND_NONE,			/* not in kopd.conf */
	KIND_NAME,
	KIND_ADDRESS,
	KIND_SERVER_NAME,
	KIND_SOCKET,
	KIND_PATH,
	KIND_SOURCE,			/* a path that is not printed */
	KIND_PROGRAM,
	KIND_SECRET,
	KIND_YES_NO,
	KIND_SWITCH,			/* printed if it is `yes' */
	KIND_FLAG,			/* the words alone */
	KIND_NUMBER,
	KIND_SIZE,
	KIND_SECONDS,
	KIND_INTERVAL,			/* seconds, or `never' */
	KIND_PAUSE,			/* the same, or `auto' */
	KIND_VERSION,
	KIND_TLS_VERSION,
	KIND_SANDBOX,
	KIND_UNPUBLISHED,
	KIND_SHARE,			/* what joins a service */
	KIND_BIND,
	KIND_NAMES,
	KIND_HOSTS,
	KIND_PORTS,
	KIND_PERMITS,
	KIND_ENTRIES,			/* entry points, see entry_point.h */
	KIND_LIST,			/* names */
	KIND_BLOCK,			/* the block is there */
	KIND_RULES,			/* of a policy, see rules.h */
	KIND_MAX
};

/* The process that has a value. */
enum owner {
	OWNER_NOBODY,			/* see conf_note() */
	OWNER_KOPD,
	OWNER_READER,
	OWNER_MAKER,
	OWNER_WRITER,
	OWNER_MAX
};

struct setting_row {
	const char	*name;		/* as errors call it: "docker socket" */
	const char	*words;		/* "socket" */
	enum block	 block;
	enum kind	 kind;
	enum config_type type;
	const char	*string;	/* the default */
	uint32_t	 number;	/* the same of a number */
	uint32_t	 min;
	uint32_t	 max;		/* of a string: its bytes */
	const char	*(*check)(const char *);	/* NULL, or the error */
	size_t		 at[OWNER_MAX];	/* in struct kopd_conf; 0: not there */
};

/* setting_get: the row of a setting; setting_name: the name of it; static. */
const struct setting_row	*setting_get(enum setting);
const char		*setting_name(enum setting);

/* setting_is_string: true for strings of any size. */
int	 setting_is_string(enum setting);

/*
 * setting_string, setting_number, setting_list: the value of a setting of that
 * type.  setting_change_list: the list, which may be changed, because a list
 * has one owner only.
 */
const char		*setting_string(const struct kopd_conf *,
			    enum setting);
uint32_t		 setting_number(const struct kopd_conf *,
			    enum setting);
const struct string_list *setting_list(const struct kopd_conf *,
			    enum setting);
struct string_list	*setting_change_list(struct kopd_conf *,
			    enum setting);

/*
 * setting_put_string, setting_put_number: store a value for each owner, without
 * a check.  They copy the string, and wipe the former one.
 */
void	 setting_put_string(struct kopd_conf *, enum setting, const char *);
void	 setting_put_number(struct kopd_conf *, enum setting, uint32_t);

/* setting_defaults: fills a structure that is all zero. */
void	 setting_defaults(struct kopd_conf *);

/* setting_clear: wipes strings and frees all values. */
void	 setting_clear(struct kopd_conf *);

#endif
