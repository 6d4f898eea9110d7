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

#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/userdb.h"
#include "kopd/roles.h"

static const char *const users[] = {
	[ROLE_PARENT]		= "_kopd",
	[ROLE_DOCKER_READER]	= "_kopdd",
	[ROLE_ROUTE_MAKER]	= "_kopdm",
	[ROLE_REDIS_WRITER]	= "_kopdr",
};
#define NUSERS	(sizeof(users) / sizeof(users[0]))

const char *
roles_user(enum role role)
{
	static int	 root = -1;

	if (root == -1)
		root = geteuid() == 0;
	return root ? users[role] : "";
}

int
roles_check(void)
{
	char	 missing[128] = "";
	size_t	 i;

	if (geteuid() != 0)
		return 0;
	for (i = 0; i < NUSERS; i++) {
		if (userdb_user(users[i]) != NULL)
			continue;
		(void)strlcat(missing, " ", sizeof(missing));
		(void)strlcat(missing, users[i], sizeof(missing));
	}
	if (missing[0] == '\0')
		return 0;
	log_errorx("these users are missing:%s; create them with \"make "
	    "users\", or each with: useradd --system --user-group "
	    "--no-create-home --home-dir /nonexistent "
	    "--shell /usr/sbin/nologin NAME", missing);
	return -1;
}
