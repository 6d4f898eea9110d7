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
#include <sys/stat.h>
#include <sys/un.h>

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/userdb.h"
#include "kopd/conf/file.h"
#include "kopd/control.h"
#include "paths.h"

/* Clients that wait to be accepted. */
#define BACKLOG		16

#define SOCKET_MODE	(S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP)
#define FOLDER_MODE	(S_IRWXU | S_IRGRP | S_IXGRP | S_IROTH | S_IXOTH)

/* The delay while this process cannot open more descriptors. */
static const struct timeval	 pause_accept = { 1, 0 };

struct control {
	char		*path;
	char		*folder;
	int		 fd;
	struct event	*readable;
	struct event	*again;
	int		(*accepted)(void *, int);
	void		*arg;
};

/* The group of the user; without a user, that of this process. */
static gid_t
group_of(const char *user)
{
	const struct passwd	*pw;

	if (user[0] == '\0')
		return getegid();
	if ((pw = userdb_user(user)) == NULL)
		fatalx("user %s is missing", user);
	return pw->pw_gid;
}

/* Logs why the control socket cannot be created, and ends. */
static void
fatal_place(const char *path)
{
	int	 error = errno;

	fatalx("control socket: %s: %s; set another path with -s",
	    path, strerror(error));
}

/*
 * The default socket has a directory of its own.  It belongs to root, so that
 * kopd can replace nothing in it once it runs as another user.
 */
static void
make_folder(const struct control *c, gid_t gid)
{
	int	 fd;

	if (mkdir(c->folder, FOLDER_MODE) == -1 && errno != EEXIST)
		fatal_place(c->folder);
	if (geteuid() != 0)
		return;
	if ((fd = open(c->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
	    O_CLOEXEC)) == -1 || fchown(fd, 0, gid) == -1 ||
	    fchmod(fd, FOLDER_MODE) == -1)
		fatal_place(c->folder);
	(void)close(fd);
}

/* Removes the socket of a kopd that has ended.  Removes nothing but sockets. */
static void
remove_stale(const struct control *c, const struct sockaddr_un *sun)
{
	struct stat	 st;
	int		 fd;

	if (lstat(c->path, &st) == -1) {
		if (errno != ENOENT)
			fatal("%s", c->path);
		return;
	}
	if (!S_ISSOCK(st.st_mode))
		fatalx("control socket: %s exists, but is not a socket",
		    c->path);
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC |
	    SOCK_NONBLOCK, 0)) == -1)
		fatal("socket");
	if (connect(fd, (const struct sockaddr *)sun, sizeof(*sun)) == 0 ||
	    errno == EAGAIN)
		fatalx("another kopd listens at %s; set another socket with -s",
		    c->path);
	(void)close(fd);
	if (unlink(c->path) == -1)
		fatal("%s", c->path);
}

/*
 * The socket is created with its group and mode.  To change them later by its
 * name could change another file that has replaced the socket.
 */
static void
control_bind(struct control *c, gid_t gid)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	gid_t			 own = getegid();
	mode_t			 mask;

	if (strlcpy(sun.sun_path, c->path, sizeof(sun.sun_path)) >=
	    sizeof(sun.sun_path))
		fatalx("%s: too long for a socket", c->path);
	remove_stale(c, &sun);
	if ((c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC |
	    SOCK_NONBLOCK, 0)) == -1)
		fatal("socket");
	mask = umask(0777 & ~SOCKET_MODE);
	if (gid != own && setegid(gid) == -1)
		fatal("group %u", gid);
	if (bind(c->fd, (struct sockaddr *)&sun, sizeof(sun)) == -1)
		fatal_place(c->path);
	if (gid != own && setegid(own) == -1)
		fatal("group %u", own);
	(void)umask(mask);
}

struct control *
control_open(const char *path, const char *user)
{
	struct control	*c;
	char		*slash;
	gid_t		 gid = group_of(user);

	if ((c = calloc(1, sizeof(*c))) == NULL)
		fatal(NULL);
	c->path = file_absolute(path);
	if ((c->folder = strdup(c->path)) == NULL)
		fatal(NULL);
	slash = strrchr(c->folder, '/');
	*slash = '\0';
	if (strcmp(c->path, KOPD_SOCKET) == 0)
		make_folder(c, gid);
	if (c->folder[0] == '\0')
		(void)strlcpy(c->folder, "/", 2);
	if (access(c->folder, F_OK) == -1)
		fatal_place(c->folder);
	control_bind(c, gid);
	if (listen(c->fd, BACKLOG) == -1)
		fatal("%s", c->path);
	return c;
}

const char *
control_folder(const struct control *c)
{
	return c->folder;
}

static void
control_accept(evutil_socket_t listener, short what, void *arg)
{
	struct control	*c = arg;
	int		 fd;

	(void)what;
	fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd == -1) {
		if (errno != EMFILE && errno != ENFILE && errno != ENOBUFS &&
		    errno != ENOMEM)
			return;
		log_repeat("accept", "control socket: %s", strerror(errno));
		event_del(c->readable);
		evtimer_add(c->again, &pause_accept);
		return;
	}
	(void)log_repeat_over("accept");
	if (c->accepted(c->arg, fd) == -1)
		log_repeat("clients", "control socket: too many clients");
}

static void
control_again(evutil_socket_t fd, short what, void *arg)
{
	struct control	*c = arg;

	(void)fd;
	(void)what;
	event_add(c->readable, NULL);
}

void
control_start(struct control *c, struct event_base *base,
    int (*accepted)(void *, int), void *arg)
{
	c->accepted = accepted;
	c->arg = arg;
	c->readable = event_new(base, c->fd, EV_READ | EV_PERSIST,
	    control_accept, c);
	c->again = evtimer_new(base, control_again, c);
	if (c->readable == NULL || c->again == NULL ||
	    event_add(c->readable, NULL) == -1)
		fatalx("cannot watch the control socket");
}

void
control_close(struct control *c)
{
	if (c == NULL)
		return;
	if (c->readable != NULL)
		event_free(c->readable);
	if (c->again != NULL)
		event_free(c->again);
	(void)close(c->fd);
	/* If the sandbox does not permit that, the next start removes it. */
	if (unlinkat(AT_FDCWD, c->path, 0) == -1)
		log_debug("control socket stays: %s", strerror(errno));
	free(c->folder);
	free(c->path);
	free(c);
}
