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
#include <grp.h>
#include <pwd.h>
#include <stddef.h>

#include "common/log.h"
#include "common/userdb.h"

/* Whether the system did not look the name up, rather than not find it. */
static int
is_fault(int error)
{
	return error == ENOMEM || error == EMFILE || error == ENFILE ||
	    error == EIO;
}

const struct passwd *
userdb_user(const char *name)
{
	const struct passwd	*pw;

	errno = 0;
	if ((pw = getpwnam(name)) == NULL && is_fault(errno))
		fatal("cannot look up user %s", name);
	return pw;
}

const struct group *
userdb_group(const char *name)
{
	const struct group	*gr;

	errno = 0;
	if ((gr = getgrnam(name)) == NULL && is_fault(errno))
		fatal("cannot look up group %s", name);
	return gr;
}
