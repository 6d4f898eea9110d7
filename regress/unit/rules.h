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
 * regress/system/config/rules.tsv, which rules.t feeds to kopd: here to what
 * gets the values from kopd.
 */

#ifndef REGRESS_UNIT_RULES_H
#define REGRESS_UNIT_RULES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RULES_LINE	512

/* "a{3}" becomes "aaa". */
static void
rules_repeat(char *value)
{
	size_t	 n;

	if (value[0] == '\0' || value[1] != '{')
		return;
	n = strtoul(value + 2, NULL, 10);
	assert_in_range(n, 1, RULES_LINE - 1);
	memset(value, value[0], n);
	value[n] = '\0';
}

/*
 * Calls takes() with each value of a setting: it returns 1 for one that it
 * takes.  Fails where the table says otherwise.
 */
static void
rules_check(const char *setting, int (*takes)(char *value))
{
	char	 line[RULES_LINE], value[RULES_LINE], *rest, *name, *text;
	FILE	*f;
	int	 n = 0;

	assert_non_null(f = fopen("regress/system/config/rules.tsv", "r"));
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		rest = line;
		name = strsep(&rest, "\t");
		if (strcmp(name, setting) != 0)
			continue;
		assert_non_null(text = strsep(&rest, "\t"));
		(void)strlcpy(value, text, sizeof(value));
		rules_repeat(value);
		if (takes(value) != (strcmp(rest, "good") == 0))
			fail_msg("%s \"%s\" should be %s", setting, value,
			    rest);
		n++;
	}
	(void)fclose(f);
	assert_in_range(n, 4, 1000);
}

#endif
