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

#include <err.h>
#include <hiredis/hiredis.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/bench/bench.h"
#include "regress/bench/hosts/hosts.h"

#define LOG_MAX	"1000000"	/* commands that SLOWLOG keeps */

struct times_of {
	redisContext	*c;
	long long	 writes;
};

static redisReply *
ask(struct times_of *t, const char *fmt, ...)
{
	redisReply	*reply;
	va_list		 ap;

	va_start(ap, fmt);
	reply = redisvCommand(t->c, fmt, ap);
	va_end(ap);
	if (reply == NULL || reply->type == REDIS_REPLY_ERROR)
		errx(1, "redis: %s: %s", fmt, reply == NULL ? t->c->errstr :
		    reply->str);
	return (reply);
}

long long
times_do(struct times_of *t, const char *fmt, ...)
{
	redisReply	*reply;
	long long	 n;
	va_list		 ap;

	va_start(ap, fmt);
	reply = redisvCommand(t->c, fmt, ap);
	va_end(ap);
	if (reply == NULL || reply->type == REDIS_REPLY_ERROR)
		errx(1, "redis: %s", fmt);
	n = reply->integer;
	freeReplyObject(reply);
	return (n);
}

long long
times_info(struct times_of *t, const char *section, const char *name)
{
	redisReply	*reply = ask(t, "INFO %s", section);
	const char	*at = strstr(reply->str, name);
	long long	 n = at == NULL ? 0 : atoll(at + strlen(name));

	freeReplyObject(reply);
	return (n);
}

struct times_of *
times_new(unsigned int port)
{
	struct times_of	*t;

	if ((t = calloc(1, sizeof(*t))) == NULL ||
	    (t->c = redisConnect("127.0.0.1", (int)port)) == NULL ||
	    t->c->err != 0)
		errx(1, "redis does not answer");
	(void)times_do(t, "CLIENT SETNAME " BENCH_NAME);
	(void)times_do(t, "CONFIG SET slowlog-max-len " LOG_MAX);
	return (t);
}

void
times_disconnect(struct times_of *t)
{
	redisReply	*reply = ask(t, "CLIENT LIST TYPE normal");
	char		*line, *next, *at;

	for (line = reply->str; *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		if (*next == '\n')
			*next++ = '\0';
		if (strstr(line, " name=" BENCH_NAME " ") != NULL ||
		    (at = strstr(line, "id=")) == NULL)
			continue;
		freeReplyObject(ask(t, "CLIENT KILL ID %lld",
		    atoll(at + 3)));
	}
	freeReplyObject(reply);
}

static long long
written(struct times_of *t)
{
	return (times_info(t, "commandstats", "cmdstat_mset:calls=") +
	    times_info(t, "commandstats", "cmdstat_del:calls="));
}

void
times_begin(struct times_of *t)
{
	t->writes = written(t);
	(void)times_do(t, "SLOWLOG RESET");
	(void)times_do(t, "CONFIG SET slowlog-log-slower-than 0");
}

static int
compare(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x < y ? -1 : x > y);
}

static void
summary(struct times *sum, double *of)
{
	unsigned int	 i, n = sum->n;

	if (n == 0)
		return;
	qsort(of, n, sizeof(*of), compare);
	sum->median = of[n / 2];
	sum->p99 = of[(n * 99 + 99) / 100 - 1];
	sum->longest = of[n - 1];
	for (i = 0; i < n; i++)
		sum->sum += of[i];
}

/* An entry: number, time, microseconds, [command, ...], address, name. */
void
times_end(struct times_of *t, struct times *sum)
{
	redisReply	*reply, *command;
	double		*of;
	size_t		 i;

	memset(sum, 0, sizeof(*sum));
	(void)times_do(t, "CONFIG SET slowlog-log-slower-than -1");
	sum->writes = written(t) - t->writes;
	reply = ask(t, "SLOWLOG GET -1");
	if ((of = calloc(reply->elements + 1, sizeof(*of))) == NULL)
		err(1, NULL);
	for (i = 0; i < reply->elements; i++) {
		command = reply->element[i]->element[3]->element[0];
		if (strcmp(command->str, "CONFIG") == 0 &&
		    strcmp(reply->element[i]->element[3]->element[1]->str,
		    "SET") == 0)
			continue;		/* ours */
		sum->commands++;
		if (strcmp(command->str, "EVALSHA") == 0)
			of[sum->n++] =
			    (double)reply->element[i]->element[2]->integer;
	}
	freeReplyObject(reply);
	summary(sum, of);
	free(of);
}
