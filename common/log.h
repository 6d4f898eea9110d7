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
 * Log lines, to syslog or stderr, with the name of the process: plain, or each
 * as a JSON object.  All lines are encoded by vis(3), so that callers can
 * pass foreign bytes unchanged.  If stderr is the journal, a line begins with
 * its priority; see journal.h.
 *
 * Only kopd's logger (logger.h) connects to syslogd.  The others send it their
 * lines, each as one message "<PRIORITY>NAME[PID]: MESSAGE\n", because they
 * cannot connect again once they are confined.
 */

#ifndef COMMON_LOG_H
#define COMMON_LOG_H

#include <stddef.h>
#include <syslog.h>

#include "common/logline.h"

#define LOG_TO_SYSLOG	0
#define LOG_TO_STDERR	1

/*
 * name is that of the process ("kopd", "route-maker").  verbose: 0 logs info,
 * warnings and errors; 1 debug, too; -1 only fatal errors.
 */
void	log_init(const char *name, int to, int verbose);
/*
 * With syslog: the descriptor from which the logger reads; the default is
 * stderr.
 */
void	log_set_logger(int fd);
/*
 * With syslog: whether lines are written to stderr, too, so that an operator at
 * the terminal sees errors of a start.  fatal() always writes there.
 */
void	log_set_stderr(int);
void	log_set_verbose(int);
int	log_get_verbose(void);
const char	*log_get_name(void);	/* of log_init() */
/* Whether lines are JSON objects from now on: see logline.h. */
void	log_set_json(int);
int	log_get_json(void);

/*
 * One function for each level, with the priority of syslog(3) that it has.
 * HACKING, section Levels, says which level a line has.  The x of log_warnx()
 * means: without ": strerror(errno)" at the end.
 */
void	log_errorx(const char *, ...)		/* LOG_ERR */
	    __attribute__((__format__ (printf, 1, 2)));
void	log_warn(const char *, ...)		/* LOG_WARNING */
	    __attribute__((__format__ (printf, 1, 2)));
void	log_warnx(const char *, ...)
	    __attribute__((__format__ (printf, 1, 2)));
void	log_info(const char *, ...)		/* LOG_INFO */
	    __attribute__((__format__ (printf, 1, 2)));
void	log_debug(const char *, ...)		/* LOG_DEBUG */
	    __attribute__((__format__ (printf, 1, 2)));
/*
 * The same for a line about a container, an object or a key, which become
 * members of its JSON object.  level is LOG_ERR, LOG_WARNING, LOG_INFO or
 * LOG_DEBUG.  subject NULL: about none.
 */
void	log_about(int level, const struct log_subject *, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));
/* LOG_CRIT: exits 1.  fatal() adds strerror(errno); NULL: that alone. */
void	fatal(const char *, ...)
	    __attribute__((__noreturn__, __format__ (printf, 1, 2)));
void	fatalx(const char *, ...)
	    __attribute__((__noreturn__, __format__ (printf, 1, 2)));

/*
 * log_repeat.c: a warning that may repeat.  The first line of a key is logged
 * at once.  Equal lines within a minute are counted, and logged as one line
 * with their number after that minute (at the next call of any log_repeat, or
 * of log_repeat_flush(), which a heartbeat calls).  key is compared by content;
 * key and subject are copied.
 */
void	log_repeat(const char *key, const char *, ...)
	    __attribute__((__format__ (printf, 2, 3)));
void	log_repeat_about(const char *key, const struct log_subject *,
	    const char *, ...) __attribute__((__format__ (printf, 3, 4)));
/* It is over: logs the count and forgets the key.  True if known. */
int	log_repeat_over(const char *key);
void	log_repeat_flush(void);

/*
 * For lines that log.c does not write.  log_body: what follows the name of the
 * process, without a newline; see logline.h for sizes.  log_prefix: "<4>" if
 * stderr is the journal, otherwise ""; static.
 */
size_t	log_body(char *, size_t, int level, const struct log_subject *,
	    const char *message);
const char	*log_prefix(int level);

#endif
