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
#include <string.h>

#include "go/duration.h"
#include "go/number.h"
#include "go/trim.h"
#include "traefik/net.h"
#include "traefik/value.h"

#define NAME_LETTERS	"abcdefghijklmnopqrstuvwxyz"			\
			"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"

int
value_is_item(const char *s, size_t len)
{
	const char	*from = s, *to = s + len;

	go_trim_space(&from, &to);
	return from == s && to == s + len;
}

static const char *
canonical_list(struct arena *a, const char *s)
{
	const char	*from, *to, *comma;
	char		*buf, *p;

	if (*s == '\0')
		return "";
	p = buf = arena_alloc(a, strlen(s) + 2);
	for (;;) {
		comma = s + strcspn(s, ",");
		from = s;
		to = comma;
		go_trim_space(&from, &to);
		memcpy(p, from, (size_t)(to - from));
		p += to - from;
		if (*comma == '\0')
			break;
		*p++ = ',';
		s = comma + 1;
	}
	if (p == buf)
		*p++ = ' ';
	*p = '\0';
	return buf;
}

/* "192.0.2.1:80", "[2001:db8::1]:80", "web.example.com:80". */
static int
is_address(const char *s)
{
	const char	*colon = strrchr(s, ':');
	size_t		 len;

	if (colon == NULL || !net_is_port(colon + 1))
		return 0;
	len = (size_t)(colon - s);
	if (*s == '[')
		return len > 2 && s[len - 1] == ']' &&
		    strspn(s + 1, "0123456789abcdef:.") == len - 2;
	return len > 0 && strspn(s, NAME_LETTERS) == len;
}

/* Accepts only decimal notation. */
static int
is_float(const char *s, size_t len)
{
	double	 d;

	return strspn(s, "+-.eE0123456789") == len &&
	    go_parse_float(s, len, &d) == 0;
}

/* Whole numbers are seconds.  They wrap around at 64 bits, as in Traefik. */
static const char *
canonical_duration(struct arena *a, const char *s, size_t len)
{
	int64_t	 d;
	char	 buf[GO_DURATION_MAX];

	if (go_parse_int(s, len, 10, &d) == 0)
		d = (int64_t)((uint64_t)d * (uint64_t)GO_SECOND);
	else if (go_parse_duration(s, len, &d) == -1)
		return NULL;
	return arena_strdup(a, go_format_duration(d, buf));
}

const char *
value_canonical(struct arena *a, enum field_type type, const char *s)
{
	uint64_t	u;
	int64_t		i;
	size_t		len = strlen(s);
	int		b;

	switch (type) {
	case FIELD_STRING:
		return s;
	case FIELD_PORT:
		return *s == '\0' || net_is_port(s) ? s : NULL;
	case FIELD_SCHEME:
		return *s == '\0' || net_is_scheme(s) ? s : NULL;
	case FIELD_URL:
		return net_is_url(s) ? s : NULL;
	case FIELD_STRINGS:
		return canonical_list(a, s);
	case FIELD_BOOL:
		if (go_parse_bool(s, len, &b) == -1)
			return NULL;
		return b ? "true" : "false";
	case FIELD_INT:
	case FIELD_INT64:
		if (go_parse_int(s, len, 10, &i) == -1)
			return NULL;
		return arena_printf(a, "%" PRId64, i);
	case FIELD_PORTNUMBER:
		if (go_parse_int(s, len, 10, &i) == -1 || i < 0 ||
		    i > UINT16_MAX)
			return NULL;
		return arena_printf(a, "%" PRId64, i);
	case FIELD_UINT:
		if (go_parse_uint(s, len, 10, &u) == -1)
			return NULL;
		return arena_printf(a, "%" PRIu64, u);
	case FIELD_FLOAT:
		return is_float(s, len) ? s : NULL;
	case FIELD_DURATION:
		return canonical_duration(a, s, len);
	case FIELD_ADDRESS:
		return is_address(s) ? s : NULL;
	default:
		return NULL;
	}
}

const char *
value_describe(enum field_type type)
{
	switch (type) {
	case FIELD_BOOL:
		return "`true' or `false'";
	case FIELD_INT:
	case FIELD_INT64:
		return "a whole number of 64 bits, such as `10'";
	case FIELD_PORT:
	case FIELD_PORTNUMBER:
		return "a port from 1 to 65535, such as `8080'";
	case FIELD_SCHEME:
		return "a scheme in lower case, such as `https'";
	case FIELD_URL:
		return "a URL such as `http://192.0.2.1:8080'";
	case FIELD_UINT:
		return "a whole number of 64 bits without a sign";
	case FIELD_FLOAT:
		return "a number such as `1.5'";
	case FIELD_DURATION:
		return "seconds, or a duration such as `1m30s' or `100ms'";
	default:
		return "a string";
	}
}
