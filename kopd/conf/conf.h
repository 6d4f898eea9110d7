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
 * kopd.conf(5) as a structure.  The grammar (parse.y), the environment and the
 * long options (environment.c) set values by the same functions.
 */

#ifndef KOPD_CONF_CONF_H
#define KOPD_CONF_CONF_H

#include <stdint.h>
#include <stdio.h>

#include "common/config.h"
#include "common/setting.h"
#include "kopd/conf/report.h"

enum bind_kind {
	BIND_DEFAULT,		/* the address that the default route has */
	BIND_IP,
	BIND_INTERFACE,
	BIND_NONE		/* those of the containers */
};

/*
 * Each setting is a row of settings.h, which names the processes that have its
 * value.  If several children get a value, each has it: see setting.h.
 */
struct kopd_conf {
	/* "file:line", variable or option that set it; NULL: default */
	char		*origin[SET_MAX];
	/* file_meant() of a path, for errors; NULL: "" */
	char		*meant[SET_MAX];

	struct docker_reader_conf	 reader;
	struct route_maker_conf		 maker;
	struct redis_writer_conf	 writer;

	/* Values that no child gets. */
	enum bind_kind	 bind;
	char		*bind_value;		/* address or interface; "" */
	char		*provider_config;	/* a file with more settings */
	char		*password_file;		/* the file of the password */
	char		*sentinel_password_file;
	char		*tls_ca_file;		/* paths; "": the system's */
	char		*tls_certificate_file;	/* "" none */
	char		*tls_key_file;
	uint32_t	 log_json;
};

/* set.c */

/* conf_new: all defaults.  Out of memory is fatal() here and below. */
struct kopd_conf *conf_new(void);
/* conf_free: wipes its strings and frees it; NULL is allowed. */
void	 conf_free(struct kopd_conf *);

/*
 * The place of a value; origin is copied.  With over, the value overrides one
 * that is set; without, a second value is an error with both places.  A value
 * that the row of the setting rejects is an error.
 */
struct conf_place {
	struct conf_report	*report;
	const char		*origin;
	int			 over;
};

void	 conf_set_string(struct kopd_conf *, enum setting,
	    const struct conf_place *, const char *);
/* A path, with its file_meant(). */
void	 conf_set_path(struct kopd_conf *, enum setting,
	    const struct conf_place *, const char *path, const char *meant);
void	 conf_set_number(struct kopd_conf *, enum setting,
	    const struct conf_place *, long long);
/* "1.2" or "1.3". */
void	 conf_set_tls_version(struct kopd_conf *, const struct conf_place *,
	    const char *);
void	 conf_set_bind(struct kopd_conf *, const struct conf_place *,
	    enum bind_kind, const char *);
/* The same, without a check, a place or an origin. */
void	 conf_put_bind(struct kopd_conf *, enum bind_kind, const char *);
/* A list: the first function empties it, the second adds an entry. */
void	 conf_begin_list(struct kopd_conf *, enum setting,
	    const struct conf_place *);
void	 conf_add_entry(struct kopd_conf *, enum setting,
	    const struct conf_place *, const char *);
/* Adds a sentinel; the first one begins the list. */
void	 conf_add_sentinel(struct kopd_conf *, const struct conf_place *,
	    const char *host, long long port);

/*
 * conf_keep_secret: SET_PASSWORD or SET_SENTINEL_PASSWORD was given at start,
 * and has been wiped since: redis-writer keeps its password.
 */
void	 conf_keep_secret(struct kopd_conf *, enum setting,
	    const struct conf_place *);

/* conf_note: records where an unsupported setting is set first. */
void	 conf_note(struct kopd_conf *, enum setting, const char *origin);

/* conf_forget_secrets: wipes passwords and key once redis-writer has them. */
void	 conf_forget_secrets(struct kopd_conf *);

/* conf_unset: resets a setting, before one that excludes it is set. */
void	 conf_unset(struct kopd_conf *, enum setting);

/* check.c */

/* conf_check: reports settings that exclude or need each other. */
void	 conf_check(struct kopd_conf *, struct conf_report *);

/* conf_any_port: true with sentinels and without `ports': permits any port. */
int	 conf_any_port(const struct kopd_conf *);

/* conf_start_check: reports errors of a start that kopd -n ignores. */
void	 conf_start_check(struct kopd_conf *, struct conf_report *);

/*
 * conf_rejected: reports an error of a setting, by its name ("default rule"),
 * with its origin in conf.  Returns -1 if no setting has that name.
 */
int	 conf_rejected(const struct kopd_conf *, struct conf_report *,
	    const char *name, const char *why);

/*
 * compare.c: reports an error for each change that a reload cannot make,
 * because a sandbox is never loosened.  Returns their number.
 */
unsigned int conf_compare(const struct kopd_conf *old,
	    const struct kopd_conf *new, struct conf_report *);

/*
 * conf_file_error: reports why the file of a setting cannot be read; found is
 * 0 if the file does not exist.
 */
void	 conf_file_error(const struct kopd_conf *, struct conf_report *,
	    enum setting, const char *why, int found);

/*
 * print.c: writes a kopd.conf that parses to the same values, with CONF_MASK
 * for secrets.
 */
void	 conf_print(const struct kopd_conf *, FILE *);

/*
 * print.c: writes the settings that were set, each on a line with its origin as
 * a comment, and the file `secret' as the password file.  A blank line comes
 * first.
 */
void	 conf_print_given(const struct kopd_conf *, const char *secret,
	    FILE *);

#endif
