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

#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/sockets.h"

/* Directories for the sockets of all programs, or of all users. */
static const char *const shared[] = {
	"/", "/run", "/var/run", "/tmp", "/var/tmp", "/dev/shm"
};

/* Follows symbolic links as far as possible. */
static char *
resolved(const char *path)
{
	char	*real = realpath(path, NULL);

	return real != NULL ? real : xstrdup(path);
}

static char *
folder_of(const char *path)
{
	size_t	 len = (size_t)(strrchr(path, '/') - path);
	char	*folder, *real;

	while (len > 0 && path[len - 1] == '/')
		len--;
	if ((folder = strndup(len == 0 ? "/" : path, len == 0 ? 1 : len)) ==
	    NULL)
		fatal(NULL);
	real = resolved(folder);
	free(folder);
	return real;
}

static int
is_within(const char *path, const char *folder)
{
	size_t	 len = strlen(folder);

	return strcmp(folder, "/") == 0 || (strncmp(path, folder, len) == 0 &&
	    (path[len] == '/' || path[len] == '\0'));
}

static int
is_shared(const char *folder)
{
	char	*other;
	size_t	 i;
	int	 same = 0;

	for (i = 0; i < sizeof(shared) / sizeof(shared[0]) && !same; i++) {
		other = resolved(shared[i]);
		same = strcmp(folder, shared[i]) == 0 ||
		    strcmp(folder, other) == 0;
		free(other);
	}
	return same;
}

static int
has_docker(const char *folder, const char *docker)
{
	char	*beside = folder_of(docker), *real = resolved(docker);
	int	 has = is_within(beside, folder) || is_within(real, folder);

	free(beside);
	free(real);
	return has;
}

static void
check_folder(const struct kopd_conf *conf, struct conf_report *report)
{
	const char	*origin = conf->origin[SET_REDIS_SOCKET];
	char		*folder = folder_of(conf->writer.socket);

	if (conf->reader.socket[0] == '/' &&
	    has_docker(folder, conf->reader.socket))
		conf_error(report, origin, "redis socket %s: redis-writer "
		    "could reach Docker's socket %s from there: put the socket "
		    "of Redis into a directory of its own, such as /run/redis", conf->writer.socket, conf->reader.socket);
	else if (is_shared(folder))
		conf_error(report, origin, "redis socket %s: redis-writer "
		    "could reach the sockets of other programs in %s: put the "
		    "socket of Redis into a directory of its own, such as "
		    "/run/redis", conf->writer.socket, folder);
	free(folder);
}

/* The group is of no use if all users may connect. */
static void
check_group(const struct kopd_conf *conf, struct conf_report *report)
{
	const char	*origin = conf->origin[SET_REDIS_SOCKET];
	struct stat	 redis, docker;

	if (stat(conf->writer.socket, &redis) == -1 ||
	    (redis.st_mode & S_IWOTH))
		return;
	if (redis.st_gid == 0)
		conf_error(report, origin, "redis socket %s: its group is 0, "
		    "which redis-writer must not join; give it a group of its "
		    "own, and set unixsocketperm 770", conf->writer.socket);
	else if (stat(conf->reader.socket, &docker) == 0 &&
	    redis.st_gid == docker.st_gid)
		conf_error(report, origin, "redis socket %s: its group is that "
		    "of Docker's socket, which redis-writer must not join; "
		    "give it a group of its own", conf->writer.socket);
}

void
sockets_check(const struct kopd_conf *conf, struct conf_report *report)
{
	if (conf->writer.socket[0] != '/')
		return;
	check_folder(conf, report);
	check_group(conf, report);
}
