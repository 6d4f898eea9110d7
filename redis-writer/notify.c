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

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "redis-writer/redis-writer.h"

/* Of SET and DEL: "K" for Traefik's channel, "$" and "g" for the two. */
static enum notify
notify_of(const char *flags)
{
	int	 set, del;

	if (strchr(flags, 'K') == NULL)
		return NOTIFY_OFF;
	set = strpbrk(flags, "A$") != NULL;
	del = strpbrk(flags, "Ag") != NULL;
	if (set && del)
		return NOTIFY_ALL;
	return set || del ? NOTIFY_SOME : NOTIFY_OFF;
}

static void
notify_told(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	/* What a transaction finds is newer than this. */
	if (reply == NULL || w->notify_under_way > 0)
		return;
	*w->notify_flags = '\0';
	w->notify = NOTIFY_UNKNOWN;
	if (reply_error(reply) != NULL)
		return;
	if (reply->type != REDIS_REPLY_ARRAY) {
		session_nonsense(w);
		return;
	}
	if (reply_count(reply) != 2)
		return;
	if (strlcpy(w->notify_flags, reply_text(reply_at(reply, 1)),
	    sizeof(w->notify_flags)) < sizeof(w->notify_flags))
		w->notify = notify_of(w->notify_flags);
	(void)strlcpy(w->notify_last, w->notify_flags, sizeof(w->notify_last));
}

void
notify_ask(struct writer *w)
{
	script_command(w, notify_told, w, "CONFIG", "GET",
	    "notify-keyspace-events", (char *)NULL);
}

int
notify_quiet(const struct writer *w, size_t keys)
{
	return keys > 2 && w->conf->notify_quiet && !w->quiet_refused &&
	    (w->notify == NOTIFY_ALL || w->notify == NOTIFY_SOME);
}

const char *
notify_channel(const struct writer *w, int quiet)
{
	static char	 channel[CONF_STRING_MAX + 64];

	if (!quiet && w->notify == NOTIFY_ALL)
		return "";
	(void)snprintf(channel, sizeof(channel), "__keyspace@%u__:%s/kopd",
	    w->conf->db, w->conf->root);
	return channel;
}

const char *
notify_text(const struct writer *w)
{
	switch (w->notify) {
	case NOTIFY_UNKNOWN:
		return "publish (CONFIG GET is not permitted)";
	case NOTIFY_OFF:
		return "publish (notify-keyspace-events is off)";
	default:
		break;
	}
	if (!w->conf->notify_quiet)
		return "native (notify-keyspace-events is on, "
		    "`notify quiet no')";
	if (w->quiet_refused)
		return "native (notify-keyspace-events is on, "
		    "CONFIG SET is not permitted)";
	return "quiet (notify-keyspace-events is on)";
}

const char *
notify_cost(const struct writer *w)
{
	switch (w->notify) {
	case NOTIFY_UNKNOWN:
		return "1 a change; 1 a key besides, if "
		    "notify-keyspace-events is on";
	case NOTIFY_OFF:
		return "1 a change";
	default:
		break;
	}
	if (notify_quiet(w, SIZE_MAX))
		return "1 a change; of 1 or 2 keys, 1 a key";
	return w->notify == NOTIFY_ALL ? "1 a key" :
	    "1 a change; 1 besides for some keys";
}

void
notify_refused(struct writer *w, const char *error)
{
	if (w->quiet_refused)
		return;
	w->quiet_refused = 1;
	log_info("Redis sends Traefik a message for each key, and does not "
	    "let us gather them (%s): set notify-keyspace-events to \"\", "
	    "or permit CONFIG SET and MULTI", error);
}

void
notify_sent(struct writer *w, const char *flags,
    char expected[NOTIFY_FLAGS_MAX])
{
	(void)strlcpy(expected, w->notify_last, NOTIFY_FLAGS_MAX);
	(void)strlcpy(w->notify_last, flags, sizeof(w->notify_last));
	w->notify_under_way++;
}

/* Flags that somebody set, and that we wrote over. */
struct restore {
	struct writer	*writer;
	char		 expected[NOTIFY_FLAGS_MAX];
};

static void
restore_ignore(void *arg, const redisReply *reply)
{
	(void)arg;
	(void)reply;
}

static void
restore_done(void *arg, const redisReply *reply)
{
	struct restore	*r = arg;

	notify_found(r->writer, r->expected, reply);
	free(r);
}

static void
notify_restore(struct writer *w)
{
	struct restore	*r;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		fatal(NULL);
	r->writer = w;
	notify_sent(w, w->notify_flags, r->expected);
	script_command(w, restore_ignore, NULL, "MULTI", (char *)NULL);
	script_command(w, restore_ignore, NULL, "CONFIG", "GET",
	    "notify-keyspace-events", (char *)NULL);
	script_command(w, restore_ignore, NULL, "CONFIG", "SET",
	    "notify-keyspace-events", w->notify_flags, (char *)NULL);
	script_command(w, restore_done, r, "EXEC", (char *)NULL);
}

void
notify_found(struct writer *w, const char *expected, const redisReply *exec)
{
	const redisReply	*pair = reply_at(exec, 0);
	const char		*flags = reply_text(reply_at(pair, 1));

	w->notify_under_way--;
	if (reply_count(pair) != 2 || strlen(flags) >= NOTIFY_FLAGS_MAX ||
	    strcmp(flags, expected) == 0)
		return;
	log_info("notify-keyspace-events of Redis was set to \"%s\" while it "
	    "was switched off for a change: it is set so again", flags);
	(void)strlcpy(w->notify_flags, flags, sizeof(w->notify_flags));
	w->notify = notify_of(flags);
	notify_restore(w);
}
