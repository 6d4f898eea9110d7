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
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "common/journal.h"
#include "common/log.h"

#define LINE_MAX_BYTES	4096	/* of a line before vis(3) */

/* Where lines go. */
struct sink {
	int		 fd;
	int		 is_logger;	/* wants priority and process id */
	unsigned int	 lost;		/* lines, since the last one */
};

static struct sink	 stderr_sink = { STDERR_FILENO, 0, 0 };
static struct sink	 logger_sink = { STDERR_FILENO, 1, 0 };
static const char	*procname = "kopd";
static int		 destination = LOG_TO_STDERR;
static int		 also_stderr;
static int		 verbose;
static int		 json;
static int		 to_journal;		/* stderr is the journal */
static void		(*writer)(int, const char *);

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
log_set_writer(void (*f)(int, const char *))
{
	writer = f;
}

void
log_set_stderr(int on)
{
	also_stderr = on;
}

void
log_set_json(int on)
{
	json = on;
}

int
log_get_json(void)
{
	return json;
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
static void	log_vline(int, int, const struct log_subject *, const char *,
		    va_list) __attribute__((__format__ (printf, 4, 0)));
static void	log_vfatal(int, const char *, va_list)
		    __attribute__((__format__ (printf, 2, 0)));

size_t
log_body(char *buf, size_t size, int level, const struct log_subject *subject,
    const char *message)
{
	struct logline	 line = { .priority = level, .process = procname,
			    .subject = subject, .message = message };

	if (!json)
		return logline_plain(buf, size, message);
	(void)clock_gettime(CLOCK_REALTIME, &line.when);
	return logline_json(buf, size, &line);
}

const char *
log_prefix(int level)
{
	static char	 prefix[16];

	(void)snprintf(prefix, sizeof(prefix), "<%d>", level);
	return to_journal ? prefix : "";
}

/* What precedes the body of a line; returns its length. */
static size_t
sink_head(const struct sink *s, int level, char *head, size_t size)
{
	int	 n;

	if (s->is_logger)
		n = snprintf(head, size, "<%d>%s[%ld]: ", level, procname,
		    (long)getpid());
	else
		n = snprintf(head, size, "%s%s%s", log_prefix(level),
		    json ? "" : procname, json ? "" : ": ");
	return n < 0 || n >= (int)size ? 0 : (size_t)n;
}

/* Writes the line in one piece. */
static void
sink_put(struct sink *s, int level, const struct log_subject *subject,
    const char *message)
{
	char	 line[LOGLINE_MAX];
	size_t	 n;

	n = sink_head(s, level, line, sizeof(line) - LOGLINE_MIN);
	n += log_body(line + n, sizeof(line) - n, level, subject, message);
	line[n++] = '\n';
	while (write(s->fd, line, n) == -1) {
		if (errno == EINTR)
			continue;
		s->lost += errno == EAGAIN;
		return;
	}
}

/*
 * A full pipe must not block the process: lines that do not fit are lost and
 * counted.  A line is written in one piece, between those of the other
 * processes.
 */
static void
sink_write(struct sink *s, int level, const struct log_subject *subject,
    const char *message)
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
		sink_put(s, LOG_WARNING, NULL, note);
	}
	sink_put(s, level, subject, message);
}

static void
log_write(int level, const struct log_subject *subject, const char *message)
{
	if (writer != NULL) {
		writer(level, message);
		return;
	}
	if (destination == LOG_TO_SYSLOG) {
		sink_write(&logger_sink, level, subject, message);
		if (logger_sink.fd == STDERR_FILENO ||
		    (!also_stderr && level != LOG_CRIT))
			return;
	}
	sink_write(&stderr_sink, level, subject, message);
}

static void
log_vformat(char *text, size_t size, const char *fmt, va_list ap)
{
	if (vsnprintf(text, size, fmt, ap) < 0)
		(void)strlcpy(text, fmt, size);
}

/* The least verbosity with which lines of that level are logged. */
static int
level_needs(int level)
{
	return level == LOG_DEBUG ? 1 : 0;
}

static void
log_vline(int level, int error, const struct log_subject *subject,
    const char *fmt, va_list ap)
{
	char	 text[LINE_MAX_BYTES];
	int	 saved = errno;

	if (verbose < level_needs(level))
		return;
	log_vformat(text, sizeof(text), fmt, ap);
	if (error != 0) {
		(void)strlcat(text, ": ", sizeof(text));
		(void)strlcat(text, strerror(error), sizeof(text));
	}
	log_write(level, subject, text);
	errno = saved;
}

void
log_about(int level, const struct log_subject *subject, const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vline(level, 0, subject, fmt, ap);
	va_end(ap);
}

void
log_errorx(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vline(LOG_ERR, 0, NULL, fmt, ap);
	va_end(ap);
}

void
log_warn(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vline(LOG_WARNING, errno, NULL, fmt, ap);
	va_end(ap);
}

void
log_warnx(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vline(LOG_WARNING, 0, NULL, fmt, ap);
	va_end(ap);
}

void
log_info(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vline(LOG_INFO, 0, NULL, fmt, ap);
	va_end(ap);
}

void
log_debug(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	log_vline(LOG_DEBUG, 0, NULL, fmt, ap);
	va_end(ap);
}

/* What exit(3) calls may fail again: the first line has the cause. */
static void
log_vfatal(int error, const char *fmt, va_list ap)
{
	static int	 ending;
	char		 text[LINE_MAX_BYTES], line[LINE_MAX_BYTES + 128];

	if (ending)
		_exit(1);
	ending = 1;
	text[0] = '\0';
	if (fmt != NULL)
		log_vformat(text, sizeof(text), fmt, ap);
	(void)snprintf(line, sizeof(line), "fatal: %s%s%s", text,
	    fmt != NULL && error != 0 ? ": " : "",
	    error != 0 ? strerror(error) : "");
	log_write(LOG_CRIT, NULL, line);
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
