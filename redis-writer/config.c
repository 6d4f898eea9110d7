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

#include "common/bounds.h"
#include "common/child.h"
#include "common/log.h"
#include "common/name.h"
#include "common/record.h"
#include "common/resolver.h"
#include "redis-writer/connection/sentinel.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/schedule.h"
#include "redis-writer/session.h"
#include "redis-writer/takeover/takeover.h"

const char *
config_fault(const struct redis_writer_conf *conf)
{
	static char	 text[256];
	const char	*why;

	if (*conf->hostname != '\0' &&
	    (why = name_host_fault(conf->hostname)) != NULL) {
		(void)snprintf(text, sizeof(text), "hostname \"%.100s\" %s",
		    conf->hostname, why);
		return text;
	}
	if ((why = name_root_fault(conf->root)) != NULL) {
		(void)snprintf(text, sizeof(text), "root \"%.100s\" %s",
		    conf->root, why);
		return text;
	}
	return NULL;
}

static int
same_tls(const struct redis_writer_conf *a, const struct redis_writer_conf *b)
{
	return a->tls == b->tls && a->tls_version == b->tls_version &&
	    a->tls_insecure == b->tls_insecure &&
	    strcmp(a->tls_server_name, b->tls_server_name) == 0 &&
	    strcmp(a->tls_ca, b->tls_ca) == 0 &&
	    strcmp(a->tls_certificate, b->tls_certificate) == 0 &&
	    strcmp(a->tls_key, b->tls_key) == 0;
}

static int
same_list(const struct string_list *a, const struct string_list *b)
{
	size_t	 i;

	for (i = 0; i < a->n && i < b->n; i++) {
		if (strcmp(a->v[i], b->v[i]) != 0)
			return 0;
	}
	return a->n == b->n;
}

static int
same_sentinels(const struct redis_writer_conf *a,
    const struct redis_writer_conf *b)
{
	return same_list(&a->sentinels, &b->sentinels) &&
	    same_list(&a->sentinel_ports, &b->sentinel_ports) &&
	    same_list(&a->sentinel_masters, &b->sentinel_masters) &&
	    strcmp(a->sentinel_master, b->sentinel_master) == 0 &&
	    strcmp(a->sentinel_user, b->sentinel_user) == 0 &&
	    strcmp(a->sentinel_password, b->sentinel_password) == 0;
}

/* Returns 0 if a setting changed that needs another connection. */
static int
same_place(const struct redis_writer_conf *a,
    const struct redis_writer_conf *b)
{
	return strcmp(a->address, b->address) == 0 && a->port == b->port &&
	    strcmp(a->socket, b->socket) == 0 &&
	    strcmp(a->user, b->user) == 0 &&
	    strcmp(a->password, b->password) == 0 && a->db == b->db &&
	    strcmp(a->root, b->root) == 0 && same_tls(a, b) &&
	    same_sentinels(a, b);
}

static void
config_refuse(struct writer *w, const char *setting, const char *why)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, setting);
	record_string(&r, why);
	peer_send_always(w->parent, CHILD_REJECTED, 0, r.buf, r.len);
	record_free(&r);
}

int
config_tls(struct writer *w, const struct redis_writer_conf *conf)
{
	struct tls	*tls = NULL;
	const char	*setting;
	char		 why[256];

	if (conf->tls &&
	    (tls = tls_new(conf, &setting, why, sizeof(why))) == NULL) {
		config_refuse(w, setting, why);
		return -1;
	}
	if (w->tls != NULL)
		session_close(w);
	tls_free(w->tls);
	w->tls = tls;
	if (conf->tls && conf->tls_insecure)
		log_warnx("tls insecure: the certificate of Redis is not "
		    "verified; whoever answers gets the password");
	return 0;
}

static void
config_no_host(struct writer *w, const char *why)
{
	log_errorx("%s: nothing is written", why);
	(void)strlcpy(w->fault, why, sizeof(w->fault));
	free(w->hostname);
	w->hostname = NULL;
	session_close(w);
}

