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
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <netinet/in.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <event2/event.h>

#include "common/log.h"
#include "regress/programs/sandbox/inside.h"

/* An exit status says what errno a call ended with; fatal()'s is 1. */
#define STATUS_ERRNO	64
#define STATUS_FATAL	1

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset	444
#endif

#define NOBODY		65534
#define SOCKET_GROUP	4242

struct fixture		 fixture;

static unsigned int	 tests, failures;

static void
result(int good, const char *round, const char *name, const char *how)
{
	tests++;
	if (!good)
		failures++;
	printf("%sok %u - %s: %s (%s)\n", good ? "" : "not ", tests, round,
	    name, how);
}

/* True, and a test said to be skipped, where this kernel lacks it. */
static int
lacks(enum needs needs, const char *round, const char *name)
{
	int	 has, wants;

	/* What only an empty root folder promises holds without Landlock. */
	wants = needs == PATHS && geteuid() != 0 ? 1 : needs == PORTS ? 4 :
	    needs == SCOPES ? 6 : 0;
	has = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
	if (has >= wants || (has == -1 && wants == 0))
		return 0;
	tests++;
	printf("ok %u - %s: %s # SKIP needs Landlock %d, the kernel has %d\n",
	    tests, round, name, wants, has == -1 ? 0 : has);
	return 1;
}

static const char *
outcome(int status)
{
	static char	 text[128];
	int		 code = WEXITSTATUS(status);

	if (WIFSIGNALED(status))
		(void)snprintf(text, sizeof(text), "killed: %s",
		    WTERMSIG(status) == SIGSYS ? "bad system call" :
		    strsignal(WTERMSIG(status)));
	else if (code == 0)
		(void)snprintf(text, sizeof(text), "works");
	else if (code == STATUS_FATAL)
		(void)snprintf(text, sizeof(text), "exit status 1");
	else
		(void)snprintf(text, sizeof(text), "refused: %s",
		    strerror(code - STATUS_ERRNO));
	return text;
}

static uint16_t
local_port(int fd)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };
	socklen_t		 len = sizeof(sin);

	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || bind(fd, (struct sockaddr *)&sin, len) == -1 ||
	    getsockname(fd, (struct sockaddr *)&sin, &len) == -1)
		err(1, "127.0.0.1");
	return ntohs(sin.sin_port);
}

static void
on_usr1(evutil_socket_t sig, short what, void *arg)
{
	(void)sig;
	(void)what;
	event_base_loopbreak(arg);
}

/* Fresh ones for every case. */
static void
fixture_descriptors(struct fixture *f)
{
	f->unix_fd = socket(AF_UNIX, SOCK_STREAM, 0);
	f->tcp_fd = socket(AF_INET, SOCK_STREAM, 0);
	f->udp_fd = socket(AF_INET, SOCK_DGRAM, 0);
	(void)local_port(f->udp_fd);
	if (f->unix_fd == -1 || f->tcp_fd == -1 || pipe(f->pipe) == -1 ||
	    socketpair(AF_UNIX, SOCK_STREAM, 0, f->pair) == -1)
		err(1, "descriptors");
	if ((f->base = event_base_new()) == NULL || (f->usr1 = evsignal_new(
	    f->base, SIGUSR1, on_usr1, f->base)) == NULL ||
	    evsignal_add(f->usr1, NULL) == -1)
		errx(1, "no event loop");
}

/* In a process of its own, confined when enter is given. */
static int
attempt(const struct inside_case *c, const char *(*enter)(const char *),
    const char *user)
{
	pid_t	 pid;
	int	 status;

	(void)fflush(NULL);
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		fixture_descriptors(&fixture);
		/* A sanitizer makes an exit status of it. */
		if (signal(SIGSEGV, SIG_DFL) == SIG_ERR)
			err(1, "signal");
		if (enter != NULL)
			(void)enter(user);
		errno = 0;
		if (c->call() != -1)
			_exit(0);
		_exit(STATUS_ERRNO + errno);
	}
	if (waitpid(pid, &status, 0) == -1)
		err(1, "waitpid");
	return status;
}

