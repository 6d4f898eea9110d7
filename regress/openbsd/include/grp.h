/* getgrnam(3) */

#ifndef OPENBSD_GRP_H
#define OPENBSD_GRP_H

#include <sys/types.h>

struct group {
	char		*gr_name;
	char		*gr_passwd;
	gid_t		 gr_gid;
	char		**gr_mem;
};

struct group	*getgrgid(gid_t);
struct group	*getgrnam(const char *);

#endif
