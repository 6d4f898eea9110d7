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
#include <sys/mman.h>
#include <sys/stat.h>

#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/reading_page.h"
#include "common/role.h"
#include "route-maker/base/reading.h"

static char			*page;		/* NULL: kopd has passed no
						   page */
static const struct hexid	*now;

void
reading_open(void)
{
	struct stat	 st;
	void		*p;

	if (fstat(FD_READING, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size != READING_PAGE)
		return;
	p = mmap(NULL, READING_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
	    FD_READING, 0);
	if (p == MAP_FAILED)
		fatal("page shared with kopd");
	page = p;
	(void)close(FD_READING);
}

const struct hexid *
reading_swap(const struct hexid *id)
{
	const struct hexid	*before = now;
	char			 digits[HEXID_DIGITS + 1];

	now = id;
	if (page == NULL)
		return before;
	if (id == NULL)
		memset(page, ' ', HEXID_DIGITS);
	else
		memcpy(page, hexid_text(id, digits), HEXID_DIGITS);
	return before;
}
