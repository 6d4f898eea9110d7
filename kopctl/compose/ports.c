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

#include <arpa/inet.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/compose/ports.h"

/* Reads "80" or "80-90"; lowest is 1, or 0 where that means any port. */
static int
read_range(const char *text, int lowest, uint16_t range[2])
{
	char		*first = xstrdup(text), *last = strchr(first, '-');
	const char	*bad;

	if (last != NULL)
		*last++ = '\0';
	range[0] = (uint16_t)strtonum(first, lowest, UINT16_MAX, &bad);
	range[1] = range[0];
	if (bad == NULL && last != NULL)
		range[1] = (uint16_t)strtonum(last, 1, UINT16_MAX, &bad);
	if (strspn(text, "0123456789-") != strlen(text))
		bad = "odd";
	free(first);
	return bad == NULL && range[0] <= range[1] &&
	    (last == NULL || range[0] > 0) ? 0 : -1;
}

static const char *
find_protocol(const char *name)
{
	static const char *const	names[] = { "tcp", "udp", "sctp" };
	size_t				 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcasecmp(name, names[i]) == 0)
			return names[i];
	}
	return NULL;
}

/* An IPv6 address may be in brackets. */
static int
read_ip(char *text, struct port_range *p)
{
	struct in6_addr	 address;
	size_t		 n = strlen(text);

	if (n > 1 && text[0] == '[' && text[n - 1] == ']') {
		text[n - 1] = '\0';
		text++;
	}
	if (inet_pton(AF_INET, text, &address) != 1 &&
	    inet_pton(AF_INET6, text, &address) != 1)
		return -1;
	(void)strlcpy(p->ip, text, sizeof(p->ip));
	return 0;
}

/* The part after the last colon, which is cut off; the whole without one. */
static char *
cut_last(char *text, int *found)
{
	char	*colon = strrchr(text, ':');

	*found = colon != NULL;
	if (colon == NULL)
		return text;
	*colon = '\0';
	return colon + 1;
}

/* The part before the container's port: [IP:][HOST]. */
static const char *
read_host(char *text, struct port_range *p)
{
	char	*host;
	int	 has_ip;

	host = cut_last(text, &has_ip);
	if (*host != '\0' && read_range(host, 0, p->host) == -1)
		return "the port of the host is neither a number from 1 to "
		    "65535 nor a range";
	if (has_ip && *text != '\0' && read_ip(text, p) == -1)
		return "the address of the host is not an IP address";
	return NULL;
}

/* A range of the host for one port of the container: the engine chooses. */
static const char *
check_sizes(const struct port_range *p)
{
	int	 host = p->host[1] - p->host[0], own = p->own[1] - p->own[0];

	return host == own || own == 0 || p->host[0] == 0 ? NULL :
	    "the ranges of host and container differ in size";
}

static const char *
parse(char *text, struct port_range *p)
{
	const char	*why;
	char		*own, *protocol = strrchr(text, '/');
	int		 has_host;

	if (protocol != NULL)
		*protocol++ = '\0';
	if (protocol != NULL &&
	    (p->protocol = find_protocol(protocol)) == NULL)
		return "the protocol is neither tcp nor udp nor sctp";
	own = cut_last(text, &has_host);
	if (read_range(own, 1, p->own) == -1)
		return "the port of the container is neither a number from 1 "
		    "to 65535 nor a range";
	if (has_host && (why = read_host(text, p)) != NULL)
		return why;
	return check_sizes(p);
}

const char *
ports_parse(const char *text, struct port_range *p)
{
	char		*copy = xstrdup(text);
	const char	*why;

	memset(p, 0, sizeof(*p));
	p->protocol = "tcp";
	why = parse(copy, p);
	free(copy);
	return why;
}

static void
add_one(struct reading *r, struct entries *list, const struct entry *like,
    const char *ip)
{
	struct entry	 e = *like;
	char		*address = xstrdup(ip);

	e.value = address;
	if (asprintf(&e.key, "%s:%u-%u:%u/%s", ip, e.host, e.host_last, e.own,
	    e.protocol) == -1)
		fatal(NULL);
	entries_set(list, &e, &r->quota);
	free(e.key);
	free(address);
}

