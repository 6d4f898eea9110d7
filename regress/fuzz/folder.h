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
 * A folder with the files that a harness lets kopd read; nothing outside of
 * it can be opened.
 */

#ifndef REGRESS_FUZZ_FOLDER_H
#define REGRESS_FUZZ_FOLDER_H

#include <fcntl.h>
#include <unistd.h>

#include "kopd/conf/conf.h"
#include "kopd/conf/environment.h"
#include "kopd/conf/file.h"
#include "kopd/conf/macro.h"
#include "kopd/conf/parse.h"
#include "regress/fuzz/fuzz.h"

static char	folder[] = "/tmp/kopd-fuzz.XXXXXXXXXX";

static inline void
folder_write(const char *path, const void *data, size_t len)
{
	int	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert(fd != -1 && write(fd, data, len) == (ssize_t)len);
	(void)close(fd);
}

static inline void
folder_leave(void)
{
	static const char *const	names[] = { "kopd.conf", "part.inc",
					    "docker.yaml", "compose.yml",
					    ".env" };
	size_t				i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		(void)unlink(names[i]);
	(void)rmdir(folder);
}

static inline void
folder_enter(void)
{
	log_init("fuzz", LOG_TO_STDERR, -1);
	assert(mkdtemp(folder) != NULL && chdir(folder) == 0);
	assert(atexit(folder_leave) == 0);
	files_confine(folder, 0);
}

/* Of what cannot be read at all there is a name, but no line. */
static inline void
folder_said(void *arg, int level, const char *line)
{
	(void)arg;
	(void)level;
	assert(strchr(line, ':') != NULL ||
	    strcmp(line, "too many errors; others are not shown") == 0);
}

/* What kopd -nv prints of it; NULL where something was wrong. */
static inline char *
folder_print(struct kopd_conf *conf, struct conf_report *report)
{
	char	*text = NULL;
	size_t	 len;
	FILE	*out;

	conf_check(conf, report);
	if (report->errors > 0)
		return NULL;
	assert((out = open_memstream(&text, &len)) != NULL);
	conf_print(conf, out);
	assert(fclose(out) == 0);
	return text;
}

/* The same of the file kopd.conf. */
static inline char *
folder_parse(void)
{
	struct conf_report	 report = { folder_said, NULL, 0 };
	struct kopd_conf	*conf = conf_new();
	char			*path, *text;
	int			 result;

	assert(asprintf(&path, "%s/kopd.conf", folder) != -1);
	result = parse_config(conf, path, &report);
	assert((result == -1) == (report.errors > 0));
	text = folder_print(conf, &report);
	conf_free(conf);
	macro_forget(1);
	free(path);
	return text;
}

/* What was printed reads and prints as the same; frees it. */
static inline void
folder_check(char *printed)
{
	char	*again;

	if (printed == NULL)
		return;
	folder_write("kopd.conf", printed, strlen(printed));
	again = folder_parse();
	if (again == NULL || strcmp(printed, again) != 0)
		fprintf(stderr, "%s\nand then\n%s\n", printed,
		    again == NULL ? "nothing" : again);
	assert(again != NULL && strcmp(printed, again) == 0);
	free(again);
	free(printed);
}

#endif
