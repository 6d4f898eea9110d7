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

/* stdio(3), printf(3), open_memstream(3) */

#ifndef OPENBSD_STDIO_H
#define OPENBSD_STDIO_H

#include <sys/types.h>

#include <stdarg.h>

typedef struct __sFILE	FILE;

extern FILE	*__streams[3];

#define stdin		(__streams[0])
#define stdout		(__streams[1])
#define stderr		(__streams[2])

#define EOF		(-1)
#define BUFSIZ		1024
#define _IOLBF		1
#define SEEK_SET	0
#define SEEK_CUR	1
#define SEEK_END	2

#define LIKE_PRINTF(f, a)	__attribute__((__format__ (printf, f, a)))

int	 asprintf(char **, const char *, ...) LIKE_PRINTF(2, 3);
int	 dprintf(int, const char *, ...) LIKE_PRINTF(2, 3);
int	 fclose(FILE *);
FILE	*fdopen(int, const char *);
int	 feof(FILE *);
int	 ferror(FILE *);
int	 fflush(FILE *);
int	 fgetc(FILE *);
char	*fgets(char *, int, FILE *);
int	 fileno(FILE *);
FILE	*fopen(const char *, const char *);
int	 fprintf(FILE *, const char *, ...) LIKE_PRINTF(2, 3);
int	 fputc(int, FILE *);
int	 fputs(const char *, FILE *);
size_t	 fread(void *, size_t, size_t, FILE *);
off_t	 ftello(FILE *);
FILE	*funopen(const void *, int (*)(void *, char *, int),
	    int (*)(void *, const char *, int), off_t (*)(void *, off_t, int),
	    int (*)(void *));
size_t	 fwrite(const void *, size_t, size_t, FILE *);
int	 getc(FILE *);
ssize_t	 getline(char **, size_t *, FILE *);
void	 perror(const char *);
int	 printf(const char *, ...) LIKE_PRINTF(1, 2);
int	 putc(int, FILE *);
int	 putchar(int);
int	 puts(const char *);
int	 setvbuf(FILE *, char *, int, size_t);
int	 snprintf(char *, size_t, const char *, ...) LIKE_PRINTF(3, 4);
int	 sscanf(const char *, const char *, ...)
	    __attribute__((__format__ (scanf, 2, 3)));
int	 vasprintf(char **, const char *, va_list) LIKE_PRINTF(2, 0);
int	 vfprintf(FILE *, const char *, va_list) LIKE_PRINTF(2, 0);
int	 vprintf(const char *, va_list) LIKE_PRINTF(1, 0);
int	 vsnprintf(char *, size_t, const char *, va_list) LIKE_PRINTF(3, 0);

#endif
