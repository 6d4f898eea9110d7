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

/* Counts how often each row is used: record.c. */

#ifndef REGRESS_PROGRAMS_MINIMAL_RECORDER_H
#define REGRESS_PROGRAMS_MINIMAL_RECORDER_H

#include <sys/types.h>

#include <stdint.h>
#include <stdio.h>

#define ROLE_OF_KOPD	0
#define ROLE_OF_LOGGER	1

struct record_call {
	int		 nr;
	pid_t		 pid;
	uint64_t	 arg[6];
};

/* The role of a program's name; -1: it is none of kopd's. */
int	 record_role(const char *program);

/*
 * A call of a confined process begins, and ends with this value.  Of a row that
 * permits and one that refuses, the value tells which one it was.
 */
void	 record_begin_call(int role, const struct record_call *);
void	 record_end_call(int role, const struct record_call *, int64_t value);

/* Writes the report, of all roles that were seen.  Returns the number of rows without use or reason. */
int	 record_report(FILE *);

#endif
