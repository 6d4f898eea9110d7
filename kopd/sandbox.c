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
 * The sandbox of kopd itself, once its children run.  kopd reads kopd.conf and
 * its includes again, answers kopctl(8), follows the addresses of this machine,
 * and waits for the end of its children.  It starts no process, and sends no
 * signal.
 */

#include <stddef.h>

#include "common/confine/confine.h"
#include "kopd/kopd.h"
#include "kopd/sandbox_system.h"

/* Three children, the control socket, kopctl's connections, addresses, log. */
#define FILES	128

/* A configuration file has 1 MB at most; kopctl's answers are queued. */
#define MEMORY	(UINT64_C(256) * 1024 * 1024)

const char *
sandbox_enter(const struct sandbox_needs *needs)
{
	struct confine_path	 paths[3] = { { NULL, 0 } };
	struct confine		 c = { .files = FILES };
	size_t			 n = 0;

	if (needs->folder != NULL) {
		paths[n].path = needs->folder;
		paths[n++].flags = CONFINE_READ;
	}
	if (needs->socket_folder != NULL) {
		paths[n].path = needs->socket_folder;
		paths[n++].flags = CONFINE_REMOVE;
	}
	c.user = needs->user;
	c.chroot = needs->folder;	/* to read it again at reload */
	c.paths = paths;
	c.memory = MEMORY;
	c.sandbox = needs->sandbox;
	sandbox_permit(&c, needs);
	return confine(&c);
}
