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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/encode.h"
#include "common/log.h"
#include "kopd/conf/certificate.h"
#include "kopd/conf/environment.h"
#include "kopd/conf/load.h"
#include "kopd/conf/macro.h"
#include "kopd/conf/parse.h"
#include "kopd/conf/secret.h"
#include "kopd/conf/sockets.h"

static void
say_stderr(void *arg, int level, const char *line)
{
	char	*encoded;

	(void)arg;
	if (log_get_json()) {
		log_about(level, NULL, "%s", line);
		return;
	}
	encoded = encode(line, VIS_NOSLASH);
	fprintf(stderr, "%s%s\n", log_prefix(level), encoded);
	free(encoded);
}

static void
say_log(void *arg, int level, const char *line)
{
	(void)arg;
	log_about(level, NULL, "%s", line);
}

void
conf_report_stderr(struct conf_report *report)
{
	report->say = say_stderr;
	report->arg = NULL;
	report->errors = 0;
}

void
conf_report_log(struct conf_report *report)
{
	report->say = say_log;
	report->arg = NULL;
	report->errors = 0;
}

void
conf_handed_over(struct kopd_conf *conf)
{
	macro_hand_over(conf->writer.password);
	macro_hand_over(conf->writer.sentinel_password);
	environment_hand_over();
	conf_forget_secrets(conf);
}

/* An option of kopd itself overrides the file, as those of traefik-kop do. */
static void
apply_json(struct kopd_conf *conf, struct conf_report *report)
{
	struct conf_place	 place = { report, "-J", 1 };

	conf_set_number(conf, SET_LOG_JSON, &place, 1);
}

struct kopd_conf *
conf_load(const struct conf_source *from, struct conf_report *report)
{
	struct kopd_conf	*conf = conf_new();
	unsigned int		 before = report->errors;

	if (from->path != NULL)
		(void)parse_config(conf, from->path, report);
	environment_apply(conf, report);
	if (from->json)
		apply_json(conf, report);
	conf_check(conf, report);
	sockets_check(conf, report);
	if (!from->no_secrets) {
		secret_load(conf, from->before, report, from->check_only);
		certificates_load(conf, from->before, report,
		    from->check_only);
	}
	if (!from->check_only)
		conf_start_check(conf, report);
	if (report->errors == before)
		return conf;
	conf_free(conf);
	return NULL;
}
