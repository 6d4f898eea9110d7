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
 * A Docker engine for tests: it has the containers it is told to have, says
 * what Docker 20.10 says of them, and misbehaves when asked to.
 *
 * usage: engine socket
 *        engine -listen address:port
 *
 * It says "ready PORT" when it listens; port 0 is any that is free.
 *
 * Commands, one a line on standard input; each is answered by "ok", or by
 * "error: ...":
 *	containers N		N more, named c0, c1, ..., each of 15 labels
 *	web NAME PORT [LABEL=VALUE ...]	one more; PORT is 80's at the host
 *	add FILE		one more: an element as Docker lists it; starts
 *	start | stop | destroy NAME	with its event
 *	health NAME STATUS	with its event
 *	rename NAME NAME	with its event
 *	label NAME LABEL SIZE	a label of SIZE bytes of 'x'
 *	nul NAME		a label that holds a NUL
 *	event JSON		that line to all who listen
 *	lag on | off		on: what stops is listed as running until off
 *	answer KIND HOW		KIND: ping, version, info, list, ids, events,
 *				unhealthy; HOW: right, STATUS (of HTTP),
 *				garbage, chunked, hang, cut BYTES,
 *				slow BYTES-A-SECOND, html STATUS PAGE,
 *				tls (as Go answers HTTP), reset
 *	longest BYTES STATUS | reset	so are longer targets answered; 0: none
 *	podman VERSION | off	it is Podman from now on
 *	close events		ends all streams
 *	become ID NAME		it is another engine
 *	refuse | absent | listen	nobody listens; no socket; as usual
 *	stats			"stats requests N bytes N listeners N"
 *
 * Each request is a line "request KIND TARGET" on standard output, and its
 * end a line "end KIND BYTES".
 */

#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/hexid.h"
#include "regress/lib/fake/docker/docker.h"
#include "regress/lib/fake/driver/input.h"

static const char	*path;
static int		 lag;

/* A command's handler returns NULL, or what was wrong. */
typedef const char	*(*handler)(int, char **);

static unsigned long
number(const char *s)
{
	char		*end;
	unsigned long	 n;

	errno = 0;
	n = strtoul(s, &end, 10);
	if (errno != 0 || end == s || *end != '\0')
		errx(1, "%s: not a number", s);
	return n;
}

/* Podman's word for it, of which it says some as Docker does. */
static const char *
podman_word(const char *action)
{
	if (strcmp(action, "die") == 0)
		return "died";
	if (strcmp(action, "destroy") == 0)
		return "remove";
	return strncmp(action, "health", 6) == 0 ? "health_status" : action;
}

static void
event_of(const struct container *c, const char *action)
{
	const char	*word = podman != NULL ? podman_word(action) : NULL;
	char		*line;

	line = container_event(c, word == NULL || strcmp(word, "died") == 0 ?
	    action : word);
	answer_event(line, word);
	free(line);
}

static const char *
do_containers(int argc, char **argv)
{
	unsigned long	 i, n = number(argv[1]);
	char		 name[32];

	(void)argc;
	for (i = 0; i < n; i++) {
		(void)snprintf(name, sizeof(name), "c%lu", i);
		container_new(name, (unsigned int)(20000 + i % 40000),
		    container_labels((unsigned int)i))->listed = 1;
	}
	return NULL;
}

/* An engine has each label once: the last one of a name counts. */
static int
is_last(const char *name, int argc, char **argv)
{
	size_t	 len = strlen(name);
	int	 i;

	for (i = 0; i < argc; i++) {
		if (strncmp(argv[i], name, len) == 0 && argv[i][len] == '=')
			return 0;
	}
	return 1;
}

static const char *
do_web(int argc, char **argv)
{
	struct container	*c;
	char			*labels = text("%s", ""), *joined, *equals;
	int			 i;

	for (i = 3; i < argc; i++) {
		if ((equals = strchr(argv[i], '=')) == NULL)
			return "a label without =";
		*equals = '\0';
		if (!is_last(argv[i], argc - i - 1, argv + i + 1))
			continue;
		joined = text("%s%s\"%s\":\"%s\"", labels,
		    *labels != '\0' ? "," : "", argv[i], equals + 1);
		free(labels);
		labels = joined;
	}
	c = container_new(argv[1], (unsigned int)number(argv[2]), labels);
	c->listed = 1;
	event_of(c, "start");
	return NULL;
}

