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
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/log.h"
#include "common/messages.h"
#include "common/text.h"
#include "kopctl/ask.h"
#include "kopctl/kopctl.h"
#include "kopctl/stamp.h"
#include "kopctl/watch.h"

static const char *const	 kinds[DELTA_KINDS] = {
	[DELTA_PUBLISHED] = "published",
	[DELTA_CHANGED] = "changed",
	[DELTA_REMOVED] = "removed",
};

static void
json_objects(struct emit *e, const struct delta *d, enum delta_kind kind)
{
	size_t	 i;

	emit_list(e, kinds[kind]);
	for (i = 0; i < d->nobjects; i++) {
		if (d->objects[i].kind == kind)
			emit_string(e, NULL, d->objects[i].name);
	}
	emit_end(e);
}

static void
json_delta(struct emit *e, const struct delta *d)
{
	enum delta_kind	 kind;
	size_t		 i;

	emit_object(e, NULL);
	emit_time(e, "time", (int64_t)d->time, 1);
	if (d->latency == DELTA_NO_LATENCY)
		emit_null(e, "latency_ms");
	else
		emit_number(e, "latency_ms", (int64_t)d->latency);
	emit_string(e, "container", d->container);
	for (kind = 0; kind < DELTA_KINDS; kind++)
		json_objects(e, d, kind);
	emit_list(e, "addresses");
	for (i = 0; i < d->naddresses; i++)
		emit_string(e, NULL, d->addresses[i]);
	emit_end(e);
	emit_number(e, "more", d->more);
	emit_end(e);
}

/* "; changed http/routers/a, http/routers/b" */
static void
text_objects(FILE *out, const struct delta *d, enum delta_kind kind, int *begun)
{
	size_t	 i, n = 0;

	for (i = 0; i < d->nobjects; i++) {
		if (d->objects[i].kind != kind)
			continue;
		if (n++ == 0)
			fprintf(out, "%s %s ", *begun ? ";" : "", kinds[kind]);
		else
			fputs(", ", out);
		fputs(d->objects[i].name, out);
		*begun = 1;
	}
}

/* The words of the log: "published A, B; removed C -> ADDRESS". */
static void
text_delta(struct emit *e, const struct delta *d)
{
	char		 time[STAMP_SIZE], *text = NULL;
	size_t		 i, size;
	FILE		*out;
	enum delta_kind	 kind;
	int		 begun = 0;

	out = text_open(&text, &size);
	stamp_local(time, (int64_t)d->time, 1);
	fprintf(out, "%s ", time);
	if (d->latency == DELTA_NO_LATENCY)
		fprintf(out, "%8s", "-");
	else
		fprintf(out, "%5" PRIu64 " ms", d->latency);
	fprintf(out, "  container %s:", d->container);
	for (kind = 0; kind < DELTA_KINDS; kind++)
		text_objects(out, d, kind, &begun);
	for (i = 0; i < d->naddresses; i++)
		fprintf(out, "%s %s", i == 0 ? " ->" : ",", d->addresses[i]);
	if (d->more > 0)
		fprintf(out, " and %" PRIu32 " more", d->more);
	text_close(out);
	emit_line(e, text);
	free(text);
}

void
watch_print(struct emit *e, const struct delta *d)
{
	if (e->json)
		json_delta(e, d);
	else
		text_delta(e, d);
}

void
watch_print_lost(struct emit *e, uint64_t n)
{
	char	 text[128];

	if (e->json) {
		emit_object(e, NULL);
		emit_number(e, "lost", (int64_t)n);
		emit_end(e);
		return;
	}
	(void)snprintf(text, sizeof(text), "%" PRIu64 " lines were lost: they "
	    "were not read in time", n);
	emit_line(e, text);
}

/* Returns -1 if the message is malformed. */
static int
take_delta(struct emit *e, const struct msg *msg)
{
	struct record_reader	 r;
	struct arena		 memory = ARENA_INITIALIZER;
	struct delta		 d;
	int			 result;

	record_read(&r, msg->data, msg->len);
	if ((result = delta_read(&r, &d, &memory)) == 0)
		watch_print(e, &d);
	arena_free(&memory);
	return result;
}

static int
take_lost(struct emit *e, const struct msg *msg)
{
	struct record_reader	 r;
	uint64_t		 n;

	record_read(&r, msg->data, msg->len);
	n = record_get_u64(&r);
	if (record_end(&r) == -1)
		return -1;
	watch_print_lost(e, n);
	return 0;
}

/* Returns NULL to continue, or why not. */
static const char *
take(struct emit *e, const char *socket, const struct msg *msg)
{
	const char	*error;
	int		 result = -1;

	switch (msg->type) {
	case CONTROL_WATCHING:
		result = 0;
		break;
	case CONTROL_DELTA:
		result = take_delta(e, msg);
		break;
	case CONTROL_LOST:
		result = take_lost(e, msg);
		break;
	case CONTROL_END:
		if ((error = ask_end(socket, msg)) != NULL)
			return error;
		break;
	}
	return result == 0 ? NULL : ask_malformed(socket);
}

/* Prints what has been read.  Returns NULL to continue, or why not. */
static const char *
take_all(struct emit *e, struct msg_stream *ms, const char *socket)
{
	struct msg	 msg;
	const char	*error = NULL;

	while (ask_get(ms, socket, &msg, &error) == 1) {
		if ((error = take(e, socket, &msg)) != NULL)
			break;
	}
	return error;
}

/*
 * Writes each line at once.  A reader that has ended is no error; it wanted no
 * more.
 */
static void
flush(struct emit *e)
{
	if (fflush(e->out) == 0 && !ferror(e->out))
		return;
	if (errno == EPIPE)
		_exit(EXIT_OK);
	fatal("stdout");
}

/* Waits for kopd, or for the end of the reader of stdout. */
static void
await(struct msg_stream *ms)
{
	struct pollfd	 pfd[2] = {
		{ msg_stream_fd(ms), POLLIN, 0 },
		{ STDOUT_FILENO, 0, 0 },
	};

	if (poll(pfd, 2, -1) == -1)
		fatal("poll");
	if (pfd[1].revents & (POLLERR | POLLHUP | POLLNVAL))
		_exit(EXIT_OK);
}

/* At once, because there is nothing to tidy up, and stdout may block. */
static void
on_signal(int sig)
{
	(void)sig;
	_exit(EXIT_OK);
}

int
watch(const char *socket, struct emit *e)
{
	struct msg_stream	*ms;
	const char		*error;

	if (signal(SIGINT, on_signal) == SIG_ERR ||
	    signal(SIGTERM, on_signal) == SIG_ERR)
		fatal("signal");
	if ((ms = ask_open(socket, CONTROL_WATCH, NULL, 0, &error)) != NULL) {
		while ((error = take_all(e, ms, socket)) == NULL) {
			flush(e);
			await(ms);
			if ((error = ask_read(ms, socket)) != NULL)
				break;
		}
		flush(e);
		msg_stream_free(ms);
	}
	log_errorx("%s", error);
	return EXIT_FAULT;
}
