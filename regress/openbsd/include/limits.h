/* getconf(1), sysconf(3) */

#ifndef OPENBSD_LIMITS_H
#define OPENBSD_LIMITS_H

#include_next <limits.h>

#define PATH_MAX	1024
#define PIPE_BUF	512
#define IOV_MAX		1024
#define SSIZE_MAX	LONG_MAX
#define HOST_NAME_MAX	255

#endif
