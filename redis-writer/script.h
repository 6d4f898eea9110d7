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
 * The scripts that run in Redis: their source, and how to load and call them.
 */

#ifndef REDIS_WRITER_SCRIPT_H
#define REDIS_WRITER_SCRIPT_H

#include <stddef.h>

#include "redis-writer/connection/reply.h"
#include "redis-writer/script_id.h"

struct writer;

/* The reason for a disconnect after a reply that our scripts do not give. */
#define SCRIPT_UNKNOWN	"unexpected reply to a script"

/* scripts.c is generated from *.lua: the parts of each script, then NULL. */
extern const char *const script_hello[];
extern const char *const script_change[];
extern const char *const script_renew[];
extern const char *const script_verify[];
extern const char *const script_reap[];
extern const char *const script_withdraw[];
extern const char *const script_hosts[];
extern const char *const script_waits[];
extern const char *const script_evict[];
extern const char *const script_kops[];
extern const char *const script_left[];
extern const char *const script_sweep[];
extern const char *const script_list[];
extern const char *const script_release[];
extern const char *const script_audit[];
extern const char *const script_send[];

/* The arguments of a command.  The strings must last until it is sent. */
struct arguments {
	const char	**v;
	size_t		 *len;
	size_t		  n;
	size_t		  size;
};

#define ARGUMENTS_INITIALIZER	{ NULL, NULL, 0, 0 }

/* These do not copy the string.  Out of memory is fatal(). */
void	arguments_add(struct arguments *, const void *, size_t);
void	arguments_string(struct arguments *, const char *);
void	arguments_free(struct arguments *);

/* Its name, as that of its file; static. */
const char *script_name(enum script);

void	script_init(struct writer *);
void	script_free(struct writer *);

/*
 * Loads all scripts.  Calls done when Redis has them, and does not call it
 * when the connection breaks.
 */
void	script_load(struct writer *, void (*done)(struct writer *));

/*
 * script_call: calls a script with the arguments that every script has, and
 * with its own.  channel is where it publishes the change, "" for nowhere.
 */
void	script_call(struct writer *, enum script, const struct arguments *,
	    const char *channel, reply_handler, void *);

/* Sends a command whose arguments are strings. */
void	script_command(struct writer *, reply_handler, void *, ...)
	    __attribute__((__sentinel__));

#endif
