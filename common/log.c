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
#include <sys/queue.h>

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include <vis.h>

#include "common/journal.h"
#include "common/log.h"

#define LINE_MAX_BYTES	4096	/* of a line before vis(3) */
#define REPEAT_SECONDS	60
#define REPEAT_KEYS	256	/* counted at once; others repeat */

struct repeat {
	TAILQ_ENTRY(repeat)	 entry;
	char			*key;
	char			*line;		/* the last one counted */
	unsigned int		 count;		/* since the last log line */
	time_t			 said;
};

/* Where lines go. */
struct sink {
	int		 fd;
	int		 is_logger;	/* wants priority and process id */
	unsigned int	 lost;		/* lines, since the last one */
};

static struct sink		 stderr_sink = { STDERR_FILENO, 0, 0 };
static struct sink		 logger_sink = { STDERR_FILENO, 1, 0 };
static TAILQ_HEAD(, repeat)	 repeats = TAILQ_HEAD_INITIALIZER(repeats);
static unsigned int		 nrepeats;
static const char		*procname = "kopd";
static int			 destination = LOG_TO_STDERR;
static int			 also_stderr;
static int			 verbose;
static int			 to_journal;	/* stderr is the journal */

void
log_init(const char *name, int to, int level)
{
	procname = name;
	destination = to;
	verbose = level;
	to_journal = journal_has(STDERR_FILENO);
}

void
log_set_logger(int fd)
{
	logger_sink.fd = fd;
}

void
log_set_verbose(int level)
{
	verbose = level;
}

void
log_set_stderr(int on)
{
	also_stderr = on;
}

const char *
log_get_name(void)
{
	return procname;
}

int
log_get_verbose(void)
{
	return verbose;
}

static void	log_vformat(char *, size_t, const char *, va_list)
		    __attribute__((__format__ (printf, 3, 0)));
static void	log_vline(int, int, const char *, va_list)
		    __attribute__((__format__ (printf, 3, 0)));
static void	log_vfatal(int, const char *, va_list)
		    __attribute__((__format__ (printf, 2, 0)));

const char *
log_prefix(int level)
{
	static char	 prefix[16];

	(void)snprintf(prefix, sizeof(prefix), "<%d>", level);
	return to_journal ? prefix : "";
}

/* Adds the name, and writes the line in one piece. */
static void
sink_put(struct sink *s, int priority, const char *text)
{
	char	 line[PIPE_BUF + 1];
	int	 n;

	if (s->is_logger)
		n = snprintf(line, sizeof(line) - 1, "<%d>%s[%ld]: %s",
		    priority, procname, (long)getpid(), text);
	else
		n = snprintf(line, sizeof(line) - 1, "%s%s: %s",
		    log_prefix(priority), procname, text);
	if (n >= (int)sizeof(line) - 1)
		memcpy(line + sizeof(line) - 5, "...", 4);
	(void)strlcat(line, "\n", sizeof(line));
	while (write(s->fd, line, strlen(line)) == -1) {
		if (errno == EINTR)
			continue;
		s->lost += errno == EAGAIN;
		return;
	}
}

/*
 * A full pipe must not block the process: lines that do not fit are lost and
 * counted.  Up to PIPE_BUF bytes are written in one piece, between the lines of
 * the other processes.
 */
static void
sink_write(struct sink *s, int priority, const char *text)
{
	char		 note[128];
	struct pollfd	 pfd = { s->fd, POLLOUT, 0 };

	if (poll(&pfd, 1, 0) == 0) {
		s->lost++;
		return;
	}
	if (s->lost > 0) {
		(void)snprintf(note, sizeof(note), "%u lines were lost: the "
		    "log was not read", s->lost);
		s->lost = 0;
		sink_put(s, LOG_WARNING, note);
	}
	sink_put(s, priority, text);
}

static void
log_write(int priority, const char *text)
{
	static char	 encoded[LINE_MAX_BYTES * 4 + 1];

	(void)strnvis(encoded, text, sizeof(encoded), VIS_CSTYLE | VIS_NL);
	if (destination == LOG_TO_SYSLOG) {
		sink_write(&logger_sink, priority, encoded);
		if (logger_sink.fd == STDERR_FILENO ||
		    (!also_stderr && priority != LOG_CRIT))
			return;
	}
	sink_write(&stderr_sink, priority, encoded);
}

