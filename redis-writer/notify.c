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

#include "common/clock.h"
#include "common/log.h"
#include "redis-writer/answer.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"

/* Limit of notify-keyspace-events in bytes: each class is a letter. */
#define FLAGS_MAX	64

/*
 * Milliseconds between two restored values: a client that sets flags again and
 * again, or a Redis that is not honest, must not keep this process busy.
 */
#define RESTORE_PAUSE	1000

/* Whether Redis itself notifies Traefik of each key. */
enum mode {
	MODE_UNKNOWN,		/* CONFIG GET is not permitted */
	MODE_OFF,
	MODE_SOME,		/* for some commands */
	MODE_ALL
};

struct notify {
	enum mode	 mode;
	char		 flags[FLAGS_MAX];
	char		 last[FLAGS_MAX];	/* last value known or sent */
	unsigned int	 under_way;		/* transactions in flight */
	int		 refused;		/* CONFIG SET is not permitted */
	struct event	*later;			/* when a held back message may
						   be sent */
	int		 sending;		/* that message */
	struct event	*restore;		/* when flags are restored */
	uint64_t	 restored;		/* the last time, clock_ms() */
	int		 said;			/* that nothing is paced */
};

/* A call of a script within a transaction that suppresses notifications. */
struct suppressed {
	struct writer	 *writer;
	reply_handler	  handler;
	void		 *arg;
	char		  config_error[256];	/* of CONFIG SET */
	char		  call_error[256];	/* of EVALSHA */
	char		  expected[FLAGS_MAX];
	int		  delivered;
};

/* A call of a script, whose time counts. */
struct timed {
	struct writer	*writer;
	enum script	 which;
	uint64_t	 since;		/* clock_us() */
	int		 native;	/* see counters_reply() */
	reply_handler	 handler;
	void		*arg;
};

/* Restores flags that another client set and a transaction overwrote. */
struct restore {
	struct writer	*writer;
	char		 expected[FLAGS_MAX];
};

static void	notify_restore(evutil_socket_t, short, void *);
static void	notify_say(struct writer *);

/* timed_replied() has read the reply. */
static void
notify_sent_later(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	(void)reply;
	w->notify->sending = 0;
}

static void
notify_send_later(evutil_socket_t fd, short what, void *arg)
{
	static const struct arguments	 none = ARGUMENTS_INITIALIZER;
	struct writer			*w = arg;

	(void)fd;
	(void)what;
	if (!connection_is_up(w->connection))
		return;
	w->notify->sending = 1;
	notify_call(w, SCRIPT_SEND, &none, 0, notify_sent_later, w);
}

int
notify_flush(struct writer *w)
{
	if (evtimer_pending(w->notify->later, NULL)) {
		(void)evtimer_del(w->notify->later);
		notify_send_later(-1, 0, w);
	}
	return w->notify->sending;
}

void
notify_init(struct writer *w)
{
	if ((w->notify = calloc(1, sizeof(*w->notify))) == NULL ||
	    (w->notify->later = evtimer_new(w->base, notify_send_later,
	    w)) == NULL || (w->notify->restore = evtimer_new(w->base,
	    notify_restore, w)) == NULL)
		fatal(NULL);
}

void
notify_free(struct writer *w)
{
	event_free(w->notify->later);
	event_free(w->notify->restore);
	free(w->notify);
}

void
notify_reset(struct writer *w)
{
	w->notify->mode = MODE_UNKNOWN;
	w->notify->refused = 0;
	(void)evtimer_del(w->notify->later);
	(void)evtimer_del(w->notify->restore);
}

static void
add_timer(struct event *timer, unsigned int ms)
{
	struct timeval	 tv;

	tv.tv_sec = ms / 1000;
	tv.tv_usec = (suseconds_t)(ms % 1000) * 1000;
	(void)evtimer_add(timer, &tv);
}

/* The script held back its message: sends it when the pause is over. */
static void
notify_hold_back(struct writer *w, unsigned int ms)
{
	if (ms > 0)
		add_timer(w->notify->later, ms);
}

int
notify_is_refused(const struct writer *w)
{
	return w->notify->refused;
}

