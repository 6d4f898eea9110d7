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
 * A proxy before Redis that misbehaves on command.
 *
 * usage: proxy SERVER		a path, or a port of 127.0.0.1
 *
 * It says "port NUMBER" first, then what wire/wire.h names.  Commands, one
 * a line on standard input, each answered by "ok"; WAY is up, to Redis, or
 * down:
 *	server SERVER		for connections from now on
 *	pass WAY		all may pass, as at the start
 *	hold WAY [BYTES]	so many may pass still, or none
 *	trickle WAY BYTES MS	so many may pass every so many milliseconds
 *	cut WAY BYTES [reset]	ends the connection when so many have passed
 *	corrupt WAY BYTES	the byte after these arrives as another one
 *	drop WAY		forgets what is held back
 *	inject TEXT		comes from Redis, as it seems: \r, \n, \xHH
 *	end [reset]		ends all connections
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/lib/fake/driver/input.h"
#include "regress/lib/fake/wire/wire.h"

static struct wire	*wire;

static int64_t
number(const char *s)
{
	const char	*error;
	long long	 n = strtonum(s, 0, INT32_MAX, &error);

	if (error != NULL)
		errx(1, "%s: %s", s, error);
	return n;
}

static enum wire_way
way(const char *s)
{
	if (strcmp(s, "up") != 0 && strcmp(s, "down") != 0)
		errx(1, "%s: neither up nor down", s);
	return strcmp(s, "up") == 0 ? WIRE_UP : WIRE_DOWN;
}

static void
inject(const char *text)
{
	char	*bytes = strdup(text), *to = bytes, hex[3] = "";

	if (bytes == NULL)
		err(1, NULL);
	for (; *text != '\0'; text++) {
		if (*text != '\\') {
			*to++ = *text;
			continue;
		}
		switch (*++text) {
		case 'r':
			*to++ = '\r';
			break;
		case 'n':
			*to++ = '\n';
			break;
		case 'x':
			(void)strlcpy(hex, text + 1, sizeof(hex));
			*to++ = (char)strtol(hex, NULL, 16);
			text += 2;
			break;
		default:
			errx(1, "\\%c", *text);
		}
	}
	wire_inject(wire, bytes, (size_t)(to - bytes));
	free(bytes);
}

/* Commands about a way. */
static int
command_of_way(const struct command *c)
{
	const char	*word = c->word[0];
	int64_t		 n;

	if (c->words < 2)
		return -1;
	n = c->words > 2 ? number(c->word[2]) : 0;
	if (strcmp(word, "pass") == 0)
		wire_allow(wire, way(c->word[1]), -1);
	else if (strcmp(word, "hold") == 0)
		wire_allow(wire, way(c->word[1]), n);
	else if (strcmp(word, "trickle") == 0)
		wire_trickle(wire, way(c->word[1]), n,
		    (unsigned int)number(c->word[3]));
	else if (strcmp(word, "cut") == 0)
		wire_cut(wire, way(c->word[1]), n,
		    strcmp(c->word[3], "reset") == 0);
	else if (strcmp(word, "corrupt") == 0)
		wire_corrupt(wire, way(c->word[1]), n);
	else if (strcmp(word, "drop") == 0)
		wire_drop(wire, way(c->word[1]));
	else
		return -1;
	return 0;
}

static void
command(const struct command *c)
{
	const char	*word = c->word[0];

	if (strcmp(word, "server") == 0)
		wire_server(wire, c->word[1]);
	else if (strcmp(word, "inject") == 0)
		inject(c->line + strlen("inject "));
	else if (strcmp(word, "end") == 0)
		wire_end(wire, strcmp(c->word[1], "reset") == 0);
	else if (command_of_way(c) == -1)
		errx(1, "what is \"%s\"?", c->line);
	puts("ok");
}

static void
told(const char *what)
{
	puts(what);
}

int
main(int argc, char *argv[])
{
	struct command	 c = { 0 };

	if (argc != 2) {
		fprintf(stderr, "usage: proxy server <commands\n");
		return 1;
	}
	wire = wire_new(input_init(), argv[1], told);
	printf("port %u\n", wire_port(wire));
	while (input_next(&c))
		command(&c);
	wire_free(wire);
	return 0;
}
