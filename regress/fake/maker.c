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

/*
 * Plays kopd and route-maker for redis-writer.  Started with the program's
 * path it reads commands from its standard input, one a line, words between
 * blanks, and says on standard output what came back:
 *
 *	conf NAME VALUE		of redis_writer_conf; "-" is ""
 *	start			the program, with that configuration
 *	reload			sends the configuration again
 *	engine ID NAME
 *	begin NUMBER snapshot|change
 *	set ID NAME FLAGS [KEY VALUE ...]
 *	del ID
 *	end NUMBER
 *	many FROM TO		set a service and a router for each number
 *	done NUMBER		waits for ROUTES_DONE of it: "done NUMBER MS",
 *				milliseconds since the last end
 *	status			"status NAME VALUE" ..., "status-end ERROR"
 *	await NAME TEXT		asks for the status until TEXT is in NAME
 *	withdraw		"status-end ERROR"
 *	say TEXT		"TEXT"
 *	stop			ends the program: "exit STATUS"
 *	exit			waits for its own end: "exit STATUS"
 */

#include <sys/socket.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <event2/event.h>

#include "config.h"
#include "log.h"
#include "messages.h"
#include "peer.h"
#include "record.h"

#define WORDS		64
#define AWAIT_SECONDS	30

static struct redis_writer_conf	*conf;
static struct event_base	*base;
static struct peer		*parent, *maker;
static const char		*program;
static pid_t			 child;
static unsigned long long	 done;
static char			*await_name, *await_text;
static int			 status_over, awaited, gone, silent;
static struct timespec		 ended;

static const struct {
	const char	*name;
	size_t		 offset;
	int		 number;
} fields[] = {
#define STRING(f)	{ #f, offsetof(struct redis_writer_conf, f), 0 }
#define NUMBER(f)	{ #f, offsetof(struct redis_writer_conf, f), 1 }
	STRING(run_as), NUMBER(strict), STRING(hostname), STRING(host),
	NUMBER(port), STRING(socket), STRING(user), STRING(password),
	NUMBER(db), STRING(root), NUMBER(ttl), NUMBER(heartbeat),
	NUMBER(poll), NUMBER(notify_quiet), NUMBER(expire_keys),
	NUMBER(withdraw_on_exit),
};

static int
on_ready(struct peer *p, struct imsg *imsg)
{
	(void)p;
	(void)imsg;
	puts("ready");
	return 0;
}

static int
on_item(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;
	char			*name, *value;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	name = record_get_string(&r, IMSG_PAYLOAD_MAX);
	value = record_get_string(&r, IMSG_PAYLOAD_MAX);
	if (record_end(&r) == -1)
		return -1;
	if (!silent)
		printf("status %s %s\n", name, value);
	if (await_name != NULL && strcmp(name, await_name) == 0 &&
	    strstr(value, await_text) != NULL)
		awaited = 1;
	free(name);
	free(value);
	return 0;
}

static int
on_item_end(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;
	char			*error;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	error = record_get_string(&r, IMSG_PAYLOAD_MAX);
	if (record_end(&r) == -1)
		return -1;
	if (!silent)
		printf("status-end %s\n", error);
	free(error);
	status_over = 1;
	return 0;
}

static int
on_done(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	done = record_get_u64(&r);
	return record_end(&r);
}

static void
on_closed(struct peer *p)
{
	(void)p;
	gone = 1;
}

static const struct dispatch table[] = {
	{ CHILD_READY, ROLE_REDIS_WRITER, 0, 4096, on_ready, "ready" },
	{ CHILD_STATUS_ITEM, ROLE_REDIS_WRITER, 0, IMSG_PAYLOAD_MAX, on_item,
	    "item" },
	{ CHILD_STATUS_END, ROLE_REDIS_WRITER, 0, 4096, on_item_end, "end" },
	{ ROUTES_DONE, ROLE_REDIS_WRITER, 8, 8, on_done, "done" },
};

static const struct peer_callbacks callbacks = {
	table, sizeof(table) / sizeof(table[0]), on_closed, NULL, NULL
};

/* Out of the way, so that the fixed numbers are free. */
static int
move_up(int fd)
{
	int	 up = fcntl(fd, F_DUPFD_CLOEXEC, 10);

	if (up == -1)
		fatal("fcntl");
	close(fd);
	return up;
}

