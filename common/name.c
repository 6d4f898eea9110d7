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

#include <string.h>

#include "common/name.h"

#define HOST_CHARACTERS							\
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"

/* Characters with a meaning in a pattern of Redis. */
#define PATTERN_CHARACTERS	"*?[]^\\"

const char *
name_host_fault(const char *name)
{
	size_t	 len = strlen(name);

	if (len == 0)
		return "is empty";
	if (len > NAME_HOST_MAX)
		return "is longer than 255 bytes";
	if (strspn(name, HOST_CHARACTERS) != len)
		return "has characters other than letters, digits, `.', `_' "
		    "and `-'";
	return NULL;
}

/*
 * kopd's own keys begin with "kopd:", and Traefik must not read them.  Traefik
 * lists its keys by a pattern of SCAN, which contains the root.
 */
const char *
name_root_fault(const char *name)
{
	const char	*p = name;
	size_t		 len = strlen(name);

	if (len == 0)
		return "is empty";
	if (name[0] == '/' || name[len - 1] == '/')
		return "begins or ends with a slash";
	for (; *p != '\0'; p++) {
		if ((unsigned char)*p <= ' ' || *p == 0x7f ||
		    strchr(PATTERN_CHARACTERS, *p) != NULL)
			return "has a blank, a control character or one of "
			    "* ? [ ] ^ \\";
	}
	if (strncmp("kopd:", name, len < 5 ? len : 5) == 0)
		return "would include kopd's own keys, \"kopd:...\"";
	return NULL;
}
