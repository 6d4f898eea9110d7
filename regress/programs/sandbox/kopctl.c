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

#include <unistd.h>

#include "kopctl/sandbox.h"
#include "regress/programs/sandbox/inside.h"

/* The end of an answer.  The standard output is no socket here. */
static int
end_of_answer(void)
{
	return shutdown(STDOUT_FILENO, SHUT_WR) == -1 ? 0 : -1;
}

static int
end_of_other(void)
{
	return shutdown(fixture.pair[0], SHUT_WR);
}

/* The control socket, or another one. */
static int
control(void)
{
	return inside_connect_unix(-1, fixture.socket);
}

static const struct inside_case own[] = {
	{ "end the answer", end_of_answer, WORKS, ANYBODY },
	{ "end another connection", end_of_other, DENIED, ANYBODY },
	{ "connect to a socket", control, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

/* It does not change the user. */
static const char *
enter(const char *user)
{
	(void)user;
	return sandbox_serve();
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts_nothing, own, inside_forbidden,
		inside_no_folder, inside_memory, inside_descriptors,
		inside_sockets, inside_no_tcp, inside_no_unix, NULL
	};

	return inside_main(tables, enter, "");
}
