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

/* docker-reader to route-maker, as Docker's answers, and back. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/messages.h"
#include "regress/system/hostile/hostile.h"

#define GUESSES	500	/* ids of requests made before */

static void
remember(struct channel *c, uint32_t id, uint8_t kind)
{
	if (c->nasked == ASKED_MAX) {
		c->nasked--;
		memmove(c->asked, c->asked + 1, c->nasked * sizeof(*c->asked));
	}
	c->asked[c->nasked++] = (struct asked){ id, kind, 0 };
}

static void
forget(struct channel *c, size_t i)
{
	c->asked[i] = c->asked[--c->nasked];
}

void
hear_requests(struct channel *c, const struct heard *m)
{
	size_t	 i;

	if (m->type == DOCKER_REQUEST && m->len > 0)
		remember(c, m->id, m->data[0]);
	for (i = 0; m->type == DOCKER_CANCEL && i < c->nasked; i++)
		if (c->asked[i].id == m->id)
			forget(c, i--);
}

/* As JSON has it; \u0000 and half characters, too. */
static void
put_string(FILE *f, const char *s)
{
	putc('"', f);
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || *s == '"' || *s == '\\')
			fprintf(f, "\\u%04x", (unsigned char)*s);
		else
			putc(*s, f);
	}
	putc('"', f);
}

static void
put_label(struct channel *c, FILE *f, const char *comma)
{
	struct field_choice	 choice;
	char			 name[4096];

	field_object(c, &choice);
	field_choose(c, '.', &choice);
	(void)snprintf(name, sizeof(name), "traefik.%s.%s.%.500s%s%s",
	    choice.family, choice.kind, word_name(c),
	    choice.path[0] == '\0' ? "" : ".", choice.path);
	fputs(comma, f);
	put_string(f, odd(c, ODD_KEY) ? word_name(c) : name);
	putc(':', f);
	put_string(f, choice.value);
}

static void
put_container(struct channel *c, FILE *f)
{
	size_t	 n = chance(8), number = chance(c->large ? 5000 : 30);

	fprintf(f, "{\"Id\":\"%064zx\",\"Names\":[\"/c%zu\"],\"Created\":%zu,"
	    "\"Ports\":[{\"IP\":\"0.0.0.0\",\"PrivatePort\":80,\"PublicPort\":"
	    "%zu,\"Type\":\"tcp\"}],\"State\":\"%s\",\"Status\":\"Up\","
	    "\"HostConfig\":{\"NetworkMode\":\"default\"},"
	    "\"NetworkSettings\":{\"Networks\":{}},\"Labels\":{"
	    "\"traefik.enable\":\"true\"", number, number,
	    1700000000 + chance(1000), odd(c, ODD_NUMBER) ? chance(99999) :
	    8000 + number, chance_percent(90) ? "running" : "exited");
	while (n-- > 0)
		put_label(c, f, ",");
	fputs(odd(c, ODD_KEY) && chance_percent(10) ? "" : "}}", f);
}

static void
put_list(struct channel *c, FILE *f)
{
	size_t	 i, n = chance(12);

	putc('[', f);
	for (i = 0; i < n; i++) {
		if (i > 0)
			putc(',', f);
		put_container(c, f);
	}
	fputs(odd(c, ODD_KEY) ? "" : "]\n", f);
}

static void
put_event(struct channel *c, FILE *f)
{
	static const char *const	actions[] = { "start", "die",
					    "destroy", "rename", "pause",
					    "died", "remove", "exec_died",
					    "health_status: healthy",
					    "connect", NULL };

	fprintf(f, "{\"Type\":\"container\",\"Action\":\"%s\",\"Actor\":"
	    "{\"ID\":\"%064zx\",\"Attributes\":{\"name\":",
	    chance_word(actions), chance(30));
	put_string(f, word_name(c));
	fprintf(f, "}},\"time\":%zu,\"timeNano\":%zu}\n", chance(2000000000),
	    chance(2000000000));
}

static void
put_info(struct channel *c, FILE *f)
{
	fprintf(f, "{\"ID\":");
	put_string(f, odd(c, ODD_NAME) ? word_host() : "FAKE:ENGINE");
	fprintf(f, ",\"Name\":");
	put_string(f, odd(c, ODD_NAME) ? word_host() : "fake");
	fprintf(f, ",\"ServerVersion\":");
	put_string(f, odd(c, ODD_VALUE) ? word_text(c) : "20.10.24");
	fputs("}\n", f);
}

static void
put_answer(struct channel *c, FILE *f, uint8_t kind)
{
	if (odd(c, ODD_ORDER))
		kind = (uint8_t)chance(DOCKER_KINDS);
	switch (kind) {
	case DOCKER_PING:
		fputs("OK", f);
		break;
	case DOCKER_VERSION:
		fprintf(f, "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\","
		    "\"Components\":[{\"Name\":\"%s\"}]}\n",
		    odd(c, ODD_VALUE) ? "Podman Engine" : "Engine");
		break;
	case DOCKER_INFO:
		put_info(c, f);
		break;
	case DOCKER_EVENTS:
		put_event(c, f);
		break;
	default:
		put_list(c, f);
	}
}

