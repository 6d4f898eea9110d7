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

/* malloc(3), strtol(3), strtonum(3), arc4random(3), qsort(3), setproctitle(3) */

#ifndef OPENBSD_STDLIB_H
#define OPENBSD_STDLIB_H

#include <sys/types.h>

#define EXIT_SUCCESS	0
#define EXIT_FAILURE	1

void		 abort(void) __attribute__((__noreturn__));
int		 abs(int);
uint32_t	 arc4random(void);
void		 arc4random_buf(void *, size_t);
uint32_t	 arc4random_uniform(uint32_t);
int		 atexit(void (*)(void));
int		 atoi(const char *);
void		*bsearch(const void *, const void *, size_t, size_t,
		    int (*)(const void *, const void *));
void		*calloc(size_t, size_t);
void		 exit(int) __attribute__((__noreturn__));
void		 free(void *);
void		 freezero(void *, size_t);
char		*getenv(const char *);
const char	*getprogname(void);
long long	 llabs(long long);
void		*malloc(size_t);
int		 mergesort(void *, size_t, size_t,
		    int (*)(const void *, const void *));
char		*mkdtemp(char *);
int		 mkstemp(char *);
void		 qsort(void *, size_t, size_t,
		    int (*)(const void *, const void *));
void		*realloc(void *, size_t);
void		*reallocarray(void *, size_t, size_t);
char		*realpath(const char *, char *);
void		*recallocarray(void *, size_t, size_t, size_t);
int		 setenv(const char *, const char *, int);
void		 setproctitle(const char *, ...)
		    __attribute__((__format__ (printf, 1, 2)));
void		 setprogname(const char *);
double		 strtod(const char *, char **);
long		 strtol(const char *, char **, int);
long double	 strtold(const char *, char **);
long long	 strtoll(const char *, char **, int);
long long	 strtonum(const char *, long long, long long, const char **);
unsigned long	 strtoul(const char *, char **, int);
unsigned long long strtoull(const char *, char **, int);
int		 unsetenv(const char *);

#endif
