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

/* Calls that no role may make. */

#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <grp.h>
#include <sched.h>
#include <stdlib.h>

#include "regress/programs/sandbox/inside.h"

#define PAGE	4096

/* Files. */
static int
read_passwd(void)
{
	return open("/etc/passwd", O_RDONLY);
}

static int
read_folder(void)
{
	return open("/tmp", O_RDONLY | O_DIRECTORY);
}

static int
read_old(void)
{
#ifdef SYS_open
	return (int)syscall(SYS_open, "/etc/passwd", O_RDONLY);
#else
	return read_passwd();
#endif
}

static int
write_memory(void)
{
	return open("/proc/self/mem", O_RDWR);
}

static int
write_device(void)
{
	return open("/dev/null", O_WRONLY);
}

static int
write_file(void)
{
	return open(fixture.file, O_WRONLY);
}

static int
make_file(void)
{
	char	 path[128];

	(void)snprintf(path, sizeof(path), "%s/made", fixture.dir);
	return open(path, O_WRONLY | O_CREAT, 0600);
}

static int
open_at2(void)
{
	uint64_t	 how[3] = { O_RDONLY, 0, 0 };

	return (int)syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how,
	    sizeof(how));
}

static int
cut_file(void)
{
	return truncate(fixture.file, 0);
}

static int
make_folder(void)
{
	char	 path[128];

	(void)snprintf(path, sizeof(path), "%s/folder%d", fixture.dir,
	    (int)getpid());
	return mkdir(path, 0700);
}

static int
make_link(void)
{
	char	 path[128];

	(void)snprintf(path, sizeof(path), "%s/link%d", fixture.dir,
	    (int)getpid());
	return symlink("/etc", path);
}

static int
change_mode(void)
{
	return chmod(fixture.file, 0666);
}

static int
look_at_file(void)
{
	struct stat	 st;

	return stat("/etc/passwd", &st);
}

static int
may_read(void)
{
	return access("/etc/passwd", R_OK);
}

static int
watch_file(void)
{
	return inotify_add_watch(inotify_init1(0), "/etc", IN_CREATE);
}

/* Programs and processes. */
static int
execute(void)
{
	char	*const argv[] = { NULL };

	return execv("/bin/true", argv);
}

static int
execute_descriptor(void)
{
	char	*const none[] = { NULL };

	return (int)syscall(SYS_execveat, fixture.pipe[0], "", none, none,
	    AT_EMPTY_PATH);
}

static int
fork_once(void)
{
	pid_t	 pid;

	if ((pid = fork()) == 0)
		_exit(0);
	return pid;
}

static int
clone_thread(void)
{
	return (int)syscall(SYS_clone3, NULL, 0);
}

static int
signal_other(void)
{
	return kill(fixture.victim, 0);
}

static int
signal_thread(void)
{
	return (int)syscall(SYS_tgkill, fixture.victim, fixture.victim, 0);
}

static int
signal_task(void)
{
	return (int)syscall(SYS_tkill, fixture.victim, 0);
}

static int
signal_self(void)
{
	return kill(getpid(), 0);
}

static int
signal_queue(void)
{
	union sigval	 value = { .sival_int = 0 };

	return sigqueue(fixture.victim, 0, value);
}

static int
signal_by_owner(void)
{
	return fcntl(fixture.unix_fd, F_SETOWN, fixture.victim);
}

static int
pidfd(void)
{
	return (int)syscall(SYS_pidfd_open, fixture.victim, 0);
}

static int
trace(void)
{
	if (ptrace(PTRACE_ATTACH, fixture.victim, NULL, NULL) == -1)
		return -1;
	(void)waitpid(fixture.victim, NULL, __WALL);
	return (int)ptrace(PTRACE_DETACH, fixture.victim, NULL, NULL);
}

static int
read_other(void)
{
	char		 byte;
	struct iovec	 here = { &byte, 1 };
	struct iovec	 there = { &fixture, 1 };

	return (int)process_vm_readv(fixture.victim, &here, 1, &there, 1, 0);
}

static int
limit_other(void)
{
	struct rlimit	 rl;

	return prlimit(fixture.victim, RLIMIT_NOFILE, NULL, &rl);
}

