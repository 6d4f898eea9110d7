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

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "common/confine/confine.h"
#include "common/log.h"
#include "kopd/conf/load.h"
#include "kopd/detach.h"
#include "kopd/logger.h"
#include "kopd/logger_system.h"

/* Two messages that are no lines, because they begin with a NUL. */
#define DETACH		""		/* of one byte */
#define JSON_BYTES	2		/* the second one is on or off */

#define FD_LINES	3
#define FILES		16
#define MEMORY		(UINT64_C(64) * 1024 * 1024)

static unsigned int	 lost;		/* lines, since the last one */
static int		 null;

static void
logger_confine(const char *user)
{
	struct confine	 c = { .user = user, .memory = MEMORY, .files = FILES,
			    /* kopd rejects a weak sandbox for all */
			    .sandbox = SANDBOX_LENIENT };
	char		*directory = logger_permit(&c);

	(void)confine(&c);
	free(directory);
}

/* The format of RFC 3164, as syslog(3) sends it. */
static int
line_send(int priority, const char *line)
{
	char		 when[32], *text;
	time_t		 now = time(NULL);
	struct tm	 tm;
	int		 result;

	if (localtime_r(&now, &tm) == NULL ||
	    strftime(when, sizeof(when), "%h %e %T", &tm) == 0)
		when[0] = '\0';
	if (asprintf(&text, "<%d>%s %s", LOG_DAEMON | priority, when,
	    line) == -1)
		fatal(NULL);
	/* The second connection reaches a restarted syslogd. */
	if ((result = logger_send(text)) == -1)
		result = logger_send(text);
	free(text);
	return result;
}

/* Returns 0 if syslogd has the number of lost lines now, or -1. */
static int
lost_send(void)
{
	char	 note[128], all[LOGLINE_MAX];
	int	 n;

	(void)snprintf(note, sizeof(note), "%u lines were lost: %s", lost,
	    logger_refusal);
	n = snprintf(all, sizeof(all) - LOGLINE_MIN, "kopd[%ld]: ",
	    (long)getpid());
	(void)log_body(all + n, sizeof(all) - (size_t)n, LOG_WARNING, NULL,
	    note);
	return line_send(LOG_WARNING, all);
}

static void
line_log(int priority, const char *line)
{
	if (lost > 0 && lost_send() == 0)
		lost = 0;
	if (lost > 0 || line_send(priority, line) == -1)
		lost++;
}

/* A line without a priority is one of libc, which then aborts the process. */
static int
line_priority(char **line)
{
	char	*end;
	long	 priority;

	if (**line != '<')
		return LOG_CRIT;
	priority = strtol(*line + 1, &end, 10);
	if (*end != '>' || priority < LOG_EMERG || priority > LOG_DEBUG)
		return LOG_CRIT;
	*line = end + 1;
	return (int)priority;
}

/* kopd writes to the terminal itself; its children's fatal errors follow. */
static void
line_show(int priority, const char *line)
{
	char		 copy[LOGLINE_MAX + 8];
	const char	*body;
	int		 n, name = (int)strcspn(line, "[");

	if (priority > LOG_CRIT || strncmp(line, "kopd[", 5) == 0 ||
	    (body = strstr(line, "]: ")) == NULL)
		return;
	n = snprintf(copy, sizeof(copy), "%s%.*s%s\n", log_prefix(priority),
	    log_get_json() ? 0 : name, line, body +
	    strlen(log_get_json() ? "]: " : "]"));
	if (n > 0 && n < (int)sizeof(copy))
		(void)!write(STDERR_FILENO, copy, (size_t)n);
}

static void
line_take(char *line)
{
	int	 priority = line_priority(&line);

	line[strcspn(line, "\n")] = '\0';
	line_show(priority, line);
	line_log(priority, line);
}

static void
terminal_leave(void)
{
	(void)dup2(null, STDERR_FILENO);
	(void)dup2(null, LOGGER_FD_WAITING);
}

static void	logger_run(void) __attribute__((__noreturn__));

static void
logger_run(void)
{
	char	 line[LOGLINE_MAX + 1];
	ssize_t	 n;

	while ((n = read(FD_LINES, line, sizeof(line) - 1)) != 0) {
		if (n == -1) {
			if (errno == EINTR)
				continue;
			_exit(1);
		}
		line[n] = '\0';
		if (n == sizeof(DETACH) && line[0] == '\0')
			terminal_leave();
		else if (n == JSON_BYTES && line[0] == '\0')
			log_set_json(line[1]);
		else
			line_take(line);
	}
	_exit(0);
}

/* Moves them away from the numbers that they get next. */
static void
logger_descriptors(int lines)
{
	int	 waiting = detach_fd();

	if ((null = open("/dev/null", O_RDWR | O_CLOEXEC)) == -1 ||
	    (null = fcntl(null, F_DUPFD, LOGGER_FD_WAITING + 1)) == -1 ||
	    (lines = fcntl(lines, F_DUPFD, LOGGER_FD_WAITING + 1)) == -1 ||
	    (waiting = fcntl(waiting != -1 ? waiting : null, F_DUPFD,
	    LOGGER_FD_WAITING + 1)) == -1 ||
	    dup2(null, STDIN_FILENO) == -1 || dup2(null, STDOUT_FILENO) == -1 ||
	    dup2(lines, FD_LINES) == -1 ||
	    dup2(waiting, LOGGER_FD_WAITING) == -1 ||
	    (null = dup2(null, LOGGER_FD_WAITING + 1)) == -1)
		fatal("logger: descriptors");
	closefrom(LOGGER_FD_WAITING + 2);
}

/* The logger ends after all other processes, and not at a signal. */
static void
logger_signals(void)
{
	static const int ignored[] = {
		SIGPIPE, SIGHUP, SIGINT, SIGTERM, SIGUSR1
	};
	size_t		 i;

	for (i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++) {
		if (signal(ignored[i], SIG_IGN) == SIG_ERR)
			fatal("signal");
	}
}

static void
logger_begin(struct kopd_conf *conf, const char *user, int lines)
{
	conf_handed_over(conf);
	logger_signals();
	logger_descriptors(lines);
	tzset();
	logger_confine(user);
	(void)logger_connect();
	if (write(FD_LINES, "", 1) != 1)
		_exit(1);
	logger_run();
}

pid_t
logger_start(struct kopd_conf *conf, const char *user, int *fd)
{
	int	 pair[2];
	char	 ready;
	pid_t	 pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == -1)
		fatal("socketpair");
	if ((pid = fork()) == -1)
		fatal("fork");
	if (pid == 0)
		logger_begin(conf, user, pair[1]);
	(void)close(pair[1]);
	if (read(pair[0], &ready, 1) != 1)
		fatalx("the process that writes to syslog has ended");
	if (fcntl(pair[0], F_SETFL, O_NONBLOCK) == -1)
		fatal("fcntl");
	*fd = pair[0];
	return pid;
}

void
logger_detach(int fd)
{
	(void)!write(fd, DETACH, sizeof(DETACH));
}

void
logger_set_json(int fd, int on)
{
	char	 message[JSON_BYTES] = { '\0', (char)(on != 0) };

	(void)!write(fd, message, sizeof(message));
}
