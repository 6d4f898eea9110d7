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

#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <fcntl.h>
#include <unistd.h>

#include "regress/programs/sandbox/inside.h"

#define PAGE	4096

static int
map_code(void)
{
	void	*p;

	p = mmap(NULL, PAGE, PROT_READ | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? -1 : 0;
}

static int
turn_into_code(void)
{
	void	*p;

	p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return 0;
	return mprotect(p, PAGE, PROT_READ | PROT_EXEC);
}

static int
memory_file(void)
{
	return memfd_create("code", 0);
}

static int
map_file(void)
{
	void	*p;

	p = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fixture.file_fd, 0);
	return p == MAP_FAILED ? -1 : 0;
}

#ifndef SANITIZED	/* whose shadow memory has a place of its own */
static int
map_shared(void)
{
	void	*p;

	p = mmap(NULL, PAGE, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? -1 : 0;
}

/* Over what is there already. */
static int
map_over(void)
{
	static char	 pages[3 * PAGE];
	char		*page = pages + PAGE - (uintptr_t)pages % PAGE;
	void		*p;

	p = mmap(page, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS |
	    MAP_FIXED, -1, 0);
	return p == MAP_FAILED ? -1 : 0;
}

static int
keep_from_fork(void)
{
	void	*p;

	p = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? 0 : madvise(p, PAGE, MADV_DONTFORK);
}
#endif

static int
move_over(void)
{
	char	*p;

	p = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return 0;
	return mremap(p, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
	    p + PAGE) == MAP_FAILED ? -1 : 0;
}

const struct inside_case inside_memory[] = {
	{ "map memory to execute", map_code, DENIED, ANYBODY },
	{ "make memory executable", turn_into_code, DENIED, ANYBODY },
	{ "make a file of memory", memory_file, DENIED, ANYBODY },

	{ "map a file", map_file, DENIED, ANYBODY },
#ifndef SANITIZED
	{ "map shared memory", map_shared, KILLED, ANYBODY },
	{ "map over what is there", map_over, KILLED, ANYBODY },
	{ "advice on memory", keep_from_fork, DENIED, ANYBODY },
#endif
	{ "move memory over other", move_over, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};
