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

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <netinet/in.h>

#include <err.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "regress/programs/walls/wall.h"

struct wall_fixture	 wall_fixture;

static unsigned int	 tests, failures;
static pid_t		 owner;

void
wall_ok(int good, const char *fmt, ...)
{
	va_list	 ap;

	tests++;
	failures += !good;
	printf("%sok %u - ", good ? "" : "not ", tests);
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	(void)fflush(stdout);
}

void
wall_note(const char *fmt, ...)
{
	va_list	 ap;

	printf("# ");
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}

const char *
wall_user(const char *user)
{
	return geteuid() == 0 ? user : "";
}

static int
listen_unix(const char *path, const char *abstract)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	const socklen_t		 len = sizeof(sun);
	int			 fd;

	if (path != NULL)
		(void)strlcpy(sun.sun_path, path, sizeof(sun.sun_path));
	else
		(void)strlcpy(sun.sun_path + 1, abstract,
		    sizeof(sun.sun_path) - 1);
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1 ||
	    bind(fd, (struct sockaddr *)&sun, len) == -1 ||
	    listen(fd, 4096) == -1)
		err(1, "%s", path != NULL ? path : abstract);
	if (path != NULL && chmod(path, 0666) == -1)
		err(1, "%s", path);
	return fd;
}

static uint16_t
listen_tcp(void)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };
	socklen_t		 len = sizeof(sin);
	int			 fd;

	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if ((fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1 ||
	    bind(fd, (struct sockaddr *)&sin, len) == -1 ||
	    listen(fd, 4096) == -1 ||
	    getsockname(fd, (struct sockaddr *)&sin, &len) == -1)
		err(1, "127.0.0.1");
	return ntohs(sin.sin_port);
}

/* A process that one of the same user may signal, trace and read. */
static pid_t
victim(const char *user)
{
	const struct passwd	*pw = NULL;
	pid_t			 pid;

	if (geteuid() == 0 && user != NULL && (pw = getpwnam(user)) == NULL)
		errx(1, "there is no user %s: make users", user);
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid != 0)
		return pid;
	if (pw != NULL && (setgroups(0, NULL) == -1 ||
	    setresgid(pw->pw_gid, pw->pw_gid, pw->pw_gid) == -1 ||
	    setresuid(pw->pw_uid, pw->pw_uid, pw->pw_uid) == -1))
		err(1, "%s", user);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)prctl(PR_SET_DUMPABLE, 1);
	(void)prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
	for (;;)
		pause();
}

static void
fixture_remove(void)
{
	char	 command[128];

	if (getpid() != owner)
		return;
	(void)kill(wall_fixture.victim, SIGKILL);
	(void)snprintf(command, sizeof(command), "rm -rf '%s'",
	    wall_fixture.dir);
	if (system(command) != 0)
		warnx("%s is left", wall_fixture.dir);
}

static void
fixture_make(struct wall_fixture *f, const char *user)
{
	int	 fd;

	owner = getpid();
	(void)umask(0);
	(void)strlcpy(f->dir, "/tmp/walls.XXXXXXXX", sizeof(f->dir));
	if (mkdtemp(f->dir) == NULL || chmod(f->dir, 01777) == -1)
		err(1, "%s", f->dir);
	(void)snprintf(f->file, sizeof(f->file), "%s/file", f->dir);
	(void)snprintf(f->inner, sizeof(f->inner), "%s/inner", f->dir);
	(void)snprintf(f->socket, sizeof(f->socket), "%s/socket", f->inner);
	(void)snprintf(f->other, sizeof(f->other), "%s/other", f->dir);
	(void)snprintf(f->log, sizeof(f->log), "%s/log", f->dir);
	(void)snprintf(f->abstract, sizeof(f->abstract), "kopd-walls-%d",
	    (int)getpid());
	if (mkdir(f->inner, 0755) == -1)
		err(1, "%s", f->inner);
	if ((fd = open(f->file, O_WRONLY | O_CREAT | O_CLOEXEC, 0666)) == -1 ||
	    close(fd) == -1)
		err(1, "%s", f->file);
	(void)listen_unix(f->socket, NULL);
	(void)listen_unix(f->other, NULL);
	(void)listen_unix(NULL, f->abstract);
	f->port = listen_tcp();
	f->port_other = listen_tcp();
	f->victim = victim(user);
	(void)atexit(fixture_remove);
}

int
wall_main(const struct wall *w)
{
	const char	*build = getenv("BUILD");
	char		 puppets[1024];

	if (build == NULL)
		build = "build";
	(void)snprintf(puppets, sizeof(puppets), "%s/puppets", build);
	log_init("walls", LOG_TO_STDERR, 0);
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		err(1, "signal");
	if (geteuid() == 0 && system("tools/users >/dev/null") != 0) {
		printf("Bail out! no users of kopd's processes: make users\n");
		return 1;
	}
	fixture_make(&wall_fixture, w->user);
	model_take(w);
	if (geteuid() == 0)
		live_run(w, build);
	else
		printf("ok %u - the filters of the program that is installed "
		    "# SKIP only root can read them\n", ++tests);
	named_run(w, puppets);
	range_run(w, puppets);
	printf("1..%u\n", tests);
	return failures == 0 ? 0 : 1;
}
