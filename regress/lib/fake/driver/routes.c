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

#include "common/clock.h"
#include "common/log.h"
#include "common/record.h"
#include "regress/lib/fake/driver/routes.h"

static unsigned long long	 done;

int
routes_on_done(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;

	(void)p;
	record_read(&r, msg->data, msg->len);
	done = record_get_u64(&r);
	return record_end(&r);
}

unsigned long long
routes_done(void)
{
	return done;
}

void
routes_forget(void)
{
	done = 0;
}

static void
send_record(uint32_t type, struct record *r)
{
	while (peer_send_record(driver_peer(FD_ROUTE_MAKER), type, 0, r) == -1)
		driver_turn("room for routes");
	record_free(r);
}

void
routes_begin(unsigned long long number, int kind)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u64(&r, number);
	record_u8(&r, (uint8_t)kind);
	send_record(ROUTES_BEGIN, &r);
}

void
routes_end(unsigned long long number, uint32_t policy)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u64(&r, number);
	record_u64(&r, clock_us());
	record_u32(&r, policy);
	send_record(ROUTES_END, &r);
}

void
routes_engine(const char *id, const char *name, int as_maker)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, id);
	record_string(&r, name);
	if (as_maker)
		send_record(PARENT_ENGINE, &r);
	else
		driver_tell(PARENT_ENGINE, &r);
	record_free(&r);
}

void
routes_set(char *const *word, int n)
{
	struct record	 r = RECORD_INITIALIZER;
	const char	*container;
	int		 i;

	record_string(&r, word[0]);
	record_string(&r, word[1]);
	record_u8(&r, (uint8_t)atoi(word[2]));
	container = strchr(word[2], '@');
	record_string(&r, container == NULL ? "" : container + 1);
	for (i = 3; i < n; i++)
		record_string(&r, strcmp(word[i], "-") == 0 ? "" : word[i]);
	send_record(ROUTES_SET, &r);
}

void
routes_del(const char *id)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, id);
	send_record(ROUTES_DEL, &r);
}
