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
 * kopd.conf, a NUL, and part.inc and docker.yaml, which it may name.  What is
 * right prints as a configuration that reads and prints as the same; what is
 * wrong is said with its place.
 */

#include "kopd/conf/value.h"
#include "regress/fuzz/folder.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	folder_enter();
	return 0;
}

/* A number, or why it is none. */
static void
check_numbers(const uint8_t *data, size_t len)
{
	const char	*why = NULL;
	char		*text = fuzz_text(data, len);

	assert((conf_duration(text, &why) == -1) == (why != NULL));
	why = NULL;
	assert((conf_version(text, &why) == -1) == (why != NULL));
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const uint8_t	*nul = memchr(data, '\0', len);
	size_t		 n = nul == NULL ? len : (size_t)(nul - data);

	check_numbers(data, len < 20 ? len : 20);
	folder_write("kopd.conf", data, n);
	if (nul != NULL) {
		folder_write("part.inc", nul + 1, len - n - 1);
		folder_write("docker.yaml", nul + 1, len - n - 1);
	}
	folder_check(folder_parse());
	(void)unlink("part.inc");
	(void)unlink("docker.yaml");
	return 0;
}
