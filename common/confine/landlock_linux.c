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
 * Landlock permits the files of the table, TCP to the ports of the table, no
 * abstract socket and no signal to other processes.  The constants are copied
 * from include/uapi/linux/landlock.h of the kernel, because the headers of a
 * system may be older than its kernel.
 */

#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "common/confine/landlock_linux.h"
#include "common/confine/level.h"
#include "common/log.h"

#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset	444
#define __NR_landlock_add_rule		445
#define __NR_landlock_restrict_self	446
#endif

#define CREATE_VERSION		(1u << 0)
#define RULE_PATH		1
#define RULE_PORT		2

#define FS_READ_FILE		(UINT64_C(1) << 2)
#define FS_READ_DIR		(UINT64_C(1) << 3)
#define FS_REMOVE_FILE		(UINT64_C(1) << 5)
#define FS_ALL_1		((UINT64_C(1) << 13) - 1)
#define FS_REFER		(UINT64_C(1) << 13)	/* 2 */
#define FS_TRUNCATE		(UINT64_C(1) << 14)	/* 3 */
#define FS_IOCTL_DEV		(UINT64_C(1) << 15)	/* 5 */
#define NET_BIND_TCP		(UINT64_C(1) << 0)	/* 4 */
#define NET_CONNECT_TCP		(UINT64_C(1) << 1)	/* 4 */
#define SCOPE_ABSTRACT		(UINT64_C(1) << 0)	/* 6 */
#define SCOPE_SIGNAL		(UINT64_C(1) << 1)	/* 6 */

struct ruleset {
	uint64_t	 fs;
	uint64_t	 net;		/* since 4 */
	uint64_t	 scoped;	/* since 6 */
};

struct path_rule {
	uint64_t	 allowed;
	int32_t		 fd;
} __attribute__((__packed__));

struct port_rule {
	uint64_t	 allowed;
	uint64_t	 port;		/* host order */
};

static int	ruleset = -1;

int
landlock_version(void)
{
	long	 version;

	version = syscall(__NR_landlock_create_ruleset, NULL, 0,
	    CREATE_VERSION);
	if (version != -1)
		return (int)version;
	if (errno != ENOSYS && errno != EOPNOTSUPP && errno != EPERM)
		fatal("landlock");
	return 0;
}

/*
 * Everything in the kernel's version is handled, and so forbidden; but not TCP
 * connections if any port is permitted, because a rule is for one port.
 */
static void
ruleset_new(int version, int tcp_any)
{
	struct ruleset	 r = { .fs = FS_ALL_1 };
	size_t		 size = sizeof(r.fs);

	if (version >= 2)
		r.fs |= FS_REFER;
	if (version >= 3)
		r.fs |= FS_TRUNCATE;
	if (version >= 4) {
		r.net = tcp_any ? NET_BIND_TCP :
		    NET_BIND_TCP | NET_CONNECT_TCP;
		size += sizeof(r.net);
	}
	if (version >= 5)
		r.fs |= FS_IOCTL_DEV;
	if (version >= 6) {
		r.scoped = SCOPE_ABSTRACT | SCOPE_SIGNAL;
		size += sizeof(r.scoped);
	}
	ruleset = (int)syscall(__NR_landlock_create_ruleset, &r, size, 0);
	if (ruleset == -1)
		fatal("landlock_create_ruleset");
}

static void
path_add(const struct confine_path *path)
{
	struct path_rule	 rule = { .allowed = 0 };
	struct stat		 st;

	if ((rule.fd = open(path->path, O_PATH | O_CLOEXEC)) == -1 ||
	    fstat(rule.fd, &st) == -1)
		fatal("%s", path->path);
	if (path->flags & CONFINE_READ)
		rule.allowed |= FS_READ_FILE;
	if (S_ISDIR(st.st_mode)) {
		if (path->flags & CONFINE_READ)
			rule.allowed |= FS_READ_DIR;
		if (path->flags & CONFINE_REMOVE)
			rule.allowed |= FS_REMOVE_FILE;
	}
	if (syscall(__NR_landlock_add_rule, ruleset, RULE_PATH, &rule, 0) != 0)
		fatal("landlock_add_rule %s", path->path);
	(void)close(rule.fd);
}

static void
port_add(uint16_t port)
{
	struct port_rule	 rule = { .allowed = NET_CONNECT_TCP };

	rule.port = port;
	if (syscall(__NR_landlock_add_rule, ruleset, RULE_PORT, &rule, 0) != 0)
		fatal("landlock_add_rule port %u", port);
}

void
landlock_prepare(const struct confine *c)
{
	const struct confine_path	*path;
	const uint16_t			*port;
	int				 version = landlock_version();

	if (version == 0)
		return;
	ruleset_new(version, c->tcp_any);
	for (path = c->paths; path != NULL && path->path != NULL; path++)
		path_add(path);
	if (version < 4 || c->tcp_any)
		return;
	for (port = c->tcp_ports; port != NULL && *port != 0; port++)
		port_add(*port);
}

void
landlock_enter(void)
{
	if (ruleset == -1)
		return;
	if (syscall(__NR_landlock_restrict_self, ruleset, 0) != 0)
		fatal("landlock_restrict_self");
	(void)close(ruleset);
	ruleset = -1;
}