void
config_identity(struct writer *w, const struct redis_writer_conf *old)
{
	const char	*name = w->conf->hostname, *fault;
	char		 text[512];
	int		 same;

	if (w->withdrawn && old != NULL && !same_place(w->conf, old))
		session_open(w);
	if (w->engine == NULL || w->withdrawn)
		return;
	if ((fault = config_fault(w->conf)) != NULL) {
		config_no_host(w, fault);
		return;
	}
	if (*name == '\0')
		name = w->engine_name;
	if ((fault = name_host_fault(name)) != NULL) {
		(void)snprintf(text, sizeof(text), "the Docker engine's name "
		    "\"%.100s\" %s: set `hostname' in kopd.conf", name,
		    fault);
		config_no_host(w, text);
		return;
	}
	same = w->hostname != NULL && strcmp(w->hostname, name) == 0 &&
	    (old == NULL || same_place(w->conf, old));
	if (same && w->phase != PHASE_IDLE)
		return;
	if (w->hostname != NULL && strcmp(w->hostname, name) != 0 &&
	    old != NULL && same_place(w->conf, old))
		evict_remember(w, w->hostname);
	evict_forget(w, name);
	free(w->hostname);
	if ((w->hostname = strdup(name)) == NULL)
		fatal(NULL);
	takeover_reset(w);
	session_rename(w);
}

int
on_engine(struct peer *p, struct msg *msg)
{
	struct writer		*w = peer_arg(p);
	struct record_reader	 r;
	char			*id, *name;

	record_read(&r, msg->data, msg->len);
	id = record_get_string(&r, CONF_STRING_MAX);
	name = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == -1) {
		free(id);
		free(name);
		return -1;
	}
	/*
	 * Redis must know the new engine, even if the hostname stays the same.
	 */
	if (w->engine != NULL && !w->withdrawn)
		session_close(w);
	free(w->engine);
	free(w->engine_name);
	w->engine = id;
	w->engine_name = name;
	config_identity(w, NULL);
	return 0;
}

static void
keep_secret(char **secret, const char *old)
{
	freezero(*secret, strlen(*secret));
	if ((*secret = strdup(old)) == NULL)
		fatal(NULL);
}

/*
 * Keeps the old secrets that kopd has wiped, and the old TLS key if it is
 * missing.
 */
static void
keep_secrets(struct redis_writer_conf *conf,
    const struct redis_writer_conf *old)
{
	if (conf->password_kept)
		keep_secret(&conf->password, old->password);
	if (conf->sentinel_password_kept)
		keep_secret(&conf->sentinel_password, old->sentinel_password);
	if (*conf->tls_certificate != '\0' && *conf->tls_key == '\0')
		keep_secret(&conf->tls_key, old->tls_key);
}

int
on_conf_test(struct peer *p, struct msg *msg)
{
	struct writer			*w = peer_arg(p);
	struct redis_writer_conf	*conf = child_conf();
	struct tls			*tls = NULL;
	const char			*setting;
	char				 why[256];

	(void)msg;
	if (conf == NULL)
		return -1;
	/*
	 * route-maker has the new configuration before redis-writer, once all
	 * processes have accepted it.
	 */
	if (routes_test(w, conf) == -1)
		return -1;
	keep_secrets(conf, w->conf);
	if (conf->tls &&
	    (tls = tls_new(conf, &setting, why, sizeof(why))) == NULL)
		config_refuse(w, setting, why);
	else
		peer_send_always(p, CHILD_ACCEPTED, 0, NULL, 0);
	tls_free(tls);
	config_free(&redis_writer_table, conf);
	return 0;
}

int
on_conf_end(struct peer *p, struct msg *msg)
{
	struct writer			*w = peer_arg(p);
	struct redis_writer_conf	*conf = child_conf(), *old = w->conf;

	(void)msg;
	if (conf == NULL)
		return -1;
	keep_secrets(conf, old);
	/* kopd has validated it before: on_conf_test(). */
	if (!same_tls(conf, old) && config_tls(w, conf) == -1)
		return -1;
	w->conf = conf;
	sentinel_configure(w->sentinel, conf);
	if (routes_configure(w) == -1)
		return -1;
	limit_configure(w);
	config_identity(w, old);
	resolver_reloaded(w->resolver);
	if (old->heartbeat != w->conf->heartbeat)
		schedule_pace(w);
	if (w->phase == PHASE_RUNNING &&
	    old->reserve_names != conf->reserve_names)
		session_ask(w);	/* stores it in Redis */
	verify_pace(w);
	if (w->phase == PHASE_RUNNING) {
		if (old->expire_keys != conf->expire_keys ||
		    (conf->expire_keys && old->ttl != conf->ttl))
			verify_all(w);
		lease_renew(w);		/* the new ttl applies now */
	}
	config_free(&redis_writer_table, old);
	return 0;
}
