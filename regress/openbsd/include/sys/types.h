/* types(7) */

#ifndef OPENBSD_SYS_TYPES_H
#define OPENBSD_SYS_TYPES_H

#include <stddef.h>
#include <stdint.h>

typedef unsigned char	u_char;
typedef unsigned short	u_short;
typedef unsigned int	u_int;
typedef unsigned long	u_long;
typedef uint8_t		u_int8_t;
typedef uint16_t	u_int16_t;
typedef uint32_t	u_int32_t;
typedef uint64_t	u_int64_t;

typedef long		ssize_t;
typedef int64_t		off_t;
typedef int64_t		blkcnt_t;
typedef int32_t		blksize_t;
typedef int32_t		dev_t;
typedef uint32_t	gid_t;
typedef uint32_t	id_t;
typedef uint64_t	ino_t;
typedef uint32_t	mode_t;
typedef uint32_t	nlink_t;
typedef int32_t		pid_t;
typedef long		suseconds_t;
typedef int64_t		time_t;
typedef int		clockid_t;
typedef uint32_t	uid_t;

#endif
