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
#include "kopd/conf/certificate.h"
#include "kopd/conf/file.h"
#include "kopd/conf/secret.h"
#include "kopd/conf/row.h"

/* The certificates of trusted authorities, on different systems. */
static const char *const system_cas[] = {
	"/etc/ssl/certs/ca-certificates.crt",	/* Debian */
	"/etc/ssl/cert.pem",			/* OpenBSD, Alpine */
	"/etc/pki/tls/certs/ca-bundle.crt",	/* Fedora */
};
#define NSYSTEM_CAS	(sizeof(system_cas) / sizeof(system_cas[0]))

static const struct file_row {
	enum setting	 path;
	enum setting	 text;		/* its contents */
} files[] = {
	{ SET_TLS_CA, SET_TLS_CA_TEXT },
	{ SET_TLS_CERTIFICATE, SET_TLS_CERTIFICATE_TEXT },
	{ SET_TLS_KEY, SET_TLS_KEY_TEXT },
};
#define NFILES	(sizeof(files) / sizeof(files[0]))

/* Why the contents are invalid, or NULL. */
static const char *
text_check(const struct file_row *f, const char *text, size_t len,
    const struct stat *st)
{
	if (strlen(text) != len)
		return "contains a NUL byte: PEM is text";
	if (len == 0)
		return "is empty";
	return f->path == SET_TLS_KEY ? secret_check(st) : NULL;
}

/*
 * Keeps the former contents if the file is the same and kopd can no longer
 * reach it.  Wipes the key in this process: if it is empty, redis-writer keeps
 * its own.  Returns -1 if the file has to be read.
 */
static int
keep(struct kopd_conf *conf, const struct kopd_conf *before,
    const struct file_row *f)
{
	const char	*path = setting_string(conf, f->path);

	if (before == NULL || !before->writer.tls || file_reachable(path) ||
	    strcmp(path, setting_string(before, f->path)) != 0)
		return -1;
	setting_put_string(conf, f->text, setting_string(before, f->text));
	log_info("%s: outside of the directory of the configuration; it stays "
	    "as it was at the start", path);
	return 0;
}

/* Where the setting is set, or else where TLS is enabled. */
static const char *
tls_origin(const struct kopd_conf *conf, enum setting set)
{
	enum setting	 other;

	for (other = SET_TLS; conf->origin[set] == NULL &&
	    other <= SET_TLS_INSECURE; other++) {
		if (conf->origin[other] != NULL)
			return conf->origin[other];
	}
	return conf->origin[set];
}

static void
read_file(struct kopd_conf *conf, const struct file_row *f,
    struct conf_report *report, int lenient)
{
	const char	*path = setting_string(conf, f->path), *why;
	struct stat	 st;
	size_t		 len;
	char		*text;
	int		 found;

	text = file_load(path, setting_get(f->text)->max, &len, &st, &why);
	found = text != NULL || !file_missing(path);
	if (text == NULL && lenient && errno == EACCES && getuid() != 0) {
		secret_left(conf, f->path);
		return;
	}
	if (text != NULL && (why = file_replaced(path, &st)) != NULL)
		conf_warn(report, tls_origin(conf, f->path), "%s %s: %s",
		    setting_name(f->path), path, why);
	if (text != NULL && (why = text_check(f, text, len, &st)) == NULL)
		setting_put_string(conf, f->text, text);
	else if (conf->origin[f->path] != NULL)
		conf_file_error(conf, report, f->path, why, found);
	else
		conf_error(report, tls_origin(conf, f->path), "%s %s: %s",
		    setting_name(f->path), path, why);
	if (text != NULL)
		freezero(text, len);
}

/*
 * Takes the first one that exists, or the former one if kopd can reach none.
 * Returns -1 if this system has none.
 */
static int
find_system_ca(struct kopd_conf *conf, const struct kopd_conf *before)
{
	const char	*path = system_cas[0];
	struct stat	 st;
	size_t		 i;
	int		 found = !file_reachable(path);

	if (before != NULL && before->origin[SET_TLS_CA] == NULL &&
	    before->tls_ca_file[0] != '\0')
		path = before->tls_ca_file;
	for (i = 0; i < NSYSTEM_CAS; i++) {
		if (file_reachable(system_cas[i]) &&
		    stat(system_cas[i], &st) == 0) {
			path = system_cas[i];
			found = 1;
			break;
		}
	}
	setting_put_string(conf, SET_TLS_CA, path);
	return found ? 0 : -1;
}

/* Debian, Alpine and Fedora have a package of that name. */
static void
no_system_ca(struct kopd_conf *conf, struct conf_report *report)
{
	conf_error(report, tls_origin(conf, SET_TLS), "tls: this system has "
	    "no certificate authorities (%s): install the package "
	    "ca-certificates, or name a file with `tls ca'", system_cas[0]);
	setting_put_string(conf, SET_TLS_CA, "");
}

void
certificates_load(struct kopd_conf *conf, const struct kopd_conf *before,
    struct conf_report *report, int lenient)
{
	const struct file_row	*f;

	if (!conf->writer.tls)
		return;
	if (conf->tls_ca_file[0] == '\0' && !conf->writer.tls_insecure &&
	    find_system_ca(conf, before) == -1)
		no_system_ca(conf, report);
	for (f = files; f < files + NFILES; f++) {
		if (*setting_string(conf, f->path) != '\0' &&
		    keep(conf, before, f) == -1)
			read_file(conf, f, report, lenient);
	}
}
