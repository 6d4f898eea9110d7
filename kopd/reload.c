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
#include <time.h>

#include "common/log.h"
#include "common/messages.h"
#include "common/xstrdup.h"
#include "kopd/address.h"
#include "kopd/bind.h"
#include "kopd/children.h"
#include "kopd/conf/row.h"
#include "kopd/conf/version.h"
#include "kopd/crashes.h"
#include "kopd/identity.h"
#include "kopd/logger.h"
#include "kopd/notify.h"
#include "kopd/reject.h"
#include "kopd/reload.h"

static const struct timeval	 patience = { RELOAD_SECONDS, 0 };

struct reload {
	struct kopd_conf	*conf;
	char			*address;
	enum role		 asked;		/* the validating child */
	struct reload_asker	 asker;		/* end is NULL: none */
	struct event		*impatient;
	int			 again;		/* another reload follows */
};

/* Logs the line, and sends it to the client that asked. */
static void
reload_say(void *arg, int level, const char *line)
{
	const struct reload	*r = arg;

	log_about(level, NULL, "%s", line);
	if (r->asker.say != NULL)
		r->asker.say(r->asker.arg, line);
}

static void
reload_impatient(evutil_socket_t fd, short what, void *arg)
{
	struct reload		*r = arg;
	struct reload_asker	 asker = r->asker;
	char			 text[128];

	(void)fd;
	(void)what;
	log_warnx("reload: %s does not answer; its answer will apply",
	    role_name(r->asked));
	(void)snprintf(text, sizeof(text), "%s does not answer; the log will "
	    "have the result", role_name(r->asked));
	memset(&r->asker, 0, sizeof(r->asker));
	if (asker.end != NULL)
		asker.end(asker.arg, text);
}

static struct reload *
reload_new(struct kopd *k, const struct reload_asker *asker)
{
	struct reload	*r;

	if ((r = calloc(1, sizeof(*r))) == NULL ||
	    (r->impatient = evtimer_new(k->base, reload_impatient, r)) == NULL)
		fatal(NULL);
	if (asker != NULL)
		r->asker = *asker;
	return r;
}

static void
reload_free(struct reload *r)
{
	event_free(r->impatient);
	conf_free(r->conf);
	free(r->address);
	free(r);
}

void
reload_drop(struct kopd *k)
{
	if (k->reload != NULL)
		reload_free(k->reload);
	k->reload = NULL;
}

void
reload_forget(struct kopd *k, const void *arg)
{
	if (k->reload != NULL && k->reload->asker.arg == arg)
		memset(&k->reload->asker, 0, sizeof(k->reload->asker));
}

static void
reload_count(struct kopd *k, int accepted)
{
	if (accepted)
		k->reloads.accepted++;
	else
		k->reloads.rejected++;
	k->reloads.last = time(NULL);
	k->reloads.last_good = accepted;
}

/* Ends this reload, and then does what was postponed. */
static void
reload_end(struct kopd *k, const char *error)
{
	struct reload_asker	 asker = k->reload->asker;
	int			 again = k->reload->again;

	reload_drop(k);
	reload_count(k, error[0] == '\0');
	if (error[0] == '\0')
		log_info("configuration reloaded");
	else
		log_errorx("reload rejected: the old configuration stays");
	/* Before end(): the supervisor waits for the exit of the asker. */
	notify_state("READY=1");
	if (asker.end != NULL)
		asker.end(asker.arg, error);
	if (k->bind_moved)
		address_look(k);
	if (again)
		reload_ask(k, NULL);
}

/* True if former routes of containers with errors must not stay. */
static uint32_t
is_other(const struct kopd_conf *old, const struct kopd_conf *new)
{
	return strcmp(old->writer.policy, new->writer.policy) != 0 ||
	    old->maker.name_scope != new->maker.name_scope;
}