static void
start(void)
{
	int	 to_parent[2], to_maker[2], theirs[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0,
	    to_parent) == -1 || socketpair(AF_UNIX,
	    SOCK_STREAM | SOCK_CLOEXEC, 0, to_maker) == -1)
		fatal("socketpair");
	theirs[0] = move_up(to_parent[1]);
	theirs[1] = move_up(to_maker[1]);
	to_parent[0] = move_up(to_parent[0]);
	to_maker[0] = move_up(to_maker[0]);
	if ((child = fork()) == -1)
		fatal("fork");
	if (child == 0) {
		dup2(theirs[0], FD_PARENT);
		dup2(theirs[1], FD_ROUTE_MAKER);
		execl(program, program, "-d", "-v", (char *)NULL);
		fatal("%s", program);
	}
	close(theirs[0]);
	close(theirs[1]);
	gone = 0;
	done = 0;
	parent = peer_new(base, to_parent[0], ROLE_REDIS_WRITER, &callbacks,
	    NULL);
	maker = peer_new(base, to_maker[0], ROLE_REDIS_WRITER, &callbacks,
	    NULL);
	config_send(parent, &redis_writer_table, conf);
}

static void
set_conf(const char *name, const char *value)
{
	char	*at, **s;
	size_t	 i;
	uint32_t n;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(fields[i].name, name) != 0)
			continue;
		at = (char *)conf + fields[i].offset;
		if (fields[i].number) {
			n = (uint32_t)strtoul(value, NULL, 10);
			memcpy(at, &n, sizeof(n));
			return;
		}
		s = (char **)(void *)at;
		free(*s);
		if ((*s = strdup(strcmp(value, "-") == 0 ? "" : value)) == NULL)
			fatal(NULL);
		return;
	}
	fatalx("no such field: %s", name);
}

/* Runs the loop for a moment: 0 when it is time to look again, -1 if late. */
static int
turn(const struct timespec *start_time)
{
	static const struct timeval	 tick = { 0, 10000 };
	struct timespec			 now;

	fflush(stdout);
	event_base_loopexit(base, &tick);
	event_base_loop(base, EVLOOP_ONCE);
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec - start_time->tv_sec > AWAIT_SECONDS ? -1 : 0;
}

static void
send_record(struct peer *p, uint32_t type, struct record *r)
{
	struct timespec	 t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	while (peer_send_record(p, type, 0, r) == -1) {
		if (turn(&t) == -1)
			fatalx("redis-writer does not read");
	}
	record_free(r);
}

static void
send_number(uint32_t type, const char *number, int kind)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u64(&r, strtoull(number, NULL, 10));
	if (kind != -1)
		record_u8(&r, (uint8_t)kind);
	send_record(maker, type, &r);
}

static void
send_set(char **word, size_t n)
{
	struct record	 r = RECORD_INITIALIZER;
	size_t		 i;

	record_string(&r, word[0]);
	record_string(&r, word[1]);
	record_u8(&r, (uint8_t)atoi(word[2]));
	for (i = 3; i < n; i++)
		record_string(&r, strcmp(word[i], "-") == 0 ? "" : word[i]);
	send_record(maker, ROUTES_SET, &r);
}

static void
send_strings(uint32_t type, const char *a, const char *b)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, a);
	if (b != NULL)
		record_string(&r, b);
	send_record(maker, type, &r);
}

static void
send_many(int from, int to)
{
	char	 id[64], name[32], rule[64], url[64], server[] =
		    "loadBalancer/servers/0/url", r[] = "rule", s[] = "service",
		    e[] = "entryPoints", web[] = "websecure", f[] = "0";
	char	*service[] = { id, id, f, server, url };
	char	*router[] = { id, id, f, r, rule, s, name, e, web };
	int	 i;

	for (i = from; i < to; i++) {
		(void)snprintf(name, sizeof(name), "web%d", i);
		(void)snprintf(id, sizeof(id), "http/services/%s", name);
		(void)snprintf(url, sizeof(url), "http://192.0.2.1:%d", i);
		send_set(service, 5);
		(void)snprintf(id, sizeof(id), "http/routers/%s", name);
		(void)snprintf(rule, sizeof(rule),
		    "Host(`%s.example.com`)", name);
		send_set(router, 9);
	}
}

static void
wait_done(const char *number)
{
	struct timespec	 t, now;

	clock_gettime(CLOCK_MONOTONIC, &t);
	while (done < strtoull(number, NULL, 10) && !gone) {
		if (turn(&t) == -1) {
			printf("late done %s\n", number);
			return;
		}
	}
	clock_gettime(CLOCK_MONOTONIC, &now);
	printf("done %llu %lld\n", done,
	    (long long)(now.tv_sec - ended.tv_sec) * 1000 +
	    (now.tv_nsec - ended.tv_nsec) / 1000000);
}

static void
ask(uint32_t type)
{
	struct timespec	 t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	status_over = 0;
	if (peer_send(parent, type, 1, NULL, 0) == -1)
		fatal("peer_send");
	while (!status_over && !gone) {
		if (turn(&t) == -1) {
			puts("late status");
			return;
		}
	}
}