/* Who it is: libevent asked when it made its loop. */
static int
user_id(void)
{
	return (int)syscall(SYS_getuid);
}

static int
effective_id(void)
{
	return (int)syscall(SYS_geteuid);
}

static int
group_id(void)
{
	return (int)syscall(SYS_getgid);
}

static int
effective_group(void)
{
	return (int)syscall(SYS_getegid);
}

/* Clocks that others can do without. */
#ifdef SYS_time
static int
old_time(void)
{
	return (int)syscall(SYS_time, NULL);
}
#endif

#ifndef SANITIZED
static int
old_time_of_day(void)
{
	struct timeval	 tv;

	return (int)syscall(SYS_gettimeofday, &tv, NULL);
}

static int
handle_signal(void)
{
	return signal(SIGTERM, SIG_IGN) == SIG_ERR ? -1 : 0;
}
#endif

static int
end_thread(void)
{
	return (int)syscall(SYS_exit, 0);
}

/* Privileges. */
static int
become_root(void)
{
	return setuid(0);
}

static int
become_root_group(void)
{
	return setgid(0);
}

static int
join_group(void)
{
	gid_t	 group = 0;

	return setgroups(1, &group);
}

static int
change_root(void)
{
	return chroot("/");
}

static int
mount_folder(void)
{
	if (unshare(CLONE_NEWNS) == -1 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	return mount("none", fixture.inner, "tmpfs", 0, NULL);
}

static int
new_user_space(void)
{
	return unshare(CLONE_NEWUSER);
}

static int
dumpable(void)
{
	return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static int
new_filter(void)
{
	struct sock_filter	 allow = BPF_STMT(BPF_RET | BPF_K,
	    SECCOMP_RET_ALLOW);
	struct sock_fprog	 prog = { 1, &allow };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog);
}

static int
raise_limit(void)
{
	struct rlimit	 rl = { 3, 3 };

	return setrlimit(RLIMIT_NOFILE, &rl);
}

static int
name_host(void)
{
	if (unshare(CLONE_NEWUTS) == -1)
		return -1;
	return sethostname("x", 1);
}

/* Corners of the kernel that have been holes before. */
static int
kernel_keys(void)
{
	return (int)syscall(SYS_add_key, "user", "x", "x", 1, -1);
}

static int
kernel_bpf(void)
{
	return (int)syscall(SYS_bpf, 0, NULL, 0);
}

static int
kernel_perf(void)
{
	return (int)syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0);
}

static int
kernel_uring(void)
{
	return (int)syscall(SYS_io_uring_setup, 1, NULL);
}

static int
kernel_fault(void)
{
	return (int)syscall(SYS_userfaultfd, 0);
}

static int
kernel_module(void)
{
	return (int)syscall(SYS_init_module, NULL, 0, "");
}

#ifndef SANITIZED	/* whose locks wait, and whose reports have colours */
static int
kernel_futex(void)
{
	int	 word = 0;

	/* Nothing is waited for: the value is another. */
	return (int)syscall(SYS_futex, &word, 9 /* WAIT_BITSET */, 1, NULL,
	    NULL, 1);
}

static int
kernel_tty(void)
{
	char	 c = 'x';

	return ioctl(STDIN_FILENO, TIOCSTI, &c);
}
#endif

#ifdef __x86_64__
/* The same architecture with numbers of its own. */
static int
other_numbers(void)
{
	return (int)syscall(0x40000000 + SYS_getpid);
}

/* Another architecture: its 20 is getpid, ours writev. */
static int
other_architecture(void)
{
	long	 result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20) :
	    "memory", "r8", "r9", "r10", "r11");
	return (int)result;
}
#endif

