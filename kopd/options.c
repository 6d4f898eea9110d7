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

#include "build.h"
#include "common/badopt.h"
#include "common/log.h"
#include "kopd/conf/environment.h"
#include "kopd/conf/file.h"
#include "kopd/conf/macro.h"
#include "kopd/options.h"
#include "paths.h"

static void
usage(FILE *out)
{
	fprintf(out, "usage: kopd [-dhJnVv] [-D macro=value] [-f file] "
	    "[-s socket]\n");
}

static void
version(void)
{
	printf("kopd %s\n", KOPD_VERSION);
	exit(0);
}

static void
help(void)
{
	usage(stdout);
	printf("options of traefik-kop and their variables (see kopd(8)):\n");
	environment_help(stdout);
	exit(0);
}

/* ps(1) must not show passwords, which a URL may have. */
static void
long_option(int ch)
{
	const struct known	*k;

	environment_take(ch, optarg);
	k = environment_known((size_t)(ch - ENVIRONMENT_OPTION));
	if (optarg != NULL && (k->sets[0] == SET_PASSWORD ||
	    strchr(optarg, '@') != NULL))
		explicit_bzero(optarg, strlen(optarg));
}

static void __attribute__((__noreturn__))
refuse(void)
{
	usage(stderr);
	exit(1);
}

static void
macro(void)
{
	if (macro_define(optarg) == -1) {
		log_errorx("-D \"%s\": a macro has the form name=value", optarg);
		refuse();
	}
}

static void
option(struct options *o, int ch)
{
	switch (ch) {
	case 'D':
		macro();
		break;
	case 'd':
		o->foreground = 1;
		break;
	case 'f':
		o->file = optarg;
		break;
	case 'h':
		help();
		break;
	case 'J':
		o->json = 1;
		/* Already for errors in the options that follow. */
		log_set_json(1);
		break;
	case 'n':
		o->check = 1;
		break;
	case 's':
		o->socket = optarg;
		break;
	case 'V':
		version();
		break;
	case 'v':
		o->verbose++;
		break;
	default:
		long_option(ch);
	}
}

void
options_read(struct options *o, int argc, char *argv[])
{
	static const struct option own[] = {
		{ "help",	no_argument, NULL, 'h' },
		{ "version",	no_argument, NULL, 'V' },
	};
	const struct option	*all;
	int			 ch;

	memset(o, 0, sizeof(*o));
	o->socket = KOPD_SOCKET;
	environment_read();
	all = environment_options(own, sizeof(own) / sizeof(own[0]));
	/* As in Go, a long option may begin with one dash. */
	opterr = 0;
	while ((ch = getopt_long_only(argc, argv, "+:D:df:hJns:Vv", all,
	    NULL)) != -1) {
		if (ch == '?' || ch == ':') {
			log_errorx("%s", badopt(ch, argv, all));
			refuse();
		}
		option(o, ch);
	}
	if (argc != optind) {
		log_errorx("\"%s\": kopd accepts only options; set the "
		    "configuration with -f", argv[optind]);
		refuse();
	}
	if (environment_verbose())
		o->verbose++;
}

int
options_source(const struct options *o, struct conf_source *source,
    struct conf_report *report)
{
	source->check_only = o->check;
	source->json = o->json;
	source->path = o->file;
	if (source->path == NULL) {
		if (access(KOPD_CONF, F_OK) == 0 || errno != ENOENT)
			source->path = KOPD_CONF;
		else if (!environment_given()) {
			conf_error(report, KOPD_CONF, "%s; create it (see "
			    "kopd.conf(5) and kopd.conf.example), set another "
			    "file with -f, or set REDIS_ADDR",
			    strerror(errno));
			return -1;
		}
	}
	if (source->path != NULL && !o->check)
		source->path = file_absolute(source->path);
	return 0;
}
