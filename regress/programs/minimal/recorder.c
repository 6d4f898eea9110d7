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
 * Which rows the confined processes of kopd use while a command runs, for
 * example the tests.  It follows all processes that the command starts, with
 * ptrace(2), and changes none: the programs are those that are installed.
 *
 * usage: recorder report command ...
 *
 * Each line of the report has a word, a role, a row, and how often it was used
 * or why it stays:
 *	used	a call that was permitted, or refused, by this row
 *	shared	not used by this role, but by another one: every process has it
 *	refuses	not used, but it permits nothing
 *	stays	not used by any, and the sources say why it stays
 *	unused	none of these; then the exit status is 1
 * Whether the command succeeds is not judged: some tests fail if they are
 * followed, because they are slower then.
 */

#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/programs/minimal/recorder.h"

#define PROCESSES_MAX	4096
#define SET_FILTER	1	/* of seccomp(2) */
#define OPTIONS		(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK |	\
			    PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |	\
			    PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL)

struct process {
	pid_t	 pid;		/* 0: free */
	int	 role;		/* -1: none of kopd's */
	int	 held;		/* it waits until its parent is known */
	int	 forks;		/* since its program was executed */
	int	 confined;
	struct record_call call;	/* the one that it makes */
};

static struct process	 processes[PROCESSES_MAX];

static struct process *
process_find(pid_t pid)
{
	size_t	 i;

	for (i = 0; i < PROCESSES_MAX; i++)
		if (processes[i].pid == pid)
			return &processes[i];
	return NULL;
}

static struct process *
process_get(pid_t pid)
{
	struct process	*p = process_find(pid);

	if (p != NULL)
		return p;
	if ((p = process_find(0)) == NULL)
		errx(1, "too many processes");
	memset(p, 0, sizeof(*p));
	p->pid = pid;
	p->role = -1;
	return p;
}

/* The kernel may have ended it meanwhile. */
static void
go_on(const struct process *p, int sig)
{
	if (ptrace(p->role != -1 ? PTRACE_SYSCALL : PTRACE_CONT, p->pid, NULL,
	    sig) == -1 && errno != ESRCH)
		err(1, "ptrace");
}

/*
 * kopd becomes a fork of itself to leave the terminal, and then the logger is
 * a fork of that.
 */
static int
role_of(const struct process *p)
{
	return p->role == ROLE_OF_KOPD && p->forks > 1 ? ROLE_OF_LOGGER :
	    p->role;
}

static void
on_fork(const struct process *parent)
{
	struct process	*p;
	unsigned long	 pid;

	if (ptrace(PTRACE_GETEVENTMSG, parent->pid, NULL, &pid) == -1)
		return;
	p = process_get((pid_t)pid);
	p->role = parent->role;
	p->forks = parent->forks + 1;
	if (p->held) {
		p->held = 0;
		go_on(p, 0);
	}
}

static void
on_exec(struct process *p)
{
	char	 path[64], target[4096], *name;
	ssize_t	 n;

	(void)snprintf(path, sizeof(path), "/proc/%d/exe", (int)p->pid);
	n = readlink(path, target, sizeof(target) - 1);
	target[n == -1 ? 0 : n] = '\0';
	name = strrchr(target, '/');
	p->role = name == NULL ? -1 : record_role(name + 1);
	p->forks = 0;
	p->confined = 0;
}

static void
on_syscall(struct process *p)
{
	struct __ptrace_syscall_info	 info;
	size_t				 i;
	const int			 role = role_of(p);

	memset(&info, 0, sizeof(info));
	if (ptrace(PTRACE_GET_SYSCALL_INFO, p->pid, sizeof(info),
	    &info) == -1)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_EXIT) {
		if (p->confined)
			record_end_call(role, &p->call, info.exit.rval);
		/* From the next call on, the filter answers. */
		if (p->call.nr == SYS_seccomp &&
		    p->call.arg[0] == SET_FILTER && info.exit.rval == 0)
			p->confined = 1;
		p->call.nr = -1;
	} else if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
		p->call.nr = (int)info.entry.nr;
		p->call.pid = p->pid;
		for (i = 0; i < 6; i++)
			p->call.arg[i] = info.entry.args[i];
		if (p->confined)
			record_begin_call(role, &p->call);
	}
}

static void
on_stop(struct process *p, int status)
{
	int	 sig = WSTOPSIG(status), event = status >> 16;

	switch (event) {
	case 0:
		if (sig == (SIGTRAP | 0x80)) {
			on_syscall(p);
			sig = 0;
		}
		break;
	case PTRACE_EVENT_STOP:
		if (sig != SIGTRAP) {
			if (ptrace(PTRACE_LISTEN, p->pid, NULL, NULL) == -1 &&
			    errno != ESRCH)
				err(1, "ptrace");
			return;
		}
		sig = 0;
		break;
	case PTRACE_EVENT_EXEC:
		on_exec(p);
		sig = 0;
		break;
	default:
		on_fork(p);
		sig = 0;
		break;
	}
	go_on(p, sig);
}

/* Returns the status of the command. */
static int
follow(pid_t command)
{
	struct process	*p;
	pid_t		 pid;
	int		 status;

	for (;;) {
		if ((pid = waitpid(-1, &status, __WALL)) == -1) {
			if (errno == EINTR)
				continue;
			err(1, "waitpid");
		}
		p = process_find(pid);
		if (!WIFSTOPPED(status)) {
			if (p != NULL)
				p->pid = 0;
			if (pid == command)
				return status;
		} else if (p != NULL)
			on_stop(p, status);
		else
			process_get(pid)->held = 1;
	}
}

static pid_t
begin(char *const argv[])
{
	pid_t	 pid;
	int	 status;

	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		(void)raise(SIGSTOP);
		execvp(argv[0], argv);
		err(1, "%s", argv[0]);
	}
	if (waitpid(pid, &status, WUNTRACED) == -1 || !WIFSTOPPED(status) ||
	    ptrace(PTRACE_SEIZE, pid, NULL, OPTIONS) == -1 ||
	    kill(pid, SIGCONT) == -1)
		err(1, "%s", argv[0]);
	(void)process_get(pid);
	return pid;
}

int
main(int argc, char *argv[])
{
	FILE	*report;
	int	 status, unused;

	if (argc < 3)
		errx(1, "usage: recorder report command ...");
	status = follow(begin(argv + 2));
	if ((report = fopen(argv[1], "w")) == NULL)
		err(1, "%s", argv[1]);
	unused = record_report(report);
	if (fclose(report) != 0)
		err(1, "%s", argv[1]);
	if (status != 0)
		warnx("%s: status %#x, which is not judged here", argv[2],
		    (unsigned int)status);
	return unused > 0;
}
