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
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/badopt.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "kopctl/explain.h"
#include "kopctl/items.h"
#include "kopctl/kopctl.h"
#include "kopctl/preview/composed.h"
#include "kopctl/preview/docker.h"
#include "kopctl/preview/faults.h"
#include "kopctl/preview/hint.h"
#include "kopctl/preview/input.h"
#include "kopctl/preview/places.h"
#include "kopctl/preview/preview.h"
#include "kopctl/preview/redis.h"
#include "kopctl/show.h"
#include "kopd/bind.h"
#include "kopd/conf/load.h"
#include "kopd/conf/macro.h"
#include "kopd/conf/version.h"
#include "kopd/reject.h"
#include "kopd/standalone.h"

/* The requests to route-maker, one after the other. */
#define ASK_FAULTS	1
#define ASK_EXPLAIN	2

struct preview {
	struct event_base	*base;
	const struct kopd_conf	*conf;
	struct standalone	 maker;
	struct docker		*docker;
	struct redis		*redis;
	struct annotate		 notes;
	struct composed		*composed;	/* NULL: a list of Docker */
	struct faults		 faults;
	int			 incomplete;	/* a list of route-maker */
	int			 verbose;	/* explanations are wanted */
	struct emit		*out;
	struct answer		 answer;	/* the explanations */
	int			 asked;		/* for the errors */
	int			 complete;	/* all are received */
	int			 useless;	/* the input is not a list */
	int			 rejected;	/* the configuration; logged */
	int			 ended;		/* route-maker closed its end */
};

static int	on_ready(struct peer *, struct msg *);
static int	on_engine(struct peer *, struct msg *);
static int	on_rejected(struct peer *, struct msg *);
static int	on_item(struct peer *, struct msg *);
static int	on_end(struct peer *, struct msg *);
static void	on_closed(struct peer *);

static const struct dispatch table[] = {
	{ CHILD_READY, ROLE_ROUTE_MAKER, 8, 4096, on_ready, "ready" },
	{ CHILD_REJECTED, ROLE_ROUTE_MAKER, 8, MSG_PAYLOAD_MAX, on_rejected,
	    "rejected" },
	{ CHILD_ENGINE, ROLE_ROUTE_MAKER, 8, MSG_PAYLOAD_MAX, on_engine,
	    "engine" },
	{ CHILD_STATUS_ITEM, ROLE_ROUTE_MAKER, ITEM_BYTES_MIN,
	    MSG_PAYLOAD_MAX, on_item, "status item" },
	{ CHILD_STATUS_END, ROLE_ROUTE_MAKER, 4, 4096, on_end, "status end" },
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = on_closed,
};

static void
usage(void)
{
	fprintf(stderr, "usage: kopctl [-j] preview [-v] [-D macro=value] "
	    "[-f kopd.conf]\n                           [--format github] "
	    "[file ... [service ...]]\n");
	exit(EXIT_USAGE);
}

/* Without a kopd.conf, with addresses and ports of the containers. */
static struct kopd_conf *
conf_get(const char *path)
{
	struct conf_source	 source = { .path = path, .check_only = 1,
				    .no_secrets = 1 };
	struct conf_report	 report;
	struct kopd_conf	*conf;

	if (path == NULL) {
		conf = conf_new();
		conf_put_bind(conf, BIND_NONE, "");
		return conf;
	}
	conf_report_stderr(&report);
	if ((conf = conf_load(&source, &report)) == NULL)
		exit(EXIT_USAGE);
	version_warn(conf);
	return conf;
}

static void
conf_give(struct preview *p)
{
	struct bind	*bind = bind_new(p->conf);
	const char	*address, *why;

	if ((address = bind_resolve(bind, p->conf, &why)) == NULL)
		input_fatal("bind: %s", bind_absent(p->conf, why));
	standalone_configure(&p->maker, p->conf, address,
	    (enum sandbox)p->conf->reader.sandbox);
	bind_free(bind);
}

/* The snapshot is complete: asks for the errors. */
static void
preview_done(void *arg)
{
	struct preview	*p = arg;

	if (!p->asked)
		peer_send_always(p->maker.peer, PARENT_STATUS, ASK_FAULTS,
		    NULL, 0);
	p->asked = 1;
}

