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

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "common/badopt.h"
#include "common/bounds.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/nearest.h"
#include "common/record.h"
#include "common/xmalloc.h"
#include "kopctl/ask.h"
#include "kopctl/audit/audit.h"
#include "kopctl/emit.h"
#include "kopctl/explain.h"
#include "kopctl/health.h"
#include "kopctl/hosts.h"
#include "kopctl/items.h"
#include "kopctl/kopctl.h"
#include "kopctl/metrics/print.h"
#include "kopctl/migrate/migrate.h"
#include "kopctl/preview/preview.h"
#include "kopctl/result.h"
#include "kopctl/show.h"
#include "kopctl/table.h"
#include "kopctl/watch.h"
#include "paths.h"

struct command {
	const char	*words[2];
	uint32_t	 request;
	int		 payload;	/* one byte; -1: none */
	void		(*show)(struct emit *, const struct answer *);
};

static const struct command commands[] = {
	{ { "show", "routes" },	  CONTROL_ROUTES,   -1, show_routes },
	{ { "show", "hosts" },	  CONTROL_HOSTS,    -1, show_hosts },
	{ { "show", NULL },	  CONTROL_SHOW,	    -1, show_status },
	{ { "reload", NULL },	  CONTROL_RELOAD,   -1, NULL },
	{ { "log", "verbose" },	  CONTROL_VERBOSE,   1, NULL },
	{ { "log", "brief" },	  CONTROL_VERBOSE,   0, NULL },
};

static int	json;
static int	keys;		/* no table */

static void
print_usage(FILE *out)
{
	fprintf(out,
	    "usage: kopctl [-jk] [-s socket] show [routes | hosts] | "
	    "explain name |\n"
	    "              watch | health\n"
	    "       kopctl [-j] [-s socket] reload | withdraw [host] | "
	    "log verbose | log brief\n"
	    "       kopctl [-j] [-s socket] audit [-p]\n"
	    "       kopctl [-s socket] metrics [--http | --text]\n"
	    "       kopctl [-j] preview [-v] [-D macro=value] [-f kopd.conf]\n"
	    "                           [--format github] [file ... "
	    "[service ...]]\n"
	    "       kopctl [-j] migrate [-p secret] [--option value] "
	    "[compose.yml [service]]\n"
	    "       kopctl -h | -V\n");
}

/* With -j, stderr has nothing but the error, which is an object. */
static void
usage(void)
{
	if (!json)
		print_usage(stderr);
	exit(EXIT_FAULT);
}

static const char *const	 names[] = {
	"show", "explain", "watch", "health", "audit", "metrics", "reload",
	"withdraw", "log",
	"preview", "migrate"
};
#define NNAMES	(sizeof(names) / sizeof(names[0]))

static const char *
name_of(const void *arg, size_t i)
{
	(void)arg;
	return names[i];
}

/* The second word of the i-th command, if it begins with this first word. */
static const char *
second_of(const void *first, size_t i)
{
	return commands[i].words[1] != NULL &&
	    strcmp(commands[i].words[0], first) == 0 ?
	    commands[i].words[1] : "";
}

static int
is_command(const char *word)
{
	size_t	 i;

	for (i = 0; i < NNAMES; i++) {
		if (strcmp(word, names[i]) == 0)
			return 1;
	}
	return 0;
}

static void
say_unknown(const char *what, const char *word, const char *known)
{
	log_errorx("%s \"%s\"%s%s%s", what, word,
	    known != NULL ? ": did you mean \"" : "",
	    known != NULL ? known : "", known != NULL ? "\"?" : "");
}

static void
unknown(int argc, char *argv[])
{
	char	*what;

	if (!is_command(argv[0]))
		say_unknown("unknown command", argv[0],
		    nearest(argv[0], NNAMES, name_of, NULL));
	else if (argc == 1)
		log_errorx("%s needs an argument", argv[0]);
	else if (argv[1][0] == '-')
		log_errorx("options go before the command: %s %s", argv[1],
		    argv[0]);
	else {
		if (asprintf(&what, "%s cannot be combined with",
		    argv[0]) == -1)
			fatal(NULL);
		say_unknown(what, argv[argc - 1], nearest(argv[argc - 1],
		    sizeof(commands) / sizeof(commands[0]), second_of,
		    argv[0]));
	}
	usage();
}

static const struct command *
find(int argc, char *argv[])
{
	const struct command	*c;
	size_t			 i;

	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		c = &commands[i];
		if (strcmp(argv[0], c->words[0]) != 0 ||
		    argc != (c->words[1] != NULL ? 2 : 1) ||
		    (c->words[1] != NULL && strcmp(argv[1], c->words[1]) != 0))
			continue;
		return c;
	}
	unknown(argc, argv);
	/* NOTREACHED */
	return NULL;
}

/* Prints the strings of an answer that has no format of its own. */
static void
show_words(const struct answer *answer)
{
	const struct item	*item;
	size_t			 role, i;

	for (role = 0; role < ROLE_CONTROL; role++) {
		for (i = 0; i < answer->of[role].n; i++) {
			item = &answer->of[role].v[i];
			if (strcmp(item->name, "error") == 0)
				log_errorx("%s", item->value);
			else if (item->type == ITEM_STRING)
				log_info("%s", item->value);
		}
	}
}

static int
finish(struct answer *answer, const char *error)
{
	if (error != NULL)
		log_errorx("%s", error);
	answer_free(answer);
	return error != NULL ? EXIT_FAULT : EXIT_OK;
}

