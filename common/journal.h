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

/* The journal of systemd(1). */

#ifndef COMMON_JOURNAL_H
#define COMMON_JOURNAL_H

/*
 * journal_has: true if the descriptor is a stream to the journal, which takes
 * the priority of a line from a prefix such as "<4>".  JOURNAL_STREAM in the
 * environment has the device and the inode of that stream; a process of which
 * only the environment is that of the unit has another stderr.  See
 * systemd.exec(5) and sd-daemon(3).
 */
int	 journal_has(int fd);

#endif
