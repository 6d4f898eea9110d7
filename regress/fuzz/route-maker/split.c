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
 * Docker's lists: the same elements and faults however the bytes come, each
 * element an object by its braces, and the id of one that jansson can read.
 */

#include <jansson.h>

#include "common/bounds.h"
#include "regress/fuzz/fuzz.h"
#include "route-maker/docker/split.h"

static void
check_id(const char *p, size_t len)
{
	struct hexid	 id, other;
	const char	*text;
	json_t		*json;

	if (json_scan_find_id(p, len, &id) == -1)
		return;
	json = json_loadb(p, len, JSON_REJECT_DUPLICATES, NULL);
	text = json_string_value(json_object_get(json, "Id"));
	if (text != NULL) {
		assert(hexid_parse(&other, text, strlen(text)) == 0);
		assert(hexid_cmp(&id, &other) == 0);
	}
	json_decref(json);
}

static void
on_element(void *arg, const char *p, size_t len)
{
	assert(len >= 2 && len <= ELEMENT_MAX);
	assert(p[0] == '{' && p[len - 1] == '}');
	check_id(p, len);
	say(arg, "%zu:", len);
	say_bytes(arg, p, len);
}

static void
on_fault(void *arg, const char *p, size_t len, const char *reason)
{
	struct hexid	id;
	char		text[HEXID_DIGITS + 1];

	assert(*reason != '\0');
	say(arg, "fault %s %s;", json_scan_find_id(p, len, &id) == -1 ? "-" :
	    hexid_text(&id, text), reason);
}

static const struct split_callbacks callbacks = {
	.element = on_element,
	.fault = on_fault
};

static void
feed(void *arg, const char *p, size_t len)
{
	(void)split_feed(arg, p, len);
}

static void
run(const uint8_t *data, size_t len, size_t cut, struct said *said)
{
	struct split	s;

	split_init(&s, &callbacks, said);
	pieces(data, len, cut, feed, &s);
	if (split_end(&s) == -1)
		say(said, "|%s", split_reason(&s));
	say(said, "|%zu %zu", s.elements, s.faults);
	split_free(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	check_pieces(run, data, len);
	return 0;
}