static void
preview_again(void *arg)
{
	struct preview	*p = arg;

	if (!p->asked && !p->useless) {
		p->useless = 1;
		event_base_loopbreak(p->base);
	}
}

static int
on_ready(struct peer *peer, struct msg *msg)
{
	(void)peer;
	(void)msg;
	return 0;
}

/* Ignores the engine, which is docker.c. */
static int
on_engine(struct peer *peer, struct msg *msg)
{
	(void)peer;
	(void)msg;
	return 0;
}

static int
on_rejected(struct peer *peer, struct msg *msg)
{
	struct preview		*p = peer_arg(peer);
	struct conf_report	 report;

	conf_report_stderr(&report);
	p->rejected = 1;
	event_base_loopbreak(p->base);
	return reject_report(msg, p->conf, &report);
}

/* Asks for all containers. */
static void
explain_ask(struct preview *p)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, "");
	peer_send_always(p->maker.peer, PARENT_EXPLAIN, ASK_EXPLAIN, r.buf,
	    r.len);
	record_free(&r);
}

static int
on_item(struct peer *peer, struct msg *msg)
{
	struct preview		*p = peer_arg(peer);
	struct record_reader	 r;
	struct item		 item;
	char			*memory;
	int			 result = 0;

	record_read(&r, msg->data, msg->len);
	if (item_read(&r, &item, &memory) == -1)
		return -1;
	if (msg->peer == ASK_EXPLAIN)
		result = answer_add(&p->answer, ROLE_ROUTE_MAKER, &item);
	else
		faults_take(&p->faults, &item);
	free(memory);
	return result;
}

/* It also tells errors from warnings. */
static int
needs_explanation(const struct preview *p)
{
	return p->verbose || p->composed != NULL || p->notes.github != NULL;
}

static int
on_end(struct peer *peer, struct msg *msg)
{
	struct preview		*p = peer_arg(peer);
	struct record_reader	 r;
	char			*error;

	record_read(&r, msg->data, msg->len);
	error = record_get_string(&r, MSG_PAYLOAD_MAX);
	if (record_end(&r) == -1) {
		free(error);
		return -1;
	}
	if (*error != '\0') {
		p->incomplete = 1;
		log_errorx("the list of %s is incomplete: %s",
		    msg->peer == ASK_FAULTS ?
		    "errors" : "explanations", error);
	}
	free(error);
	if (msg->peer == ASK_FAULTS && needs_explanation(p)) {
		explain_ask(p);
		return 0;
	}
	p->complete = 1;
	event_base_loopbreak(p->base);
	return 0;
}

static void
on_closed(struct peer *peer)
{
	struct preview	*p = peer_arg(peer);

	p->ended = 1;
	event_base_loopbreak(p->base);
}

static void
preview_start(struct preview *p, const char *list, size_t len)
{
	if ((p->base = event_base_new()) == NULL)
		fatalx("no event loop");
	standalone_start(&p->maker, ROLE_ROUTE_MAKER, p->base, &callbacks, p);
	p->docker = docker_new(p->base, p->maker.ends[0], list, len,
	    preview_again, p);
	p->redis = redis_new(p->base, p->maker.ends[1], p->conf->writer.root,
	    preview_done, p);
	p->maker.ends[0] = p->maker.ends[1] = -1;
	conf_give(p);
}

/* Reports what is not as intended. */
static void
preview_say(struct preview *p)
{
	const struct items	*keys = redis_keys(p->redis);
	size_t			 i;

	faults_say(&p->faults, &p->notes, &p->answer,
	    p->composed != NULL ? &p->composed->listing : NULL);
	if (p->composed != NULL)
		hint_ignored(&p->composed->listing, &p->answer);
	for (i = 0; p->composed != NULL && i < keys->n; i++) {
		if (hint_address(&p->composed->listing, keys->v[i].value))
			break;
	}
}

/* A terminal gets no control characters, a program those of ASCII. */
static void
preview_print(struct preview *p)
{
	struct where	 where = { place_of, NULL };

	preview_say(p);
	if (p->composed != NULL)
		where.arg = &p->composed->listing;
	if (p->verbose)
		(void)explain_show(p->out, &p->answer,
		    where.arg != NULL ? &where : NULL);
	else if (p->notes.github == NULL)
		show_keys(p->out, redis_keys(p->redis),
		    !isatty(STDOUT_FILENO));
	if (fflush(stdout) == EOF || ferror(stdout))
		input_fatal("standard output: %s", strerror(errno));
}

