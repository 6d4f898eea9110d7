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
 * The process that sends lines to syslogd.  It is a copy of kopd without
 * execve(2); here it is one of this program, which has the same code.  The
 * message is in memory that both share; a line says that it is there.
 */

#include <sys/mman.h>

#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/confine/confine.h"
#include "common/log.h"
#include "kopd/logger.h"
#include "kopd/logger_system.h"
#include "regress/programs/walls/wall.h"

#define OBEY	'P'

static struct order	*shared;

void	 __real_log_set_json(int);
void	 __wrap_log_set_json(int);

/* The logger calls it for a message that is no line. */
void
__wrap_log_set_json(int on)
{
	if (on == OBEY && shared != NULL)
		puppet_obey(shared);
	__real_log_set_json(on);
}

static void
enter(void)
{
	struct confine	 c = { .user = wall_user("_kopd"),
			    .sandbox = SANDBOX_LENIENT };

	free(logger_permit(&c));
	(void)confine(&c);
}

static pid_t
start(const char *build, int *fd)
{
	(void)build;
	if (shared == NULL && (shared = mmap(NULL, sizeof(*shared),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) ==
	    MAP_FAILED)
		err(1, "mmap");
	return logger_start(conf_new(), wall_user("_kopd"), fd);
}

static void
send_line(int fd, const struct order *f)
{
	static const char	 line[2] = { '\0', OBEY };

	memcpy(shared, f, sizeof(*f));
	if (write(fd, line, sizeof(line)) != (ssize_t)sizeof(line))
		err(1, "the logger does not read");
}

int
main(void)
{
	static const struct wall	 wall = {
		.program = "the logger", .user = "_kopd",
		.has = WALL_UNIX | WALL_DATAGRAMS, .confine = enter,
		.start = start, .send = send_line, .filters = 1
	};

	return wall_main(&wall);
}
