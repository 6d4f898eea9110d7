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

#include <sys/socket.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/item.h"
#include "common/log.h"
#include "common/record.h"
#include "regress/lib/fake/driver/driver.h"

#define PEERS_MAX	3
#define FREE_FD		10	/* none that a child has a use for */
#define LATE_SECONDS	50	/* less than a test waits for an answer */
/* What hangs for as long ends here; whoever waits for less has said so. */
#define HUNG_SECONDS	600

static const struct driver	*driver;
static struct event_base	*base;
static struct peer		*peers[PEERS_MAX];
static pid_t			 child;
static int			 gone, asking;
static const char		*wanted_name, *wanted_text;	/* or NULL */
static int			 awaited;

void
driver_init(struct event_base *b, const struct driver *d)
{
	(void)signal(SIGPIPE, SIG_IGN);
	base = b;
	driver = d;
}

struct peer *
driver_peer(int fd)
{
	if (peers[fd - FD_PARENT] == NULL)
		fatalx("not started");
	return peers[fd - FD_PARENT];
}

int
driver_gone(void)
{
	return gone;
}

int
driver_on_ready(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*version, *confinement;

	(void)p;
	record_read(&r, msg->data, msg->len);
	version = record_get_string(&r, 4096);
	confinement = record_get_string(&r, 4096);
	if (record_end(&r) == -1)
		return -1;
	if (driver->item == NULL)
		printf("ready %s\n", confinement);
	free(version);
	free(confinement);
	return 0;
}

static void
say_item(uint32_t id, const char *name, const char *value)
{
	if (wanted_name != NULL && strcmp(name, wanted_name) != 0)
		return;
	if (wanted_text != NULL)
		awaited |= strstr(value, wanted_text) != NULL;
	else if (driver->item != NULL)
		driver->item(id, name, value);
	else
		printf("status %s %s\n", name, value);
}

/* A configuration, which route-maker validates.  What comes of it is awaited. */
int
driver_on_refused(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*setting, *why;

	(void)p;
	record_read(&r, msg->data, msg->len);
	do {
		setting = record_get_string(&r, MSG_PAYLOAD_MAX);
		why = record_get_string(&r, MSG_PAYLOAD_MAX);
		if (why != NULL)
			printf("refused %s: %s\n", setting, why);
		free(setting);
		free(why);
	} while (!r.failed && r.left > 0);
	return record_end(&r);
}

int
driver_on_taken(struct peer *p, struct msg *msg)
{
	(void)p;
	(void)msg;
	return 0;
}

int
driver_on_item(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	struct item		 item;
	char			*memory;

	(void)p;
	record_read(&r, msg->data, msg->len);
	if (item_read(&r, &item, &memory) == -1)
		return -1;
	say_item(msg->peer, item.name, item.value);
	free(memory);
	return 0;
}

int
driver_on_item_end(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*error;

	(void)p;
	record_read(&r, msg->data, msg->len);
	error = record_get_string(&r, MSG_PAYLOAD_MAX);
	if (record_end(&r) == -1)
		return -1;
	if (driver->item == NULL && wanted_text == NULL)
		printf("status-end %s\n", error);
	free(error);
	asking = 0;
	return 0;
}

/* The neighbours' ends are closed too, but kopd's alone tells of the end. */
void
driver_closed(struct peer *p)
{
	int	status;

	event_base_loopbreak(base);
	if (p != peers[0] || child == 0)
		return;
	if (waitpid(child, &status, 0) == -1)
		fatal("waitpid");
	if (WIFSIGNALED(status))
		printf("killed %d\n", WTERMSIG(status));
	else
		printf("exit %d\n", WEXITSTATUS(status));
	child = 0;
	gone = 1;
}

void
driver_end(void)
{
	if (child != 0)
		(void)kill(child, SIGKILL);
}

static void
on_late(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	fatalx("too late: %s", *(const char **)arg);
}

void
driver_turn(const char *what)
{
	static const struct timeval	 late = { HUNG_SECONDS, 0 };
	static const char		*waited_for;
	static struct event		*timer;

	if (gone)
		fatalx("%s: %s has gone", what, role_name(driver->role));
	if (timer == NULL && (timer = evtimer_new(base, on_late,
	    &waited_for)) == NULL)
		fatalx("evtimer_new");
	waited_for = what;
	event_add(timer, &late);
	event_base_loop(base, EVLOOP_ONCE);
	event_del(timer);
}