/*
 * SET and DEL need "K" for Traefik's channel, and "$" and "g" for the two
 * commands.
 */
static enum mode
mode_of(const char *flags)
{
	int	 set, del;

	if (strchr(flags, 'K') == NULL)
		return MODE_OFF;
	set = strpbrk(flags, "A$") != NULL;
	del = strpbrk(flags, "Ag") != NULL;
	if (set && del)
		return MODE_ALL;
	return set || del ? MODE_SOME : MODE_OFF;
}

static void
notify_told(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	/* The flags that a transaction finds are newer than these. */
	if (reply == NULL || w->notify->under_way > 0 ||
	    evtimer_pending(w->notify->restore, NULL))
		return;
	*w->notify->flags = '\0';
	w->notify->mode = MODE_UNKNOWN;
	if (reply_error(reply) != NULL) {
		notify_say(w);
		return;
	}
	if (reply->type != REDIS_REPLY_ARRAY) {
		connection_fail(w->connection, SCRIPT_UNKNOWN);
		return;
	}
	if (reply_count(reply) != 2)
		return;
	if (strlcpy(w->notify->flags, reply_text(reply_at(reply, 1)),
	    sizeof(w->notify->flags)) < sizeof(w->notify->flags))
		w->notify->mode = mode_of(w->notify->flags);
	(void)strlcpy(w->notify->last, w->notify->flags,
	    sizeof(w->notify->last));
	notify_say(w);
}

void
notify_ask(struct writer *w)
{
	script_command(w, notify_told, w, "CONFIG", "GET",
	    "notify-keyspace-events", (char *)NULL);
}

/* True if a change of so many published keys suppresses notifications. */
static int
notify_suppresses(const struct writer *w, size_t keys)
{
	return keys > 2 && w->conf->notify_quiet && !w->notify->refused &&
	    (w->notify->mode == MODE_ALL || w->notify->mode == MODE_SOME);
}

/* Returns the channel that a script must publish on, or "". */
static const char *
notify_channel(const struct writer *w, int suppressed)
{
	static char	 channel[CONF_STRING_MAX + 64];

	if (!suppressed && w->notify->mode == MODE_ALL)
		return "";
	(void)snprintf(channel, sizeof(channel), "__keyspace@%u__:%s/kopd",
	    w->conf->db, w->conf->root);
	return channel;
}

const char *
notify_text(const struct writer *w)
{
	switch (w->notify->mode) {
	case MODE_UNKNOWN:
		return "publish (CONFIG GET is not permitted)";
	case MODE_OFF:
		return "publish (notify-keyspace-events is off)";
	default:
		break;
	}
	if (!w->conf->notify_quiet)
		return "native (notify-keyspace-events is on, "
		    "`notify quiet no')";
	if (w->notify->refused)
		return "native (notify-keyspace-events is on, "
		    "CONFIG SET is not permitted)";
	return "quiet (notify-keyspace-events is on)";
}

const char *
notify_word(const struct writer *w)
{
	if (w->notify->mode == MODE_UNKNOWN || w->notify->mode == MODE_OFF)
		return "publish";
	return w->conf->notify_quiet && !w->notify->refused ? "quiet" :
	    "native";
}

const char *
notify_cost(const struct writer *w)
{
	switch (w->notify->mode) {
	case MODE_UNKNOWN:
		return "1 a change; 1 a key besides, if "
		    "notify-keyspace-events is on";
	case MODE_OFF:
		return "1 a change";
	default:
		break;
	}
	if (notify_suppresses(w, SIZE_MAX))
		return "1 a change; of 1 or 2 keys, 1 a key";
	return w->notify->mode == MODE_ALL ? "1 a key" :
	    "1 a change; 1 besides for some keys";
}

/* Returns why Redis may send messages that kopd cannot pace, or NULL. */
static const char *
notify_unpaced(const struct writer *w)
{
	if (w->conf->notify_pause == 0)
		return NULL;
	if (w->notify->mode == MODE_UNKNOWN)
		return "unknown, because CONFIG GET is not permitted";
	if (w->notify->mode == MODE_OFF)
		return NULL;
	if (!w->conf->notify_quiet)
		return "on, and kopd.conf has `notify quiet no'";
	return w->notify->refused ? "on, and CONFIG SET is not permitted" :
	    NULL;
}

