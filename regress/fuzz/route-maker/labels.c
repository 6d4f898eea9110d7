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
 * empty line begins the next container.
 */

#include "keys.h"
#include "lines.h"

#define CONTAINERS	6

static const char *
take(struct host *h, int n, const char *text)
{
	struct said		 json = { 0 };
	struct container	*c;
	char			 why[256];

	say(&json, "{\"Id\":\"%064x\",\"Names\":[\"/web%d\"],\"Created\":%d,"
	    "\"State\":\"%s\",\"Status\":\"Up\",\"HostConfig\":{"
	    "\"NetworkMode\":\"bridge\"},\"NetworkSettings\":{\"Networks\":{"
	    "\"bridge\":{\"IPAddress\":\"172.17.0.%d\"}}},\"Ports\":[{"
	    "\"PrivatePort\":80,\"PublicPort\":%d,\"Type\":\"tcp\"}],"
	    "\"Labels\":{", (unsigned int)n + 1, n, 10 - n,
	    n == 3 ? "exited" : "running", n + 2, 8000 + n);
	text = lines_labels(&json, text);
	say(&json, "}}");
	c = container_parse(json.text, json.len, h->conf, why, sizeof(why));
	if (c != NULL)
		host_take(h, c);
	free(json.text);
	return text;
}

static void
take_all(struct host *h, const char *text)
{
	int	 n;

	for (n = 0; n < CONTAINERS && *text != '\0'; n++)
		text = take(h, n, text);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	keys_init();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct route_maker_conf	*conf;
	struct policy		*policy;
	struct host		 host;
	const char		*version;
	char			*text = fuzz_text(data, len);
	size_t			 first = strcspn(text, "\n");

	conf = keys_conf(text, first, &version);
	first += text[first] == '\n';
	policy = keys_policy(conf);
	host_init(&host, conf, policy);
	take_all(&host, text + first);
	keys_judge(&host, version);
	/* Once more, decoded again: nothing is different. */
	host_configure(&host, conf, policy);
	take_all(&host, text + first);
	view_settle(&host.objects);
	assert(TAILQ_EMPTY(&host.objects.unsent));
	keys_end(&host);
	policy_free(policy);
	config_free(&route_maker_table, conf);
	free(text);
	return 0;
}
