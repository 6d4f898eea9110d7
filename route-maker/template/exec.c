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

#include <stdarg.h>
#include <stdio.h>

#include "go/position.h"
#include "route-maker/template/exec.h"

void
exec_fail(struct exec *x, const char *fmt, ...)
{
	char		 why[512];
	va_list		 ap;
	uint32_t	 len;

	va_start(ap, fmt);
	(void)vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	if (x->at == NULL) {	/* the error has no position */
		(void)snprintf(x->error, x->size, "1:1: %s", why);
		longjmp(x->failed, 1);
	}
	len = x->at->end - x->at->pos;
	go_position_error(x->error, x->size, x->template->text, x->at->pos,
	    "at <%.*s%s>: %s%s%s%s", len > 60 ? 60 : (int)len,
	    x->template->text + x->at->pos, len > 60 ? "..." : "",
	    x->function == NULL ? "" : "error calling ",
	    x->function == NULL ? "" : x->function,
	    x->function == NULL ? "" : ": ", why);
	longjmp(x->failed, 1);
}
