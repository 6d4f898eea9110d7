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

#include <sys/stat.h>

#include <limits.h>
#include <unistd.h>

#include "common/xstrdup.h"
#include "kopd/self.h"

#define EXE	"/proc/self/exe"

char *
self_path(void)
{
	char	 path[PATH_MAX];
	ssize_t	 n;

	if ((n = readlink(EXE, path, sizeof(path) - 1)) == -1)
		return NULL;
	path[n] = '\0';
	return xstrdup(path);
}

uid_t
self_owner(void)
{
	struct stat	 st;

	return stat(EXE, &st) == -1 ? 0 : st.st_uid;
}
