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
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/bounds.h"
#include "common/entry.h"
#include "common/log.h"
#include "common/xstrdup.h"
#include "docker-reader/endpoint.h"
#include "docker-reader/endpoint_system.h"
#include "docker-reader/tcp.h"

struct endpoint {
	struct tcp *tcp;		/* NULL: a socket; else only this */
	char	*path;			/* as configured */
	char	*folder;		/* of the socket, links followed */
	char	*name;			/* what to connect to */
	int	 root;			/* the directory becomes the root */
	int	 outside;		/* it is missing, so it is not yet */
	int	(*enter)(void *, const char *);
	void	*arg;
	char	 group[64];		/* of the socket; "" if unknown */
	char	 user[64];		/* of this process, now or later */
	char	*shut;			/* why it cannot be entered; or NULL */
	const char *other;		/* a file that is not a socket */
	char	 fault[2 * CONF_STRING_MAX];
};

static void
owners(struct endpoint *e, const char *run_as)
{
	struct stat	 st;
	struct group	*gr;
	struct passwd	*pw;

	if (stat(e->path, &st) == 0) {
		if (!S_ISSOCK(st.st_mode))
			e->other = S_ISDIR(st.st_mode) ? "a directory (Docker "
			    "creates one if a volume names a missing file)" :
			    "not a socket";
		if ((gr = getgrgid(st.st_gid)) != NULL)
			(void)strlcpy(e->group, gr->gr_name, sizeof(e->group));
		else
			(void)snprintf(e->group, sizeof(e->group), "%u",
			    (unsigned int)st.st_gid);
	}
	if (e->root)
		(void)strlcpy(e->user, run_as, sizeof(e->user));
	else if ((pw = getpwuid(geteuid())) != NULL)
		(void)strlcpy(e->user, pw->pw_name, sizeof(e->user));
}

/* Finds what rejects user; "" for the current user. */
static void
find_shut(struct endpoint *e, const char *user, int names)
{
	struct stat	 st;
	char		*folder = entry_shut(e->path, user, &st);

	free(e->shut);
	e->shut = NULL;
	if (folder != NULL && asprintf(&e->shut, "permission denied at %s: %s, "
	    "and docker-reader is user %s; %s", e->path,
	    entry_text(folder, &st, names), e->user, entry_remedy(&st)) == -1)
		fatal(NULL);
	free(folder);
}

static void
split(struct endpoint *e)
{
	free(e->folder);
	free(e->name);
	entry_split(e->path, &e->folder, &e->name);
}

static void
socket_init(struct endpoint *e, const char *path, const char *run_as)
{
	struct stat	 st;

	if (*path != '/')
		fatalx("%s: not an absolute path", path);
	e->path = xstrdup(path);
	e->root = geteuid() == 0;
	split(e);
	owners(e, run_as);
	find_shut(e, e->root ? run_as : "", 1);
	if (e->root)
		e->outside = stat(e->folder, &st) == -1 ||
		    !S_ISDIR(st.st_mode);
	else {
		free(e->name);
		e->name = xstrdup(path);
	}
}

struct endpoint *
endpoint_new(struct event_base *base, const struct docker_reader_conf *conf)
{
	struct endpoint	*e;

	if ((e = calloc(1, sizeof(*e))) == NULL)
		fatal(NULL);
	if (*conf->address == '\0')
		socket_init(e, conf->socket, conf->run_as);
	else {
		e->tcp = tcp_new(base, conf->address, conf->port);
		tcp_warn(e->tcp);
	}
	return e;
}

void
endpoint_free(struct endpoint *e)
{
	if (e == NULL)
		return;
	tcp_free(e->tcp);
	free(e->path);
	free(e->folder);
	free(e->name);
	free(e->shut);
	free(e);
}

int
endpoint_is_outside(const struct endpoint *e)
{
	return e->outside;
}

int
endpoint_is_tcp(const struct endpoint *e)
{
	return e->tcp != NULL;
}

void
endpoint_enter(struct endpoint *e, int (*enter)(void *, const char *),
    void *arg)
{
	e->enter = enter;
	e->arg = arg;
}

static void
socket_set(struct endpoint *e, const char *path)
{
	if (strcmp(e->path, path) == 0)
		return;
	free(e->path);
	e->path = xstrdup(path);
	free(e->name);
	e->name = xstrdup(e->root ? strrchr(path, '/') : path);
	e->group[0] = '\0';
	e->other = NULL;
}

int
endpoint_configure(struct endpoint *e, const struct docker_reader_conf *conf)
{
	if ((e->tcp != NULL) != (*conf->address != '\0') ||
	    (e->tcp == NULL && *conf->socket != '/'))
		return -1;
	if (e->tcp != NULL)
		tcp_reloaded(e->tcp);
	else
		socket_set(e, conf->socket);
	return 0;
}