static void
await(char *name, char *text)
{
	struct timespec	 t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	await_name = name;
	await_text = text;
	awaited = 0;
	silent = 1;
	while (!awaited && !gone) {
		ask(PARENT_STATUS);
		if (turn(&t) == -1)
			break;
	}
	silent = 0;
	await_name = NULL;
	printf("%s %s %s\n", awaited ? "awaited" : "late", name, text);
}

static void
wait_exit(void)
{
	struct timespec	 t;
	int		 status;

	clock_gettime(CLOCK_MONOTONIC, &t);
	while (!gone) {
		if (turn(&t) == -1) {
			puts("late exit");
			return;
		}
	}
	waitpid(child, &status, 0);
	if (WIFSIGNALED(status))
		printf("killed %d\n", WTERMSIG(status));
	else
		printf("exit %d\n", WEXITSTATUS(status));
	peer_free(parent);
	peer_free(maker);
	parent = maker = NULL;
}

static void
command(char **word, size_t n, char *line)
{
	const char	*c = word[0];

	if (strcmp(c, "conf") == 0 && n == 3)
		set_conf(word[1], word[2]);
	else if (strcmp(c, "start") == 0)
		start();
	else if (strcmp(c, "reload") == 0)
		config_send(parent, &redis_writer_table, conf);
	else if (strcmp(c, "engine") == 0 && n == 3)
		send_strings(ROUTES_ENGINE, word[1], word[2]);
	else if (strcmp(c, "begin") == 0 && n == 3)
		send_number(ROUTES_BEGIN, word[1],
		    strcmp(word[2], "change") == 0);
	else if (strcmp(c, "set") == 0 && n >= 4)
		send_set(word + 1, n - 1);
	else if (strcmp(c, "del") == 0 && n == 2)
		send_strings(ROUTES_DEL, word[1], NULL);
	else if (strcmp(c, "end") == 0 && n == 2) {
		send_number(ROUTES_END, word[1], -1);
		clock_gettime(CLOCK_MONOTONIC, &ended);
	} else if (strcmp(c, "many") == 0 && n == 3)
		send_many(atoi(word[1]), atoi(word[2]));
	else if (strcmp(c, "done") == 0 && n == 2)
		wait_done(word[1]);
	else if (strcmp(c, "status") == 0)
		ask(PARENT_STATUS);
	else if (strcmp(c, "await") == 0 && n >= 3)
		await(word[1], line);
	else if (strcmp(c, "withdraw") == 0)
		ask(PARENT_WITHDRAW);
	else if (strcmp(c, "say") == 0 && n == 2)
		puts(word[1]);
	else if (strcmp(c, "stop") == 0) {
		if (peer_send(parent, PARENT_STOP, 0, NULL, 0) == -1)
			fatal("peer_send");
		wait_exit();
	} else if (strcmp(c, "exit") == 0)
		wait_exit();
	else
		fatalx("what is \"%s\"?", c);
	fflush(stdout);
}

/* Serves the sockets while nothing is asked of us. */
static void
wait_for_line(void)
{
	struct pollfd	 pfd = { STDIN_FILENO, POLLIN, 0 };

	do {
		event_base_loop(base, EVLOOP_NONBLOCK);
	} while (poll(&pfd, 1, 10) == 0);
}

int
main(int argc, char *argv[])
{
	char	*line = NULL, *copy, *p, *word[WORDS], *rest;
	size_t	 size = 0, n;

	if (argc != 2) {
		fprintf(stderr, "usage: maker program <commands\n");
		return 1;
	}
	program = argv[1];
	log_init("maker", LOG_TO_STDERR, 0);
	base = event_base_new();
	conf = config_blank(&redis_writer_table);
	(void)setvbuf(stdin, NULL, _IONBF, 0);
	while (wait_for_line(), getline(&line, &size, stdin) != -1) {
		line[strcspn(line, "\n")] = '\0';
		if ((copy = strdup(line)) == NULL)
			fatal(NULL);
		for (n = 0, p = line; n < WORDS; n++) {
			while ((word[n] = strsep(&p, " ")) != NULL &&
			    *word[n] == '\0')
				;
			if (word[n] == NULL)
				break;
		}
		/* What stands behind the second word, blanks and all. */
		rest = strchr(copy, ' ');
		rest = rest == NULL ? NULL : strchr(rest + 1, ' ');
		if (n > 0 && *word[0] != '#')
			command(word, n, rest == NULL ? copy : rest + 1);
		free(copy);
	}
	free(line);
	if (child > 0 && !gone)
		kill(child, SIGKILL);
	return 0;
}
