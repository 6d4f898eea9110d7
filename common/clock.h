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

/* Clocks that no user can set, of which a failure is fatal(); and times. */

#ifndef COMMON_CLOCK_H
#define COMMON_CLOCK_H

#include <stdint.h>
#include <time.h>

/*
 * clock_us, clock_ms, clock_seconds: the time since boot, without suspensions
 * (CLOCK_MONOTONIC), as in libevent's timers: for what this process does by
 * itself.
 */
uint64_t clock_us(void);
uint64_t clock_ms(void);
time_t	 clock_seconds(void);

/*
 * clock_boot_seconds: the same including suspensions (CLOCK_BOOTTIME): for what
 * happens elsewhere in that time.  A lease in Redis expires while this machine
 * is suspended.
 */
time_t	 clock_boot_seconds(void);

/*
 * clock_time: a time as another process or Redis has it, in seconds since 1970.
 * Returns 0, or -1 if it is negative or a time_t cannot hold it: one of 32 bits
 * ends in 2038.
 */
int	 clock_time(time_t *, int64_t seconds);

#endif
