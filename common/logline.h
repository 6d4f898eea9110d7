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
 * What a log line consists of, without the name of the process and without the
 * priority: the message, encoded by vis(3), or a JSON object that has it.  Both
 * are printable ASCII.
 */

#ifndef COMMON_LOGLINE_H
#define COMMON_LOGLINE_H

#include <stddef.h>
#include <time.h>

/*
 * What a line is about.  The strings have foreign bytes unchanged.  NULL or "":
 * the line is not about one.
 */
struct log_subject {
	const char	*container;	/* its name, or its ID */
	const char	*object;	/* "http/routers/web" */
	const char	*key;		/* "rule" */
};

/*
 * Bytes of a whole line: as many as a pipe of Linux takes in one piece; and the
 * least size of a buffer for what follows.
 */
#define LOGLINE_MAX	4096
#define LOGLINE_MIN	2048

/*
 * Both write at most size - 1 bytes and a NUL, and return the number of bytes
 * without the NUL.  A message that is too long is cut, and ends with "...".
 */
size_t	 logline_plain(char *, size_t size, const char *message);

/*
 * logline_json: an object with the members time (RFC 3339, UTC, microseconds),
 * level, process, those of the subject, and message.  priority is that of
 * syslog(3).  A member of the subject is cut at LOGLINE_MEMBER bytes.
 */
#define LOGLINE_MEMBER	512

struct logline {
	struct timespec			 when;
	int				 priority;
	const char			*process;
	const struct log_subject	*subject;	/* or NULL */
	const char			*message;
};

size_t	 logline_json(char *, size_t size, const struct logline *);

#endif
