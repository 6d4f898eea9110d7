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

#include <sys/syscall.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "regress/programs/walls/puppet.h"

static long
argument(struct order *f, const struct order_call *c, const long *results,
    size_t n)
{
	switch ((enum order_kind)c->kind[n]) {
	case ORDER_BLOB:
		return (long)(f->blob + c->arg[n]);
	case ORDER_RESULT:
		return results[c->arg[n]];
	case ORDER_SELF:
		return getpid();
	case ORDER_VALUE:
		break;
	}
	return (long)c->arg[n];
}

/* The last call, if all others fail. */
static void	end(long) __attribute__((__noreturn__));

static void
end(long status)
{
	for (;;)
		(void)syscall(SYS_exit_group, status);
}

void
puppet_obey(const struct order *given)
{
	static struct order	 f;
	long			 a[6], results[ORDER_CALLS] = { 0 };
	size_t			 i, n;

	memcpy(&f, given, sizeof(f));
	for (i = 0; i < f.ncalls && i < ORDER_CALLS; i++) {
		for (n = 0; n < 6; n++)
			a[n] = argument(&f, &f.call[i], results, n);
		errno = 0;
		results[i] = syscall((long)f.call[i].nr, a[0], a[1], a[2],
		    a[3], a[4], a[5]);
		if (results[i] == -1)
			end(ORDER_ERRNO + errno);
	}
	end(0);
}
