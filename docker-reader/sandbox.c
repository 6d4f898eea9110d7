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


#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "docker-reader.h"
#include "log.h"

const char *
sandbox_enter(const struct docker_reader_conf *conf)
{
	char	*folder;

	if (geteuid() != 0)
		return "not confined";
	if ((folder = realpath(conf->socket, NULL)) == NULL &&
	    (folder = strdup(conf->socket)) == NULL)
		fatal(NULL);
	strrchr(folder, '/')[1] = '\0';
	if (chroot(folder) == -1 || chdir("/") == -1)
		fatal("chroot %s", folder);
	free(folder);
	return "chroot";
}
