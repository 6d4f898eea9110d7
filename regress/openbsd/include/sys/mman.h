/* mmap(2) */

#ifndef OPENBSD_SYS_MMAN_H
#define OPENBSD_SYS_MMAN_H

#include <sys/types.h>

#define PROT_NONE	0x00
#define PROT_READ	0x01
#define PROT_WRITE	0x02

#define MAP_SHARED	0x0001
#define MAP_PRIVATE	0x0002
#define MAP_ANON	0x1000
#define MAP_ANONYMOUS	MAP_ANON
#define MAP_FAILED	((void *)-1)

void	*mmap(void *, size_t, int, int, int, off_t);
int	 mprotect(void *, size_t, int);
int	 munmap(void *, size_t);

#endif
