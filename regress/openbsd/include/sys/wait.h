/* wait(2) */

#ifndef OPENBSD_SYS_WAIT_H
#define OPENBSD_SYS_WAIT_H

#include <sys/types.h>

#define WNOHANG		1

#define WSTATUS(x)	((x) & 0177)
#define WIFEXITED(x)	(WSTATUS(x) == 0)
#define WEXITSTATUS(x)	((x) >> 8 & 0xff)
#define WIFSIGNALED(x)	(WSTATUS(x) != 0177 && WSTATUS(x) != 0)
#define WTERMSIG(x)	WSTATUS(x)

pid_t	 waitpid(pid_t, int *, int);

#endif