const struct inside_case inside_forbidden[] = {
	{ "read /etc/passwd", read_passwd, DENIED, PATHS },
	{ "read /etc/passwd by open", read_old, DENIED, PATHS },
	{ "read /etc/passwd by openat2", open_at2, DENIED, ANYBODY },
	{ "read /tmp", read_folder, DENIED, PATHS },
	{ "write /proc/self/mem", write_memory, DENIED, ANYBODY },
	{ "write /dev/null", write_device, DENIED, ANYBODY },
	{ "write a file", write_file, DENIED, ANYBODY },
	{ "make a file", make_file, DENIED, ANYBODY },
	{ "truncate a file", cut_file, DENIED, ANYBODY },
	{ "make a folder", make_folder, DENIED, ANYBODY },
	{ "make a symbolic link", make_link, DENIED, ANYBODY },
	{ "change a file's mode", change_mode, DENIED, ANYBODY },
	{ "look at a file", look_at_file, DENIED, ANYBODY },
	{ "ask for access", may_read, DENIED, ANYBODY },
	{ "watch a folder", watch_file, DENIED, ANYBODY },

	{ "execute", execute, DENIED, ANYBODY },
	{ "execute a descriptor", execute_descriptor, KILLED, ANYBODY },
	{ "fork", fork_once, DENIED, ANYBODY },
	{ "clone3", clone_thread, KILLED, ANYBODY },
	{ "signal another process", signal_other, DENIED, ANYBODY },
	{ "signal a thread of another", signal_thread, DENIED, ANYBODY },
	{ "signal a task by tkill(2)", signal_task, DENIED, ANYBODY },
	{ "signal by queue", signal_queue, DENIED, ANYBODY },
	{ "signal by F_SETOWN", signal_by_owner, DENIED, ANYBODY },
	{ "kill(2) itself", signal_self, DENIED, ANYBODY },
	{ "a descriptor of a process", pidfd, DENIED, ANYBODY },
	{ "trace", trace, DENIED, ANYBODY },
	{ "read another's memory", read_other, DENIED, ANYBODY },
	{ "look at another's limits", limit_other, DENIED, ANYBODY },

	{ "getuid", user_id, KILLED, ANYBODY },
	{ "geteuid", effective_id, KILLED, ANYBODY },
	{ "getgid", group_id, KILLED, ANYBODY },
	{ "getegid", effective_group, KILLED, ANYBODY },
#ifdef SYS_time
	{ "time", old_time, KILLED, ANYBODY },
#endif
#ifndef SANITIZED
	{ "gettimeofday", old_time_of_day, KILLED, ANYBODY },
	{ "handle a signal", handle_signal, DENIED, ANYBODY },
#endif
	{ "exit a thread", end_thread, KILLED, ANYBODY },

	{ "become root", become_root, DENIED, ROOT },
	{ "become group root", become_root_group, DENIED, ROOT },
	{ "join group root", join_group, DENIED, ROOT },
	{ "chroot", change_root, DENIED, ROOT },
	{ "mount", mount_folder, DENIED, ROOT },
	{ "name the host", name_host, DENIED, ROOT },
	{ "a new user namespace", new_user_space, KILLED, ANYBODY },
	{ "be dumpable", dumpable, DENIED, ANYBODY },
	{ "another filter", new_filter, DENIED, ANYBODY },
	{ "other limits", raise_limit, DENIED, ANYBODY },

	{ "add_key", kernel_keys, KILLED, ANYBODY },
	{ "bpf", kernel_bpf, KILLED, ANYBODY },
	{ "perf_event_open", kernel_perf, KILLED, ANYBODY },
	{ "io_uring_setup", kernel_uring, KILLED, ANYBODY },
	{ "userfaultfd", kernel_fault, KILLED, ANYBODY },
	{ "init_module", kernel_module, KILLED, ANYBODY },
#ifndef SANITIZED
	{ "type into the terminal", kernel_tty, KILLED, ANYBODY },
	{ "wait for a futex", kernel_futex, KILLED, ANYBODY },
#endif
#ifdef __x86_64__
	{ "x32", other_numbers, KILLED, ANYBODY },
	{ "i386", other_architecture, KILLED, ANYBODY },
#endif
	{ NULL, NULL, DENIED, ANYBODY }
};

static int
working_folder(void)
{
	char	 cwd[4096];

	return getcwd(cwd, sizeof(cwd)) != NULL ? 0 : -1;
}

const struct inside_case inside_no_folder[] = {
	{ "ask for the working folder", working_folder, KILLED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};
