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

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/badopt.h"
#include "common/log.h"
#include "common/messages.h"
#include "kopctl/ask.h"
#include "kopctl/kopctl.h"
#include "kopctl/metrics/metrics.h"
#include "kopctl/metrics/serve.h"
#include "kopctl/metrics/format.h"

struct options {
	enum format	 format;
	int			 http;
};

/* Returns -1 after an error. */
static int
read_options(int argc, char *argv[], struct options *o)
{
	static const struct option	 longs[] = {
		{ "http",	no_argument, NULL, 'H' },
		{ "text",	no_argument, NULL, 't' },
		{ NULL,		0, NULL, 0 },
	};
	int				 ch;

	optind = 1;
	while ((ch = getopt_long(argc, argv, "+:", longs, NULL)) != -1) {
		switch (ch) {
		case 'H':
			o->http = 1;
			break;
		case 't':
			o->format = FORMAT_PROMETHEUS;
			break;
		default:
			log_warnx("metrics: %s", badopt(ch, argv, longs));
			return -1;
		}
	}
	if (optind < argc) {
		log_warnx("metrics takes no arguments");
		return -1;
	}
	return 0;
}

static int
print(const struct samples *samples, const char *error,
    enum format format)
{
	if (error != NULL) {
		log_warnx("%s", error);
		return EXIT_FAULT;
	}
	format_write(stdout, format, samples);
	if (fflush(stdout) != 0) {
		log_warn("standard output");
		return EXIT_FAULT;
	}
	return EXIT_OK;
}

/* What is not complete is not shown: a counter must not seem to go down. */
int
metrics(int argc, char *argv[], const char *socket)
{
	struct options	 o = { .format = FORMAT_OPENMETRICS };
	struct samples	 samples = { 0 };
	struct answer	 answer = { 0 };
	const char	*error;
	int		 status;

	if (read_options(argc, argv, &o) == -1)
		return EXIT_FAULT;
	error = ask(socket, CONTROL_METRICS, NULL, 0, &answer);
	if (error == NULL)
		error = samples_take(&answer, &samples);
	if (o.http)
		status = serve(&samples, error);
	else
		status = print(&samples, error, o.format);
	free(samples.v);
	answer_free(&answer);
	return status;
}
