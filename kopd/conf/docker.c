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

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopd/conf/docker.h"
#include "kopd/conf/endpoint.h"
#include "kopd/conf/value.h"

static take_fn	 take_bool, take_credential, take_endpoint, take_network;
static take_fn	 take_program, take_swarm_mode, take_timeout;
static take_fn	 take_tls, take_unused_bool, take_unused_text, take_watch;

static const struct yaml_option docker_options[] = {
	{ "allowEmptyServices", take_bool, SET_ALLOW_EMPTY_SERVICES },
	{ "constraints", take_program, SET_CONSTRAINTS },
	{ "defaultRule", take_program, SET_DEFAULT_RULE },
	{ "endpoint", take_endpoint, SET_DOCKER_SOCKET },
	{ "exposedByDefault", take_bool, SET_EXPOSED_BY_DEFAULT },
	{ "httpClientTimeout", take_timeout, SET_TIMEOUT },
	{ "network", take_network, SET_NETWORK },
	{ "password", take_credential, SET_DOCKER_PASSWORD },
	{ "refreshSeconds", docker_swarm, SET_MAX },
	{ "swarmMode", take_swarm_mode, SET_MAX },
	{ "swarmModeRefreshSeconds", docker_swarm, SET_MAX },
	{ "tls", take_tls, SET_DOCKER_TLS },
	{ "useBindPortIP", take_bool, SET_USE_BIND_PORT_IP },
	{ "username", take_credential, SET_DOCKER_USER },
	{ "watch", take_watch, SET_MAX },
	{ NULL, NULL, SET_MAX }
};

static const struct yaml_option tls_options[] = {
	{ "ca", take_unused_text, SET_MAX },
	{ "caOptional", take_unused_bool, SET_MAX },
	{ "cert", take_unused_text, SET_MAX },
	{ "insecureSkipVerify", take_unused_bool, SET_MAX },
	{ "key", take_unused_text, SET_MAX },
	{ NULL, NULL, SET_MAX }
};

/* Rejects bytes that are invalid in kopd.conf; 0, or -1 after the error. */
static int
check_bytes(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node, const char *allowed)
{
	const char	*p;

	for (p = node->text; *p != '\0'; p++) {
		if (p[0] == '\\' && p[1] == '\n')
			break;
		if (((u_char)*p < ' ' && strchr(allowed, *p) == NULL) ||
		    *p == 0x7f)
			break;
	}
	if (*p == '\0')
		return 0;
	if (*p == '\\')
		conf_error(d->report, document_origin(d, node),
		    "%s with a backslash at the end of a line", o->name);
	else
		conf_error(d->report, document_origin(d, node),
		    "%s with the byte 0x%02x", o->name, (u_char)*p);
	return -1;
}

static void
take_bool(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	int	 b;

	if ((b = option_bool(d, o, node)) != -1)
		conf_set_number(d->conf, o->set, document_place(d, node), b);
}

static void
take_unused_bool(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	(void)option_bool(d, o, node);
}

static void
take_unused_text(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	(void)option_text(d, o, node);
}

static void
take_program(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	const char	*text;

	if ((text = option_text(d, o, node)) != NULL &&
	    check_bytes(d, o, node, "\n\t") == 0)
		conf_set_string(d->conf, o->set, document_place(d, node), text);
}

/* Blanks around it are ignored; an empty network is not set. */
static void
take_network(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	const char	*text;
	char		*name;
	size_t		 len;

	if ((text = option_text(d, o, node)) == NULL ||
	    check_bytes(d, o, node, "\n\t") == -1)
		return;
	while (isspace((u_char)*text))
		text++;
	for (len = strlen(text); len > 0 &&
	    isspace((u_char)text[len - 1]); len--)
		continue;
	if (len == 0)
		return;
	if ((name = strndup(text, len)) == NULL)
		fatal(NULL);
	if (strpbrk(name, "\n\t") != NULL)
		conf_error(d->report, document_origin(d, node),
		    "%s with a tab or a new line", o->name);
	else
		conf_set_string(d->conf, o->set, document_place(d, node), name);
	free(name);
}

static void
take_endpoint(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	const char	*text;

	if ((text = option_text(d, o, node)) != NULL && *text != '\0' &&
	    check_bytes(d, o, node, "") == 0)
		endpoint_set(d->conf, document_place(d, node), "endpoint: ",
		    text);
}

/* 0, the default of Traefik, means no limit: it is ignored. */
static void
take_timeout(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	const char	*text, *why;
	long long	 seconds;

	if ((text = option_text(d, o, node)) == NULL)
		return;
	if ((seconds = conf_go_duration(text, &why)) == -1)
		conf_error(d->report, document_origin(d, node), "%s %s: "
		    "\"%.40s\"",
		    o->name, why, text);
	else if (seconds > 0)
		conf_set_number(d->conf, o->set, document_place(d, node),
		    seconds);
}

static void
take_credential(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	const char	*text;

	if ((text = option_text(d, o, node)) != NULL && *text != '\0')
		conf_note(d->conf, o->set, document_origin(d, node));
}

static void
take_watch(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	if (option_bool(d, o, node) == 0)
		conf_warn(d->report, document_origin(d, node), "%s has no "
		    "effect: kopd always follows Docker's events", o->name);
}

void
docker_swarm(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	conf_error(d->report, document_origin(d, node), "%s: this version of "
	    "kopd does not support Swarm", o->name);
}

static void
take_swarm_mode(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	if (option_bool(d, o, node) == 1)
		docker_swarm(d, o, node);
}

static void
take_tls(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	if (!options_are(d, o->name, node))
		return;
	options_take(d, tls_options, node, 0);
	if (node->n > 0)
		conf_note(d->conf, o->set, document_origin(d, node));
}

void
docker_take(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	if (options_are(d, o->name, node))
		options_take(d, docker_options, node, 0);
}
