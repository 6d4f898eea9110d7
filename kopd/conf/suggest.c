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
#include "common/nearest.h"
#include "kopd/conf/environment.h"
#include "kopd/conf/suggest.h"

#define OWN	"KOP_"
#define OWN_LEN	(sizeof(OWN) - 1)

/* The names that other programs use. */
static const struct {
	const char	*name;
	const char	*meant;
} others[] = {
	{ "BIND_ADDR",		"BIND_IP" },
	{ "BIND_ADDRESS",	"BIND_IP" },
	{ "BIND_HOST",		"BIND_IP" },
	{ "BIND_IF",		"BIND_INTERFACE" },
	{ "BIND_IFACE",		"BIND_INTERFACE" },
	{ "BIND_NIC",		"BIND_INTERFACE" },
	{ "DOCKER_ENDPOINT",	"DOCKER_ADDR" },
	{ "DOCKER_LABEL_PREFIX", "DOCKER_PREFIX" },
	{ "DOCKER_SOCK",	"DOCKER_ADDR" },
	{ "DOCKER_SOCKET",	"DOCKER_ADDR" },
	{ "KOP_INTERVAL",	"KOP_POLL_INTERVAL" },
	{ "KOP_NAME",		"KOP_HOSTNAME" },
	{ "LABEL_PREFIX",	"DOCKER_PREFIX" },
	{ "POLL_INTERVAL",	"KOP_POLL_INTERVAL" },
	{ "REDIS_ADDRESS",	"REDIS_ADDR" },
	{ "REDIS_AUTH",		"REDIS_PASS" },
	{ "REDIS_DATABASE",	"REDIS_DB" },
	{ "REDIS_ENDPOINT",	"REDIS_ADDR" },
	{ "REDIS_ENDPOINTS",	"REDIS_ADDR" },
	{ "REDIS_HOST",		"REDIS_ADDR" },
	{ "REDIS_HOSTNAME",	"REDIS_ADDR" },
	{ "REDIS_PASSWD",	"REDIS_PASS" },
	{ "REDIS_PASSWORD",	"REDIS_PASS" },
	{ "REDIS_PASSWORD_FILE", "REDIS_PASS_FILE" },
	{ "REDIS_PORT",		"REDIS_ADDR" },
	{ "REDIS_PWD",		"REDIS_PASS" },
	{ "REDIS_SERVER",	"REDIS_ADDR" },
	{ "REDIS_SOCKET",	"REDIS_ADDR" },
	{ "REDIS_URI",		"REDIS_ADDR" },
	{ "REDIS_URL",		"REDIS_ADDR" },
	{ "REDIS_USERNAME",	"REDIS_USER" },
};
#define NOTHERS	(sizeof(others) / sizeof(others[0]))

static int
ends(const char *s, const char *end)
{
	size_t	 n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

/* True for a variable that Docker sets for a link, Kubernetes for a service. */
static int
is_link(const char *name, const char *value)
{
	const char	*p;

	if (strstr(name, "_SERVICE_HOST") != NULL ||
	    strstr(name, "_SERVICE_PORT") != NULL ||
	    strstr(name, "_ENV_") != NULL)
		return 1;
	if (ends(name, "_PORT") && strstr(value, "://") != NULL)
		return 1;
	if (ends(name, "_NAME") && *value == '/')
		return 1;
	return (p = strstr(name, "_PORT_")) != NULL &&
	    isdigit((unsigned char)p[6]);
}

/* A known name with _FILE, as other programs use it. */
static int
is_file(const char *name)
{
	const struct known	*k;
	size_t			 i, len;

	if (!ends(name, "_FILE"))
		return 0;
	len = strlen(name) - strlen("_FILE");
	for (i = 0; (k = environment_known(i)) != NULL; i++) {
		if (strncmp(k->variable, "REDIS_", 6) == 0 &&
		    strlen(k->variable) == len &&
		    strncmp(k->variable, name, len) == 0)
			return 1;
	}
	return 0;
}

/* True if the setting of a known variable is set in any way. */
static int
is_set(const char *variable, const struct kopd_conf *conf)
{
	const struct known	*k;
	size_t			 i, j;

	for (i = 0; conf != NULL &&
	    (k = environment_known(i)) != NULL; i++) {
		if (strcmp(k->variable, variable) != 0)
			continue;
		for (j = 0; j < sizeof(k->sets) / sizeof(k->sets[0]); j++) {
			if (k->sets[j] != SET_MAX &&
			    conf->origin[k->sets[j]] != NULL)
				return 1;
		}
	}
	return 0;
}

/* Two letters may differ in a long name, but not in a short one. */
static int
is_near(const char *name, const char *variable)
{
	const char	*rest = strchr(variable, '_');
	size_t		 most;

	if (strcmp(variable, "DEBUG") == 0 ||
	    isdigit((unsigned char)name[strlen(name) - 1]))
		return 0;
	most = rest != NULL && strlen(rest + 1) > 5 ? 2 : 1;
	return nearest_distance(name, variable) <= most;
}

/* The i-th name; the second names are included; NULL after the last. */
static const char *
known_name(size_t i)
{
	const struct known	*k;

	if ((k = environment_known(i / 2)) == NULL)
		return NULL;
	return i % 2 == 0 || k->second == NULL ? k->variable : k->second;
}

static const char *
near_name(const char *name)
{
	const char	*known;
	size_t		 i;

	for (i = 0; (known = known_name(i)) != NULL; i++) {
		if (is_near(name, known))
			return known;
	}
	return NULL;
}

/* KOP_ may be superfluous, or the rest too short. */
static const char *
own_name(const char *name)
{
	const char	*known;
	size_t		 i, len = strlen(name);

	for (i = 0; (known = known_name(i)) != NULL; i++) {
		if (strcmp(name + OWN_LEN, known) == 0 || (len > OWN_LEN &&
		    strncmp(name, known, len) == 0))
			return known;
	}
	return NULL;
}

int
suggest(const char *name, const char *value, const struct kopd_conf *conf,
    const char **meant)
{
	const char	*known;
	size_t		 i;
	int		 own = strncmp(name, OWN, OWN_LEN) == 0;

	*meant = NULL;
	if (*name == '\0' || is_link(name, value))
		return 0;
	for (i = 0; (known = known_name(i)) != NULL; i++) {
		if (strcmp(name, known) == 0)
			return 0;
	}
	for (i = 0; i < NOTHERS; i++) {
		if (strcmp(name, others[i].name) == 0) {
			*meant = others[i].meant;
			return own || !is_set(*meant, conf);
		}
	}
	if ((*meant = near_name(name)) == NULL && own)
		*meant = own_name(name);
	return own || *meant != NULL || is_file(name);
}

void
suggest_warn(const struct kopd_conf *conf)
{
	extern char	**environ;
	const char	 *value, *meant;
	char		**p, *name;
	size_t		  n = 0;

	for (p = environ; *p != NULL && n < SUGGEST_MAX; p++) {
		if ((value = strchr(*p, '=')) == NULL)
			continue;
		name = strndup(*p, (size_t)(value - *p));
		if (name == NULL)
			fatal(NULL);
		if (suggest(name, value + 1, conf, &meant)) {
			n++;
			log_warnx("%s in the environment is not known%s%s%s",
			    name, meant != NULL ? ": did you mean " : "",
			    meant != NULL ? meant : "",
			    meant != NULL ? "?" : "");
		}
		free(name);
	}
}