/* Says once that messages of Redis are not paced. */
static void
notify_say(struct writer *w)
{
	const char	*why = notify_unpaced(w);

	if (why == NULL || w->notify->said)
		return;
	w->notify->said = 1;
	log_info("notify-keyspace-events of Redis is %s: messages that Redis "
	    "sends to Traefik for each key have no pauses; set it to the empty "
	    "string",
	    why);
}

const char *
notify_pause(const struct writer *w)
{
	static char	 text[128];
	const char	*why = notify_unpaced(w);
	uint32_t	 pause = w->conf->notify_pause;

	if (pause == 0)
		return "never";
	if (pause == NOTIFY_PAUSE_AUTO)
		(void)strlcpy(text, "auto", sizeof(text));
	else
		(void)snprintf(text, sizeof(text), "%us", pause);
	if (why != NULL) {
		(void)strlcat(text, "; none between messages of Redis itself "
		    "(notify-keyspace-events is ", sizeof(text));
		(void)strlcat(text, why, sizeof(text));
		(void)strlcat(text, ")", sizeof(text));
	}
	return text;
}

/* Redis rejected a suppressed change with this error: does not retry it. */
static void
notify_refuse(struct writer *w, const char *error)
{
	if (w->notify->refused)
		return;
	w->notify->refused = 1;
	log_warnx("Redis sends Traefik a message for each key, and kopd cannot "
	    "suppress them (%s); set notify-keyspace-events to \"\", or permit "
	    "CONFIG SET and MULTI", error);
}

/*
 * A transaction that sets flags begins with CONFIG GET.  One was sent that
 * leaves these flags; returns in expected the flags that it should find.
 */
static void
notify_sent(struct writer *w, const char *flags,
    char expected[FLAGS_MAX])
{
	(void)strlcpy(expected, w->notify->last, FLAGS_MAX);
	(void)strlcpy(w->notify->last, flags, sizeof(w->notify->last));
	w->notify->under_way++;
}

/* Restores the flags now, or after the pause. */
static void
notify_restore_soon(struct writer *w)
{
	uint64_t	 now = clock_ms(), due;

	due = w->notify->restored + RESTORE_PAUSE;
	if (w->notify->restored == 0 || now >= due)
		notify_restore(-1, 0, w);
	else if (!evtimer_pending(w->notify->restore, NULL))
		add_timer(w->notify->restore, (unsigned int)(due - now));
}

/*
 * The transaction has ended with this reply of its EXEC, which may be NULL.
 * If it found other flags, another client has set them meanwhile: restores
 * them.
 */
static void
notify_found(struct writer *w, const char *expected, const redisReply *exec)
{
	const redisReply	*pair = reply_at(exec, 0);
	const char		*flags = reply_text(reply_at(pair, 1));

	w->notify->under_way--;
	if (reply_count(pair) != 2 || strlen(flags) >= FLAGS_MAX ||
	    strcmp(flags, expected) == 0)
		return;
	(void)strlcpy(w->notify->flags, flags, sizeof(w->notify->flags));
	w->notify->mode = mode_of(flags);
	notify_restore_soon(w);
}

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
notify_restore(evutil_socket_t fd, short what, void *arg)
{
	struct writer	*w = arg;
	struct restore	*r;

	(void)fd;
	(void)what;
	if (!connection_is_up(w->connection))
		return;
	log_info("notify-keyspace-events of Redis was set to \"%s\" during a "
	    "change; restoring this value", w->notify->flags);
	w->notify->restored = clock_ms();
	if ((r = calloc(1, sizeof(*r))) == NULL)
		fatal(NULL);
	r->writer = w;
	notify_sent(w, w->notify->flags, r->expected);
	script_command(w, restore_ignore, NULL, "MULTI", (char *)NULL);
	script_command(w, restore_ignore, NULL, "CONFIG", "GET",
	    "notify-keyspace-events", (char *)NULL);
	script_command(w, restore_ignore, NULL, "CONFIG", "SET",
	    "notify-keyspace-events", w->notify->flags, (char *)NULL);
	script_command(w, restore_done, r, "EXEC", (char *)NULL);
}

