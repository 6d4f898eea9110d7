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
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/apply.h"
#include "kopd/conf/environment.h"
#include "kopd/conf/file.h"
#include "kopd/conf/redis_url.h"
#include "kopd/conf/value.h"

/* The source of a value; the lowest one overrides. */
enum rank {
	RANK_NONE,
	RANK_OPTION,
	RANK_FIRST,
	RANK_SECOND
};

/* In the order in which they are applied: a later one overrides others. */
static const struct row {
	struct known	 known;
	apply_fn	*apply;
} rows[] = {
	{ { "KOP_HOSTNAME", NULL, "hostname", 0,
	    { SET_HOSTNAME, SET_MAX } }, apply_hostname },
	{ { "BIND_INTERFACE", NULL, "bind-interface", 0,
	    { SET_BIND, SET_MAX } }, apply_bind_interface },
	{ { "BIND_IP", NULL, "bind-ip", 0,
	    { SET_BIND, SET_MAX } }, apply_bind_ip },
	{ { "SKIP_REPLACE", NULL, "skip-replace", 1,
	    { SET_BIND, SET_MAX } }, apply_skip_replace },
	{ { "REDIS_ADDR", NULL, "redis-addr", 0,
	    { SET_REDIS_ADDRESS, SET_REDIS_SOCKET } }, apply_redis_addr },
	{ { "REDIS_USER", NULL, "redis-user", 0,
	    { SET_USER, SET_MAX } }, apply_redis_user },
	{ { "REDIS_PASS", NULL, "redis-pass", 0,
	    { SET_PASSWORD, SET_PASSWORD_FILE } }, apply_redis_pass },
	{ { "REDIS_PASS_FILE", NULL, "redis-pass-file", 0,
	    { SET_PASSWORD_FILE, SET_MAX } }, apply_redis_pass_file },
	{ { "REDIS_DB", NULL, "redis-db", 0,
	    { SET_DATABASE, SET_MAX } }, apply_redis_db },
	{ { "REDIS_TTL", NULL, "redis-ttl", 0,
	    { SET_TTL, SET_EXPIRE_KEYS } }, apply_redis_ttl },
	{ { "REDIS_SENTINEL_ADDRS", NULL, "redis-sentinel-addrs", 0,
	    { SET_SENTINELS, SET_MAX } }, apply_sentinels },
	{ { "REDIS_SENTINEL_MASTER", NULL, "redis-sentinel-master", 0,
	    { SET_SENTINEL_MASTER, SET_MAX } }, apply_sentinel_master },
	{ { "DOCKER_ADDR", "DOCKER_HOST", "docker-host", 0,
	    { SET_DOCKER_SOCKET, SET_DOCKER_ADDRESS } }, apply_docker_host },
	{ { "DOCKER_CONFIG", NULL, "docker-config", 0,
	    { SET_MAX, SET_MAX } }, apply_docker_config },
	{ { "DOCKER_PREFIX", NULL, "docker-prefix", 0,
	    { SET_PREFIX, SET_MAX } }, apply_docker_prefix },
	{ { "KOP_POLL_INTERVAL", NULL, "poll-interval", 0,
	    { SET_POLL, SET_MAX } }, apply_poll },
	{ { "NAMESPACE", NULL, "namespace", 0,
	    { SET_NAMESPACES, SET_MAX } }, apply_namespace },
	{ { "VERBOSE", "DEBUG", "verbose", 1,
	    { SET_MAX, SET_MAX } }, apply_verbose },
};
#define NROWS	(sizeof(rows) / sizeof(rows[0]))

static struct given {
	enum rank	 rank;
	char		*value;		/* NULL: none */
	char		*origin;
	int		 kept;		/* a password, wiped */
} givens[NROWS];

/* Variables of docker(1): each one requires TLS if it is not empty. */
static const char *const	 tls_variables[] = {
	"DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "DOCKER_TLS"
};
#define NTLS	(sizeof(tls_variables) / sizeof(tls_variables[0]))

static char	*tls_origin;	/* of the first given one; or NULL */

const struct known *
environment_known(size_t i)
{
	return i < NROWS ? &rows[i].known : NULL;
}

struct option *
environment_options(const struct option *own, size_t n)
{
	static struct option	*options;
	size_t			 i;

	free(options);
	if ((options = calloc(n + NROWS + 1, sizeof(*options))) == NULL)
		fatal(NULL);
	memcpy(options, own, n * sizeof(*own));
	for (i = 0; i < NROWS; i++) {
		options[n + i].name = rows[i].known.option;
		options[n + i].has_arg = rows[i].known.is_switch ?
		    optional_argument : required_argument;
		options[n + i].val = ENVIRONMENT_OPTION + (int)i;
	}
	return options;
}

/* Paths are relative to the current working directory, which becomes "/". */
static char *
given_value(const struct given *g, const char *value)
{
	return rows[g - givens].apply == apply_redis_pass_file ?
	    file_absolute(value) : xstrdup(value);
}

static void
given_set(struct given *g, enum rank rank, const char *value,
    const char *dashes, const char *origin)
{
	if (g->value != NULL)
		freezero(g->value, strlen(g->value));
	free(g->origin);
	g->rank = rank;
	g->value = *value != '\0' ? given_value(g, value) : NULL;
	if (asprintf(&g->origin, "%s%s", dashes, origin) == -1)
		fatal(NULL);
}

