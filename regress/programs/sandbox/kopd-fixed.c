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
 * kopd without a file, in the foreground, and with an address that does not
 * change: what it needs for these is not there.
 */

#include <sys/socket.h>
#include <sys/syscall.h>

#include <fcntl.h>
#include <unistd.h>

#include "kopd/kopd.h"
#include "regress/programs/sandbox/inside.h"

static int
receive(void)
{
	char	 c;

	if (send(fixture.pair[0], "x", 1, 0) != 1)
		return 0;
	return recv(fixture.pair[1], &c, 1, 0) == 1 ? 0 : -1;
}

static int
leave_terminal(void)
{
	return dup2(fixture.pipe[1], STDERR_FILENO);
}

static int
read_file(void)
{
	return open(fixture.file, O_RDONLY);
}

static int
status_of_file(void)
{
	char	 st[256];

	return (int)syscall(SYS_fstat, fixture.file_fd, st);
}

static int
remove_socket(void)
{
	return unlinkat(AT_FDCWD, fixture.socket, 0);
}

static const struct inside_case own[] = {
	{ "receive on a socket", receive, DENIED, ANYBODY },
	{ "put another in place of stderr", leave_terminal, DENIED, ANYBODY },
	{ "read a file", read_file, DENIED, ANYBODY },
	{ "look at a descriptor", status_of_file, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

/* At last: without a sandbox it works, and then it is gone. */
static const struct inside_case at_end[] = {
	{ "remove the control socket", remove_socket, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct sandbox_needs	 needs = { .user = user,
	    .sandbox = SANDBOX_LENIENT };

	return sandbox_enter(&needs);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, own, inside_forbidden, inside_memory,
		inside_descriptors, inside_sockets, inside_no_folder,
		inside_no_tcp, inside_no_unix, at_end, NULL
	};

	return inside_main(tables, enter, "_kopd");
}
