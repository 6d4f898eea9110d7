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

/* isalpha(3) */

#ifndef OPENBSD_CTYPE_H
#define OPENBSD_CTYPE_H

int	 isalnum(int);
int	 isalpha(int);
int	 isascii(int);
int	 iscntrl(int);
int	 isdigit(int);
int	 isgraph(int);
int	 islower(int);
int	 isprint(int);
int	 ispunct(int);
int	 isspace(int);
int	 isupper(int);
int	 isxdigit(int);
int	 tolower(int);
int	 toupper(int);

#endif