static void
preview_free(struct preview *p)
{
	docker_free(p->docker);
	redis_free(p->redis);
	answer_free(&p->answer);
	event_base_free(p->base);
	if (p->composed != NULL)
		composed_free(p->composed);
	faults_free(&p->faults);
}

static void
set_format(struct preview *p, const char *name)
{
	if (strcmp(name, "github") == 0)
		p->notes.github = stdout;
	else {
		log_errorx("--format \"%s\": the only format is github", name);
		usage();
	}
}

static void
option(struct preview *p, int ch, char *argv[], const struct option *longs,
    const char **conf)
{
	switch (ch) {
	case 'D':
		if (macro_define(optarg) == 0)
			return;
		log_errorx("-D \"%s\": a macro has the form name=value",
		    optarg);
		usage();
		break;
	case 'F':
		set_format(p, optarg);
		break;
	case 'f':
		*conf = optarg;
		break;
	case 'v':
		p->verbose = 1;
		break;
	default:
		log_errorx("%s", badopt(ch, argv, longs));
		usage();
	}
}

/* Returns the path of kopd.conf, or NULL. */
static const char *
options(int argc, char *argv[], struct preview *p)
{
	static const struct option	 longs[] = {
		{ "format",	required_argument, NULL, 'F' },
		{ NULL,		0, NULL, 0 },
	};
	const char			*conf = NULL;
	int				 ch;

	optind = 1;
	opterr = 0;
	while ((ch = getopt_long(argc, argv, "+:D:f:v", longs, NULL)) != -1)
		option(p, ch, argv, longs, &conf);
	if (p->notes.github != NULL && (p->verbose || p->out->json)) {
		log_errorx("--format github cannot be combined with -j and -v");
		usage();
	}
	return conf;
}

/* Exits if a compose file has errors. */
static void
preview_compose(struct preview *p, const char *path, const char *text,
    size_t len, char *words[], int n)
{
	p->composed = composed_new(&p->notes, path, text, len, words,
	    (size_t)n, &p->conf->maker);
	if (p->composed == NULL) {
		(void)fflush(stdout);
		exit(EXIT_USAGE);
	}
}

/* The list for route-maker, of which *len bytes are owned by the caller. */
static char *
preview_read(struct preview *p, int argc, char *argv[], size_t *len)
{
	const char	*path = argc > 0 && strcmp(argv[0], "-") != 0 ?
			    argv[0] : NULL;
	char		*text = input_load(path, len);

	if (!input_is_list(text, *len)) {
		preview_compose(p, path != NULL ? path : INPUT_STDIN, text,
		    *len, argv + 1, argc > 0 ? argc - 1 : 0);
		free(text);
		*len = p->composed->listing.len;
		return NULL;
	}
	if (argc > 1) {
		log_errorx("\"%s\": preview reads only one list of containers",
		    argv[1]);
		usage();
	}
	return text;
}

static int
preview_status(const struct preview *p, int status, size_t errors)
{
	if (p->rejected)
		return EXIT_USAGE;
	if (p->useless)
		input_fatal("the input is not a list of containers");
	if (!p->complete)
		input_fatal("route-maker ended too early: %s",
		    standalone_status(status));
	return faults_any(&p->faults) || p->incomplete || errors > 0 ?
	    EXIT_FAULT : EXIT_OK;
}

int
preview(int argc, char *argv[], struct emit *out)
{
	struct preview	 p = { .out = out };
	struct kopd_conf *conf;
	char		*list;
	size_t		 errors, len;
	int		 status;

	conf = conf_get(options(argc, argv, &p));
	p.conf = conf;
	list = preview_read(&p, argc - optind, argv + optind, &len);
	errors = p.notes.errors;
	preview_start(&p, list != NULL ? list : p.composed->listing.text, len);
	event_base_dispatch(p.base);
	status = standalone_stop(&p.maker, p.ended);
	if (p.complete)
		preview_print(&p);
	preview_free(&p);
	free(list);
	conf_free(conf);
	return preview_status(&p, status, errors);
}
