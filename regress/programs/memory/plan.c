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
 * Sets and prints the plan of regress/programs/memory/failing.c.
 *
 * usage: plan FILE fail NUMBER		the NUMBERth allocation from now on
 *					fails; 0: none
 *        plan FILE from NUMBER		this one and all after it fail
 *        plan FILE show		"COUNT FAILED CALLER"
 */

#include <sys/mman.h>

#include <err.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/programs/memory/plan.h"

static struct plan *
plan_open(const char *path)
{
	struct plan	*plan;
	int		 fd;

	if ((fd = open(path, O_RDWR | O_CREAT, 0600)) == -1 ||
	    ftruncate(fd, sizeof(*plan)) == -1)
		err(2, "%s", path);
	plan = mmap(NULL, sizeof(*plan), PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0);
	if (plan == MAP_FAILED)
		err(2, "%s", path);
	return plan;
}

int
main(int argc, char *argv[])
{
	struct plan	*plan;

	if (argc == 4 && (strcmp(argv[2], "fail") == 0 ||
	    strcmp(argv[2], "from") == 0)) {
		plan = plan_open(argv[1]);
		plan->fail = plan->failed = plan->caller = 0;
		plan->count = 0;
		plan->lasts = strcmp(argv[2], "from") == 0;
		plan->fail = strtoull(argv[3], NULL, 10);
	} else if (argc == 3 && strcmp(argv[2], "show") == 0) {
		plan = plan_open(argv[1]);
		printf("%" PRIu64 " %" PRIu64 " %#" PRIx64 "\n", plan->count,
		    plan->failed, plan->caller);
	} else {
		fprintf(stderr, "usage: plan FILE fail NUMBER | plan FILE "
		    "from NUMBER | plan FILE show\n");
		return 2;
	}
	return 0;
}
