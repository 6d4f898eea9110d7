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
#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "regress/programs/soak/soak.h"

#define CONNECT_TRIES	1000	/* 10 ms apart */

static pid_t		 pid;
static const char	*dir;
static char		 path[TEXT];
static char		*script;
static redisContext	*commands, *subscription;
static unsigned int	 messages;

static redisContext *
open_connection(void)
{
	struct timespec	 pause = { 0, 10000000 };
	redisContext	*c;
	redisReply	*reply;
	int		 i, answers;

	for (i = 0; i < CONNECT_TRIES; i++) {
		if ((c = redisConnectUnix(path)) != NULL && c->err == 0) {
			reply = redisCommand(c, "PING");
			answers = reply != NULL &&
			    reply->type == REDIS_REPLY_STATUS;
			freeReplyObject(reply);
			if (answers)
				return c;
		}
		redisFree(c);
		(void)nanosleep(&pause, NULL);
	}
	errx(1, "redis-server does not answer");
}

static void
run(void)
{
	const char	*server;
	int		 fd;

	if ((server = getenv("REDIS_SERVER")) == NULL)
		server = "redis-server";
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		if ((fd = open("/dev/null", O_WRONLY)) != -1)
			(void)dup2(fd, STDOUT_FILENO);
		execlp(server, server, "--port", "0",
		    "--unixsocket", path, "--dir", dir, "--save", "",
		    (char *)NULL);
		err(1, "%s", server);
	}
	commands = open_connection();
	subscription = open_connection();
	freeReplyObject(redisCommand(subscription,
	    "PSUBSCRIBE __keyspace*:traefik*"));
}

static char *
read_file(const char *name)
{
	char	*text = calloc(1, 65536);
	FILE	*f = fopen(name, "r");

	if (f == NULL || text == NULL)
		err(1, "%s", name);
	if (fread(text, 1, 65535, f) == 0)
		errx(1, "%s is empty", name);
	(void)fclose(f);
	return text;
}

void
server_start(const char *folder, const char *snapshot)
{
	dir = folder;
	script = read_file(snapshot);
	(void)snprintf(path, sizeof(path), "%s/redis.sock", dir);
	run();
}

void
server_stop(void)
{
	if (pid == 0)
		return;
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	redisFree(commands);
	redisFree(subscription);
	pid = 0;
}

void
server_restart(int keep_data)
{
	char	 dump[TEXT + 16];

	(void)snprintf(dump, sizeof(dump), "%s/dump.rdb", dir);
	server_stop();
	if (!keep_data)
		(void)unlink(dump);
	run();
}

const char *
server_socket(void)
{
	return path;
}

int
server_fd(void)
{
	return subscription->fd;
}

unsigned int
server_messages(void)
{
	struct pollfd	 p = { subscription->fd, POLLIN, 0 };
	redisReply	*reply;

	while (poll(&p, 1, 0) == 1) {
		if (redisBufferRead(subscription) != REDIS_OK)
			errx(1, "redis: %s", subscription->errstr);
		while (redisGetReplyFromReader(subscription,
		    (void **)&reply) == REDIS_OK && reply != NULL) {
			messages += reply->elements == 4;
			freeReplyObject(reply);
		}
	}
	return messages;
}

long long
server_do(const char *fmt, ...)
{
	redisReply	*reply;
	long long	 n;
	va_list		 ap;

	va_start(ap, fmt);
	reply = redisvCommand(commands, fmt, ap);
	va_end(ap);
	if (reply == NULL)
		errx(1, "redis: %s: %s", fmt, commands->errstr);
	if (reply->type == REDIS_REPLY_ERROR)
		errx(1, "redis: %s: %s", fmt, reply->str);
	n = reply->integer;
	freeReplyObject(reply);
	return n;
}

static char *
ask_text(const char *command, const char *argument)
{
	redisReply	*reply;
	char		*text;

	reply = redisCommand(commands, argument == NULL ? command :
	    "EVAL %s 0", argument);
	if (reply == NULL || reply->str == NULL ||
	    reply->type == REDIS_REPLY_ERROR)
		errx(1, "redis: %s: %s", command, reply == NULL ?
		    commands->errstr : reply->str);
	if ((text = strdup(reply->str)) == NULL)
		err(1, NULL);
	freeReplyObject(reply);
	return text;
}

char *
server_snapshot(void)
{
	return ask_text("snapshot", script);
}

long long
server_writes(void)
{
	static const char *const names[] = { "cmdstat_mset:calls=",
				    "cmdstat_del:calls=" };
	char			*text = ask_text("INFO commandstats", NULL);
	const char		*at;
	long long		 n = 0;
	size_t			 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((at = strstr(text, names[i])) != NULL)
			n += atoll(at + strlen(names[i]));
	free(text);
	return n;
}
