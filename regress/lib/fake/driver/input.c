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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/event.h>

#include "regress/lib/fake/driver/input.h"

static struct event_base	*base;
static struct event		*readable;
static struct evbuffer		*in;
static int			 over;

static void
on_input(evutil_socket_t fd, short what, void *arg)
{
	(void)what;
	(void)arg;
	over = evbuffer_read(in, fd, -1) <= 0;
}

struct event_base *
input_init(void)
{
	struct event_config	*config;

	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	/* epoll refuses files as standard input. */
	if ((config = event_config_new()) == NULL ||
	    event_config_avoid_method(config, "epoll") == -1 ||
	    (base = event_base_new_with_config(config)) == NULL ||
	    (in = evbuffer_new()) == NULL ||
	    (readable = event_new(base, STDIN_FILENO, EV_READ, on_input,
	    NULL)) == NULL)
		errx(1, "libevent");
	event_config_free(config);
	return base;
}

/* The next line, NULL at the end. */
static char *
next_line(void)
{
	char	*line;

	while ((line = evbuffer_readln(in, NULL, EVBUFFER_EOL_LF)) == NULL) {
		if (over)
			return NULL;
		event_add(readable, NULL);
		event_base_loop(base, EVLOOP_ONCE);
	}
	/* Nobody reads while a command is done. */
	event_del(readable);
	return line;
}

static void
split(struct command *c, char *text)
{
	static char	 none[] = "";
	char		*second;
	int		 i;

	for (i = 0; i < WORDS; i++)
		c->word[i] = none;
	for (c->words = 0; c->words < WORDS &&
	    (c->word[c->words] = strsep(&text, " ")) != NULL;)
		c->words += *c->word[c->words] != '\0';
	if (c->words < WORDS)
		c->word[c->words] = none;
	c->rest = none;
	if ((second = strchr(c->line, ' ')) != NULL &&
	    (second = strchr(second + 1, ' ')) != NULL)
		c->rest = second + 1;
}

int
input_next(struct command *c)
{
	static char	*text;

	free(c->line);
	do {
		free(text);
		if ((text = next_line()) == NULL) {
			c->line = NULL;
			return 0;
		}
	} while (*text == '\0' || *text == '#');
	if ((c->line = strdup(text)) == NULL)
		err(1, NULL);
	split(c, text);
	return 1;
}