static void
suppressed_note(char *to, size_t size, const redisReply *reply)
{
	if (reply_error(reply) != NULL && *to == '\0')
		(void)strlcpy(to, reply_error(reply), size);
}

static void
suppressed_config(void *arg, const redisReply *reply)
{
	struct suppressed	*s = arg;

	suppressed_note(s->config_error, sizeof(s->config_error), reply);
}

static void
suppressed_called(void *arg, const redisReply *reply)
{
	struct suppressed	*s = arg;

	suppressed_note(s->call_error, sizeof(s->call_error), reply);
	if (reply != NULL && reply->type == REDIS_REPLY_ARRAY) {
		/* Redis rejected MULTI, so the script ran at once. */
		s->delivered = 1;
		s->handler(s->arg, reply);
	}
}

static void
suppressed_done(void *arg, const redisReply *reply)
{
	struct suppressed	*s = arg;
	redisReply		 refused;

	notify_found(s->writer, s->expected, reply);
	if (reply != NULL && *s->config_error != '\0')
		notify_refuse(s->writer, s->config_error);
	if (s->delivered)
		;
	else if (*s->call_error != '\0') {
		memset(&refused, 0, sizeof(refused));
		refused.type = REDIS_REPLY_ERROR;
		refused.str = s->call_error;
		s->handler(s->arg, &refused);
	} else if (reply != NULL && reply->type == REDIS_REPLY_ARRAY)
		s->handler(s->arg, reply_at(reply, 2));
	else
		s->handler(s->arg, reply);
	free(s);
}

/*
 * EXEC is atomic: no other client loses notifications, and the setting is
 * restored even if the script fails.  The value is the last known one.  If the
 * transaction finds another value, that one is restored later.
 */
static void
suppressed_call(struct writer *w, enum script which,
    const struct arguments *own, reply_handler handler, void *arg)
{
	struct suppressed	*s;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		fatal(NULL);
	s->writer = w;
	s->handler = handler;
	s->arg = arg;
	notify_sent(w, w->notify->flags, s->expected);
	script_command(w, suppressed_config, s, "MULTI", (char *)NULL);
	script_command(w, suppressed_config, s, "CONFIG", "GET",
	    "notify-keyspace-events", (char *)NULL);
	script_command(w, suppressed_config, s, "CONFIG", "SET",
	    "notify-keyspace-events", "", (char *)NULL);
	script_call(w, which, own, notify_channel(w, 1), suppressed_called, s);
	script_command(w, suppressed_config, s, "CONFIG", "SET",
	    "notify-keyspace-events", w->notify->flags, (char *)NULL);
	script_command(w, suppressed_done, s, "EXEC", (char *)NULL);
}

/* True for scripts that send a message for changes of other scripts. */
static int
is_for_others(enum script which)
{
	return which == SCRIPT_HELLO || which == SCRIPT_RENEW ||
	    which == SCRIPT_SEND;
}

static void
timed_replied(void *arg, const redisReply *reply)
{
	struct timed	*t = arg;

	counters_reply(&t->writer->counters, t->which, clock_us() - t->since,
	    reply, t->native);
	notify_hold_back(t->writer, answer_held_back(reply));
	t->handler(t->arg, reply);
	free(t);
}

void
notify_call(struct writer *w, enum script which, const struct arguments *own,
    size_t keys, reply_handler handler, void *arg)
{
	int		 suppresses = notify_suppresses(w, keys);
	struct timed	*t;

	if ((t = calloc(1, sizeof(*t))) == NULL)
		fatal(NULL);
	t->writer = w;
	t->which = which;
	t->since = clock_us();
	t->native = !suppresses && w->notify->mode == MODE_ALL;
	t->handler = handler;
	t->arg = arg;
	if (suppresses)
		suppressed_call(w, which, own, timed_replied, t);
	else
		script_call(w, which, own,
		    notify_channel(w, is_for_others(which)), timed_replied,
		    t);
}
