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
 * kopd.conf, a NUL, and part.inc, which it may include: both lie in a folder
 * of their own, which is all that can be opened.  What is right prints as a
 * configuration that reads and prints as the same; what is wrong is said as
 * "file:line: reason".
 */

#include <fcntl.h>
#include <unistd.h>

#include "bounds.h"
#include "conf.h"
#include "file.h"
#include "fuzz.h"
#include "parse.h"
#include "source.h"

static char	folder[] = "/tmp/kopd-fuzz.XXXXXXXXXX";

static void
leave(void)
{
	(void)unlink("kopd.conf");
	(void)unlink("part.inc");
	(void)rmdir(folder);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	assert(mkdtemp(folder) != NULL && chdir(folder) == 0);
	assert(atexit(leave) == 0);
	files_confine(folder, 0);
	return 0;
}

static void
write_file(const char *path, const void *data, size_t len)
{
	int	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert(fd != -1 && write(fd, data, len) == (ssize_t)len);
	close(fd);
}

/* Files that cannot be read as text, or not at all, have no line. */
static void
on_error(void *arg, const char *line)
{
	(void)arg;
	assert(strchr(line, ':') != NULL ||
	    strcmp(line, "too many errors; no more are shown") == 0);
}

/* What kopd -nv prints; NULL where it says what is wrong. */
static char *
parse(void)
{
	struct conf_report	 report = { on_error, NULL, 0 };
	struct kopd_conf	*conf = conf_new();
	char			*path, *text = NULL;
	size_t			 len;
	FILE			*out;
	int			 result;

	assert(asprintf(&path, "%s/kopd.conf", folder) != -1);
	result = parse_config(conf, path, &report);
	assert((result == -1) == (report.errors > 0));
	conf_check(conf, &report);
	if (report.errors == 0) {
		assert((out = open_memstream(&text, &len)) != NULL);
		conf_print(conf, out);
		assert(fclose(out) == 0);
	}
	conf_free(conf);
	macro_forget(1);
	free(path);
	return text;
}

/* What neither is wrong must be in its range. */
static void
check_numbers(const uint8_t *data, size_t len)
{
	const char	*why = NULL;
	char		*text = fuzz_text(data, len);

	assert((conf_duration(text, &why) == -1) == (why != NULL));
	why = NULL;
	assert((conf_version(text, &why) == -1) == (why != NULL));
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const uint8_t	*nul = memchr(data, '\0', len);
	size_t		 n = nul == NULL ? len : (size_t)(nul - data);
	char		*first, *second;

	check_numbers(data, len < 20 ? len : 20);
	write_file("kopd.conf", data, n);
	if (nul != NULL)
		write_file("part.inc", nul + 1, len - n - 1);
	if ((first = parse()) != NULL) {
		write_file("kopd.conf", first, strlen(first));
		second = parse();
		assert(second != NULL && strcmp(first, second) == 0);
		free(second);
	}
	(void)unlink("part.inc");
	free(first);
	return 0;
}
