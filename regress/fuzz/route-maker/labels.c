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
 * Labels to keys: a line of settings (see keys.h), then lines name=value; an
 * empty line begins the next container.  With `n' among the settings no
 * container runs, with `u' none is healthy.  What is published is the same in
 * whichever order they come, and when they are read again.
 */

#include "regress/fuzz/keys.h"
#include "regress/fuzz/lines.h"

#define CONTAINERS	6

static const char	*state, *status;	/* of all containers but one */

static void
set_state(const char *letters, size_t len)
{
	state = memchr(letters, 'n', len) == NULL ? "running" : "exited";
	status = memchr(letters, 'u', len) == NULL ? "Up" : "Up (unhealthy)";
}

static void
take(struct containers *cs, int n, const char *text)
{
	struct said		 json = { 0 };
	struct container	*c;
	char			 why[256];

	say(&json, "{\"Id\":\"%064x\",\"Names\":[\"/web%d\"],\"Created\":%d,"
	    "\"State\":\"%s\",\"Status\":\"%s\",\"HostConfig\":{"
	    "\"NetworkMode\":\"bridge\"},\"NetworkSettings\":{\"Networks\":{"
	    "\"bridge\":{\"IPAddress\":\"172.17.0.%d\"}}},\"Ports\":[{"
	    "\"PrivatePort\":80,\"PublicPort\":%d,\"Type\":\"tcp\"}],"
	    "\"Labels\":{", (unsigned int)n + 1, n, 10 - n,
	    n == 3 ? "exited" : state, status, n + 2, 8000 + n);
	lines_labels(&json, text);
	say(&json, "}}");
	c = container_parse(json.text, json.len, cs->conf, why, sizeof(why));
	if (c != NULL)
		containers_take(cs, c);
	free(json.text);
}

/* The containers one after the other, or the other way round. */
static void
take_all(struct containers *cs, const char *text, int backwards)
{
	const char	*starts[CONTAINERS];
	int		 i, n;

	for (n = 0; n < CONTAINERS && *text != '\0'; n++) {
		starts[n] = text;
		text = lines_skip(text);
	}
	for (i = 0; i < n; i++)
		take(cs, backwards ? n - 1 - i : i,
		    starts[backwards ? n - 1 - i : i]);
}

/* In whichever order they come, the same is published. */
static void
check_order(const struct route_maker_conf *conf, const struct program *program,
    struct containers *containers, const char *text)
{
	struct containers	 other;
	char			*first, *second;

	containers_init(&other, conf, program);
	take_all(&other, text, 1);
	first = keys_text(containers);
	second = keys_text(&other);
	if (strcmp(first, second) != 0)
		fprintf(stderr, "%s\nand not\n%s\n", first, second);
	assert(strcmp(first, second) == 0);
	free(first);
	free(second);
	keys_end(&other);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	keys_init();
	return 0;
}

/* The other half of all changes are to the bytes. */
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
    unsigned int seed)
{
	if (seed % 2 == 0)
		return LLVMFuzzerMutate(data, size, max);
	return lines_mutate(data, size, max, seed / 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct route_maker_conf	*conf;
	struct program		*program;
	struct containers	 containers;
	const char		*version;
	char			*text = fuzz_text(data, len);
	size_t			 first = strcspn(text, "\n");

	conf = keys_conf(text, first, &version);
	set_state(text, first);
	first += text[first] == '\n';
	program = keys_program(conf);
	containers_init(&containers, conf, program);
	take_all(&containers, text + first, 0);
	keys_check(&containers, version);
	containers_configure(&containers, conf, program);
	take_all(&containers, text + first, 0);
	resolve_settle(&containers.objects);
	assert(TAILQ_EMPTY(&containers.objects.unsent));
	check_order(conf, program, &containers, text + first);
	keys_end(&containers);
	program_free(program);
	config_free(&route_maker_table, conf);
	free(text);
	return 0;
}
