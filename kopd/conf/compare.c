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

#include <string.h>

#include "common/config.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/row.h"

static void
compare_string(const struct kopd_conf *old, const struct kopd_conf *new,
    enum setting set, struct conf_report *report)
{
	const char	*a = setting_string(old, set);
	const char	*b = setting_string(new, set);

	if (strcmp(a, b) != 0)
		conf_error(report, new->origin[set],
		    "%s changes from \"%s\" to \"%s\": this needs a restart",
		    setting_name(set), a, b);
}

static void
compare_number(const struct kopd_conf *old, const struct kopd_conf *new,
    enum setting set, struct conf_report *report)
{
	uint32_t	 a = setting_number(old, set);
	uint32_t	 b = setting_number(new, set);

	if (a != b)
		conf_error(report, new->origin[set],
		    "%s changes from %u to %u: this needs a restart",
		    setting_name(set), a, b);
}

static int
list_has(const struct string_list *list, const char *port)
{
	size_t	 i, n = strcspn(port, ":");

	for (i = 0; i < list->n; i++) {
		if (strncmp(list->v[i], port, n) == 0 &&
		    (list->v[i][n] == ':' || list->v[i][n] == '\0'))
			return 1;
	}
	return 0;
}

static int
has_all(const struct string_list *list, const struct string_list *ports)
{
	size_t	 i;

	for (i = 0; i < ports->n; i++) {
		if (!list_has(list, ports->v[i]))
			return 0;
	}
	return 1;
}

/* True if new permits a port that old does not permit. */
static int
has_more_ports(const struct kopd_conf *old, const struct kopd_conf *new)
{
	const struct redis_writer_conf	*a = &old->writer, *b = &new->writer;

	if ((a->sentinels.n == 0) != (b->sentinels.n == 0))
		return 1;
	if (conf_any_port(old))
		return 0;
	return conf_any_port(new) || !has_all(&a->sentinels, &b->sentinels) ||
	    !has_all(&a->sentinel_ports, &b->sentinel_ports);
}

/* The sandbox permits these ports only. */
static void
compare_ports(const struct kopd_conf *old, const struct kopd_conf *new,
    struct conf_report *report)
{
	if (new->writer.socket[0] != '\0')
		return;
	if (new->writer.sentinels.n == 0)
		compare_number(old, new, SET_REDIS_PORT, report);
	if (has_more_ports(old, new))
		conf_error(report, new->origin[SET_SENTINELS],
		    "a port of sentinels or masters is new: this needs a "
		    "restart");
	else if (conf_any_port(old) && !conf_any_port(new))
		conf_warn(report, new->origin[SET_SENTINEL_PORTS], "kopd "
		    "connects to these ports only, but the sandbox of "
		    "redis-writer permits any port until kopd is started "
		    "again");
}

/* The sandbox permits name servers only if there were names at start. */
static void
compare_names(const struct kopd_conf *old, const struct kopd_conf *new,
    struct conf_report *report)
{
	int	 sentinels = new->writer.sentinels.n > 0;

	if (config_has_names(&new->writer) && !config_has_names(&old->writer))
		conf_error(report, new->origin[sentinels ? SET_SENTINELS :
		    SET_REDIS_ADDRESS],
		    "%s may be a name now, and was an address: this needs a "
		    "restart", sentinels ? "a sentinel or a master" :
		    "redis host");
}

static int
is_followed(enum bind_kind kind)
{
	return kind == BIND_DEFAULT || kind == BIND_INTERFACE;
}

unsigned int
conf_compare(const struct kopd_conf *old, const struct kopd_conf *new,
    struct conf_report *report)
{
	unsigned int	 before = report->errors;

	compare_number(old, new, SET_SANDBOX, report);
	compare_string(old, new, SET_DOCKER_SOCKET, report);
	compare_string(old, new, SET_DOCKER_ADDRESS, report);
	if (new->reader.address[0] != '\0')
		compare_number(old, new, SET_DOCKER_PORT, report);
	compare_string(old, new, SET_REDIS_SOCKET, report);
	compare_ports(old, new, report);
	compare_names(old, new, report);
	if (!is_followed(old->bind) && is_followed(new->bind))
		conf_error(report, new->origin[SET_BIND],
		    "an address that kopd follows needs a restart: it was "
		    "fixed before");
	return report->errors - before;
}
