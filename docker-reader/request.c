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

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/hexid.h"
#include "common/log.h"
#include "common/record.h"
#include "docker-reader/request.h"

#define GET(path)	"GET " path " HTTP/1.0\r\nHost: docker\r\n\r\n"
#define LIST		"/containers/json?all=1"

/* {"id":["0123...","4567..."]} (Docker Engine API, "List containers") */
#define FILTERS		"&filters=%%7B"
#define IDS_BEGIN	"%%22id%%22%%3A%%5B"
#define IDS_END		"%%5D"
#define FILTERS_END	"%%7D"

/*
 * "health":["starting","unhealthy","reset"]: all states of a health check
 * except "healthy" (podman, libpod/define/healthchecks.go).
 */
#define UNHEALTHY	"%%22health%%22%%3A%%5B%%22starting%%22%%2C"		\
	"%%22unhealthy%%22%%2C%%22reset%%22%%5D"

/*
 * {"type":["container","network"],"event":[...]}.  For the engine,
 * "health_status" is a prefix (moby, daemon/events/filter.go).  Podman filters
 * by words of its own: "died" for "die", "remove" for "destroy", and
 * "exec_died" at the end of a health check, after which some versions send no
 * other event (podman, libpod/events/config.go).  Docker has none of these for
 * a container.  "since" includes its own nanosecond.
 */
#define EVENTS		"/events?filters=%%7B%%22type%%22%%3A%%5B"	\
	"%%22container%%22%%2C%%22network%%22%%5D%%2C"			\
	"%%22event%%22%%3A%%5B%%22start%%22%%2C%%22die%%22%%2C"		\
	"%%22destroy%%22%%2C%%22health_status%%22%%2C%%22rename%%22%%2C"	\
	"%%22update%%22%%2C%%22pause%%22%%2C%%22unpause%%22%%2C"	\
	"%%22connect%%22%%2C%%22disconnect%%22%%2C%%22died%%22%%2C"	\
	"%%22remove%%22%%2C%%22exec_died%%22%%5D%%7D"

/* Bytes of one id in the list: %2C%22, its digits, %22. */
#define ID_TEXT		(HEXID_DIGITS + 9)

struct text {
	char	*p;
	size_t	 len;
	size_t	 size;
};

static void	list_some(struct text *, struct record_reader *, int);
static void	events(struct text *, struct record_reader *);

static void __attribute__((__format__ (printf, 2, 3)))
put(struct text *t, const char *fmt, ...)
{
	va_list	 ap;
	int	 n;

	va_start(ap, fmt);
	n = vsnprintf(t->p + t->len, t->size - t->len, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= t->size - t->len)
		fatalx("a request is too long");
	t->len += (size_t)n;
}

char *
request_text(const void *payload, size_t payload_len, size_t *len,
    enum docker_request *kind)
{
	struct record_reader	 r;
	struct text		 t = { .size = LIST_IDS_MAX * ID_TEXT + 1024 };

	if ((t.p = malloc(t.size)) == NULL)
		fatal(NULL);
	record_read(&r, payload, payload_len);
	switch (*kind = record_get_u8(&r)) {
	case DOCKER_PING:
		put(&t, GET("/_ping"));
		break;
	case DOCKER_VERSION:
		put(&t, GET("/version"));
		break;
	case DOCKER_INFO:
		put(&t, GET("/info"));
		break;
	case DOCKER_LIST:
		put(&t, GET(LIST));
		break;
	case DOCKER_LIST_IDS:
		list_some(&t, &r, 0);
		break;
	case DOCKER_LIST_UNHEALTHY:
		list_some(&t, &r, 1);
		break;
	case DOCKER_EVENTS:
		events(&t, &r);
		break;
	default:
		r.failed = 1;
	}
	if (record_end(&r) == -1) {
		free(t.p);
		return NULL;
	}
	*len = t.len;
	return t.p;
}

static void
put_ids(struct text *t, struct record_reader *r, size_t n)
{
	struct hexid	 id;
	char		 digits[HEXID_DIGITS + 1];
	const u_char	*p;
	size_t		 i, len;

	put(t, IDS_BEGIN);
	for (i = 0; i < n; i++) {
		p = record_get_bytes(r, &len, HEXID_BYTES);
		if (p == NULL || len != HEXID_BYTES) {
			r->failed = 1;
			return;
		}
		memcpy(id.b, p, HEXID_BYTES);
		put(t, "%s%%22%s%%22", i > 0 ? "%2C" : "",
		    hexid_text(&id, digits));
	}
	put(t, IDS_END);
}

static void
list_some(struct text *t, struct record_reader *r, int unhealthy)
{
	size_t	 n = record_get_u16(r);

	if ((n == 0 && !unhealthy) || n > LIST_IDS_MAX) {
		r->failed = 1;
		return;
	}
	put(t, "GET " LIST FILTERS);
	if (n > 0)
		put_ids(t, r, n);
	if (unhealthy)
		put(t, "%s" UNHEALTHY, n > 0 ? "%2C" : "");
	put(t, FILTERS_END " HTTP/1.0\r\nHost: docker\r\n\r\n");
}

static void
events(struct text *t, struct record_reader *r)
{
	uint64_t	 seconds;
	uint32_t	 nanoseconds;

	seconds = record_get_u64(r);
	nanoseconds = record_get_u32(r);
	if (seconds > INT64_MAX || nanoseconds > 999999999) {
		r->failed = 1;
		return;
	}
	put(t, "GET " EVENTS);
	if (seconds != 0 || nanoseconds != 0)
		put(t, "&since=%" PRIu64 ".%09" PRIu32, seconds, nanoseconds);
	put(t, " HTTP/1.0\r\nHost: docker\r\n\r\n");
}
