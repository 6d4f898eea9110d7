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

/* Docker at a TCP port of a name. */

#include "regress/programs/sandbox/inside.h"
#include "regress/programs/sandbox/name-server.h"
#include "regress/programs/sandbox/tcp-engine.h"

static const struct inside_case own[] = {
	{ "ask a name server", send_plain, WORKS, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	(void)name_server();
	evutil_secure_rng_init();
	return enter_at("engine.example", user);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts_nothing, inside_engine, own,
		inside_names, inside_forbidden, inside_memory,
		inside_descriptors, inside_no_folder, inside_sockets,
		inside_no_unix, NULL
	};

	return inside_main(tables, enter, "_kopdd");
}
