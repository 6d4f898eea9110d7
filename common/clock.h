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

/* Clocks that nobody sets; a failure is fatal(). */

#ifndef COMMON_CLOCK_H
#define COMMON_CLOCK_H

#include <stdint.h>
#include <time.h>

/*
 * clock_ms, clock_seconds: since the machine was booted, without the time that
 * it was suspended (CLOCK_MONOTONIC): for what this process does by itself, as
 * libevent's timers do.
 */
uint64_t clock_ms(void);
time_t	 clock_seconds(void);

/*
 * clock_boot_seconds: the same with that time (CLOCK_BOOTTIME): for what goes
 * on elsewhere meanwhile.  A lease in Redis expires while this machine is
 * suspended.
 */
time_t	 clock_boot_seconds(void);

#endif
