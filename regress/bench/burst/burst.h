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
 * The benchmark of a burst: containers that start within a second, and a reader
 * that acts upon messages as Traefik does.
 */

#ifndef REGRESS_BENCH_BURST_BURST_H
#define REGRESS_BENCH_BURST_BURST_H

#include <sys/types.h>

#include <stdint.h>

/* What the reader has done.  It is in memory that both processes share. */
struct reading {
	volatile unsigned int	 ready;		/* it listens */
	volatile unsigned int	 reads;		/* of all keys */
	volatile unsigned int	 scans;		/* SCAN commands of these */
	volatile uint64_t	 clock;		/* when the last one ended */
	volatile uint64_t	 found;		/* when one had the key first */
	char			 key[128];	/* the key to be found */
};

/*
 * Starts the reader of the Redis at this port.  For each message it reads all
 * keys twice: it lists them by SCAN without COUNT, and gets their values by one
 * MGET.  Messages wait for it.  It ends when its parent does.
 */
pid_t	 reader_start(struct reading *, unsigned int port);

#endif
