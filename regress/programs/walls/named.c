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
 * What a process that is taken over would try, by name.  Each row works
 * without a sandbox, so that it is the sandbox that refuses it.
 */

#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <linux/netlink.h>

#include <netinet/in.h>

#include <err.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "regress/programs/walls/wall.h"

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP	262
#endif
#ifndef SYS_mmap		/* arm */
#define SYS_mmap	SYS_mmap2
#endif
#ifndef SYS_process_madvise
#define SYS_process_madvise	440
#endif

/* The things in the blob, by their slot. */
enum slot {
	NOTHING,		/* zeros */
	ROOM,			/* to be written to */
	PASSWD,
	FILE_PATH,
	MADE,			/* a file that is not there */
	INNER,
	OTHER_PORT,		/* sockaddr_in */
	ANY_PORT,
	UNIX_OTHER,		/* sockaddr_un, of somebody who listens */
	UNIX_NEW,		/* that nobody has */
	ABSTRACT,
	OTHER_MEMORY,		/* of the victim, as /proc has it */
	OTHER_ROOT,
	TYPE,			/* of keys, "user" */
	PROGRAM
};

enum use { FREE, ONLY_HERE };

/* Process ids, beside the kinds of puppet.h. */
#define OF_VICTIM	250
#define OF_PARENT	251

#define V(x)	{ ORDER_VALUE, (uint64_t)(x) }
#define P(slot)	{ ORDER_BLOB, (uint64_t)(slot) * ORDER_SLOT }
#define R(n)	{ ORDER_RESULT, (n) }
#define ME	{ ORDER_SELF, 0 }
#define VICTIM	{ OF_VICTIM, 0 }
#define PARENT	{ OF_PARENT, 0 }
#define SUN	sizeof(struct sockaddr_un)
#define SIN	sizeof(struct sockaddr_in)

struct argument {
	uint8_t		 kind;
	uint64_t	 value;
};
struct call {
	long		 nr;
	struct argument	 arg[6];
};
struct named {
	const char	*name;
	enum use	 use;		/* ONLY_HERE: it fails without a sandbox,
					   too: its arguments are not valid */
	unsigned int	 except;	/* WALL_: those that may */
	struct call	 call[ORDER_CALLS];
};

#define ONE(nr, ...)	{ { (nr), { __VA_ARGS__ } } }
#define SOCKET(f, t, p)	{ SYS_socket, { V(f), V(t), V(p) } }

