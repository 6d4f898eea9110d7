/* inttypes(3), strtol(3) */

#ifndef OPENBSD_INTTYPES_H
#define OPENBSD_INTTYPES_H

#include <stdint.h>

#define PRId32		"d"
#define PRIi32		"i"
#define PRIu32		"u"
#define PRIx32		"x"
#define PRIX32		"X"
#define PRId64		"lld"
#define PRIi64		"lli"
#define PRIu64		"llu"
#define PRIx64		"llx"
#define PRIX64		"llX"
#define SCNu64		"llu"
#define SCNd64		"lld"
#define PRIuMAX		"ju"
#define PRIdMAX		"jd"

intmax_t	 strtoimax(const char *, char **, int);
uintmax_t	 strtoumax(const char *, char **, int);

#endif