/* host is added to as own is, but not if the engine chooses. */
static void
add_range(struct reading *r, struct entries *list,
    const struct yaml_node *at, const struct port_range *p)
{
	struct entry	 e = { .at = reading_place(r, at),
			    .protocol = p->protocol };
	unsigned int	 i, n = p->own[1] - p->own[0] + 1U;

	for (i = 0; i < n && !r->quota.exceeded; i++) {
		e.own = (uint16_t)(p->own[0] + i);
		e.host = p->host[0];
		e.host_last = p->host[1];
		if (n > 1 && p->host[0] != 0)
			e.host = e.host_last = (uint16_t)(p->host[0] + i);
		add_one(r, list, &e, p->ip);
	}
}

static void
read_short(struct reading *r, struct entries *list,
    const struct yaml_node *node)
{
	struct port_range	 p;
	const char		*why;
	char			*text;

	if ((text = reading_text(r, node, "ports")) == NULL)
		return;
	if ((why = ports_parse(text, &p)) != NULL)
		reading_fault(r, node, "ports: \"%s\": %s", text, why);
	else
		add_range(r, list, node, &p);
	free(text);
}

/* One member of the long syntax; returns what is wrong. */
static const char *
read_member(const char *name, char *text, struct port_range *p)
{
	if (strcmp(name, "target") == 0)
		return read_range(text, 1, p->own) == -1 ||
		    p->own[0] != p->own[1] ?
		    "not a number from 1 to 65535" : NULL;
	if (strcmp(name, "published") == 0)
		return *text != '\0' && read_range(text, 0, p->host) == -1 ?
		    "neither a number from 1 to 65535 nor a range" : NULL;
	if (strcmp(name, "host_ip") == 0)
		return *text != '\0' && read_ip(text, p) == -1 ?
		    "not an IP address" : NULL;
	if (strcmp(name, "protocol") == 0)
		return (p->protocol = find_protocol(text)) == NULL ?
		    "neither tcp nor udp nor sctp" : NULL;
	if (strcmp(name, "mode") == 0 || strcmp(name, "name") == 0 ||
	    strcmp(name, "app_protocol") == 0 || strncmp(name, "x-", 2) == 0)
		return NULL;
	return "an unknown key; remove it";
}

static void
read_long(struct reading *r, struct entries *list,
    const struct yaml_node *node)
{
	struct port_range	 p = { .protocol = "tcp" };
	const char		*name, *why = NULL;
	char			*text;
	size_t			 i;

	for (i = 0; i < node->n && why == NULL; i++) {
		name = node->keys[i]->text;
		if (yaml_is_null(node->values[i]) ||
		    strncmp(name, "x-", 2) == 0)
			continue;
		if ((text = reading_text(r, node->values[i], name)) == NULL)
			return;
		if ((why = read_member(name, text, &p)) != NULL)
			reading_fault(r, node->keys[i], "ports: %s: \"%s\": "
			    "%s", name, text, why);
		free(text);
	}
	if (why == NULL && p.own[0] == 0)
		reading_fault(r, node, "ports: target is missing");
	else if (why == NULL)
		add_range(r, list, node, &p);
}

void
ports_read(struct reading *r, struct entries *list,
    const struct yaml_node *node)
{
	size_t	 i;

	if (node->kind != YAML_SEQUENCE) {
		reading_fault(r, node, "ports is not a list");
		return;
	}
	for (i = 0; i < node->n; i++) {
		if (node->values[i]->kind == YAML_MAPPING)
			read_long(r, list, node->values[i]);
		else
			read_short(r, list, node->values[i]);
	}
}

static void
read_exposed(struct reading *r, void *list, const struct yaml_node *node)
{
	struct port_range	 p;
	const char		*why;
	char			*text;

	if ((text = reading_text(r, node, "expose")) == NULL)
		return;
	why = strchr(text, ':') != NULL ? "it cannot have a port of the host; "
	    "use ports" : ports_parse(text, &p);
	if (why != NULL)
		reading_fault(r, node, "expose: \"%s\": %s", text, why);
	else
		add_range(r, list, node, &p);
	free(text);
}

void
ports_read_exposed(struct reading *r, struct entries *list,
    const struct yaml_node *node)
{
	if (node->kind != YAML_SEQUENCE)
		reading_fault(r, node, "expose is not a list");
	else
		reading_each(r, list, node, read_exposed);
}