static const struct named	 table[] = {
	/* Files. */
	{ "open /etc/passwd to read", FREE, 0, ONE(SYS_openat, V(AT_FDCWD),
	    P(PASSWD), V(O_RDONLY)) },
	{ "open it as kopd opens its files", FREE, 0, ONE(SYS_openat,
	    V(AT_FDCWD), P(PASSWD), V(O_RDONLY | O_CLOEXEC | O_NOCTTY |
	    O_NONBLOCK)) },
	{ "open a file to write", FREE, 0, ONE(SYS_openat, V(AT_FDCWD),
	    P(FILE_PATH), V(O_WRONLY)) },
	{ "create a file", FREE, 0, ONE(SYS_openat, V(AT_FDCWD), P(MADE),
	    V(O_WRONLY | O_CREAT), V(0600)) },
	{ "create a file in the root directory", FREE, 0, ONE(SYS_openat,
	    V(AT_FDCWD), P(MADE), V(O_RDWR | O_CREAT | O_CLOEXEC), V(0600)) },
	{ "open without a name", FREE, 0, ONE(SYS_openat, V(AT_FDCWD), P(INNER),
	    V(O_RDWR | O_TMPFILE), V(0600)) },
	{ "openat2", ONLY_HERE, 0, ONE(SYS_openat2, V(AT_FDCWD), P(PASSWD),
	    P(NOTHING), V(24)) },
	{ "unlink a file", FREE, 0, ONE(SYS_unlinkat, V(AT_FDCWD),
	    P(FILE_PATH), V(0)) },
	{ "remove a directory", ONLY_HERE, 0, ONE(SYS_unlinkat, V(AT_FDCWD),
	    P(INNER), V(AT_REMOVEDIR)) },
	{ "rename a file", FREE, 0, ONE(SYS_renameat2, V(AT_FDCWD),
	    P(FILE_PATH), V(AT_FDCWD), P(MADE), V(0)) },
	{ "link a file", FREE, 0, ONE(SYS_linkat, V(AT_FDCWD), P(FILE_PATH),
	    V(AT_FDCWD), P(MADE), V(0)) },
	{ "make a symbolic link", FREE, 0, ONE(SYS_symlinkat, P(PASSWD),
	    V(AT_FDCWD), P(MADE)) },
	{ "make a directory", FREE, 0, ONE(SYS_mkdirat, V(AT_FDCWD), P(MADE),
	    V(0700)) },
	{ "make a device", FREE, 0, ONE(SYS_mknodat, V(AT_FDCWD), P(MADE),
	    V(S_IFIFO | 0600), V(0)) },
	{ "change a mode", FREE, 0, ONE(SYS_fchmodat, V(AT_FDCWD),
	    P(FILE_PATH), V(0666)) },
	{ "change an owner", FREE, 0, ONE(SYS_fchownat, V(AT_FDCWD),
	    P(FILE_PATH), V(-1), V(-1), V(0)) },
	{ "look at a file by statx", FREE, 0, ONE(SYS_statx, V(AT_FDCWD),
	    P(PASSWD), V(0), V(0), P(ROOM)) },
	{ "list a directory", ONLY_HERE, 0, ONE(SYS_getdents64, V(0), P(ROOM),
	    V(ORDER_SLOT)) },
	{ "truncate a file", ONLY_HERE, 0, ONE(SYS_ftruncate, V(2), V(0)) },
	{ "chroot", FREE, WALL_LOOKS, ONE(SYS_chroot, P(INNER)) },

	/* The network. */
	{ "connect to a port that is not permitted", FREE, 0, {
	    SOCKET(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0),
	    { SYS_connect, { R(0), P(OTHER_PORT), V(SIN) } } } },
	{ "connect by MSG_FASTOPEN", FREE, 0, {
	    SOCKET(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0),
	    { SYS_sendto, { R(0), P(ROOM), V(1), V(MSG_FASTOPEN),
	    P(OTHER_PORT), V(SIN) } } } },
	{ "a socket of multipath TCP", ONLY_HERE, 0, {
	    SOCKET(AF_INET, SOCK_STREAM, IPPROTO_MPTCP) } },
	{ "a socket of SMC", ONLY_HERE, 0, { SOCKET(43, SOCK_STREAM, 0) } },
	{ "a socket of SCTP", ONLY_HERE, 0, {
	    SOCKET(AF_INET, SOCK_STREAM, IPPROTO_SCTP) } },
	{ "bind a TCP port", FREE, 0, {
	    SOCKET(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0),
	    { SYS_bind, { R(0), P(ANY_PORT), V(SIN) } } } },
	{ "listen", FREE, 0, {
	    SOCKET(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0),
	    { SYS_listen, { R(0), V(1) } } } },
	{ "listen at a unix socket", FREE, 0, {
	    SOCKET(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0),
	    { SYS_bind, { R(0), P(UNIX_NEW), V(SUN) } },
	    { SYS_listen, { R(0), V(1) } } } },
	{ "a UDP socket", FREE, 0, { SOCKET(AF_INET, SOCK_DGRAM, 0) } },
	{ "a UDP socket of IPv6", FREE, 0, { SOCKET(AF_INET6, SOCK_DGRAM,
	    0) } },
	{ "a raw socket", FREE, 0, { SOCKET(AF_INET, SOCK_RAW,
	    IPPROTO_ICMP) } },
	{ "a socket of packets", ONLY_HERE, 0, { SOCKET(AF_PACKET, SOCK_RAW,
	    0) } },
	{ "a netlink socket", FREE, 0, { SOCKET(AF_NETLINK, SOCK_RAW,
	    NETLINK_ROUTE) } },
	{ "a socket to a hypervisor", ONLY_HERE, 0, { SOCKET(AF_VSOCK,
	    SOCK_STREAM, 0) } },
	{ "a socket of the kernel's cryptography", ONLY_HERE, 0, {
	    SOCKET(AF_ALG, SOCK_SEQPACKET, 0) } },
	{ "connect to an abstract unix socket", FREE, 0, {
	    SOCKET(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0),
	    { SYS_connect, { R(0), P(ABSTRACT), V(SUN) } } } },
	{ "connect to another unix socket", FREE, WALL_LOOKS, {
	    SOCKET(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0),
	    { SYS_connect, { R(0), P(UNIX_OTHER), V(SUN) } } } },
	{ "a unix socket of datagrams", FREE, WALL_DATAGRAMS, { SOCKET(
	    AF_UNIX, SOCK_DGRAM, 0) } },
	{ "a pair of sockets", FREE, 0, ONE(SYS_socketpair, V(AF_UNIX),
	    V(SOCK_STREAM), V(0), P(ROOM)) },
	{ "sendmsg", ONLY_HERE, 0, ONE(SYS_sendmsg, V(3), P(NOTHING), V(0)) },
	{ "recvmsg", ONLY_HERE, 0, ONE(SYS_recvmsg, V(3), P(NOTHING), V(0)) },

	/* The kernel. */
	{ "io_uring_setup", ONLY_HERE, 0, ONE(SYS_io_uring_setup, V(1),
	    P(ROOM)) },
	{ "io_uring_enter", ONLY_HERE, 0, ONE(SYS_io_uring_enter, V(0)) },
	{ "io_uring_register", ONLY_HERE, 0, ONE(SYS_io_uring_register,
	    V(0)) },
	{ "userfaultfd", FREE, 0, ONE(SYS_userfaultfd, V(1)) },
	{ "memfd_create", FREE, 0, ONE(SYS_memfd_create, P(TYPE), V(0)) },
	{ "memfd_create, then execveat", ONLY_HERE, 0, {
	    { SYS_memfd_create, { P(TYPE), V(0) } },
	    { SYS_execveat, { R(0), P(NOTHING), P(NOTHING), P(NOTHING),
	    V(AT_EMPTY_PATH) } } } },
	{ "execveat", ONLY_HERE, 0, ONE(SYS_execveat, V(0), P(NOTHING),
	    P(NOTHING), P(NOTHING), V(AT_EMPTY_PATH)) },
	{ "execve", FREE, 0, ONE(SYS_execve, P(PROGRAM), P(NOTHING),
	    P(NOTHING)) },
	{ "keyctl", FREE, 0, ONE(SYS_keyctl, V(0), V(-3), V(0)) },
	{ "add_key", FREE, 0, ONE(SYS_add_key, P(TYPE), P(TYPE), P(TYPE),
	    V(4), V(-1)) },
	{ "request_key", ONLY_HERE, 0, ONE(SYS_request_key, P(TYPE), P(TYPE),
	    V(0), V(-1)) },
	{ "bpf", ONLY_HERE, 0, ONE(SYS_bpf, V(0), P(NOTHING), V(0)) },
	{ "perf_event_open", ONLY_HERE, 0, ONE(SYS_perf_event_open, P(NOTHING),
	    V(0), V(-1), V(-1), V(0)) },
	{ "init_module", ONLY_HERE, 0, ONE(SYS_init_module, P(NOTHING), V(0),
	    P(NOTHING)) },
	{ "personality", FREE, 0, ONE(SYS_personality, V(0)) },
	{ "prctl", FREE, 0, ONE(SYS_prctl, V(PR_SET_DUMPABLE), V(1), V(0), V(0),
	    V(0)) },
	{ "executable memory", FREE, 0, ONE(SYS_mmap, V(0), V(4096),
	    V(PROT_READ | PROT_EXEC), V(MAP_PRIVATE | MAP_ANONYMOUS), V(-1),
	    V(0)) },
	{ "memory to write and execute", FREE, 0, ONE(SYS_mmap, V(0), V(4096),
	    V(PROT_READ | PROT_WRITE | PROT_EXEC),
	    V(MAP_PRIVATE | MAP_ANONYMOUS), V(-1), V(0)) },
	{ "shared memory", FREE, 0, ONE(SYS_shmget, V(0),
	    V(4096), V(0600)) },

	/* Other processes: one of the same user, and the parent. */
	{ "trace another process", ONLY_HERE, 0, ONE(SYS_ptrace,
	    V(PTRACE_ATTACH), VICTIM) },
	{ "trace the parent", ONLY_HERE, 0, ONE(SYS_ptrace, V(PTRACE_SEIZE),
	    PARENT) },
	{ "read another's memory", ONLY_HERE, 0, ONE(SYS_process_vm_readv,
	    VICTIM, P(NOTHING), V(1), P(NOTHING), V(1), V(0)) },
	{ "write another's memory", ONLY_HERE, 0, ONE(SYS_process_vm_writev,
	    VICTIM, P(NOTHING), V(1), P(NOTHING), V(1), V(0)) },
	{ "advise another's memory", ONLY_HERE, 0, ONE(SYS_process_madvise,
	    V(3), P(NOTHING), V(1), V(4), V(0)) },
	{ "open another's memory", FREE, 0, ONE(SYS_openat, V(AT_FDCWD),
	    P(OTHER_MEMORY), V(O_RDONLY | O_CLOEXEC | O_NOCTTY |
	    O_NONBLOCK)) },
	{ "open another's root directory", FREE, 0, ONE(SYS_openat,
	    V(AT_FDCWD), P(OTHER_ROOT), V(O_RDONLY | O_CLOEXEC | O_NOCTTY |
	    O_NONBLOCK)) },
	{ "signal another process", FREE, 0, ONE(SYS_kill, VICTIM, V(0)) },
	{ "signal the parent", FREE, 0, ONE(SYS_kill, PARENT, V(0)) },
	{ "signal all processes", ONLY_HERE, 0, ONE(SYS_kill, V(-1), V(0)) },
	{ "signal the parent by tgkill", FREE, 0, ONE(SYS_tgkill, PARENT,
	    PARENT, V(0)) },
	{ "signal the parent by tkill", FREE, 0, ONE(SYS_tkill, PARENT,
	    V(0)) },
	{ "queue a signal", ONLY_HERE, 0, ONE(SYS_rt_sigqueueinfo, PARENT,
	    V(0), P(NOTHING)) },
	{ "pidfd_open", FREE, 0, ONE(SYS_pidfd_open, VICTIM, V(0)) },
	{ "pidfd_getfd", FREE, 0, {
	    { SYS_pidfd_open, { PARENT, V(0) } },
	    { SYS_pidfd_getfd, { R(0), V(1), V(0) } } } },
	{ "pidfd_getfd of a descriptor", ONLY_HERE, 0, ONE(SYS_pidfd_getfd,
	    V(3), V(1), V(0)) },
	{ "pidfd_send_signal", ONLY_HERE, 0, ONE(SYS_pidfd_send_signal, V(3),
	    V(0), V(0), V(0)) },
	{ "another's limits", FREE, 0, ONE(SYS_prlimit64, PARENT,
	    V(RLIMIT_CORE), V(0), P(ROOM)) },
	{ "another's processors", FREE, 0, ONE(SYS_sched_getaffinity, PARENT,
	    V(ORDER_SLOT), P(ROOM)) },
	{ "clone", FREE, 0, ONE(SYS_clone, V(SIGCHLD), V(0), V(0), V(0),
	    V(0)) },
	{ "clone3", ONLY_HERE, 0, ONE(SYS_clone3, P(NOTHING), V(64)) },
	{ "unshare", FREE, 0, ONE(SYS_unshare, V(CLONE_NEWNS)) },
	{ "unshare the user", FREE, 0, ONE(SYS_unshare, V(CLONE_NEWUSER)) },
	{ "setns", ONLY_HERE, 0, ONE(SYS_setns, V(3), V(0)) },
	{ "mount", ONLY_HERE, 0, ONE(SYS_mount, P(TYPE), P(INNER), P(TYPE),
	    V(0), V(0)) },
	{ "umount", ONLY_HERE, 0, ONE(SYS_umount2, P(INNER), V(0)) },
	{ "pivot_root", ONLY_HERE, 0, ONE(SYS_pivot_root, P(INNER),
	    P(INNER)) },
	{ "become root", FREE, 0, ONE(SYS_setresuid, V(0), V(0), V(0)) },
	{ "join the group of root", FREE, 0, ONE(SYS_setgroups, V(0), V(0)) },
	{ "raise a limit", FREE, 0, ONE(SYS_prlimit64, V(0), V(RLIMIT_CORE),
	    P(NOTHING), V(0)) },
};

