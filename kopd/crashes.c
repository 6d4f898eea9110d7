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
#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "common/reading_page.h"
#include "kopd/conf/file.h"
#include "kopd/crashes.h"

/* Crashes after which a container is ignored. */
#define DEATHS		2

/* Seconds after which a single crash does not count any more. */
#define FORGET		(60 * 60)

/* The number of counted containers, which is the number of lines. */
#define CRASHES_MAX	48

/* "<id> <deaths> <seconds since the epoch>\n" */
#define LINE		"%s %1u %010llu\n"
#define LINE_BYTES	(HEXID_DIGITS + 1 + 1 + 1 + 10 + 1)

#define SHORT_ID	12	/* digits that Docker shows */

struct crash {
	char			 id[HEXID_DIGITS + 1];
	unsigned int		 deaths;
	unsigned long long	 last;		/* seconds since the epoch */
};

struct crashes {
	char			*page;		/* NULL: no file */
	int			 fd;		/* -1: none, or handed over */
	struct crash		 crash[CRASHES_MAX];	/* the oldest first */
	size_t			 n;
	struct string_list	 list;
	char			*ids[CRASHES_MAX];	/* of the list */
};

/* Opens a file that only this user can change; -1 with errno. */
static int
open_file(const char *path)
{
	struct stat	st;
	int		fd;

	if ((fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC |
	    O_NONBLOCK, S_IRUSR | S_IWUSR)) == -1)
		return -1;
	if (fstat(fd, &st) == -1)
		goto fail;
	errno = EPERM;
	if (!S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
	    st.st_nlink != 1)
		goto fail;
	if (st.st_size != READING_PAGE && (ftruncate(fd, 0) == -1 ||
	    ftruncate(fd, READING_PAGE) == -1))
		goto fail;
	return fd;
fail:
	(void)close(fd);
	return -1;
}

static char *
map_file(const char *path, int *fd)
{
	void	*page;

	if ((*fd = open_file(path)) == -1)
		return NULL;
	page = mmap(NULL, READING_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
	    *fd, 0);
	if (page != MAP_FAILED)
		return page;
	close(*fd);
	*fd = -1;
	return NULL;
}

static int
is_number(const char *s, size_t digits)
{
	return strspn(s, "0123456789") >= digits;
}

/* Reads a line as write_page() writes it; -1 if it is malformed. */
static int
read_line(const char *s, struct crash *c)
{
	struct hexid	id;

	if (hexid_parse(&id, s, HEXID_DIGITS) == -1 ||
	    s[HEXID_DIGITS] != ' ' || !is_number(s + HEXID_DIGITS + 1, 1) ||
	    s[HEXID_DIGITS + 2] != ' ' ||
	    !is_number(s + HEXID_DIGITS + 3, 10) || s[LINE_BYTES - 1] != '\n')
		return -1;
	hexid_text(&id, c->id);
	c->deaths = (unsigned int)(s[HEXID_DIGITS + 1] - '0');
	c->last = strtoull(s + HEXID_DIGITS + 3, NULL, 10);
	return 0;
}

/* Reads up to the first malformed line. */
static void
read_page(struct crashes *c)
{
	char	 copy[READING_PAGE + 1];
	size_t	 at = READING_LINE;

	memcpy(copy, c->page, READING_PAGE);
	copy[READING_PAGE] = '\0';
	for (c->n = 0; c->n < CRASHES_MAX &&
	    read_line(copy + at, &c->crash[c->n]) == 0; c->n++)
		at += LINE_BYTES;
}

static void
write_page(struct crashes *c)
{
	char	line[LINE_BYTES + 1];
	size_t	i;

	memset(c->page, 0, READING_PAGE);
	memset(c->page, ' ', HEXID_DIGITS);
	c->page[HEXID_DIGITS] = '\n';
	for (i = 0; i < c->n; i++) {
		(void)snprintf(line, sizeof(line), LINE, c->crash[i].id,
		    c->crash[i].deaths, c->crash[i].last);
		memcpy(c->page + READING_LINE + i * LINE_BYTES, line,
		    LINE_BYTES);
	}
}

static void
drop(struct crashes *c, size_t i)
{
	memmove(&c->crash[i], &c->crash[i + 1],
	    (--c->n - i) * sizeof(c->crash[0]));
}

/* Counts one more crash of the container, which becomes the newest. */
static void
count(struct crashes *c, const char *id, unsigned long long now)
{
	const struct log_subject	about = { .container = id };
	struct crash			new = { .last = now };
	size_t				i;

	(void)strlcpy(new.id, id, sizeof(new.id));
	for (i = 0; i < c->n && strcmp(c->crash[i].id, id) != 0; i++)
		continue;
	if (i < c->n) {
		if (c->crash[i].deaths >= DEATHS ||
		    now - c->crash[i].last < FORGET)
			new.deaths = c->crash[i].deaths;
		drop(c, i);
	} else if (c->n == CRASHES_MAX)
		drop(c, 0);
	if (new.deaths < DEATHS)
		new.deaths++;
	c->crash[c->n++] = new;
	if (new.deaths < DEATHS)
		log_about(LOG_WARNING, &about, "route-maker ended while it "
		    "read container %.*s; if this happens again, the container "
		    "is rejected", SHORT_ID, id);
}

static void
make_list(struct crashes *c)
{
	struct log_subject	about = { NULL, NULL, NULL };
	size_t	i;

	c->list.n = 0;
	c->list.v = c->ids;
	for (i = 0; i < c->n; i++) {
		if (c->crash[i].deaths < DEATHS)
			continue;
		c->ids[c->list.n++] = c->crash[i].id;
		about.container = c->crash[i].id;
		log_about(LOG_WARNING, &about, "container %.*s ended "
		    "route-maker %d times: it is rejected until it is created "
		    "again, kopd is reloaded, or this host starts", SHORT_ID,
		    c->crash[i].id, DEATHS);
	}
}

struct crashes *
crashes_open(const char *socket)
{
	struct crashes	*c;
	char		*absolute = file_absolute(socket), *path;
	char		 id[HEXID_DIGITS + 1];

	if ((c = calloc(1, sizeof(*c))) == NULL ||
	    asprintf(&path, "%s.reading", absolute) == -1)
		fatal(NULL);
	c->list.v = c->ids;
	if ((c->page = map_file(path, &c->fd)) == NULL)
		log_warn("%s: containers that end route-maker are not "
		    "remembered", path);
	else {
		read_page(c);
		if (crashes_at_hand(c, id) != NULL)
			count(c, id, (unsigned long long)time(NULL));
		write_page(c);
		make_list(c);
	}
	free(path);
	free(absolute);
	return c;
}

void
crashes_free(struct crashes *c)
{
	if (c == NULL)
		return;
	if (c->page != NULL)
		(void)munmap(c->page, READING_PAGE);
	free(c);
}

int
crashes_descriptor(struct crashes *c)
{
	int	fd = c->fd;

	c->fd = -1;
	return fd;
}

const struct string_list *
crashes_list(const struct crashes *c)
{
	return &c->list;
}

void
crashes_forget(struct crashes *c)
{
	c->n = c->list.n = 0;
	if (c->page != NULL)
		memset(c->page + READING_LINE, 0,
		    READING_PAGE - READING_LINE);
}

const char *
crashes_at_hand(const struct crashes *c, char id[HEXID_DIGITS + 1])
{
	struct hexid	hex;

	if (c->page == NULL)
		return NULL;
	memcpy(id, c->page, HEXID_DIGITS);
	id[HEXID_DIGITS] = '\0';
	return hexid_parse(&hex, id, HEXID_DIGITS) == -1 ? NULL : id;
}
