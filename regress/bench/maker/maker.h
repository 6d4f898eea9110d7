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
 * What route-maker does with a list of containers and with the programs of
 * kopd.conf, in one process, without Docker and Redis.
 */

#ifndef REGRESS_BENCH_MAKER_MAKER_H
#define REGRESS_BENCH_MAKER_MAKER_H

#include <stddef.h>
#include <stdint.h>

#include "common/config.h"

#define RUNS	11	/* of each figure; the median counts */

/* Docker's list as it came, and where its elements are. */
struct input {
	char			*data;
	size_t			 len;
	struct element {
		const char	*data;
		size_t		 len;
	}			*elements;
	size_t			 count;
	size_t			 room;
};

/* Reads stdin; what is no such list ends the program. */
void	 input_read(struct input *);

/* Published as traefik-kop does: all containers, one address. */
struct route_maker_conf *bench_conf(void);

/*
 * Calls it RUNS times, and once before to warm up.  Returns the median of
 * the processor time of a call in nanoseconds.
 */
double	 median_of(void (*)(void *), void *);

void	 measure_labels(const struct input *);
void	 measure_memory(const struct input *);
void	 measure_policy(const struct input *);
void	 measure_rules(void);

#endif
