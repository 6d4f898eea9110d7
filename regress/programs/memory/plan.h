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
#include <sys/socket.h>

/*
 * Which allocation of a process fails: the file `plan' beside its program, which
 * the process and the test share.  Processes of one program share it, too: a
 * test runs one at a time.
 */

#ifndef REGRESS_PROGRAMS_MEMORY_PLAN_H
#define REGRESS_PROGRAMS_MEMORY_PLAN_H

#include <stdint.h>

struct plan {
	uint64_t	 count;		/* allocations since the plan was set */
	uint64_t	 fail;		/* the number of the one that fails; 0: none */
	uint64_t	 lasts;		/* all after it fail, too */
	uint64_t	 failed;	/* it has */
	uint64_t	 caller;	/* of that, relative to plan_map() */
};

#endif