/* Checks everything that kopd itself can check. */
static int
reload_read(struct kopd *k, struct reload *r)
{
	struct conf_report	 report = { reload_say, r, 0 };
	const char		*address, *why;

	if (k->source.path == NULL) {
		conf_error(&report, NULL, "kopd was started without a "
		    "kopd.conf: there is nothing to reload");
		return -1;
	}
	k->source.before = k->conf;
	if ((r->conf = conf_load(&k->source, &report)) == NULL ||
	    conf_compare(k->conf, r->conf, &report) > 0)
		return -1;
	if ((address = bind_resolve(k->bind, r->conf, &why)) == NULL &&
	    k->bind_address[0] != '\0') {
		conf_error(&report, r->conf->origin[SET_BIND], "bind: %s",
		    bind_absent(r->conf, why));
		return -1;
	}
	setting_put_number(r->conf, SET_POLICY_NUMBER,
	    k->conf->writer.policy_number + is_other(k->conf, r->conf));
	/* Without an address, kopd continues to wait for one. */
	r->address = xstrdup(address != NULL ? address : "");
	return 0;
}

/*
 * redis-writer validates certificates before anything takes effect.  It gets
 * the version of Traefik before route-maker writes fields for that version, and
 * the policy before route-maker sends what only that policy passes.
 */
static void
reload_ask_writer(struct kopd *k, struct reload *r)
{
	log_debug("reload: redis-writer validates it");
	r->asked = ROLE_REDIS_WRITER;
	children_test(k, r->conf);
}

/* Asks route-maker last, because what it accepts takes effect at once. */
static void
reload_ask_maker(struct kopd *k, struct reload *r)
{
	log_debug("reload: route-maker validates it");
	r->asked = ROLE_ROUTE_MAKER;
	children_validate(k, r->conf, r->address);
}

/* True if there are certificates, or another version of Traefik or policy. */
static int
needs_writer(const struct kopd_conf *old, const struct kopd_conf *new)
{
	return new->writer.tls ||
	    new->writer.policy_number != old->writer.policy_number ||
	    new->writer.traefik_version != old->writer.traefik_version;
}

void
reload_ask(struct kopd *k, const struct reload_asker *asker)
{
	if (k->reload != NULL && asker != NULL) {
		asker->end(asker->arg, "another reload is in progress");
		return;
	}
	if (k->reload != NULL) {
		log_info("reload: another one is in progress; this one "
		    "follows");
		k->reload->again = 1;
		return;
	}
	k->reload = reload_new(k, asker);
	notify_state("RELOADING=1");
	if (reload_read(k, k->reload) == -1) {
		reload_end(k, "nothing has changed");
		return;
	}
	if (needs_writer(k->conf, k->reload->conf))
		reload_ask_writer(k, k->reload);
	else
		reload_ask_maker(k, k->reload);
	evtimer_add(k->reload->impatient, &patience);
}

/* All processes log in the new form, beginning with the end of the reload. */
static void
reload_log(struct kopd *k)
{
	log_set_json((int)k->conf->log_json);
	if (k->log_fd != -1)
		logger_set_json(k->log_fd, log_get_json());
	children_log(k);
}

int
reload_accepted(struct kopd *k, enum role role)
{
	struct reload	*r = k->reload;

	if (r == NULL || role != r->asked)
		return -1;
	if (k->stopping)
		return 0;
	if (role == ROLE_REDIS_WRITER) {
		reload_ask_maker(k, r);
		return 0;
	}
	address_set(k, r->address);
	k->bind_moved = 1;
	crashes_forget(k->crashes);
	conf_free(k->conf);
	k->conf = r->conf;
	r->conf = NULL;
	reload_log(k);
	version_warn(k->conf);
	children_configure(k);
	identity_accept(k);
	reload_end(k, "");
	return 0;
}

int
reload_rejected(struct kopd *k, enum role role, const struct msg *msg)
{
	struct reload		*r = k->reload;
	struct conf_report	 report = { reload_say, r, 0 };

	if (r == NULL || role != r->asked ||
	    reject_report(msg, r->conf, &report) == -1)
		return -1;
	if (!k->stopping)
		reload_end(k, "nothing has changed");
	return 0;
}