const char *
endpoint_name(const struct endpoint *e)
{
	return e->tcp != NULL ? tcp_name(e->tcp) : e->path;
}

/* Enters the directory, if it exists now. */
static int
arrive(struct endpoint *e)
{
	split(e);
	if (e->enter(e->arg, e->folder) == -1)
		return -1;
	e->outside = 0;
	log_info("the directory %s of the Docker socket exists now", e->folder);
	return 0;
}

/*
 * If the directory is removed and created again, the root directory is still
 * the removed one, which never gets a socket.  After a restart, it is the new
 * one.
 */
static void
check_removed(const struct endpoint *e)
{
	if (e->root && endpoint_is_removed())
		fatalx("the directory %s of the Docker socket was removed: "
		    "kopd ends; its next start waits for the new one",
		    e->folder);
}

static int
socket_connect(struct endpoint *e)
{
	struct sockaddr_un	 sun;
	int			 fd, saved;

	if (e->outside && arrive(e) == -1)
		return -1;
	memset(&sun, 0, sizeof(sun));
	sun.sun_family = AF_UNIX;
	if (strlcpy(sun.sun_path, e->name, sizeof(sun.sun_path)) >=
	    sizeof(sun.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    0)) == -1)
		return -1;
	if (connect(fd, (struct sockaddr *)&sun, sizeof(sun)) == -1) {
		saved = errno;
		(void)close(fd);
		if (saved == ENOENT)
			check_removed(e);
		errno = saved;
		return -1;
	}
	return fd;
}

struct dial *
endpoint_dial(struct endpoint *e, dial_fn done, void *arg)
{
	return e->tcp != NULL ? tcp_dial(e->tcp, done, arg) : NULL;
}

int
endpoint_connect(struct endpoint *e, struct dial *d)
{
	if (e->tcp == NULL)
		return socket_connect(e);
	tcp_connect(e->tcp, d);
	errno = 0;
	return -1;
}

void
endpoint_answers(struct endpoint *e)
{
	if (e->tcp != NULL)
		tcp_answers(e->tcp);
}

static const char *
permission(struct endpoint *e)
{
	if (e->shut != NULL)
		(void)strlcpy(e->fault, e->shut, sizeof(e->fault));
	else if (e->other != NULL)
		(void)snprintf(e->fault, sizeof(e->fault), "%s was %s when "
		    "kopd started; correct the path of the Docker socket, and "
		    "restart kopd", e->path, e->other);
	else if (e->group[0] == '\0')
		(void)snprintf(e->fault, sizeof(e->fault), "permission denied "
		    "at %s: it did not exist when kopd started; restart kopd, "
		    "so that it joins the group of the socket", e->path);
	else if (e->root)
		(void)snprintf(e->fault, sizeof(e->fault), "permission denied "
		    "at %s: its group was %s when kopd started; check that "
		    "this group can write to it, and restart kopd",
		    e->path, e->group);
	else
		(void)snprintf(e->fault, sizeof(e->fault), "permission denied "
		    "at %s: it belongs to group %s; start kopd as root, or add "
		    "user %s to this group (usermod -aG %s %s)", e->path,
		    e->group, e->user, e->group, e->user);
	return e->fault;
}

static const char *
missing(struct endpoint *e, int error)
{
	if (error == EACCES)
		find_shut(e, "", 0);
	if (error == EACCES && e->shut != NULL)
		return e->shut;
	(void)snprintf(e->fault, sizeof(e->fault), "no Docker engine at %s: "
	    "its directory %s: %s; retrying; start Docker, or correct `socket' "
	    "in kopd.conf", e->path, e->folder, strerror(error));
	return e->fault;
}

const char *
endpoint_fault(struct endpoint *e, int error)
{
	if (e->tcp != NULL)
		return tcp_fault(e->tcp, error);
	if (e->outside)
		return missing(e, error);
	switch (error) {
	case EACCES:
	case EPERM:
		return permission(e);
	case ENOENT:
		(void)snprintf(e->fault, sizeof(e->fault),
		    "no Docker engine at %s; retrying", e->path);
		break;
	case ECONNREFUSED:
		if (e->other != NULL)
			return permission(e);
		(void)snprintf(e->fault, sizeof(e->fault),
		    "no Docker engine listens at %s; retrying", e->path);
		break;
	default:
		(void)snprintf(e->fault, sizeof(e->fault),
		    "Docker engine at %s: %s; retrying", e->path,
		    strerror(error));
	}
	return e->fault;
}
