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

#include "file.h"
#include "secret.h"
#include "xstrdup.h"

const char *
secret_check(const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return "not a regular file";
	if (st->st_uid != 0 && st->st_uid != getuid())
		return "belongs neither to root nor to the user kopd was "
		    "started as";
	if (st->st_mode & S_IWGRP)
		return "its group may write it: chmod g-w";
	if (st->st_mode & S_IRWXO)
		return "others may read or write it: chmod o=";
	return NULL;
}

/* The one line without its end; NULL and *why when it is not one. */
static const char *
secret_line(char *text, size_t len, const char **why)
{
	if (strlen(text) != len) {
		*why = "holds a NUL byte";
		return NULL;
	}
	text[strcspn(text, "\r\n")] = '\0';
	len -= strlen(text);
	if (text[0] == '\0')
		*why = "is empty, or its first line is";
	else if (len > 2)
		*why = "has more than one line";
	else
		return text;
	return NULL;
}

void
secret_left(const struct kopd_conf *conf, enum setting set)
{
	fprintf(stderr, "%s %s: not checked, since only root may read it\n",
	    conf_setting_name(set), conf_text(conf, set));
}

/* The file of one password. */
static void
secret_file(const struct kopd_conf *conf, enum setting set, char **password,
    struct conf_report *report, int lenient)
{
	const char	*path = conf_text(conf, set), *why, *line;
	struct stat	 st;
	char		*text = NULL;
	size_t		 len;
	int		 fd;

	if (path[0] == '\0')
		return;
	if ((fd = file_open(path, &st, &why)) == -1) {
		if (lenient && errno == EACCES && getuid() != 0)
			secret_left(conf, set);
		else
			conf_error(report, conf->origin[set], "%s %s: %s",
			    conf_setting_name(set), path, why);
		return;
	}
	if ((why = secret_check(&st)) == NULL &&
	    (text = file_read(fd, SECRET_MAX, &len, &why)) != NULL &&
	    (line = secret_line(text, len, &why)) != NULL) {
		freezero(*password, strlen(*password));
		*password = xstrdup(line);
	} else
		conf_error(report, conf->origin[set], "%s %s: %s",
		    conf_setting_name(set), path, why);
	if (text != NULL)
		freezero(text, len);
	close(fd);
}

void
secret_load(struct kopd_conf *conf, struct conf_report *report, int lenient)
{
	secret_file(conf, SET_PASSWORD_FILE, &conf->password, report, lenient);
	secret_file(conf, SET_SENTINEL_PASSWORD_FILE,
	    &conf->sentinel_password, report, lenient);
}