/* Out of the way, so that the fixed numbers are free. */
static int
move_up(int fd)
{
	int	 up = fcntl(fd, F_DUPFD_CLOEXEC, FREE_FD);

	if (up == -1)
		fatal("fcntl");
	(void)close(fd);
	return up;
}

static void __attribute__((__noreturn__))
become(const int *ends)
{
	int	 i;

	for (i = 0; i < driver->peers; i++)
		if (dup2(ends[i], FD_PARENT + i) == -1)
			fatal("dup2");
	execl(driver->program, driver->program, "-d", "-v", (char *)NULL);
	fatal("%s", driver->program);
}

static void
start(void)
{
	int	 ours[PEERS_MAX], theirs[PEERS_MAX], pair[2], i;

	for (i = 0; i < driver->peers; i++) {
		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0,
		    pair) == -1)
			fatal("socketpair");
		ours[i] = move_up(pair[0]);
		theirs[i] = move_up(pair[1]);
	}
	if ((child = fork()) == -1)
		fatal("fork");
	if (child == 0)
		become(theirs);
	if (driver->item == NULL)
		printf("pid %d\n", child);
	gone = 0;
	for (i = 0; i < driver->peers; i++) {
		(void)close(theirs[i]);
		if (peers[i] != NULL)
			peer_free(peers[i]);
		peers[i] = peer_new(base, ours[i], driver->role,
		    driver->callbacks, NULL);
	}
	config_send(peers[0], driver->table, driver->conf);
}

void
driver_ask(uint32_t type, uint32_t id, const void *data, size_t len)
{
	if (peer_send(driver_peer(FD_PARENT), type, id, data, len) == -1)
		fatal("peer_send");
	for (asking = 1; asking && !gone;)
		driver_turn("status");
}

void
driver_tell(uint32_t type, const struct record *r)
{
	if (peer_send_record(driver_peer(FD_PARENT), type, 0, r) == -1)
		fatal("peer_send");
}

static time_t
seconds(void)
{
	struct timespec	 now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
		fatal("clock_gettime");
	return now.tv_sec;
}

static void
await(const char *name, const char *text)
{
	static const struct timeval	 pause = { 0, 10000 };
	time_t				 late = seconds() + LATE_SECONDS;

	wanted_name = name;
	wanted_text = text;
	for (awaited = 0; !awaited && !gone && seconds() < late;) {
		driver_ask(PARENT_STATUS, 1, NULL, 0);
		if (!awaited && !gone) {
			event_base_loopexit(base, &pause);
			event_base_loop(base, 0);
		}
	}
	wanted_name = wanted_text = NULL;
	printf("%s %s %s\n", awaited ? "awaited" : "late", name, text);
}

static void
wait_exit(void)
{
	while (!gone)
		driver_turn("exit");
}

int
driver_command(const struct command *c)
{
	const char	*word = c->word[0];

	if (strcmp(word, "conf") == 0 && c->words == 3)
		conf_set(driver->table, driver->conf, c->word[1], c->word[2]);
	else if (strcmp(word, "start") == 0)
		start();
	else if (strcmp(word, "reload") == 0)
		config_send(driver_peer(FD_PARENT), driver->table,
		    driver->conf);
	else if (strcmp(word, "offer") == 0)
		config_test(driver_peer(FD_PARENT), driver->table,
		    driver->conf);
	else if (strcmp(word, "status") == 0) {
		wanted_name = c->words == 2 ? c->word[1] : NULL;
		driver_ask(PARENT_STATUS, 1, NULL, 0);
		wanted_name = NULL;
	} else if (strcmp(word, "await") == 0 && c->words >= 3)
		await(c->word[1], c->rest);
	else if (strcmp(word, "say") == 0 && c->words == 2)
		puts(c->word[1]);
	else if (strcmp(word, "stop") == 0) {
		if (peer_send(driver_peer(FD_PARENT), PARENT_STOP, 0, NULL,
		    0) == -1)
			fatal("peer_send");
		wait_exit();
	} else if (strcmp(word, "exit") == 0)
		wait_exit();
	else
		return -1;
	return 0;
}
