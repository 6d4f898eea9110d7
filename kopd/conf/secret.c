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

#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "kopd/conf/character.h"
#include "kopd/conf/file.h"
#include "kopd/conf/secret.h"
#include "kopd/conf/row.h"

const char *
secret_check(const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return "not a regular file";
	if (st->st_uid != 0 && st->st_uid != getuid())
		return "belongs neither to root nor to the user that started "
		    "kopd";
	if (st->st_mode & S_IWGRP)
		return "its group can write to it; run chmod g-w";
	if (st->st_mode & S_IRWXO)
		return "others can read or write it; run chmod o=";
	return NULL;
}

/* The only line, without its end; NULL and *why if there is no such line. */
static const char *
secret_line(char *text, size_t len, const char **why)
{
	if ((*why = character_mark(text, len)) != NULL)
		return NULL;
	if (strlen(text) != len) {
		*why = "contains a NUL byte";
		return NULL;
	}
	text[strcspn(text, "\r\n")] = '\0';
	len -= strlen(text);
	if (text[0] == '\0')
		*why = "is empty, or its first line is empty";
	else if (len > 2)
		*why = "has more than one line";
	else
		return text;
	return NULL;
}

void
secret_left(const struct kopd_conf *conf, enum setting set)
{
	fprintf(stderr, "%s %s: not checked because only root can read it\n",
	    setting_name(set), setting_string(conf, set));
}

/* A password and its file. */
struct secret {
	enum setting	 file;
	enum setting	 password;
	enum setting	 kept;		/* redis-writer keeps it */
};

/* Keeps the password if the same file is out of reach; else returns -1. */
static int
secret_keep(struct kopd_conf *conf, const struct kopd_conf *before,
    const struct secret *s)
{
	const char	*path = setting_string(conf, s->file);

	if (before == NULL || file_reachable(path) ||
	    strcmp(path, setting_string(before, s->file)) != 0)
		return -1;
	setting_put_number(conf, s->kept, 1);
	log_info("%s: outside of the directory of the configuration; it stays "
	    "as it was at the start", path);
	return 0;
}

static void
secret_read(struct kopd_conf *conf, const struct secret *s,
    struct conf_report *report, int lenient)
{
	enum setting	 set = s->file;
	const char	*path = setting_string(conf, set), *why, *line;
	struct stat	 st;
	char		*text = NULL;
	size_t		 len;
	int		 fd;

	if ((fd = file_open(path, &st, &why)) == -1) {
		if (lenient && errno == EACCES && getuid() != 0)
			secret_left(conf, set);
		else
			conf_file_error(conf, report, set, why,
			    !file_missing(path));
		return;
	}
	if ((why = file_replaced(path, &st)) != NULL)
		conf_warn(report, conf->origin[set], "%s %s: %s",
		    setting_name(set), path, why);
	if ((why = secret_check(&st)) == NULL &&
	    (text = file_read(fd, SECRET_MAX, &len, &why)) != NULL &&
	    (line = secret_line(text, len, &why)) != NULL)
		setting_put_string(conf, s->password, line);
	else
		conf_file_error(conf, report, set, why, 1);
	if (text != NULL)
		freezero(text, len);
	(void)close(fd);
}

void
secret_load(struct kopd_conf *conf, const struct kopd_conf *before,
    struct conf_report *report, int lenient)
{
	static const struct secret	 secrets[] = {
		{ SET_PASSWORD_FILE, SET_PASSWORD, SET_PASSWORD_KEPT },
		{ SET_SENTINEL_PASSWORD_FILE, SET_SENTINEL_PASSWORD,
		    SET_SENTINEL_PASSWORD_KEPT }
	};
	size_t				 i;

	for (i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		if (*setting_string(conf, secrets[i].file) != '\0' &&
		    secret_keep(conf, before, &secrets[i]) == -1)
			secret_read(conf, &secrets[i], report, lenient);
	}
}
