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

/*
 * The message that makes a puppet call the kernel.  No other program knows it: a
 * puppet has the objects of a program, and the linker puts one function, of
 * puppet_message.c or puppet_request.c, in the place of one of theirs.
 */

#ifndef REGRESS_PROGRAMS_WALLS_PUPPET_H
#define REGRESS_PROGRAMS_WALLS_PUPPET_H

#include <sys/types.h>

#include <stdint.h>

#define ORDER_TYPE	0xfa17u		/* of a message */
#define PUPPET_MARK	"kopd: a puppet"	/* kopctl reads no message */

#define ORDER_CALLS	3
#define ORDER_SLOT	128		/* bytes of one thing in the blob */
#define ORDER_SLOTS	16

/* What an argument is. */
enum order_kind {
	ORDER_VALUE,
	ORDER_BLOB,		/* the address of this byte of the blob */
	ORDER_RESULT,		/* of this call, from 0 on */
	ORDER_SELF		/* the process' own id */
};

struct order_call {
	uint64_t	 nr;
	uint64_t	 arg[6];
	uint8_t		 kind[8];
};

struct order {
	char			 mark[32];
	uint64_t		 ncalls;
	struct order_call	 call[ORDER_CALLS];
	u_char			 blob[ORDER_SLOT * ORDER_SLOTS];
};

/*
 * The exit status of the process: 0, if all calls worked; otherwise this and
 * errno of the first one that did not.
 */
#define ORDER_ERRNO	64

/* Makes the calls, and ends the process. */
void	 puppet_obey(const struct order *) __attribute__((__noreturn__));

#endif