/*
 * True, and a test reported as skipped, where the machine ends a process by
 * this very signal without a sandbox, too: it has no such calls.
 */
static int
impossible(const struct inside_case *c, int status, const char *round)
{
	int	 without;

	if (c->expect != KILLED || !WIFSIGNALED(status))
		return 0;
	without = attempt(c, NULL, NULL);
	if (!WIFSIGNALED(without) || WTERMSIG(without) != WTERMSIG(status))
		return 0;
	tests++;
	printf("ok %u - %s: %s # SKIP this machine has no such calls (%s)\n",
	    tests, round, c->name, outcome(without));
	return 1;
}

static int
as_expected(enum expect expect, int status)
{
	int	 killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;

	switch (expect) {
	case DENIED:
		return killed || (WIFEXITED(status) &&
		    WEXITSTATUS(status) > STATUS_ERRNO);
	case KILLED:
		return killed;
	case WORKS:
		return WIFEXITED(status) && WEXITSTATUS(status) == 0;
	case ABORTS:
		return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
	case FAULTS:
		return WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
	case ENDS:
		return WIFEXITED(status) &&
		    WEXITSTATUS(status) == STATUS_FATAL;
	}
	return 0;
}

static void
run_case(const struct inside_case *c, const char *(*enter)(const char *),
    const char *user, const char *round)
{
	char	 name[160];
	int	 status;

	if (c->needs == ROOT && geteuid() != 0)
		return;
	if (c->expect == DENIED) {
		status = attempt(c, NULL, NULL);
		(void)snprintf(name, sizeof(name), "%s, free", c->name);
		result(as_expected(WORKS, status), round, name,
		    outcome(status));
	}
	status = attempt(c, enter, user);
	if (!as_expected(c->expect, status) && (lacks(c->needs, round,
	    c->name) || impossible(c, status, round)))
		return;
	result(as_expected(c->expect, status), round, c->name,
	    outcome(status));
}

static int
listen_unix(const char *path, const char *abstract)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	socklen_t		 len = sizeof(sun);
	int			 fd;

	if (path != NULL)
		(void)strlcpy(sun.sun_path, path, sizeof(sun.sun_path));
	else {
		(void)strlcpy(sun.sun_path + 1, abstract,
		    sizeof(sun.sun_path) - 1);
		len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
		    strlen(abstract));
	}
	if ((fd = socket(AF_UNIX, SOCK_STREAM, 0)) == -1 ||
	    bind(fd, (struct sockaddr *)&sun, len) == -1 ||
	    listen(fd, 64) == -1)
		err(1, "%s", path != NULL ? path : abstract);
	return fd;
}

static uint16_t
listen_tcp(void)
{
	int		 fd = socket(AF_INET, SOCK_STREAM, 0);
	uint16_t	 port = local_port(fd);

	if (listen(fd, 64) == -1)
		err(1, "listen");
	return port;
}

static void
write_file(const char *path)
{
	int	 fd;

	if ((fd = open(path, O_WRONLY | O_CREAT, 0666)) == -1 ||
	    write(fd, "wan = 1\n", 8) != 8)
		err(1, "%s", path);
	(void)fchmod(fd, 0666);
	(void)close(fd);
}

/* One to be signalled, traced and read by others of its user. */
static pid_t
victim(void)
{
	pid_t	 pid;

	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
		for (;;)
			pause();
	}
	return pid;
}

static void
fixture_files(struct fixture *f)
{
	char	 conf[128];

	(void)strlcpy(f->dir, "/tmp/inside.XXXXXXXX", sizeof(f->dir));
	if (mkdtemp(f->dir) == NULL || chmod(f->dir, 0777) == -1)
		err(1, "%s", f->dir);
	(void)snprintf(f->file, sizeof(f->file), "%s/file", f->dir);
	(void)snprintf(f->inner, sizeof(f->inner), "%s/inner", f->dir);
	(void)snprintf(f->socket, sizeof(f->socket), "%s/socket", f->inner);
	(void)snprintf(f->other, sizeof(f->other), "%s/other", f->dir);
	(void)snprintf(f->abstract, sizeof(f->abstract), "kopd-inside-%d-%u",
	    (int)getpid(), (unsigned int)geteuid());
	(void)snprintf(conf, sizeof(conf), "%s/kopd.conf", f->inner);
	write_file(f->file);
	if (mkdir(f->inner, 0777) == -1 || chmod(f->inner, 0777) == -1)
		err(1, "%s", f->inner);
	write_file(conf);
	if ((f->file_fd = open(f->file, O_RDONLY)) == -1)
		err(1, "%s", f->file);
	if ((f->inner_fd = open(f->inner, O_RDONLY | O_DIRECTORY)) == -1)
		err(1, "%s", f->inner);
}

