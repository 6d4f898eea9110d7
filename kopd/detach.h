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

/* kopd goes into the background once all its processes are ready. */

#ifndef KOPD_DETACH_H
#define KOPD_DETACH_H

/*
 * detach_begin: forks.  The parent stays at the terminal until detach_end() or
 * the end of this process, and exits with 0 or its status.
 */
void	 detach_begin(void);

/*
 * detach_fd: a descriptor for processes that write to the terminal.  The parent
 * waits as long as one of them has it open.  -1: there is no parent.
 */
int	 detach_fd(void);

/* detach_end: does nothing unless detach_begin() was called. */
void	 detach_end(void);

#endif