static void
put_text(struct order *f, enum slot slot, const char *text)
{
	if (strlcpy((char *)f->blob + slot * ORDER_SLOT, text, ORDER_SLOT) >=
	    ORDER_SLOT)
		errx(1, "%s is too long", text);
}

static void
put_port(struct order *f, enum slot slot, uint16_t port)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };

	sin.sin_port = htons(port);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	memcpy(f->blob + slot * ORDER_SLOT, &sin, sizeof(sin));
}

static void
put_unix(struct order *f, enum slot slot, const char *path)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };

	(void)strlcpy(sun.sun_path, path, sizeof(sun.sun_path));
	memcpy(f->blob + slot * ORDER_SLOT, &sun, sizeof(sun));
}

/* The rest of its name is NULs, here and where somebody listens. */
static void
put_abstract(struct order *f)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };

	(void)strlcpy(sun.sun_path + 1, wall_fixture.abstract,
	    sizeof(sun.sun_path) - 1);
	memcpy(f->blob + ABSTRACT * ORDER_SLOT, &sun, sizeof(sun));
}

void
trial_fill(struct order *f)
{
	char	 path[ORDER_SLOT];

	memset(f, 0, sizeof(*f));
	(void)strlcpy(f->mark, PUPPET_MARK, sizeof(f->mark));
	put_text(f, PASSWD, "/etc/passwd");
	put_text(f, FILE_PATH, wall_fixture.file);
	(void)snprintf(path, sizeof(path), "%s/made", wall_fixture.dir);
	put_text(f, MADE, path);
	put_unix(f, UNIX_NEW, path);
	put_text(f, INNER, wall_fixture.inner);
	put_port(f, OTHER_PORT, wall_fixture.port_other);
	put_port(f, ANY_PORT, 0);
	put_unix(f, UNIX_OTHER, wall_fixture.other);
	put_abstract(f);
	(void)snprintf(path, sizeof(path), "/proc/%d/mem",
	    (int)wall_fixture.victim);
	put_text(f, OTHER_MEMORY, path);
	(void)snprintf(path, sizeof(path), "/proc/%d/root",
	    (int)wall_fixture.victim);
	put_text(f, OTHER_ROOT, path);
	put_text(f, TYPE, "user");
	put_text(f, PROGRAM, "/bin/true");
}