static const char *
do_add(int argc, char **argv)
{
	struct container	*c;
	FILE			*f;
	char			*raw = NULL;
	const char		*id;
	size_t			 size = 0;

	(void)argc;
	if ((f = fopen(argv[1], "r")) == NULL)
		return "cannot open it";
	if (getdelim(&raw, &size, 0, f) == -1)
		return "cannot read it";
	(void)fclose(f);
	raw[strcspn(raw, "\n")] = '\0';
	if ((c = container_find(argv[1])) != NULL)
		container_free(c);
	c = container_new(argv[1], 0, text("%s", ""));
	if ((id = strstr(raw, "\"Id\":\"")) != NULL &&
	    strlen(id) > 6 + HEXID_DIGITS) {
		RB_REMOVE(containers, &containers, c);
		if (hexid_parse(&c->id, id + 6, HEXID_DIGITS) == -1)
			return "a malformed Id";
		RB_INSERT(containers, &containers, c);
	}
	c->raw = raw;
	c->listed = 1;
	event_of(c, "start");
	return NULL;
}

/* "start" and all else that a container by name undergoes. */
static const char *
do_change(int argc, char **argv)
{
	struct container	*c;
	char			 action[64];

	if ((c = container_find(argv[1])) == NULL)
		return "no such container";
	(void)strlcpy(action, argv[0], sizeof(action));
	if (strcmp(argv[0], "start") == 0) {
		c->listed = 1;
		c->stopped = 0;
	} else if (strcmp(argv[0], "stop") == 0) {
		c->listed = lag;
		c->stopped = 1;
		(void)strlcpy(action, "die", sizeof(action));
	} else if (strcmp(argv[0], "health") == 0 && argc == 3) {
		(void)strlcpy(c->health, argv[2], sizeof(c->health));
		(void)snprintf(action, sizeof(action), "health_status: %s",
		    argv[2]);
	} else if (strcmp(argv[0], "rename") == 0 && argc == 3) {
		free(c->name);
		c->name = text("%s", argv[2]);
	} else if (strcmp(argv[0], "destroy") != 0)
		return "one word is missing";
	container_changed(c);
	event_of(c, action);
	if (strcmp(argv[0], "destroy") == 0)
		container_free(c);
	return NULL;
}

static const char *
add_label(struct container *c, const char *name, const char *value)
{
	char	*labels;

	if (c == NULL)
		return "no such container";
	labels = text("%s%s\"%s\":\"%s\"", c->labels,
	    *c->labels != '\0' ? "," : "", name, value);
	free(c->labels);
	c->labels = labels;
	container_changed(c);
	return NULL;
}

static const char *
do_label(int argc, char **argv)
{
	size_t		 size = number(argv[3]);
	const char	*error;
	char		*value;

	(void)argc;
	if ((value = malloc(size + 1)) == NULL)
		err(1, NULL);
	memset(value, 'x', size);
	value[size] = '\0';
	error = add_label(container_find(argv[1]), argv[2], value);
	free(value);
	return error;
}

static const char *
do_nul(int argc, char **argv)
{
	(void)argc;
	return add_label(container_find(argv[1]), "traefik.nul", "a\\u0000b");
}

static const char *
do_become(int argc, char **argv)
{
	(void)argc;
	answer_as(argv[1], argv[2]);
	return NULL;
}

static const char *
do_lag(int argc, char **argv)
{
	struct container	*c;

	(void)argc;
	if ((lag = strcmp(argv[1], "on") == 0))
		return NULL;
	RB_FOREACH(c, containers, &containers) {
		if (c->stopped) {
			c->listed = 0;
			container_changed(c);
		}
	}
	return NULL;
}

/* The rest of the line. */
static char *
page_of(int argc, char **argv)
{
	char	*page = text("%s", argv[0]), *more;
	int	 i;

	for (i = 1; i < argc; i++) {
		more = text("%s %s", page, argv[i]);
		free(page);
		page = more;
	}
	return page;
}

