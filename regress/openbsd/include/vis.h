/* vis(3) */

#ifndef OPENBSD_VIS_H
#define OPENBSD_VIS_H

#include <sys/types.h>

#define VIS_OCTAL	0x01
#define VIS_CSTYLE	0x02
#define VIS_SP		0x04
#define VIS_TAB		0x08
#define VIS_NL		0x10
#define VIS_WHITE	(VIS_SP | VIS_TAB | VIS_NL)
#define VIS_SAFE	0x20
#define VIS_NOSLASH	0x40

int	 strnvis(char *, const char *, size_t, int);
int	 strvis(char *, const char *, int);

#endif
