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

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "redis-writer/connection/reply.h"

/* Errors of Redis by their first word, and what an operator can do. */
static const struct {
	const char	*start;
	const char	*text;
} faults[] = {
	{ "NOAUTH",
	    "Redis requires a password; set `password', or `user' and "
	    "`password', in the redis block" },
	{ "WRONGPASS",
	    "Redis rejects the user or password; check both in the redis block" },
	{ "ERR invalid password",
	    "Redis rejects the password; check it in the redis block" },
	{ "ERR AUTH <password> called without",
	    "Redis has no password; remove `password' from the redis block, or "
	    "set a password in Redis" },
	{ "ERR Client sent AUTH, but no password",
	    "Redis has no password; remove `password' from the redis block, or "
	    "set a password in Redis" },
	{ "NOPERM",
	    "Redis does not permit this to the user; add the rules in "
	    "kopd.conf(5)" },
	{ "ERR The user executing the script can't",
	    "Redis does not permit this to the user; add the rules in "
	    "kopd.conf(5)" },
	{ "ERR ACL failure in script",		/* Redis 8, Valkey 8 */
	    "Redis does not permit this to the user; add the rules in "
	    "kopd.conf(5)" },
	{ "LOADING",
	    "Redis is loading its data; retrying" },
	{ "READONLY",
	    "this Redis is a replica and accepts no writes; set the primary in "
	    "the redis block" },
	{ "MASTERDOWN",
	    "this Redis is a replica without its primary; set the primary in "
	    "the redis block" },
	{ "NOREPLICAS",
	    "Redis accepts no writes because it has too few replicas; see its "
	    "min-replicas-to-write" },
	{ "MISCONF",
	    "Redis accepts no writes because it cannot save to its disk; see "
	    "the log of Redis" },
	{ "OOM",
	    "Redis accepts no writes because its memory is full; raise its "
	    "maxmemory, or remove other data" },
	{ "WRONGTYPE",
	    "another client wrote to a key under kopd:/; delete this key" },
	{ "BUSY",
	    "Redis is busy with a script of another client; retrying" },
	{ "DENIED",
	    "Redis is in protected mode; set a password in Redis, or its bind "
	    "address" },
	{ "ERR max number of clients",
	    "Redis has too many clients; raise its maxclients" },
	{ "ERR DB index is out of range",
	    "Redis has no database with this number; check `database' in the "
	    "redis block" },
	{ "ERR invalid DB index",
	    "Redis has no database with this number; check `database' in the "
	    "redis block" },
	{ "ERR SELECT is not allowed in cluster mode",
	    "this Redis is a cluster, which has only database 0; Traefik "
	    "cannot read a cluster either" },
	{ "MOVED",
	    "this Redis is a cluster; Traefik and kopd need a standalone Redis" },
	{ "CROSSSLOT",
	    "this Redis is a cluster; Traefik and kopd need a standalone Redis" },
	{ "CLUSTERDOWN",
	    "this Redis is a cluster; Traefik and kopd need a standalone Redis" },
	{ "EXECABORT",
	    "Redis rejected a transaction" },
	{ "NOSCRIPT",
	    "Redis has lost the scripts; loading them again" },
	{ "ERR unknown command",
	    "Redis lacks a command, or it was renamed; see its rename-command" },
};

/*
 * Before version 7, Redis wraps the error of a script: "ERR Error running
 * script (call to f_...): @user_script:12: -OOM command not allowed ...".  It
 * may wrap the error of a transaction: "EXECABORT ... discarded because of:
 * OOM ...".
 */
static const char *
unwrap(const char *error)
{
	const char	*p;

	if ((p = strstr(error, "discarded because of: ")) != NULL)
		return p + strlen("discarded because of: ");
	if (strncmp(error, "ERR Error running script", 24) == 0 &&
	    (p = strstr(error, ": -")) != NULL)
		return p + 3;
	return error;
}

static int
begins(const char *s, const char *with)
{
	return strncasecmp(s, with, strlen(with)) == 0;
}

/*
 * Returns the length without the position in the script, so that the same
 * error in another script is the same: "... script: SHA1, on @user_script:1.".
 * The error itself may have "script: ", too.
 */
static int
explained_length(const char *error)
{
	const char	*end = NULL, *next = error;

	while ((next = strstr(next, " script: ")) != NULL)
		end = next++;
	if (end == NULL || strstr(end, ", on @user_script") == NULL)
		return (int)strnlen(error, 300);
	return (int)(end - error);
}

const char *
reply_explain(const char *error)
{
	static char	 text[512];
	size_t		 i;
	int		 len;

	error = unwrap(error);
	len = explained_length(error);
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		if (begins(error, faults[i].start)) {
			(void)snprintf(text, sizeof(text), "%s (%.*s)",
			    faults[i].text, len < 200 ? len : 200, error);
			return text;
		}
	}
	(void)snprintf(text, sizeof(text), "Redis says: %.*s", len < 300 ?
	    len : 300, error);
	return text;
}

enum reply_fault
reply_fault(const char *error)
{
	error = unwrap(error);
	if (begins(error, "NOSCRIPT"))
		return REPLY_NO_SCRIPT;
	if (begins(error, "EXECABORT"))
		return REPLY_ABORTED;
	return REPLY_REFUSED;
}
