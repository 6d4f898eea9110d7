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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/clock.h"
#include "common/log.h"

#define LINE_MAX_BYTES	4096
#define REPEAT_SECONDS	60
#define REPEAT_KEYS	256	/* counted at once; others repeat */

struct repeat {
	TAILQ_ENTRY(repeat)	 entry;
	char			*key;
	char			*line;		/* the last one counted */
	char			*container;	/* its subject */
	char			*object;
	char			*subject_key;
	unsigned int		 count;		/* since the last log line */
	time_t			 said;
};

static TAILQ_HEAD(, repeat)	 repeats = TAILQ_HEAD_INITIALIZER(repeats);
static unsigned int		 nrepeats;

static void	repeat_vadd(const char *, const struct log_subject *,
		    const char *, va_list)
		    __attribute__((__format__ (printf, 3, 0)));

/* Of a subject, which may have no string. */
static char *
copy(const char *s)
{
	char	*new;

	if (s == NULL)
		return NULL;
	if ((new = strdup(s)) == NULL)
		fatal(NULL);
	return new;
}

static void
repeat_clear(struct repeat *r)
{
	free(r->line);
	free(r->container);
	free(r->object);
	free(r->subject_key);
	r->line = r->container = r->object = r->subject_key = NULL;
}

static void
repeat_forget(struct repeat *r)
{
	TAILQ_REMOVE(&repeats, r, entry);
	nrepeats--;
	repeat_clear(r);
	free(r->key);
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

static void
repeat_add(const char *key)
{
	struct repeat	*r;

	if (nrepeats == REPEAT_KEYS)
		repeat_forget(TAILQ_FIRST(&repeats));
	if ((r = calloc(1, sizeof(*r))) == NULL)
		fatal(NULL);
	r->key = copy(key);
	r->said = clock_seconds();
	TAILQ_INSERT_TAIL(&repeats, r, entry);
	nrepeats++;
}

static void
repeat_say(struct repeat *r)
{
	struct log_subject	 subject = { r->container, r->object,
				    r->subject_key };

	if (r->count > 0)
		log_about(LOG_WARNING, &subject, "%s (%u more times)",
		    r->line, r->count);
	r->count = 0;
	r->said = clock_seconds();
}

static void
repeat_count(struct repeat *r, const struct log_subject *subject,
    const char *line)
{
	repeat_clear(r);
	r->line = copy(line);
	if (subject != NULL) {
		r->container = copy(subject->container);
		r->object = copy(subject->object);
		r->subject_key = copy(subject->key);
	}
	r->count++;
}

static void
repeat_vadd(const char *key, const struct log_subject *subject,
    const char *fmt, va_list ap)
{
	struct repeat	*r;
	char		 text[LINE_MAX_BYTES];

	(void)vsnprintf(text, sizeof(text), fmt, ap);
	if ((r = repeat_find(key)) == NULL) {
		repeat_add(key);
		log_about(LOG_WARNING, subject, "%s", text);
	} else
		repeat_count(r, subject, text);
	log_repeat_flush();
}

void
log_repeat(const char *key, const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	repeat_vadd(key, NULL, fmt, ap);
	va_end(ap);
}

void
log_repeat_about(const char *key, const struct log_subject *subject,
    const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	repeat_vadd(key, subject, fmt, ap);
	va_end(ap);
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
	time_t		 now = clock_seconds();

	TAILQ_FOREACH(r, &repeats, entry) {
		if (now - r->said >= REPEAT_SECONDS)
			repeat_say(r);
	}
}