static int
run(const struct command *c, const char *socket, struct emit *out)
{
	struct answer	 answer = { 0 };
	const char	*error;
	unsigned char	 byte = (unsigned char)c->payload;

	error = ask(socket, c->request, &byte, c->payload == -1 ? 0 : 1,
	    &answer);
	if (c->show != NULL && (error == NULL || answer_count(&answer) > 0))
		c->show(out, &answer);
	else if (c->show == NULL && !json)
		show_words(&answer);
	else if (c->request == CONTROL_RELOAD)
		result_reload(out, &answer, error);
	else if (c->request == CONTROL_VERBOSE && error == NULL)
		result_log(out, c->words[1]);
	return finish(&answer, error);
}

/* A table, if an operator sees it. */
static int
routes(const struct command *c, const char *socket, struct emit *out)
{
	struct answer		 answer = { 0 };
	struct table_style	 style;
	const char		*error;

	if (json || keys || !isatty(STDOUT_FILENO))
		return run(c, socket, out);
	error = ask(socket, CONTROL_TABLE, NULL, 0, &answer);
	style = table_style(STDOUT_FILENO);
	if (error == NULL || answer_count(&answer) > 0)
		table_show(out->out, &answer, &style);
	return finish(&answer, error);
}

/* Without a name, withdraws this host. */
static int
withdraw(const char *host, const char *socket, struct emit *out)
{
	struct answer	 answer = { 0 };
	struct record	 r = RECORD_INITIALIZER;
	const char	*error;

	if (strlen(host) > CONF_STRING_MAX) {
		log_errorx("a name has at most %d bytes", CONF_STRING_MAX);
		return EXIT_FAULT;
	}
	record_string(&r, host);
	error = ask(socket, CONTROL_WITHDRAW, r.buf, r.len, &answer);
	record_free(&r);
	if (json)
		result_withdraw(out, &answer, host, error);
	else
		show_words(&answer);
	return finish(&answer, error);
}

static int
health(int argc, const char *socket, struct emit *out)
{
	struct answer	 answer = { 0 };
	enum health	 status;

	if (argc > 1) {
		log_errorx("health takes no arguments");
		return HEALTH_DOWN;
	}
	status = health_show(out, &answer,
	    ask(socket, CONTROL_HEALTH, NULL, 0, &answer));
	answer_free(&answer);
	return (int)status;
}

static int
explain(const char *name, const char *socket, struct emit *out)
{
	struct answer	 answer = { 0 };
	struct record	 r = RECORD_INITIALIZER;
	const char	*error, *near;
	size_t		 n = 0;

	if (*name == '\0' || strlen(name) > CONF_STRING_MAX) {
		log_errorx("a name has 1 to %d bytes", CONF_STRING_MAX);
		return EXIT_FAULT;
	}
	record_string(&r, name);
	error = ask(socket, CONTROL_EXPLAIN, r.buf, r.len, &answer);
	record_free(&r);
	if (error == NULL || answer_count(&answer) > 0)
		n = explain_show(out, &answer, NULL);
	near = explain_suggestion(&answer);
	if (error != NULL)
		log_errorx("%s", error);
	else if (n == 0)
		log_errorx("no container, router, service or middleware of this "
		    "host has the name \"%s\"%s%s%s", name,
		    near != NULL ? "; did you mean \"" : "",
		    near != NULL ? near : "", near != NULL ? "\"?" : "");
	answer_free(&answer);
	return error != NULL || n == 0 ? EXIT_FAULT : EXIT_OK;
}

static void
options(int argc, char *argv[], const char **socket)
{
	static const struct option	 longs[] = {
		{ "help",	no_argument, NULL, 'h' },
		{ "version",	no_argument, NULL, 'V' },
		{ NULL,		0, NULL, 0 },
	};
	int				 ch;

	opterr = 0;
	while ((ch = getopt_long(argc, argv, "+:hjks:V", longs, NULL)) != -1) {
		switch (ch) {
		case 'h':
			print_usage(stdout);
			exit(EXIT_OK);
		case 'j':
			json = 1;
			result_errors();
			break;
		case 'k':
			keys = 1;
			break;
		case 's':
			*socket = optarg;
			break;
		case 'V':
			printf("kopctl %s\n", KOPD_VERSION);
			exit(EXIT_OK);
		default:
			log_errorx("%s", badopt(ch, argv, longs));
			usage();
		}
	}
}

int
main(int argc, char *argv[])
{
	const struct command	*command;
	const char		*socket = KOPD_SOCKET;
	struct emit		 out;

	log_init("kopctl", LOG_TO_STDERR, 0);
	xmalloc_events();
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		fatal("signal");
	options(argc, argv, &socket);
	emit_init(&out, stdout, json);
	argc -= optind;
	argv += optind;
	if (argc == 0) {
		log_errorx("no command given");
		usage();
	}
	if (strcmp(argv[0], "preview") == 0)
		return preview(argc, argv, &out);
	if (strcmp(argv[0], "explain") == 0 && argc == 2)
		return explain(argv[1], socket, &out);
	if (strcmp(argv[0], "watch") == 0 && argc == 1)
		return watch(socket, &out);
	if (strcmp(argv[0], "health") == 0)
		return health(argc, socket, &out);
	if (strcmp(argv[0], "audit") == 0)
		return audit(argc, argv, socket, &out);
	if (strcmp(argv[0], "metrics") == 0)
		return metrics(argc, argv, socket);
	if (strcmp(argv[0], "withdraw") == 0 && argc <= 2)
		return withdraw(argc == 2 ? argv[1] : "", socket, &out);
	if (strcmp(argv[0], "migrate") == 0)
		return migrate(argc, argv, &out);
	command = find(argc, argv);
	if (command->request == CONTROL_ROUTES)
		return routes(command, socket, &out);
	return run(command, socket, &out);
}
