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

#include <sys/un.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/role.h"
#include "common/userdb.h"
#include "common/xstrdup.h"
#include "docker-reader/docker-reader.h"
#include "docker-reader/gate.h"
#include "docker-reader/gate_client.h"
#include "docker-reader/gate_serve.h"

/* The user to which root changes. */
#define RUN_AS		"_kopdd"

int
gate_is_meant(int argc, char *argv[])
{
	return argc > 1 && (strncmp(argv[1], "-g", 2) == 0 ||
	    strcmp(argv[1], "-h") == 0);
}

static void
usage(FILE *out)
{
	fprintf(out, "usage: docker-reader -g socket\n");
}

static void __attribute__((__noreturn__))
misused(const char *what, const char *why)
{
	fprintf(stderr, "docker-reader: %s: %s\n", what, why);
	usage(stderr);
	exit(1);
}

static const char *
options(int argc, char *argv[])
{
	struct sockaddr_un	 sun;
	const char		*path = NULL;
	int			 ch;

	while ((ch = getopt(argc, argv, "g:h")) != -1) {
		switch (ch) {
		case 'g':
			path = optarg;
			break;
		case 'h':
			usage(stdout);
			exit(0);
		default:
			usage(stderr);
			exit(1);
		}
	}
	if (optind < argc)
		misused(argv[optind], "too many arguments");
	if (path == NULL || *path != '/')
		misused(path == NULL ? "-g" : path,
		    "the path of the socket must begin with a slash");
	if (strlen(path) >= sizeof(sun.sun_path))
		misused(path, "the path of the socket is too long");
	return path;
}

static int
on_folder(void *arg, const char *folder)
{
	return sandbox_arrive(arg, folder) == NULL ? -1 : 0;
}

struct endpoint *
gate_confine(const char *path, enum sandbox sandbox)
{
	struct docker_reader_conf	*conf;
	struct endpoint			*e;

	conf = config_blank(&docker_reader_table);
	conf->sandbox = sandbox;
	free(conf->socket);
	conf->socket = xstrdup(path);
	free(conf->run_as);
	conf->run_as = xstrdup(userdb_user(RUN_AS) != NULL ? RUN_AS : "");
	/* Else the warnings of a start would be logged at each request. */
	log_set_verbose(-1);
	e = endpoint_new(NULL, conf);
	endpoint_enter(e, on_folder, conf);
	(void)(endpoint_is_outside(e) ? sandbox_wait(conf) :
	    sandbox_enter(conf));
	log_set_verbose(0);
	return e;
}

int
gate_main(int argc, char *argv[])
{
	const char	*path = options(argc, argv);

	log_init(role_name(ROLE_DOCKER_READER), LOG_TO_STDERR, 0);
	client_begin();
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		fatal("signal");
	return gate_serve(gate_confine(path, SANDBOX_DEFAULT));
}
