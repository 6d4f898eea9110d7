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

#include <stdlib.h>
#include <syslog.h>

#include "common/log.h"
#include "kopctl/result.h"

void
result_reload(struct emit *e, const struct answer *answer, const char *error)
{
	const struct items	*items = &answer->of[ROLE_PARENT];
	const struct item	*item;

	if (error != NULL && items->n == 0)
		return;
	emit_object(e, NULL);
	emit_string(e, "result", error == NULL ? "reloaded" : "rejected");
	emit_list(e, "errors");
	ITEMS_FOREACH(item, items, NULL, "error")
		emit_string(e, NULL, item->value);
	emit_end(e);
	emit_end(e);
}

void
result_withdraw(struct emit *e, const struct answer *answer, const char *host,
    const char *error)
{
	const struct items	*items = &answer->of[ROLE_REDIS_WRITER];
	const struct item	*objects = items_below(items, NULL, "objects");

	if (error != NULL)
		return;
	emit_object(e, NULL);
	emit_string(e, "result", "withdrawn");
	if (*host != '\0')
		emit_string(e, "host", host);
	else
		emit_null(e, "host");
	if (objects != NULL)
		emit_item(e, "objects", objects);
	else
		emit_null(e, "objects");
	emit_string(e, "detail", items_value(items, NULL, "withdrawn"));
	emit_end(e);
}

void
result_log(struct emit *e, const char *level)
{
	emit_object(e, NULL);
	emit_string(e, "log", level);
	emit_end(e);
}

static int	as_json;

static void
put_message(int level, const char *message)
{
	struct emit	 e;

	emit_init(&e, stderr, 1);
	emit_object(&e, NULL);
	emit_string(&e, level > LOG_WARNING ? "info" : level == LOG_WARNING ?
	    "warning" : "error", message);
	emit_end(&e);
}

void
result_errors(void)
{
	as_json = 1;
	log_set_writer(put_message);
}

int
result_is_json(void)
{
	return as_json;
}

void
result_report(struct conf_report *report)
{
	if (as_json)
		conf_report_log(report);
	else
		conf_report_stderr(report);
}
