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

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "common/clock.h"
#include "common/confine/kernel.h"
#include "common/log.h"
#include "kopd/address.h"
#include "kopd/bind.h"
#include "kopd/children.h"
#include "kopd/conf/file.h"
#include "kopd/control.h"
#include "kopd/crashes.h"
#include "kopd/detach.h"
#include "kopd/identity.h"
#include "kopd/kopd.h"
#include "kopd/logger.h"
#include "kopd/notify.h"
#include "kopd/query.h"
#include "kopd/reject.h"
#include "kopd/reload.h"
#include "kopd/requests.h"
#include "kopd/roles.h"
#include "kopd/supervised.h"

/* Errors that repeat are counted, and logged once a minute. */
static const struct timeval	 minute = { 60, 0 };

static void
deadline_in(struct kopd *k, int seconds)
{
	struct timeval	 tv = { seconds, 0 };

	evtimer_add(k->deadline, &tv);
}

static void
kopd_end(struct kopd *k, int status, void (*how)(struct kopd *))
{
	if (k->stopping)
		return;
	k->stopping = 1;
	notify_state("STOPPING=1");
	k->status = status;
	deadline_in(k, STOP_SECONDS);
	how(k);
}

static void
kopd_stop(struct kopd *k, int status)
{
	kopd_end(k, status, children_stop);
}

/* Ends after an error that is already logged. */
static void
kopd_fail(struct kopd *k)
{
	kopd_end(k, 1, children_close);
}

static void
on_deadline(evutil_socket_t fd, short what, void *arg)
{
	struct kopd	*k = arg;

	(void)fd;
	(void)what;
	if (k->stopping) {
		log_errorx("%s did not end within %d seconds",
		    children_left(k), STOP_SECONDS);
		k->status = 1;
		event_base_loopbreak(k->base);
		return;
	}
	if (!k->running)
		log_errorx("%s is not ready within %d seconds",
		    children_unready(k), START_SECONDS);
	else
		log_errorx("a child closed its channel to kopd, but still "
		    "runs");
	kopd_fail(k);
}

static void
on_ready(struct kopd *k)
{
	evtimer_del(k->deadline);
	k->running = 1;
	log_info("ready, version %s: %s%s", KOPD_VERSION, k->confinement,
	    conf_any_port(k->conf) ? "; redis-writer may connect to any TCP "
	    "port, because the sentinel block of kopd.conf has no `ports'" : "");
	supervised_ready(k);
	detach_end();
	if (k->log_fd != -1)
		logger_detach(k->log_fd);
	if (k->bind_moved)
		address_look(k);
}

static void
on_lost(struct kopd *k)
{
	deadline_in(k, STOP_SECONDS);
}

static void
on_died(struct kopd *k)
{
	kopd_fail(k);
}

/* A child rejects the first configuration, or a later one. */
static int
on_rejected(struct kopd *k, enum role role, const struct msg *msg)
{
	struct conf_report	 report;

	if (k->reload != NULL)
		return reload_rejected(k, role, msg);
	if (k->running)
		return -1;
	conf_report_log(&report);
	if (reject_report(msg, k->conf, &report) == -1)
		return -1;
	kopd_stop(k, 1);
	return 0;
}

static void
on_gone(struct kopd *k)
{
	event_base_loopbreak(k->base);
}

static const struct children_events events = {
	.ready = on_ready,
	.lost = on_lost,
	.died = on_died,
	.gone = on_gone,
	.accepted = reload_accepted,
	.rejected = on_rejected,
	.engine = identity_engine,
	.item = query_item,
	.end = query_end,
};

static void
on_signal(evutil_socket_t sig, short what, void *arg)
{
	struct kopd	*k = arg;

	(void)what;
	switch (sig) {
	case SIGCHLD:
		children_reap(k);
		break;
	case SIGINT:
	case SIGTERM:
		log_debug("ending: %s", strsignal(sig));
		kopd_stop(k, 0);
		break;
	case SIGHUP:
		if (!k->running || k->stopping)
			log_errorx("reload rejected: %s", k->stopping ?
			    "ending" : "not ready yet");
		else {
			log_info("reload: requested by SIGHUP");
			reload_ask(k, NULL);
		}
		break;
	case SIGUSR1:
		if (k->running && !k->stopping)
			request_dump(k);
		break;
	}
}

static void
on_verdict(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	children_verdict(arg);
}

static void
on_minute(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	log_repeat_flush();
	supervised_status(arg);
}

