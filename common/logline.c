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
#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "common/logline.h"
#include "common/visible.h"

#define MESSAGE_MAX	4096	/* bytes before vis(3) */
#define CUT		"..."
#define CUT_LEN		(sizeof(CUT) - 1)
#define END		"\"}"
#define END_LEN		(sizeof(END) - 1)

/* What logline_json() has written. */
struct out {
	char	*buf;
	size_t	 len;
	size_t	 size;		/* without the NUL */
};

/*
 * Without memory: the vis(3) of libbsd allocates some, and returns -1 or 0 if it
 * gets none.
 */
static void
replace(char *buf, const char *s)
{
	size_t	 i;

	for (i = 0; i < MESSAGE_MAX && s[i] != '\0'; i++)
		buf[i] = s[i] < ' ' || s[i] > '~' ? '?' : s[i];
	buf[i] = '\0';
}

/*
 * The first MESSAGE_MAX bytes, so that they are printable; static.  A process
 * that ends because it has no memory must be able to say so.
 */
static const char *
encoded(const char *s)
{
	static char	 buf[MESSAGE_MAX * 4 + 1];
	int		 n;

	n = strnvis(buf, s, sizeof(buf), VISIBLE_FLAGS);
	if ((n == 0 && *s != '\0') || (n == -1 && errno == ENOMEM))
		replace(buf, s);
	return buf;
}

size_t
logline_plain(char *buf, size_t size, const char *message)
{
	size_t	 len = strlcpy(buf, encoded(message), size);

	if (len < size)
		return len;
	memcpy(buf + size - 1 - CUT_LEN, CUT, CUT_LEN);
	return size - 1;
}

static const char *
level_of(int priority)
{
	switch (priority) {
	case LOG_ERR:
		return "error";
	case LOG_WARNING:
		return "warning";
	case LOG_INFO:
		return "info";
	case LOG_DEBUG:
		return "debug";
	default:
		return "fatal";
	}
}

static void
put(struct out *o, const char *s)
{
	size_t	 n = strlen(s);

	memcpy(o->buf + o->len, s, n);
	o->len += n;
}

/* Writes one character of a string: vis(3) leaves tabs, and quotes. */
static const char *
escape(unsigned char c, char piece[8])
{
	if (c < 0x20 || c > 0x7e)
		(void)snprintf(piece, 8, "\\u%04x", c);
	else
		(void)snprintf(piece, 8, "%s%c", c == '"' || c == '\\' ?
		    "\\" : "", c);
	return piece;
}

/* Writes a value of at most max bytes, so that the end still fits. */
static void
put_value(struct out *o, const char *value, size_t max)
{
	const char	*s, *piece;
	char		 buf[8];
	size_t		 end = o->size - END_LEN;

	if (max < end - o->len)
		end = o->len + max;
	for (s = encoded(value); *s != '\0'; s++) {
		piece = escape((unsigned char)*s, buf);
		if (o->len + strlen(piece) + CUT_LEN > end) {
			put(o, CUT);
			return;
		}
		put(o, piece);
	}
}

static void
put_member(struct out *o, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	put(o, "\"");
	put(o, name);
	put(o, "\":\"");
	put_value(o, value, LOGLINE_MEMBER);
	put(o, "\",");
}

static void
put_time(struct out *o, const struct timespec *when)
{
	char		 date[32], text[64];
	struct tm	 tm;

	if (gmtime_r(&when->tv_sec, &tm) == NULL ||
	    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		(void)strlcpy(date, "1970-01-01T00:00:00", sizeof(date));
	(void)snprintf(text, sizeof(text), "%s.%06ldZ", date,
	    when->tv_nsec / 1000);
	put_member(o, "time", text);
}

/* The message is the last member, because it has the rest of the buffer. */
size_t
logline_json(char *buf, size_t size, const struct logline *line)
{
	struct out	 o = { .buf = buf, .size = size - 1 };

	put(&o, "{");
	put_time(&o, &line->when);
	put_member(&o, "level", level_of(line->priority));
	put_member(&o, "process", line->process);
	if (line->subject != NULL) {
		put_member(&o, "container", line->subject->container);
		put_member(&o, "object", line->subject->object);
		put_member(&o, "key", line->subject->key);
	}
	put(&o, "\"message\":\"");
	put_value(&o, line->message, o.size);
	put(&o, END);
	buf[o.len] = '\0';
	return o.len;
}
