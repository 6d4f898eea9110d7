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
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "redis-writer/connection/reply.h"

struct reply_reader {
	redisReader			*reader;
	redisReplyObjectFunctions	 functions;
	size_t				 pending;	/* incomplete bytes */
	size_t				 replies;
	size_t				 elements;	/* incomplete */
	const char			*refused;	/* why we rejected it */
	u_char				 first[5];	/* see strangers */
	size_t				 nfirst;
	char				 fault[256];
};

/* The functions of hiredis, which ours call. */
static redisReplyObjectFunctions	*hiredis_functions;

#if HIREDIS_MAJOR >= 1
typedef size_t	 element_count;
#else
typedef int	 element_count;		/* never below 0 */
#endif

/* Rejects the reply.  hiredis reports this as a lack of memory. */
static void *
reply_refuse(const redisReadTask *task, const char *why)
{
	struct reply_reader	*r = task->privdata;

	r->refused = why;
	return NULL;
}

static int
is_too_deep(const redisReadTask *task)
{
	int	 depth;

	for (depth = 0; task != NULL; task = task->parent)
		depth++;
	return depth > REPLY_DEPTH_MAX;
}

/* We do not use RESP3: a push would be read as a reply. */
#define RESP3	"a type of RESP3, which was not asked for"

static void *
reply_create_array(const redisReadTask *task, element_count elements)
{
	struct reply_reader	*r = task->privdata;

	if (task->type != REDIS_REPLY_ARRAY)
		return reply_refuse(task, RESP3);
	if (is_too_deep(task))
		return reply_refuse(task, "arrays nested too deeply");
	if ((size_t)elements > REPLY_ELEMENTS_MAX - r->elements)
		return reply_refuse(task, "too many elements");
	r->elements += (size_t)elements;
	return hiredis_functions->createArray(task, elements);
}

static void *
reply_create_string(const redisReadTask *task, char *text, size_t len)
{
	if (task->type != REDIS_REPLY_STRING &&
	    task->type != REDIS_REPLY_STATUS && task->type != REDIS_REPLY_ERROR)
		return reply_refuse(task, RESP3);
	return hiredis_functions->createString(task, text, len);
}

#if HIREDIS_MAJOR >= 1
static void *
reply_create_double(const redisReadTask *task, double d, char *text, size_t len)
{
	(void)d;
	(void)text;
	(void)len;
	return reply_refuse(task, RESP3);
}

static void *
reply_create_bool(const redisReadTask *task, int b)
{
	(void)b;
	return reply_refuse(task, RESP3);
}
#endif

struct reply_reader *
reply_reader_new(void)
{
	struct reply_reader	*r;

	if ((r = calloc(1, sizeof(*r))) == NULL ||
	    (r->reader = redisReaderCreate()) == NULL)
		fatal(NULL);
	hiredis_functions = r->reader->fn;
	r->functions = *hiredis_functions;
	r->functions.createArray = reply_create_array;
	r->functions.createString = reply_create_string;
#if HIREDIS_MAJOR >= 1
	r->functions.createDouble = reply_create_double;
	r->functions.createBool = reply_create_bool;
#endif
	r->reader->fn = &r->functions;
	r->reader->privdata = r;
	return r;
}

void
reply_reader_free(struct reply_reader *r)
{
	if (r == NULL)
		return;
	redisReaderFree(r->reader);
	free(r);
}

/* First bytes of servers that are not Redis. */
static const struct {
	const char	*start;
	size_t		 len;
	const char	*text;
} strangers[] = {
	{ "HTTP/", 5, "a web server answers there, not Redis; check `host' and "
	    "`port'" },
	{ "<", 1, "a web server answers there, not Redis; check `host' and "
	    "`port'" },
	{ "SSH-", 4, "an SSH server answers there, not Redis; check `host' and "
	    "`port'" },
	{ "\x15\x03", 2, "this port uses TLS; use the port without TLS" },
	{ "220", 3, "a mail or FTP server answers there, not Redis; check "
	    "`host' and `port'" },
};

static const char *
reply_stranger(struct reply_reader *r)
{
	const char	*why = r->refused != NULL ? r->refused :
			    r->reader->errstr;
	size_t		 i;

	/* The server has not sent anything wrong. */
	if (r->refused == NULL && r->reader->err == REDIS_ERR_OOM) {
		errno = ENOMEM;
		fatal(NULL);
	}
	if (r->replies > 0) {
		(void)snprintf(r->fault, sizeof(r->fault),
		    "invalid reply from Redis (%s)", why);
		return r->fault;
	}
	for (i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
		if (r->nfirst >= strangers[i].len && memcmp(r->first,
		    strangers[i].start, strangers[i].len) == 0)
			return strangers[i].text;
	}
	(void)snprintf(r->fault, sizeof(r->fault),
	    "the server is not Redis (%s); check `host' and `port'",
	    why);
	return r->fault;
}

const char *
reply_feed(struct reply_reader *r, const void *data, size_t len)
{
	size_t	 n = sizeof(r->first) - r->nfirst;

	if (n > len)
		n = len;
	memcpy(r->first + r->nfirst, data, n);
	r->nfirst += n;
	if (len > REPLY_BYTES_MAX - r->pending)
		return "a reply is too large";
	r->pending += len;
	if (redisReaderFeed(r->reader, data, len) != REDIS_OK)
		return reply_stranger(r);
	return NULL;
}

redisReply *
reply_next(struct reply_reader *r, const char **fault)
{
	void	*reply = NULL;

	*fault = NULL;
	if (redisReaderGetReply(r->reader, &reply) != REDIS_OK) {
		*fault = reply_stranger(r);
		return NULL;
	}
	if (reply == NULL)
		return NULL;
	/* The rest in the reader is the beginning of the next reply. */
	r->pending = r->reader->len - r->reader->pos;
	r->elements = 0;
	r->replies++;
	return reply;
}

int
reply_nothing(const struct reply_reader *r)
{
	return r->nfirst == 0;
}

size_t
reply_pending(const struct reply_reader *r)
{
	return r->pending;
}

const redisReply *
reply_at(const redisReply *r, size_t i)
{
	if (i >= reply_count(r))
		return NULL;
	return r->element[i];
}

size_t
reply_count(const redisReply *r)
{
	if (r == NULL || r->type != REDIS_REPLY_ARRAY)
		return 0;
	return r->elements;
}

static int
has_text(const redisReply *r)
{
	return r != NULL && r->str != NULL &&
	    (r->type == REDIS_REPLY_STRING || r->type == REDIS_REPLY_STATUS);
}

const char *
reply_text(const redisReply *r)
{
	return has_text(r) ? r->str : "";
}

size_t
reply_length(const redisReply *r)
{
	return has_text(r) ? (size_t)r->len : 0;
}

long long
reply_number(const redisReply *r)
{
	const char	*error;
	long long	 n;

	if (r == NULL)
		return -1;
	if (r->type == REDIS_REPLY_INTEGER)
		return r->integer < 0 ? -1 : r->integer;
	n = strtonum(reply_text(r), 0, INT64_MAX, &error);
	return error != NULL ? -1 : n;
}

const char *
reply_error(const redisReply *r)
{
	if (r == NULL || r->type != REDIS_REPLY_ERROR || r->str == NULL)
		return NULL;
	return r->str;
}
