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

#include <stdlib.h>
#include <string.h>

#include "redis-writer/answer.h"

/* The first word of the reply of a script. */
static const struct {
	const char		*word;
	enum session_event	 event;
} words[] = {
	{ "OK", EVENT_OK },
	{ "SEQ", EVENT_SEQ },
	{ "FIRST", EVENT_FIRST },
	{ "ALIVE", EVENT_ALIVE },
	{ "TAKEN", EVENT_TAKEN },
	{ "FORMAT", EVENT_FORMAT },
	{ "LOST", EVENT_LOST },
	{ "HELLO", EVENT_FORGOTTEN },
};

static enum session_event
answer_error(const char *error)
{
	switch (reply_fault(error)) {
	case REPLY_NO_SCRIPT:
		return EVENT_NO_SCRIPT;
	case REPLY_ABORTED:
		return EVENT_ABORTED;
	case REPLY_REFUSED:
		break;
	}
	return EVENT_ERROR;
}

enum session_event
answer_event(const redisReply *reply)
{
	const char	*word;
	size_t		 i, len;

	if (reply == NULL)
		return EVENT_NONE;
	if (reply_error(reply) != NULL)
		return answer_error(reply_error(reply));
	word = reply_text(reply_at(reply, 0));
	len = strcspn(word, " ");
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i].word) == len &&
		    strncmp(word, words[i].word, len) == 0)
			return words[i].event;
	}
	return EVENT_OTHER;
}

/* Returns a number after "OK", see pace.lua; 0 if there is none. */
static unsigned int
number_of(const redisReply *reply, int which, unsigned int max)
{
	const char	*at = reply_text(reply_at(reply, 0));
	char		 text[16];
	size_t		 len;

	if (answer_event(reply) != EVENT_OK)
		return 0;
	for (; which >= 0; which--) {
		if ((at = strchr(at, ' ')) == NULL)
			return 0;
		at++;
	}
	if ((len = strcspn(at, " ")) >= sizeof(text))
		return 0;
	memcpy(text, at, len);
	text[len] = '\0';
	return (unsigned int)strtonum(text, 0, max, NULL);
}

unsigned int
answer_held_back(const redisReply *reply)
{
	return number_of(reply, 0, ANSWER_HELD_BACK_MAX);
}

unsigned int
answer_sent(const redisReply *reply)
{
	return number_of(reply, 1, ANSWER_SENT_MAX);
}
