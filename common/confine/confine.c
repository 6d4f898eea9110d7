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

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/confine/confine.h"
#include "common/confine/kernel.h"
#include "common/confine/level.h"
#include "common/confine/system.h"
#include "common/log.h"
#include "common/userdb.h"

/* The new user, looked up while /etc can be read. */
struct identity {
	int	 change;	/* root, and a user is named */
	uid_t	 uid;
	gid_t	 gid;
	int	 ngroups;	/* 0 or 1 */
	gid_t	 group;
};

#define NO_ROOT_YET	"no root directory yet"

char *
confine_folder(const char *path)
{
	const char	*slash = strrchr(path, '/');
	char		*folder, *real;

	if (*path != '/')
		fatalx("%s: not an absolute path", path);
	if ((folder = strndup(path, (size_t)(slash - path) + 1)) == NULL)
		fatal(NULL);
	if ((real = realpath(folder, NULL)) == NULL)
		fatal("%s", folder);
	free(folder);
	return real;
}

static void
group_say(gid_t gid)
{
	const struct group	*gr = getgrgid(gid);

	if (gr != NULL)
		level_add("group %s", gr->gr_name);
	else
		level_add("group %u", (unsigned int)gid);
}

static void
group_find(const struct confine *c, struct identity *id)
{
	const struct group	*gr;
	struct stat		 st;

	if (c->group_of == NULL)
		return;
	if (stat(c->group_of, &st) == 0)
		id->group = st.st_gid;
	else if (c->group != NULL && (gr = userdb_group(c->group)) != NULL)
		id->group = gr->gr_gid;
	else
		return;
	id->ngroups = 1;
}

static void
identity_find(const struct confine *c, struct identity *id)
{
	const struct passwd	*pw;

	memset(id, 0, sizeof(*id));
	if (geteuid() != 0)
		return;
	if (c->user != NULL && *c->user != '\0') {
		if ((pw = userdb_user(c->user)) == NULL)
			fatalx("there is no user %s", c->user);
		if (pw->pw_uid == 0 || pw->pw_gid == 0)
			fatalx("user %s is root, or in its group", c->user);
		id->change = 1;
		id->uid = pw->pw_uid;
		id->gid = pw->pw_gid;
	} else if (c->sandbox == SANDBOX_STRICT)
		fatalx("sandbox strict: cannot stay root");
	group_find(c, id);
}

static void
limit(int resource, const char *name, rlim_t value)
{
	struct rlimit	 rl;

	if (getrlimit(resource, &rl) == -1)
		fatal("getrlimit %s", name);
	if (rl.rlim_max == RLIM_INFINITY || rl.rlim_max > value)
		rl.rlim_max = value;
	rl.rlim_cur = rl.rlim_max;
	if (setrlimit(resource, &rl) == -1)
		fatal("setrlimit %s", name);
}

/* A log that is a file must be able to grow. */
static int
logs_to_file(void)
{
	struct stat	 st;
	int		 fd;

	for (fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
			return 1;
	return 0;
}

static void
limit_all(const struct confine *c)
{
	limit(RLIMIT_CORE, "core", 0);
	limit(RLIMIT_NPROC, "nproc", 0);
	limit(RLIMIT_NOFILE, "nofile", c->files);
	if (!logs_to_file())
		limit(RLIMIT_FSIZE, "fsize", 0);
#ifndef SANITIZED	/* AddressSanitizer reserves terabytes for its shadow */
	if (c->memory != 0)
		limit(confine_memory, "memory", c->memory);
#endif
}

static void
change_root(const struct confine *c)
{
	if (c->chroot == NULL)
		confine_system_nowhere();
	else if (chroot(c->chroot) == -1)
		fatal("chroot %s", c->chroot);
	if (chdir("/") == -1)
		fatal("chdir /");
	if (c->chroot == NULL)
		level_add("chroot");
	else
		level_add("chroot %s", c->chroot);
}

/* The change of user must not be reversible. */
static void
identity_verify(const struct identity *id)
{
	uid_t	 uid, euid, suid;
	gid_t	 gid, egid, sgid;

	if (getresuid(&uid, &euid, &suid) == -1 ||
	    getresgid(&gid, &egid, &sgid) == -1)
		fatal("getresuid");
	if (uid != id->uid || euid != id->uid || suid != id->uid ||
	    gid != id->gid || egid != id->gid || sgid != id->gid)
		fatalx("cannot change the uid or gid");
	if (setuid(0) != -1 || seteuid(0) != -1 ||
	    setgid(0) != -1 || setegid(0) != -1)
		fatalx("the process could become root again");
	if (getgroups(0, NULL) != id->ngroups)
		fatalx("supplementary groups remain");
}

static void
identity_take(const struct confine *c, const struct identity *id)
{
	if (setgroups((size_t)id->ngroups, &id->group) == -1)
		fatal("setgroups");
	if (!c->chroot_later)
		change_root(c);
	else if (id->change)
		level_add(NO_ROOT_YET);
	else
		fatalx("root cannot wait for its root directory: there is no "
		    "user to change to");
	confine_system_drop(c);
	if (!id->change)
		return;
	if (setresgid(id->gid, id->gid, id->gid) == -1)
		fatal("setresgid");
	if (setresuid(id->uid, id->uid, id->uid) == -1)
		fatal("setresuid");
	identity_verify(id);
}

const char *
confine(const struct confine *c)
{
	struct identity	 id;

	confine_check(c->sandbox);
	identity_find(c, &id);
	if (id.change)
		level_add("uid %s", c->user);
	else
		level_add("uid %u", (unsigned int)geteuid());
	if (id.ngroups > 0)
		group_say(id.group);
	confine_system_prepare(c);
	limit_all(c);
	if (geteuid() == 0)
		identity_take(c, &id);
	else
		level_add("no chroot");
	confine_system_enter(c);
	return level_text();
}

const char *
confine_chroot(const struct confine *c, const char *folder)
{
	if (chroot(folder) == -1)
		return NULL;
	if (chdir("/") == -1)
		fatal("chdir /");
	confine_system_settle(c);
	level_replace(NO_ROOT_YET, "chroot", folder);
	return level_text();
}