static void
log_vformat(char *text, size_t size, const char *fmt, va_list ap)
{
	if (vsnprintf(text, size, fmt, ap) < 0)
		(void)strlcpy(text, fmt, size);
}

static void
log_vline(int priority, int error, const char *fmt, va_list ap)
{
	char	 text[LINE_MAX_BYTES];
	int	 saved = errno;

	log_vformat(text, sizeof(text), fmt, ap);
	if (error != 0) {
		(void)strlcat(text, ": ", sizeof(text));
		(void)strlcat(text, strerror(error), sizeof(text));
	}
	log_write(priority, text);
	errno = saved;
}

void
log_errorx(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	if (verbose >= 0)
		log_vline(LOG_ERR, 0, fmt, ap);
	va_end(ap);
}

void
log_warn(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	if (verbose >= 0)
		log_vline(LOG_WARNING, errno, fmt, ap);
	va_end(ap);
}

void
log_warnx(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	if (verbose >= 0)
		log_vline(LOG_WARNING, 0, fmt, ap);
	va_end(ap);
}

void
log_info(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	if (verbose >= 0)
		log_vline(LOG_INFO, 0, fmt, ap);
	va_end(ap);
}

void
log_debug(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	if (verbose > 0)
		log_vline(LOG_DEBUG, 0, fmt, ap);
	va_end(ap);
}

static void
log_vfatal(int error, const char *fmt, va_list ap)
{
	char	 text[LINE_MAX_BYTES], line[LINE_MAX_BYTES + 128];

	text[0] = '\0';
	if (fmt != NULL)
		log_vformat(text, sizeof(text), fmt, ap);
	(void)snprintf(line, sizeof(line), "fatal: %s%s%s", text,
	    fmt != NULL && error != 0 ? ": " : "",
	    error != 0 ? strerror(error) : "");
	log_write(LOG_CRIT, line);
}

void
fatal(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vfatal(errno, fmt, ap);
	va_end(ap);
	exit(1);
}

void
fatalx(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vfatal(0, fmt, ap);
	va_end(ap);
	exit(1);
}

static time_t
log_clock(void)
{
	struct timespec	 ts;

	if (clock_gettime(CLOCK_MONOTONIC, &ts) == -1)
		return 0;
	return ts.tv_sec;
}

static void
repeat_forget(struct repeat *r)
{
	TAILQ_REMOVE(&repeats, r, entry);
	nrepeats--;
	free(r->key);
	free(r->line);
	free(r);
}

static struct repeat *
repeat_find(const char *key)
{
	struct repeat	*r;

	TAILQ_FOREACH(r, &repeats, entry) {
		if (strcmp(r->key, key) == 0)
			return r;
	}
	return NULL;
}

static struct repeat *
repeat_add(const char *key)
{
	struct repeat	*r;

	if (nrepeats == REPEAT_KEYS)
		repeat_forget(TAILQ_FIRST(&repeats));
	if ((r = calloc(1, sizeof(*r))) == NULL ||
	    (r->key = strdup(key)) == NULL)
		fatal(NULL);
	r->said = log_clock();
	TAILQ_INSERT_TAIL(&repeats, r, entry);
	nrepeats++;
	return r;
}

static void
repeat_say(struct repeat *r)
{
	if (r->count > 0)
		log_warnx("%s (%u more times)", r->line, r->count);
	r->count = 0;
	r->said = log_clock();
}

void
log_repeat(const char *key, const char *fmt, ...)
{
	struct repeat	*r;
	char		 text[LINE_MAX_BYTES];
	va_list		 ap;

	va_start(ap, fmt);
	log_vformat(text, sizeof(text), fmt, ap);
	va_end(ap);

	if ((r = repeat_find(key)) == NULL) {
		(void)repeat_add(key);
		log_warnx("%s", text);
	} else {
		free(r->line);
		if ((r->line = strdup(text)) == NULL)
			fatal(NULL);
		r->count++;
	}
	log_repeat_flush();
}

int
log_repeat_over(const char *key)
{
	struct repeat	*r;

	if ((r = repeat_find(key)) == NULL)
		return 0;
	repeat_say(r);
	repeat_forget(r);
	return 1;
}

void
log_repeat_flush(void)
{
	struct repeat	*r;
	time_t		 now = log_clock();

	TAILQ_FOREACH(r, &repeats, entry) {
		if (now - r->said >= REPEAT_SECONDS)
			repeat_say(r);
	}
}