static void
order_of(const struct named *row, struct order *f)
{
	const struct argument	*a;
	struct order_call	*c;
	size_t			 i, n;

	trial_fill(f);
	for (i = 0; i < ORDER_CALLS && (i == 0 || row->call[i].nr != 0); i++) {
		c = &f->call[i];
		c->nr = (uint64_t)row->call[i].nr;
		for (n = 0; n < 6; n++) {
			a = &row->call[i].arg[n];
			c->kind[n] = a->kind < OF_VICTIM ? a->kind : ORDER_VALUE;
			c->arg[n] = a->kind == OF_VICTIM ?
			    (uint64_t)wall_fixture.victim :
			    a->kind == OF_PARENT ? (uint64_t)getpid() : a->value;
		}
	}
	f->ncalls = i;
}

/* What was made or removed is there again, or gone, for the next one. */
static void
restore(void)
{
	char	 path[ORDER_SLOT];
	int	 fd;

	(void)snprintf(path, sizeof(path), "%s/made", wall_fixture.dir);
	if (unlink(path) == -1)
		(void)rmdir(path);
	if ((fd = open(wall_fixture.file, O_WRONLY | O_CREAT | O_CLOEXEC,
	    0666)) != -1)
		(void)close(fd);
}

/* In a process without a sandbox. */
static int
works(const struct order *f)
{
	pid_t	 pid;
	int	 status;

	(void)fflush(NULL);
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0)
		puppet_obey(f);
	if (trial_wait(pid, &status) == -1)
		return 0;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void
try(const struct wall *w, const char *build, const struct named *row)
{
	struct order	 f;
	int		 status;

	order_of(row, &f);
	if (row->use == FREE && geteuid() == 0) {
		wall_ok(works(&f), "without a sandbox: %s", row->name);
		restore();
	}
	status = trial(w, build, &f);
	wall_ok(status != TRIAL_HANGS && ((WIFSIGNALED(status) &&
	    WTERMSIG(status) == SIGSYS) || (WIFEXITED(status) &&
	    WEXITSTATUS(status) > ORDER_ERRNO)), "%s: %s", row->name,
	    trial_outcome(status));
	restore();
}

/* So that what is refused is not refused by a process that is broken. */
static void
try_permitted(const struct wall *w, const char *build)
{
	struct order	 f;
	int		 status;

	trial_fill(&f);
	f.ncalls = 1;
	f.call[0].nr = SYS_getpid;
	status = trial(w, build, &f);
	wall_ok(status == 0, "a call that is permitted: %s",
	    trial_outcome(status));
}

void
named_run(const struct wall *w, const char *build)
{
	size_t	 i;

	try_permitted(w, build);
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if ((table[i].except & w->has) == 0)
			try(w, build, &table[i]);
}