static void
fixture_make(struct fixture *f)
{
	fixture_files(f);
	f->unix_listener = listen_unix(f->socket, NULL);
	(void)listen_unix(f->other, NULL);
	if (chmod(f->other, 0777) == -1)
		err(1, "%s", f->other);
	(void)listen_unix(NULL, f->abstract);
	if (geteuid() == 0) {
		f->group = SOCKET_GROUP;
		if (chown(f->socket, 0, f->group) == -1 ||
		    chmod(f->socket, 0660) == -1)
			err(1, "%s", f->socket);
	}
	f->port = listen_tcp();
	f->port_other = listen_tcp();
	f->victim = victim();
}

static void
fixture_remove(struct fixture *f)
{
	char	 command[128];

	(void)kill(f->victim, SIGKILL);
	(void)waitpid(f->victim, NULL, 0);
	(void)snprintf(command, sizeof(command), "rm -rf '%s'", f->dir);
	if (system(command) != 0)
		warnx("%s is left", f->dir);
}

static void
round_run(const struct inside_case *const *tables,
    const char *(*enter)(const char *), const char *user, const char *round)
{
	const struct inside_case	*c;
	int				 first;

	if ((first = dup(STDERR_FILENO)) == -1)
		err(1, "descriptors");
	tzset();		/* as the logger does */
	fixture_make(&fixture);
	for (; *tables != NULL; tables++)
		for (c = *tables; c->name != NULL; c++)
			run_case(c, enter, user, round);
	fixture_remove(&fixture);
	closefrom(first);
}

static void
become_nobody(void)
{
	if (setgroups(0, NULL) == -1 ||
	    setresgid(NOBODY, NOBODY, NOBODY) == -1 ||
	    setresuid(NOBODY, NOBODY, NOBODY) == -1)
		err(1, "nobody");
	/* What changed its user is not dumpable, and so not to be traced. */
	(void)prctl(PR_SET_DUMPABLE, 1);
}

int
inside_main(const struct inside_case *const *tables,
    const char *(*enter)(const char *), const char *role_user)
{
	log_init("inside", LOG_TO_STDERR, 0);
	if (geteuid() == 0) {
		if (*role_user != '\0' && getpwnam(role_user) == NULL &&
		    system("tools/users") != 0) {
			printf("Bail out! no user %s: make users\n",
			    role_user);
			return 1;
		}
		round_run(tables, enter, role_user, "root");
		become_nobody();
	}
	round_run(tables, enter, "", "user");
	printf("1..%u\n", tests);
	return failures == 0 ? 0 : 1;
}

int
inside_connect_unix(int fd, const char *path)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };

	(void)strlcpy(sun.sun_path, path, sizeof(sun.sun_path));
	if (fd == -1 && (fd = socket(AF_UNIX, SOCK_STREAM, 0)) == -1)
		return -1;
	return connect(fd, (struct sockaddr *)&sun, sizeof(sun));
}

int
inside_connect_abstract(int fd)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	size_t			 len;

	len = strlcpy(sun.sun_path + 1, fixture.abstract,
	    sizeof(sun.sun_path) - 1);
	return connect(fd, (struct sockaddr *)&sun, (socklen_t)(1 + len +
	    offsetof(struct sockaddr_un, sun_path)));
}

int
inside_connect_tcp(int fd, uint16_t port)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };

	sin.sin_port = htons(port);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 && (fd = socket(AF_INET, SOCK_STREAM, 0)) == -1)
		return -1;
	return connect(fd, (struct sockaddr *)&sin, sizeof(sin));
}
