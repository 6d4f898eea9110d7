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

/* A fresh process, started as kopd starts it, that makes the given calls. */

#include <sys/socket.h>
#include <sys/wait.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <event2/event.h>

#include "common/messages.h"
#include "common/msg.h"
#include "common/peer.h"
#include "regress/programs/walls/wall.h"

#define PEERS_MAX	3
#define FREE_FD		10	/* that no child has a use for */
#define PATIENCE_MS	30000	/* for what takes some milliseconds */

void
trial_log(void)
{
	int	 fd;

	if ((fd = open(wall_fixture.log, O_WRONLY | O_CREAT | O_TRUNC |
	    O_APPEND, 0600)) == -1 || dup2(fd, STDERR_FILENO) == -1)
		err(1, "%s", wall_fixture.log);
	(void)close(fd);
}

void
trial_show_log(void)
{
	char	 line[512];
	FILE	*f;

	if ((f = fopen(wall_fixture.log, "r")) == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL)
		wall_note("%.*s", (int)strcspn(line, "\n"), line);
	(void)fclose(f);
}

/* Its neighbours' ends stay open, and nobody reads them. */
static void
start_program(const char *path, const char *name, int peers,
    int (*pairs)[2])
{
	int	 i, up[PEERS_MAX];

	for (i = 0; i < peers; i++)
		if ((up[i] = fcntl(pairs[i][1], F_DUPFD_CLOEXEC,
		    FREE_FD)) == -1)
			err(1, "descriptors");
	for (i = 0; i < peers; i++)
		if (dup2(up[i], FD_PARENT + i) == -1)
			err(1, "descriptors");
	closefrom(FD_PARENT + peers);
	trial_log();
	execl(path, name, "-d", (char *)NULL);
	err(1, "%s", path);
}

static int
read_all(int fd, void *to, size_t len)
{
	char	*p = to;
	ssize_t	 n;

	while (len > 0) {
		if ((n = read(fd, p, len)) <= 0)
			return -1;
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

/* Until the child says that it is confined. */
static int
await_message(int fd, uint32_t type)
{
	static u_char		 payload[MSG_PAYLOAD_MAX];
	struct msg_header	 h;

	do {
		if (read_all(fd, &h, sizeof(h)) == -1 ||
		    h.len > sizeof(payload) ||
		    read_all(fd, payload, h.len) == -1)
			return -1;
	} while (h.type != type);
	return 0;
}

static void
closed(struct peer *p)
{
	(void)p;
}

static void
configure(int fd, const struct config_table *table, const void *conf)
{
	static const struct peer_callbacks	 none = { .closed = closed };
	static struct event_base		*base;
	struct peer				*p;
	int					 copy;

	if (base == NULL && (base = event_base_new()) == NULL)
		errx(1, "event_base_new");
	if ((copy = dup(fd)) == -1)
		err(1, "dup");
	p = peer_new(base, copy, ROLE_PARENT, &none, NULL);
	config_send(p, table, conf);
	if (peer_drain(p) == -1)
		errx(1, "the child does not read");
	peer_free(p);
	if (fcntl(fd, F_SETFL, 0) == -1)
		err(1, "fcntl");
}

pid_t
trial_start_child(const char *path, const char *name, int peers,
    uint32_t until, const struct config_table *table, const void *conf,
    int *fd)
{
	int	 i, pairs[PEERS_MAX][2];
	pid_t	 pid;

	for (i = 0; i < peers; i++)
		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0,
		    pairs[i]) == -1)
			err(1, "socketpair");
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0)
		start_program(path, name, peers, pairs);
	for (i = 0; i < peers; i++)
		(void)close(pairs[i][1]);
	configure(pairs[0][0], table, conf);
	if (await_message(pairs[0][0], until) == -1) {
		trial_show_log();
		errx(1, "%s does not start", name);
	}
	/* A neighbour that has ended is nothing to a process of kopd. */
	for (i = 1; i < peers; i++)
		(void)close(pairs[i][0]);
	*fd = pairs[0][0];
	return pid;
}

void
trial_send(int fd, const struct order *f)
{
	struct msg_header	 h = { ORDER_TYPE, sizeof(*f),
				    MESSAGES_VERSION, (uint32_t)getpid() };

	if (write(fd, &h, sizeof(h)) != (ssize_t)sizeof(h) ||
	    write(fd, f, sizeof(*f)) != (ssize_t)sizeof(*f))
		err(1, "the process does not read");
}

/* Waits for its end, with bounds.  Returns -1 if it had to be killed. */
int
trial_wait(pid_t pid, int *status)
{
	const struct timespec	 pause = { 0, 500000 };
	int			 n;

	for (n = 0; n < PATIENCE_MS * 2; n++) {
		switch (waitpid(pid, status, WNOHANG)) {
		case -1:
			err(1, "waitpid");
		case 0:
			(void)nanosleep(&pause, NULL);
			break;
		default:
			return 0;
		}
	}
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, status, 0);
	return -1;
}

int
trial(const struct wall *w, const char *build, const struct order *f)
{
	int	 fd, late, status;
	pid_t	 pid;

	pid = w->start(build, &fd);
	w->send(fd, f);
	late = trial_wait(pid, &status);
	(void)close(fd);
	return late == -1 ? TRIAL_HANGS : status;
}

const char *
trial_outcome(int status)
{
	static char	 text[96];

	if (status == TRIAL_HANGS)
		(void)strlcpy(text, "hangs", sizeof(text));
	else if (WIFSIGNALED(status))
		(void)snprintf(text, sizeof(text), "killed: %s",
		    strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) > ORDER_ERRNO)
		(void)snprintf(text, sizeof(text), "refused: %s",
		    strerror(WEXITSTATUS(status) - ORDER_ERRNO));
	else
		(void)snprintf(text, sizeof(text), "exit status %d",
		    WEXITSTATUS(status));
	return text;
}

void
trial_await_filter(pid_t pid)
{
	const struct timespec	 pause = { 0, 500000 };
	char			 path[64], line[256];
	int			 n, filtered = 0;
	FILE			*f;

	(void)snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	for (n = 0; n < PATIENCE_MS * 2 && !filtered; n++) {
		(void)nanosleep(&pause, NULL);
		if ((f = fopen(path, "r")) == NULL)
			break;
		while (fgets(line, sizeof(line), f) != NULL)
			filtered |= strcmp(line, "Seccomp:\t2\n") == 0;
		(void)fclose(f);
	}
	if (!filtered) {
		trial_show_log();
		errx(1, "the program is not confined");
	}
}

pid_t
trial_fork_server(int *fd)
{
	int	 pair[2];
	pid_t	 pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == -1)
		err(1, "socketpair");
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		if (dup2(pair[1], STDIN_FILENO) == -1 ||
		    dup2(pair[1], STDOUT_FILENO) == -1)
			err(1, "dup2");
		trial_log();
		closefrom(STDERR_FILENO + 1);
		return 0;
	}
	(void)close(pair[1]);
	*fd = pair[0];
	return pid;
}