static int
give_tls(const char *name, const char *value, const char *place)
{
	size_t	 i;

	for (i = 0; i < NTLS; i++) {
		if (strcmp(name, tls_variables[i]) != 0)
			continue;
		if (*value != '\0' && tls_origin == NULL)
			tls_origin = xstrdup(place);
		return 1;
	}
	return 0;
}

int
environment_give(const char *name, const char *value, const char *place)
{
	const struct known	*k;
	struct given		*g;
	enum rank		 rank;
	size_t			 i;

	for (i = 0; i < NROWS; i++) {
		k = &rows[i].known;
		g = &givens[i];
		if (strcmp(name, k->variable) == 0)
			rank = RANK_FIRST;
		else if (k->second != NULL && strcmp(name, k->second) == 0)
			rank = RANK_SECOND;
		else
			continue;
		if (*value != '\0' &&
		    (g->rank == RANK_NONE || rank <= g->rank))
			given_set(g, rank, value, "", place);
		return 1;
	}
	return give_tls(name, value, place);
}

static void
read_one(const char *name)
{
	const char	*value;

	if (name != NULL && (value = getenv(name)) != NULL)
		(void)environment_give(name, value, name);
}

void
environment_read(void)
{
	size_t	 i;

	for (i = 0; i < NROWS; i++) {
		read_one(rows[i].known.variable);
		read_one(rows[i].known.second);
	}
	for (i = 0; i < NTLS; i++)
		read_one(tls_variables[i]);
}

void
environment_take(int option, const char *value)
{
	size_t	 i = (size_t)(option - ENVIRONMENT_OPTION);

	given_set(&givens[i], RANK_OPTION, value != NULL ? value : "true",
	    "--", rows[i].known.option);
}

int
environment_given(void)
{
	size_t	 i;

	for (i = 0; i < NROWS; i++) {
		if (givens[i].value != NULL && rows[i].apply != apply_verbose)
			return 1;
	}
	return 0;
}

int
environment_verbose(void)
{
	size_t	 i;

	for (i = 0; i < NROWS; i++) {
		if (rows[i].apply == apply_verbose)
			return givens[i].value != NULL &&
			    conf_go_bool(givens[i].value) == 1;
	}
	return 0;
}

/* The given value of that setting; NULL: none. */
static const struct given *
given_for(apply_fn *apply)
{
	size_t	 i;

	for (i = 0; i < NROWS; i++) {
		if (rows[i].apply == apply && (givens[i].value != NULL ||
		    givens[i].kept))
			return &givens[i];
	}
	return NULL;
}

/* A password and a password file: an option overrides a variable. */
static int
is_overruled(apply_fn *apply)
{
	const struct given	*pass = given_for(apply_redis_pass);
	const struct given	*file = given_for(apply_redis_pass_file);

	if (pass == NULL || file == NULL)
		return 0;
	return (apply == apply_redis_pass && file->rank < pass->rank) ||
	    (apply == apply_redis_pass_file && pass->rank < file->rank);
}

static void
check_passwords(struct conf_report *report)
{
	const struct given	*pass = given_for(apply_redis_pass);
	const struct given	*file = given_for(apply_redis_pass_file);

	if (pass != NULL && file != NULL && pass->rank == file->rank)
		conf_error(report, file->origin, "it cannot be combined with "
		    "%s", pass->origin);
}

void
environment_apply(struct kopd_conf *conf, struct conf_report *report)
{
	struct conf_place	 place;
	size_t			 i;

	check_passwords(report);
	for (i = 0; i < NROWS; i++) {
		if (is_overruled(rows[i].apply))
			continue;
		place.report = report;
		place.origin = givens[i].origin;
		place.over = 1;
		if (givens[i].kept) {
			conf_unset(conf, SET_PASSWORD_FILE);
			conf_keep_secret(conf, SET_PASSWORD, &place);
		} else if (givens[i].value != NULL)
			rows[i].apply(conf, &place, givens[i].value);
	}
	if (given_for(apply_redis_addr) != NULL)
		apply_settle(conf);
	/* A unix socket has no TLS: the variables are for docker(1) only. */
	if (tls_origin != NULL && conf->reader.address[0] != '\0')
		conf_note(conf, SET_DOCKER_TLS, tls_origin);
}

static void
wipe_environment(void)
{
	extern char	**environ;
	char		**p, *value;

	for (p = environ; *p != NULL; p++) {
		if (strncmp(*p, "TZ=", 3) != 0 &&
		    (value = strchr(*p, '=')) != NULL)
			explicit_bzero(value + 1, strlen(value + 1));
	}
}

void
environment_hand_over(void)
{
	struct given	*g;
	size_t		 i;

	for (i = 0; i < NROWS; i++) {
		g = &givens[i];
		if (g->value == NULL)
			continue;
		if (rows[i].apply == apply_redis_addr)
			url_hide(g->value);
		if (rows[i].known.sets[0] != SET_PASSWORD)
			continue;
		freezero(g->value, strlen(g->value));
		g->value = NULL;
		g->kept = 1;
	}
	wipe_environment();
}

void
environment_help(FILE *out)
{
	const struct known	*k;
	size_t			 i;

	for (i = 0; (k = environment_known(i)) != NULL; i++)
		fprintf(out, "\t--%s%s%*s%s%s%s\n", k->option,
		    k->is_switch ? "" : " value",
		    (int)(24 - strlen(k->option) + (k->is_switch ? 6 : 0)), "",
		    k->variable, k->second != NULL ? ", " : "",
		    k->second != NULL ? k->second : "");
}
