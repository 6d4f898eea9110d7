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
#include <sys/resource.h>

#include <unistd.h>

#include "common/confine/kernel.h"
#include "common/confine/level.h"
#include "common/confine/system.h"
#include "common/log.h"

const int	confine_memory = RLIMIT_DATA;

void
confine_check(enum sandbox sandbox)
{
	(void)sandbox;
}

const char *
confine_missing(void)
{
	return "";
}

const char *
confine_unlisted(void)
{
	return NULL;
}

/* hier(7) has an empty directory that belongs to root. */
void
confine_system_nowhere(void)
{
	if (chroot("/var/empty") == -1)
		fatal("chroot /var/empty");
}

/* unveil(2) uses the names before a chroot: with a chroot it is not used. */
void
confine_system_prepare(const struct confine *c)
{
	const struct confine_path	*path;

	if (geteuid() == 0)
		return;
	for (path = c->paths; path != NULL && path->path != NULL; path++)
		if (unveil(path->path,
		    path->flags & CONFINE_REMOVE ? "rc" : "r") == -1)
			fatal("unveil %s", path->path);
}

void
confine_system_drop(const struct confine *c)
{
	if (c->chroot_later)
		fatalx("the directory of the socket is missing: only Linux can "
		    "wait for it");
}

void
confine_system_enter(const struct confine *c)
{
	if (pledge(c->pledge, NULL) == -1)
		fatal("pledge");
	level_add("pledge");
}

void
confine_system_settle(const struct confine *c)
{
	(void)c;
}
