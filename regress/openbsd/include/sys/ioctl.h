/* ioctl(2) */

#ifndef OPENBSD_SYS_IOCTL_H
#define OPENBSD_SYS_IOCTL_H

#define FIONREAD	0x4004667fUL

int	 ioctl(int, unsigned long, ...);

#endif
