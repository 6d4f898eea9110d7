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
 * An answer of kopd: messages of CONTROL_ITEM, each with its length in two
 * bytes, shown in every way; and each as a CONTROL_DELTA.  What is taken is
 * written as the same bytes, JSON is closed, and text has no control characters
 * but tabs and ends of lines.
 */

#include "common/record.h"
#include "kopctl/audit/output.h"
#include "kopctl/audit/propose.h"
#include "kopctl/explain.h"
#include "kopctl/hosts.h"
#include "kopctl/show.h"
#include "kopctl/table.h"
#include "kopctl/watch.h"
#include "regress/fuzz/fuzz.h"

/* Takes the message, unless it is malformed. */
static void
take(struct answer *answer, const uint8_t *data, size_t len)
{
	struct record		 w = RECORD_INITIALIZER;
	struct record_reader	 r;
	struct item		 item;
	char			*memory;
	uint8_t			 role;

	record_read(&r, data, len);
	role = record_get_u8(&r);
	if (item_read(&r, &item, &memory) == -1) {
		assert(memory == NULL);
		return;
	}
	record_u8(&w, role);
	item_write(&w, &item);
	assert(!w.failed && w.len == len && memcmp(w.buf, data, len) == 0);
	record_free(&w);
	if (role < ROLE_CONTROL)
		(void)answer_add(answer, (enum role)role, &item);
	free(memory);
}

static void
check_text(const char *text, size_t len)
{
	size_t	 i;

	for (i = 0; i < len; i++)
		assert((unsigned char)text[i] >= ' ' || text[i] == '\t' ||
		    text[i] == '\n');
}

/* Quotes, objects and lists, in one line. */
static void
check_json(const char *text, size_t len)
{
	char	 open[EMIT_DEPTH_MAX];
	size_t	 i, depth = 0;
	int	 quoted = 0;

	assert(len > 1 && text[len - 1] == '\n');
	for (i = 0; i < len - 1; i++) {
		assert((unsigned char)text[i] >= ' ');
		if (quoted && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text[i] == '{' || text[i] == '[')) {
			assert(depth < EMIT_DEPTH_MAX);
			open[depth++] = text[i];
		} else if (!quoted && (text[i] == '}' || text[i] == ']')) {
			assert(depth > 0);
			assert(open[--depth] == (text[i] == '}' ? '{' : '['));
			assert(depth > 0 || i == len - 2);
		}
	}
	assert(depth == 0 && !quoted);
}

static void
show_explain(struct emit *e, const struct answer *answer)
{
	(void)explain_show(e, answer, NULL);
	(void)explain_suggestion(answer);
}

static void
show_audit(struct emit *e, const struct answer *answer)
{
	(void)output_show(e, answer);
}

/* An error may leave nothing to print. */
static void
show_policy(struct emit *e, const struct answer *answer)
{
	if (propose_show(e, answer) == -1 && ftell(e->out) == 0 && e->json)
		fputs("[]\n", e->out);
}

/* A table has no colours here, and so no control characters. */
static void
show_table(struct emit *e, const struct answer *answer)
{
	static const struct table_style	 style = { 40, 0 };

	table_show(e->out, answer, &style);
}

static void
check(const struct answer *answer, int json,
    void (*show)(struct emit *, const struct answer *))
{
	struct emit	 e;
	char		*text;
	size_t		 len;
	FILE		*out = open_memstream(&text, &len);

	assert(out != NULL);
	emit_init(&e, out, json);
	show(&e, answer);
	assert(e.depth == 0 && fclose(out) == 0);
	if (json)
		check_json(text, len);
	else
		check_text(text, len);
	free(text);
}

static void
check_delta(const struct delta *d, int json)
{
	struct emit	 e;
	char		*text;
	size_t		 len;
	FILE		*out = open_memstream(&text, &len);

	assert(out != NULL);
	emit_init(&e, out, json);
	watch_print(&e, d);
	assert(e.depth == 0 && fclose(out) == 0);
	if (json)
		check_json(text, len);
	else
		check_text(text, len);
	free(text);
}

/* Takes the message as a delta, unless it is malformed. */
static void
take_delta(const uint8_t *data, size_t len)
{
	static struct arena	 memory;
	static struct delta	 d;
	struct record		 w = RECORD_INITIALIZER;
	struct record_reader	 r;

	record_read(&r, data, len);
	if (delta_read(&r, &d, &memory) == 0) {
		delta_write(&w, &d);
		assert(!w.failed && w.len == len &&
		    memcmp(w.buf, data, len) == 0);
		record_free(&w);
		check_delta(&d, 0);
		check_delta(&d, 1);
	}
	arena_reset(&memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct answer	 answer = { 0 };
	size_t		 n;
	int		 json;

	for (; len >= 2; data += n, len -= n) {
		n = (size_t)data[0] << 8 | data[1];
		data += 2;
		len -= 2;
		if (n > len)
			n = len;
		take(&answer, data, n);
		take_delta(data, n);
	}
	for (json = 0; json < 2; json++) {
		check(&answer, json, show_status);
		check(&answer, json, show_routes);
		check(&answer, json, show_hosts);
		check(&answer, json, show_explain);
		check(&answer, json, show_audit);
		check(&answer, json, show_policy);
	}
	check(&answer, 0, show_table);
	answer_free(&answer);
	return 0;
}