static void
watch(struct kopd *k)
{
	static const int signals[] = {
		SIGCHLD, SIGHUP, SIGINT, SIGTERM, SIGUSR1
	};
	struct event	*ev;
	size_t		 i;

	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		ev = evsignal_new(k->base, signals[i], on_signal, k);
		if (ev == NULL || evsignal_add(ev, NULL) == -1)
			fatalx("cannot watch signals");
	}
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		fatal("signal");
	ev = event_new(k->base, -1, EV_PERSIST, on_minute, k);
	k->deadline = evtimer_new(k->base, on_deadline, k);
	k->verdict = evtimer_new(k->base, on_verdict, k);
	if (ev == NULL || evtimer_add(ev, &minute) == -1 ||
	    k->deadline == NULL || k->verdict == NULL)
		fatalx("cannot set a timer");
}

/* The directory of kopd.conf, which stays readable; NULL without a file. */
static char *
conf_folder(const struct kopd *k)
{
	char	*folder, *slash;

	if (k->source.path == NULL)
		return NULL;
	if ((folder = strdup(k->source.path)) == NULL)
		fatal(NULL);
	slash = strrchr(folder, '/');
	slash[slash == folder] = '\0';
	return folder;
}

/* Runs first, so that what the kernel lacks is logged only once. */
static void
check_kernel(const struct kopd *k)
{
	const char	*missing, *unlisted = confine_unlisted();

	confine_check((enum sandbox)k->conf->reader.sandbox);
	if (unlisted != NULL)
		log_warnx("sandbox: no list of system calls for %s: kopd runs "
		    "without seccomp; users, root directories and Landlock "
		    "still confine it", unlisted);
	missing = confine_missing();
	if (missing[0] != '\0')
		log_warnx("sandbox: this kernel lacks %s: kopd runs with the "
		    "remaining parts; with `sandbox strict' in kopd.conf, it "
		    "does not start",
		    missing);
}

static void
confine_parent(struct kopd *k, int foreground)
{
	struct sandbox_needs	 needs = { 0 };
	char			*folder = conf_folder(k);

	needs.user = roles_user(ROLE_PARENT);
	needs.folder = folder;
	/* In another root it is not reachable: the next start removes it. */
	if (needs.user[0] == '\0')
		needs.socket_folder = control_folder(k->control);
	needs.addresses = bind_follows(k->bind);
	needs.detaches = !foreground;
	needs.sandbox = (enum sandbox)k->conf->reader.sandbox;
	k->confinement = sandbox_enter(&needs);
	if (folder != NULL)
		files_confine(folder, needs.user[0] != '\0');
	free(folder);
}

/* Warns of files that a reload reads, but that kopd's user may not read. */
static void
check_reload(const struct kopd *k)
{
	const char	*why, *user = roles_user(ROLE_PARENT);
	struct stat	 st;
	int		 fd;

	if (k->source.path == NULL)
		return;
	if ((fd = file_open(k->source.path, &st, &why)) != -1)
		(void)close(fd);
	else
		log_warnx("%s: %s; a reload of this file fails, a restart is "
		    "needed%s%s",
		    k->source.path, why, *user != '\0' ?
		    ": kopd reloads as user " : "", user);
}

static struct kopd	*running;
static pid_t		 running_pid;

/*
 * Runs at exit, after fatal() too, so that the children need not log that kopd
 * has ended; but not in a fork that could not execute its program.
 */
static void
close_at_exit(void)
{
	if (getpid() == running_pid)
		children_close(running);
}

int
kopd_run(struct kopd *k, const char *socket, int foreground, int verbose)
{
	check_kernel(k);
	machine_read(MACHINE_FILE, k->machine);
	address_begin(k);
	k->control = control_open(socket, roles_user(ROLE_PARENT));
	k->crashes = crashes_open(socket);
	if ((k->base = event_base_new()) == NULL)
		fatalx("no event loop");
	TAILQ_INIT(&k->queries);
	k->events = &events;
	k->started = clock_seconds();
	k->started_at = k->reloads.last = time(NULL);
	k->reloads.last_good = 1;
	supervised_begin(k);
	watch(k);
	running = k;
	running_pid = getpid();
	if (atexit(close_at_exit) != 0)
		fatalx("atexit");
	children_start(k, foreground, verbose);
	deadline_in(k, START_SECONDS);
	bind_watch(k->bind, k->base, address_look, k);
	control_start(k->control, k->base, request_client, k);
	if (chdir("/") == -1)
		fatal("/");
	confine_parent(k, foreground);
	if (roles_user(ROLE_PARENT)[0] == '\0')
		log_warnx("not started as root: users and root directories are "
		    "not changed");
	check_reload(k);
	event_base_dispatch(k->base);
	children_close(k);
	requests_drop_all();
	reload_drop(k);
	identity_free(k);
	control_close(k->control);
	crashes_free(k->crashes);
	log_info("ended");
	return k->status;
}