/* In pieces, of which some may be missing. */
static void
send_data(struct channel *c, uint32_t id, const char *text, size_t len)
{
	struct record	 r = RECORD_INITIALIZER;
	size_t		 n;

	for (; len > 0 && !c->closed; text += n, len -= n) {
		n = len < DOCKER_CHUNK ? len : 1 + chance(DOCKER_CHUNK);
		if (n > len)
			n = len;
		if (odd(c, ODD_ORDER) && chance_percent(5))
			continue;
		/* Bytes as they are, without a length. */
		r.buf = malloc(n);
		if (r.buf == NULL)
			err(1, NULL);
		memcpy(r.buf, text, n);
		r.len = r.size = n;
		channel_send(c, DOCKER_DATA, id, &r);
		r = (struct record)RECORD_INITIALIZER;
	}
}

static void
send_end(struct channel *c, uint32_t id)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u8(&r, odd(c, ODD_NUMBER) ? (uint8_t)chance(5) :
	    DOCKER_COMPLETE);
	record_u32(&r, (uint32_t)word_number(c, 0));
	channel_send(c, DOCKER_END, id, &r);
}

static void
send_wait(struct channel *c, uint32_t id)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u32(&r, (uint32_t)chance(200));
	record_string(&r, word_text(c));
	channel_send(c, DOCKER_WAIT, id, &r);
}

/* An answer, or one more piece of it. */
static void
answer(struct channel *c, struct asked *a)
{
	struct record	 r = RECORD_INITIALIZER;
	char		*text = NULL;
	size_t		 size = 0;
	FILE		*f;

	if ((f = open_memstream(&text, &size)) == NULL)
		err(1, NULL);
	if (!a->begun) {
		channel_send(c, DOCKER_BEGIN, a->id, &r);
		fprintf(f, "HTTP/1.%zu %s\r\nContent-Type: "
		    "application/json\r\n\r\n", chance(2),
		    odd(c, ODD_VALUE) ? "500 No" : "200 OK");
	}
	a->begun = 1;
	put_answer(c, f, a->kind);
	(void)fclose(f);
	send_data(c, a->id, text, size);
	free(text);
}

/*
 * What is to be asked again, since nothing is asked that is known here: the
 * stream of events, of one id or another, has come to its end.
 */
static void
provoke(struct channel *c)
{
	c->number = c->number % GUESSES + 1;
	send_end(c, (uint32_t)c->number);
	channel_listen(c, 2);
}

void
speak_answers(struct channel *c)
{
	size_t	 i;

	channel_listen(c, 0);
	if (odd(c, ODD_ORDER) && chance_percent(50)) {
		send_wait(c, word_id(c));
		return;
	}
	if (c->nasked == 0) {
		provoke(c);
		return;
	}
	i = chance(c->nasked);
	if (c->asked[i].kind == DOCKER_EVENTS && c->nasked > 1)
		i = (i + 1) % c->nasked;
	answer(c, &c->asked[i]);
	if (i < c->nasked && (c->asked[i].kind != DOCKER_EVENTS ||
	    chance(500) == 0)) {
		send_end(c, c->asked[i].id);
		if (i < c->nasked)
			forget(c, i);
	}
	channel_listen(c, c->nasked < 2 && chance_percent(10) ? 5 : 0);
}

void
hear_answers(struct channel *c, const struct heard *m)
{
	size_t	 i;

	for (i = 0; m->type == DOCKER_END && i < c->nasked; i++)
		if (c->asked[i].id == m->id)
			forget(c, i--);
}

static void
send_request(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;
	u_char		 id[32];
	uint8_t		 kind = (uint8_t)chance(DOCKER_KINDS);
	size_t		 i, n = 1 + chance(LIST_IDS_MAX);

	if (odd(c, ODD_TYPE))
		kind = (uint8_t)chance(256);
	record_u8(&r, kind);
	if (kind == DOCKER_LIST_IDS || kind == DOCKER_LIST_UNHEALTHY) {
		record_u16(&r, (uint16_t)(odd(c, ODD_NUMBER) ? chance(65536) :
		    n));
		for (i = 0; i < n; i++) {
			memset(id, (int)chance(256), sizeof(id));
			record_bytes(&r, id, odd(c, ODD_KEY) &&
			    chance_percent(1) ? chance(32) : sizeof(id));
		}
	} else if (kind == DOCKER_EVENTS) {
		record_u64(&r, word_number(c, 0));
		record_u32(&r, (uint32_t)word_number(c, 0));
	}
	c->number++;
	remember(c, 1000 + (uint32_t)c->number, kind);
	channel_send(c, DOCKER_REQUEST, odd(c, ODD_ORDER) ? word_id(c) :
	    1000 + (uint32_t)c->number, &r);
}

void
speak_requests(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;
	size_t		 n = chance(100);
	uint32_t	 id = word_id(c);

	channel_listen(c, c->nasked < 4 ? 0 : 20);
	if (c->nasked < 4 && n < 60)
		send_request(c);
	else if (n < 80) {
		channel_send(c, DOCKER_CANCEL, id, &r);
		for (n = 0; n < c->nasked; n++)
			if (c->asked[n].id == id)
				forget(c, n--);
	} else {
		record_u32(&r, odd(c, ODD_NUMBER) ? (uint32_t)word_number(c,
		    DOCKER_WINDOW) : 0);
		channel_send(c, DOCKER_CREDIT, id, &r);
	}
}
