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

#include "bounds.h"
#include "endpoint.h"
#include "log.h"

struct endpoint {
	char	*path;			/* as configured */
	char	*name;			/* what to connect to */
	int	 root;			/* the folder becomes our root folder */
	char	 group[64];		/* the socket's; "" when not known */
	char	 user[64];		/* who we are, when not root */
	const char *other;		/* what is there instead of a socket */
	char	 fault[2 * CONF_STRING_MAX];
};

static void
owners(struct endpoint *e)
{
	struct stat	 st;
	struct group	*gr;
	struct passwd	*pw;

	if (stat(e->name, &st) == 0) {
		if (!S_ISSOCK(st.st_mode))
			e->other = S_ISDIR(st.st_mode) ? "a folder (Docker "
			    "makes one where a volume names a file that is "
			    "not there)" : "no socket";
		if ((gr = getgrgid(st.st_gid)) != NULL)
			(void)strlcpy(e->group, gr->gr_name, sizeof(e->group));
		else
			(void)snprintf(e->group, sizeof(e->group), "%u",
			    (unsigned int)st.st_gid);
	}
	if ((pw = getpwuid(geteuid())) != NULL)
		(void)strlcpy(e->user, pw->pw_name, sizeof(e->user));
}

/* The path without symbolic links, also when there is no socket yet. */
static void
resolve(struct endpoint *e)
{
	const char	*base;
	char		*folder, *real;
	int		 n;

	if ((real = realpath(e->path, NULL)) != NULL) {
		e->name = real;
		return;
	}
	base = strrchr(e->path, '/') + 1;
	if ((folder = strndup(e->path, (size_t)(base - e->path))) == NULL)
		fatal(NULL);
	if ((real = realpath(folder, NULL)) == NULL)
		fatal("folder of the Docker socket %s", e->path);
	n = asprintf(&e->name, "%s/%s", strcmp(real, "/") == 0 ? "" : real,
	    base);
	if (n == -1)
		fatal(NULL);
	free(folder);
	free(real);
}

struct endpoint *
endpoint_new(const char *path)
{
	struct endpoint	*e;

	if ((e = calloc(1, sizeof(*e))) == NULL ||
	    (e->path = strdup(path)) == NULL)
		fatal(NULL);
	if (*path != '/')
		fatalx("%s: not an absolute path", path);
	resolve(e);
	owners(e);
	if ((e->root = geteuid() == 0))
		memmove(e->name, strrchr(e->name, '/'),
		    strlen(strrchr(e->name, '/')) + 1);
	return e;
}

void
endpoint_free(struct endpoint *e)
{
	if (e == NULL)
		return;
	free(e->path);
	free(e->name);
	free(e);
}

void
endpoint_set(struct endpoint *e, const char *path)
{
	char	*name;
	int	 folder;

	if (strcmp(e->path, path) == 0)
		return;
	folder = (int)(strrchr(e->name, '/') - e->name);
	if (asprintf(&name, "%.*s%s", folder, e->name,
	    strrchr(path, '/')) == -1)
		fatal(NULL);
	free(e->name);
	e->name = name;
	free(e->path);
	if ((e->path = strdup(path)) == NULL)
		fatal(NULL);
	e->group[0] = '\0';
	e->other = NULL;
}

const char *
endpoint_path(const struct endpoint *e)
{
	return e->path;
}

int
endpoint_connect(const struct endpoint *e)
{
	struct sockaddr_un	 sun;
	int			 fd, saved;

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
		close(fd);
		errno = saved;
		return -1;
	}
	return fd;
}

static const char *
permission(struct endpoint *e)
{
	if (e->other != NULL)
		(void)snprintf(e->fault, sizeof(e->fault), "%s was %s when "
		    "kopd started: name the Docker engine's socket, and "
		    "restart kopd", e->path, e->other);
	else if (e->group[0] == '\0')
		(void)snprintf(e->fault, sizeof(e->fault), "permission denied "
		    "at %s, which was not there when kopd started: restart "
		    "kopd, so that it sees the socket's group", e->path);
	else if (e->root)
		(void)snprintf(e->fault, sizeof(e->fault), "permission denied "
		    "at %s, whose group was %s when kopd started: restart "
		    "kopd, and check that this group may write to it",
		    e->path, e->group);
	else
		(void)snprintf(e->fault, sizeof(e->fault), "permission denied "
		    "at %s, which belongs to group %s: start kopd as root, or "
		    "add user %s to that group (usermod -aG %s %s)", e->path,
		    e->group, e->user, e->group, e->user);
	return e->fault;
}

const char *
endpoint_fault(struct endpoint *e, int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
		return permission(e);
	case ENOENT:
		(void)snprintf(e->fault, sizeof(e->fault),
		    "no Docker engine at %s; waiting for it", e->path);
		break;
	case ECONNREFUSED:
		if (e->other != NULL)
			return permission(e);
		(void)snprintf(e->fault, sizeof(e->fault),
		    "no Docker engine listens at %s; waiting for it", e->path);
		break;
	default:
		(void)snprintf(e->fault, sizeof(e->fault),
		    "Docker engine at %s: %s; trying again", e->path,
		    strerror(error));
	}
	return e->fault;
}
