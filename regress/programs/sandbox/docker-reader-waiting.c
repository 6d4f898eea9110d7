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

/* docker-reader while the folder of Docker's socket is missing. */

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <linux/capability.h>

#include <err.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "common/entry.h"
#include "docker-reader/docker-reader.h"
#include "regress/programs/sandbox/inside.h"

static struct docker_reader_conf	*conf;

/* It may connect to what its user may. */
static int
connect_somewhere(void)
{
	return inside_connect_unix(-1, fixture.other);
}

static int
arrive(void)
{
	return sandbox_arrive(conf, fixture.inner) != NULL ? 0 : -1;
}

/* Once only: then it is as confined as if it had not waited. */
static int
arrive_again(void)
{
	if (sandbox_arrive(conf, fixture.inner) == NULL)
		return 0;
	return chroot("/");
}

static int
arrive_nowhere(void)
{
	return sandbox_arrive(conf, "/nowhere") == NULL ? 0 : -1;
}

static int
look(void)
{
	struct stat	 st;
	char		*shut;

	if ((shut = entry_shut(fixture.socket, "", &st)) != NULL)
		return -1;
	return stat(fixture.inner, &st);
}

static int
follow(void)
{
	char	*folder, *name;

	entry_split(fixture.socket, &folder, &name);
	return strcmp(folder, fixture.inner) == 0 ? 0 : -1;
}

static int
chown_file(void)
{
	return chown(fixture.file, geteuid(), getegid());
}

static int
become_root(void)
{
	return setuid(geteuid());
}

static int
keep_capabilities(void)
{
	return prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
}

static int
set_name(void)
{
	return prctl(PR_SET_NAME, "other", 0, 0, 0);
}

/* It is not removed. */
static int
root_is_there(void)
{
	char	 cwd[4096];

	return getcwd(cwd, sizeof(cwd)) != NULL ? 0 : -1;
}

static const struct inside_case own[] = {
	{ "look whether its root is there", root_is_there, WORKS, ANYBODY },
	{ "look whether a folder is there", look, WORKS, ANYBODY },
	{ "follow a link", follow, WORKS, ANYBODY },
	{ "connect", connect_somewhere, WORKS, ANYBODY },
	{ "change to a folder that is missing", arrive_nowhere, WORKS,
	    ANYBODY },
	{ "change to the folder", arrive, WORKS, ROOT },
	{ "change to another one", arrive_again, KILLED, ROOT },
	{ "change an owner", chown_file, DENIED, ANYBODY },
	{ "change the user", become_root, DENIED, ANYBODY },
	{ "keep capabilities", keep_capabilities, KILLED, ANYBODY },
	{ "set something else of the process", set_name, KILLED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	conf = config_blank(&docker_reader_table);
	conf->socket = strdup("/nowhere/docker.sock");
	conf->run_as = strdup(user);
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_wait(conf);
}

/* What the others may not, and this one must. */
static int
is_needed(const char *name)
{
	return strcmp(name, "look at a file") == 0 ||
	    strcmp(name, "chroot") == 0;
}

static const struct inside_case *
forbidden(void)
{
	static struct inside_case	 rest[128];
	const struct inside_case	*c;
	size_t				 n = 0, needed = 0;

	for (c = inside_forbidden; c->name != NULL; c++) {
		if (is_needed(c->name))
			needed++;
		else if (n < sizeof(rest) / sizeof(rest[0]) - 1)
			rest[n++] = *c;
	}
	if (needed != 2 || c - inside_forbidden != (ptrdiff_t)(n + needed))
		errx(1, "the table of what is forbidden has changed");
	return rest;
}

int
main(void)
{
	const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts_nothing, own, forbidden(),
		inside_memory, inside_descriptors,
		inside_sockets, inside_no_tcp, NULL
	};

	return inside_main(tables, enter, "_kopdd");
}
