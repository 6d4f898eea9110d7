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

#include <sys/types.h>

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/acl.h"
#include "common/bounds.h"
#include "common/entry.h"
#include "common/log.h"
#include "common/userdb.h"
#include "common/xstrdup.h"

/* The kernel follows as many. */
#define LINKS_MAX	40

/* The target of the link at path, to be freed; NULL if it is not a link. */
static char *
link_target(const char *path)
{
	char	 target[PATH_MAX], *next;
	ssize_t	 n;
	int	 folder = (int)(strrchr(path, '/') - path);

	if ((n = readlink(path, target, sizeof(target) - 1)) == -1)
		return NULL;
	target[n] = '\0';
	if (*target == '/')
		return xstrdup(target);
	if (asprintf(&next, "%.*s/%s", folder, path, target) == -1)
		fatal(NULL);
	return next;
}

void
entry_split(const char *path, char **folder, char **name)
{
	char	*at = xstrdup(path), *next, *slash;
	int	 i;

	for (i = 0; i < LINKS_MAX && (next = link_target(at)) != NULL; i++) {
		free(at);
		at = next;
	}
	slash = strrchr(at, '/');
	*name = xstrdup(slash);
	*folder = xstrdup(at);
	(*folder)[slash == at ? 1 : slash - at] = '\0';
	free(at);
}

int
entry_needs_group(const char *path)
{
	struct stat	 st, above;
	char		*folder, *name;
	int		 found;

	if (stat(path, &st) == -1)
		return 1;
	entry_split(path, &folder, &name);
	found = stat(folder, &above);
	free(folder);
	free(name);
	if (found == 0 && above.st_gid == st.st_gid &&
	    (above.st_mode & S_IXGRP) && !(above.st_mode & S_IXOTH))
		return 1;
	return (st.st_mode & S_IWGRP) && !(st.st_mode & S_IWOTH);
}

static mode_t
bit_for(const struct stat *st, uid_t uid, const gid_t *groups, size_t ngroups)
{
	size_t	 i;

	if (st->st_uid == uid)
		return S_IXUSR;
	for (i = 0; i < ngroups; i++) {
		if (st->st_gid == groups[i])
			return S_IXGRP;
	}
	return S_IXOTH;
}

/* In a directory that may not be entered, no file can be found. */
static int
is_shut(const char *folder, struct stat *st)
{
	struct stat	 in;
	char		*inside;
	int		 shut;

	if (stat(folder, st) == -1 || !S_ISDIR(st->st_mode))
		return 0;
	if (asprintf(&inside, "%s/.", folder) == -1)
		fatal(NULL);
	shut = stat(inside, &in) == -1 && errno == EACCES;
	free(inside);
	return shut;
}

static char *
shut_here(const char *path, struct stat *st)
{
	const char	*slash = path;
	char		*folder;

	do {
		slash += strspn(slash, "/");
		slash += strcspn(slash, "/");
		if ((folder = strndup(path, (size_t)(slash - path))) == NULL)
			fatal(NULL);
		if (is_shut(folder, st))
			return folder;
		free(folder);
	} while (*slash != '\0');
	return NULL;
}

/* A user that does not exist owns nothing. */
static int
is_shut_to(const char *folder, const char *path, const char *user,
    struct stat *st)
{
	const struct passwd	*pw = userdb_user(user);
	struct stat		 socket;
	gid_t			 groups[2];
	size_t			 n = 0;

	if (stat(folder, st) == -1)
		return 0;
	if (pw != NULL)
		groups[n++] = pw->pw_gid;
	if (entry_needs_group(path) && stat(path, &socket) == 0)
		groups[n++] = socket.st_gid;
	return !(st->st_mode & bit_for(st, pw != NULL ? pw->pw_uid :
	    (uid_t)-1, groups, n)) && !acl_is_set(folder);
}

char *
entry_shut(const char *path, const char *user, struct stat *st)
{
	char	*folder, *name, *shut = NULL;

	entry_split(path, &folder, &name);
	free(name);
	if (*user == '\0')
		shut = shut_here(folder, st);
	else if (is_shut_to(folder, path, user, st))
		shut = xstrdup(folder);
	free(folder);
	return shut;
}

static void
put_user(char *buf, size_t size, uid_t uid, int names)
{
	const struct passwd	*pw = names ? getpwuid(uid) : NULL;

	if (pw != NULL)
		(void)snprintf(buf, size, "user %s (%u)", pw->pw_name, uid);
	else
		(void)snprintf(buf, size, "user %u", uid);
}

static void
put_group(char *buf, size_t size, gid_t gid, int names)
{
	const struct group	*gr = names ? getgrgid(gid) : NULL;

	if (gr != NULL)
		(void)snprintf(buf, size, "group %s (%u)", gr->gr_name, gid);
	else
		(void)snprintf(buf, size, "group %u", gid);
}

const char *
entry_text(const char *folder, const struct stat *st, int names)
{
	static char	 text[CONF_STRING_MAX];
	char		 user[80], group[80];

	put_user(user, sizeof(user), st->st_uid, names);
	put_group(group, sizeof(group), st->st_gid, names);
	(void)snprintf(text, sizeof(text), "only %s%s%s can enter the "
	    "directory %.800s (mode %04o)", user,
	    st->st_mode & S_IXGRP ? " and " : "",
	    st->st_mode & S_IXGRP ? group : "", folder,
	    (unsigned int)st->st_mode & 07777);
	return text;
}

const char *
entry_remedy(const struct stat *st)
{
	if (st->st_uid == 0)
		return "permit others to enter this directory (chmod o+x), or "
		    "put the socket into another one";
	return "run kopd as this user, as with rootless Docker, or put the "
	    "socket into another directory";
}