static const char *
do_answer(int argc, char **argv)
{
	static const char *const	 hows[] = { "right", "status",
					    "garbage", "chunked", "hang",
					    "cut", "slow", "html", "tls",
					    "reset" };
	struct fault			*f = NULL;
	size_t				 i;

	for (i = 0; i < KINDS; i++)
		if (strcmp(argv[1], kinds[i]) == 0)
			f = &faults[i];
	if (f == NULL)
		return "no such kind of request";
	for (i = 0; i < sizeof(hows) / sizeof(hows[0]); i++)
		if (strcmp(argv[2], hows[i]) == 0)
			break;
	if (i == sizeof(hows) / sizeof(hows[0])) {
		f->how = STATUS;
		f->n = number(argv[2]);
		return NULL;
	}
	if ((i == CUT || i == SLOW || i == HTML) && argc < 4)
		return "a number is missing";
	f->how = (enum how)i;
	f->n = argc >= 4 ? number(argv[3]) : 0;
	free(f->page);
	f->page = argc > 4 ? page_of(argc - 4, argv + 4) : NULL;
	return NULL;
}

static const char *
do_longest(int argc, char **argv)
{
	struct fault	 f = { .how = RESET };

	(void)argc;
	if (strcmp(argv[2], "reset") != 0) {
		f.how = STATUS;
		f.n = number(argv[2]);
	}
	answer_longest(number(argv[1]), &f);
	return NULL;
}

static const char *
do_podman(int argc, char **argv)
{
	struct container	*c;

	(void)argc;
	podman = strcmp(argv[1], "off") == 0 ? NULL : text("%s", argv[1]);
	RB_FOREACH(c, containers, &containers)
		container_changed(c);
	return NULL;
}

static const char *
do_endpoint(int argc, char **argv)
{
	(void)argc;
	if (strcmp(argv[0], "listen") == 0)
		answer_listen();
	else
		answer_refuse();
	if (strcmp(argv[0], "absent") == 0 && *path == '/')
		(void)unlink(path);
	return NULL;
}

static const char *
do_close(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	answer_close_events();
	return NULL;
}

static const char *
do_stats(int argc, char **argv)
{
	struct counts	 c;

	(void)argc;
	(void)argv;
	answer_count(&c);
	say("stats requests %llu bytes %llu listeners %u", c.requests,
	    c.bytes, c.listeners);
	return NULL;
}

static const struct {
	const char	*word;
	int		 words;		/* at least, with its own */
	handler		 run;
} commands[] = {
	{ "containers", 2, do_containers },
	{ "web", 3, do_web },
	{ "add", 2, do_add },
	{ "start", 2, do_change },
	{ "stop", 2, do_change },
	{ "destroy", 2, do_change },
	{ "health", 3, do_change },
	{ "rename", 3, do_change },
	{ "label", 4, do_label },
	{ "nul", 2, do_nul },
	{ "lag", 2, do_lag },
	{ "become", 3, do_become },
	{ "answer", 3, do_answer },
	{ "longest", 3, do_longest },
	{ "podman", 2, do_podman },
	{ "close", 2, do_close },
	{ "refuse", 1, do_endpoint },
	{ "absent", 1, do_endpoint },
	{ "listen", 1, do_endpoint },
	{ "stats", 1, do_stats }
};

static const char *
run(int argc, char **argv)
{
	size_t	 i;

	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(argv[0], commands[i].word) == 0)
			return argc < commands[i].words ? "too few words" :
			    commands[i].run(argc, argv);
	return "no such command";
}

static void
command(struct command *c)
{
	const char	*error = NULL;

	if (strncmp(c->line, "event ", 6) == 0)
		answer_event(c->line + 6, NULL);
	else
		error = run(c->words, c->word);
	if (error != NULL)
		say("error: %s", error);
	else
		say("ok");
}

int
main(int argc, char *argv[])
{
	struct event_base	*base;
	struct command		 c = { 0 };

	if (argc == 3 && strcmp(argv[1], "-listen") == 0)
		path = argv[2];
	else if (argc == 2 && *argv[1] == '/')
		path = argv[1];
	else {
		fprintf(stderr, "usage: engine socket\n"
		    "       engine -listen address:port\n");
		return 1;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	base = input_init();
	answer_init(base, path, 1);
	answer_listen();
	say("ready %u", answer_port());
	while (input_next(&c))
		command(&c);
	return 0;
}
