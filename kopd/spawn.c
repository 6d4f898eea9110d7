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

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "kopd/self.h"
#include "kopd/spawn.h"
#include "paths.h"

/* Above all descriptors that a child gets. */
#define FD_FREE		16

#define VERBOSE_MAX	3

/*
 * Returns why users other than root and the owner of kopd's own program can
 * change the file at path; NULL: they cannot.
 */
static const char *
shared_part(const char *path, int is_last, uid_t owner)
{
	struct stat	 st;

	if (lstat(path, &st) == -1)
		return strerror(errno);
	if (st.st_uid != 0 && st.st_uid != owner)
		return "it does not belong to root";
	/* In a sticky directory, users rename only their own files. */
	if (st.st_mode & (S_IWGRP | S_IWOTH) &&
	    (is_last || !(st.st_mode & S_ISVTX)))
		return "others can write to it";
	return NULL;
}

/* Checks path, which has no symbolic links, and all directories above it. */
static int
is_roots(const char *path)
{
	uid_t		 owner = self_owner();
	char		*part, *slash;
	const char	*why;
	int		 is_last = 1;

	if ((part = strdup(path)) == NULL)
		fatal(NULL);
	while ((why = shared_part(part[0] != '\0' ? part : "/", is_last,
	    owner)) == NULL && part[0] != '\0') {
		is_last = 0;
		slash = strrchr(part, '/');
		*slash = '\0';
	}
	if (why != NULL)
		log_warnx("%s is not executed: %s: %s", path, part, why);
	free(part);
	return why == NULL;
}

/*
 * The children of <build>/kopd/kopd are at <build>/<role>/<role>.  Root uses
 * them only if no user can change them but root and the owner of kopd's own
 * program.
 */
static char *
path_in_build(const char *name)
{
	char	*self = self_path(), *slash, *p;
	int	 up;

	if (self == NULL)
		return NULL;
	for (up = 0; up < 2; up++) {
		if ((slash = strrchr(self, '/')) == NULL) {
			free(self);
			return NULL;
		}
		*slash = '\0';
	}
	if (asprintf(&p, "%s/%s/%s", self, name, name) == -1)
		fatal(NULL);
	free(self);
	if (access(p, X_OK) == 0 && (geteuid() != 0 || is_roots(p)))
		return p;
	free(p);
	return NULL;
}

static char *
path_of(enum role role)
{
	char	*p;

	if ((p = path_in_build(role_name(role))) != NULL)
		return p;
	if (asprintf(&p, "%s/%s", KOPD_LIBEXEC, role_name(role)) == -1)
		fatal(NULL);
	return p;
}

char *
spawn_missing(enum role role)
{
	char	*path = path_of(role);

	if (access(path, X_OK) == -1)
		return path;
	free(path);
	return NULL;
}

/*
 * The time zone of the log, whether stderr is the journal, and the options of
 * built-in sanitizers.
 */
static char **
minimal_environment(void)
{
	static const char *const kept[] = {
		"TZ", "JOURNAL_STREAM",
#ifdef SANITIZED
		"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
#endif
	};
	static char	*env[sizeof(kept) / sizeof(kept[0]) + 1];
	const char	*value;
	size_t		 i, n = 0;

	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		if ((value = getenv(kept[i])) == NULL)
			continue;
		if (asprintf(&env[n++], "%s=%s", kept[i], value) == -1)
			fatal(NULL);
	}
	env[n] = NULL;
	return env;
}

static void
place(int from, int to)
{
	if (dup2(from, to) == -1)
		fatal("descriptor %d", to);
}

/* Moves them away first, because one may have the number of another. */
static void
place_all(const struct spawn *s)
{
	int	 moved[4], i, err, null;

	for (i = 0; i < s->nfds; i++) {
		if ((moved[i] = fcntl(s->fds[i], F_DUPFD, FD_FREE)) == -1)
			fatal("descriptor");
	}
	err = s->err == -1 ? STDERR_FILENO : s->err;
	if ((err = fcntl(err, F_DUPFD, FD_FREE)) == -1 ||
	    (null = open("/dev/null", O_RDWR)) == -1 ||
	    (null = fcntl(null, F_DUPFD, FD_FREE)) == -1)
		fatal("/dev/null");
	place(null, STDIN_FILENO);
	place(null, STDOUT_FILENO);
	place(err, STDERR_FILENO);
	for (i = 0; i < s->nfds; i++)
		place(moved[i], FD_PARENT + i);
	closefrom(FD_PARENT + s->nfds);
}

static void
execute(const struct spawn *s, char *path, char **env)
{
	static char	 d[] = "-d", j[] = "-J", q[] = "-q", v[] = "-v";
	char		*argv[VERBOSE_MAX + 5];
	sigset_t	 none;
	int		 i, n = 0;

	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	place_all(s);
	argv[n++] = path;
	if (s->to_stderr)
		argv[n++] = d;
	if (s->json)
		argv[n++] = j;
	if (s->verbose < 0)
		argv[n++] = q;
	for (i = 0; i < s->verbose && i < VERBOSE_MAX; i++)
		argv[n++] = v;
	argv[n] = NULL;
	execve(path, argv, env);
	fatal("%s", path);
}

pid_t
spawn(const struct spawn *s)
{
	char	*path = path_of(s->role);
	char	**env = minimal_environment();
	pid_t	 pid;
	int	 i;

	if (access(path, X_OK) == -1)
		fatal("%s", path);
	switch (pid = fork()) {
	case -1:
		fatal("fork");
	case 0:
		execute(s, path, env);
		/* NOTREACHED */
	}
	for (i = 0; i < s->nfds; i++)
		(void)close(s->fds[i]);
	for (i = 0; env[i] != NULL; i++)
		free(env[i]);
	free(path);
	return pid;
}

void
spawn_pair(int fds[2])
{
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == -1)
		fatal("socketpair");
}
