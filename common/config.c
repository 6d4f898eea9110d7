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
#include <sys/socket.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/bounds.h"
#include "common/config.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/permit.h"
#include "common/port.h"
#include "common/record.h"
#include "common/setting.h"
#include "common/xstrdup.h"

/* The fields of a child, by enum setting; others have no name. */
#define ROW(kind, set, block, prefix, words, form, string, value, least, \
    most, check, ...)							\
	[set] = { .type = kind, .min = least, .max = most,		\
	    .number = value, __VA_ARGS__ },
#define IN(conf, member)						\
	.name = #member, .offset = offsetof(struct conf, member)
#define KOPD(member)

#define READER(member)	IN(docker_reader_conf, member)
#define MAKER(member)
#define WRITER(member)
static const struct config_field docker_reader_fields[SET_MAX] = {
#include "common/settings.h"
};
#undef READER
#undef MAKER
#undef WRITER

#define READER(member)
#define MAKER(member)	IN(route_maker_conf, member)
#define WRITER(member)
static const struct config_field route_maker_fields[SET_MAX] = {
#include "common/settings.h"
};
#undef READER
#undef MAKER
#undef WRITER

#define READER(member)
#define MAKER(member)
#define WRITER(member)	IN(redis_writer_conf, member)
static const struct config_field redis_writer_fields[SET_MAX] = {
#include "common/settings.h"
};
#undef READER
#undef MAKER
#undef WRITER

const struct config_table docker_reader_table = {
	docker_reader_fields, SET_MAX, sizeof(struct docker_reader_conf)
};
const struct config_table route_maker_table = {
	route_maker_fields, SET_MAX, sizeof(struct route_maker_conf)
};
const struct config_table redis_writer_table = {
	redis_writer_fields, SET_MAX, sizeof(struct redis_writer_conf)
};

static char **
string_of(void *conf, const struct config_field *f)
{
	return (char **)(void *)((char *)conf + f->offset);
}

static uint32_t *
number_of(void *conf, const struct config_field *f)
{
	return (uint32_t *)(void *)((char *)conf + f->offset);
}

static struct string_list *
list_of(void *conf, const struct config_field *f)
{
	return (struct string_list *)(void *)((char *)conf + f->offset);
}

/* Ignores the limit of the queue. */
static void
send_item(struct peer *peer, struct record *r)
{
	if (r->failed)
		fatalx("configuration for %s: an item is too long",
		    role_name(peer_role(peer)));
	peer_send_always(peer, PARENT_CONF_ITEM, 0, r->buf, r->len);
	record_free(r);
}

static void
send_string(struct peer *peer, uint16_t id, const char *s)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u16(&r, id);
	record_string(&r, s);
	send_item(peer, &r);
}

/* In pieces, because a message cannot contain all of it. */
static void
send_file(struct peer *peer, uint16_t id, const char *s)
{
	struct record	 r = RECORD_INITIALIZER;
	size_t		 n;

	for (; *s != '\0'; s += n) {
		n = strnlen(s, CONF_TEXT_MAX);
		record_u16(&r, id);
		record_bytes(&r, s, n);
		send_item(peer, &r);
	}
}

static void
send_number(struct peer *peer, uint16_t id, uint32_t n)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u16(&r, id);
	record_u32(&r, n);
	send_item(peer, &r);
}

static void
send_field(struct peer *peer, uint16_t id, const struct config_field *f,
    const void *field)
{
	const struct string_list	*list;
	size_t				 i;

	switch (f->type) {
	case CONFIG_STRING:
	case CONFIG_TEXT:
		send_string(peer, id, *(char *const *)field);
		break;
	case CONFIG_FILE:
		send_file(peer, id, *(char *const *)field);
		break;
	case CONFIG_NUMBER:
		send_number(peer, id, *(const uint32_t *)field);
		break;
	case CONFIG_LIST:
		list = field;
		for (i = 0; i < list->n; i++)
			send_string(peer, id, list->v[i]);
		break;
	}
}

static void
send_fields(struct peer *peer, const struct config_table *t, const void *conf)
{
	const struct config_field	*f;
	uint16_t			 id;

	peer_send_always(peer, PARENT_CONF_BEGIN, MESSAGES_VERSION,
	    NULL, 0);
	for (id = 0; id < t->count; id++) {
		f = &t->fields[id];
		if (f->name != NULL)
			send_field(peer, id, f,
			    (const char *)conf + f->offset);
	}
}

void
config_send(struct peer *peer, const struct config_table *t, const void *conf)
{
	send_fields(peer, t, conf);
	peer_send_always(peer, PARENT_CONF_END, 0, NULL, 0);
}

void
config_test(struct peer *peer, const struct config_table *t, const void *conf)
{
	send_fields(peer, t, conf);
	peer_send_always(peer, PARENT_CONF_TEST, 0, NULL, 0);
}

static int
is_text(const struct config_field *f)
{
	return f->type == CONFIG_STRING || f->type == CONFIG_TEXT ||
	    f->type == CONFIG_FILE;
}

void *
config_blank(const struct config_table *t)
{
	const struct config_field	*f;
	void				*conf;

	if ((conf = calloc(1, t->size)) == NULL)
		fatal(NULL);
	for (f = t->fields; f < t->fields + t->count; f++) {
		if (f->name == NULL)
			continue;
		if (is_text(f))
			*string_of(conf, f) = xstrdup("");
		else if (f->type == CONFIG_NUMBER && f->min > 0)
			*number_of(conf, f) = f->number;
	}
	return conf;
}

static int
take_string(char **field, struct record_reader *r, size_t max)
{
	char	*s;

	if ((s = record_get_string(r, max)) == NULL)
		return -1;
	freezero(*field, strlen(*field));
	*field = s;
	return 0;
}

/* Appends a piece to the field. */
static int
take_piece(char **field, struct record_reader *r, size_t max)
{
	const void	*piece;
	size_t		 had = strlen(*field), len;
	char		*s;

	if ((piece = record_get_bytes(r, &len, max - had)) == NULL ||
	    memchr(piece, '\0', len) != NULL)
		return -1;
	if ((s = malloc(had + len + 1)) == NULL)
		fatal(NULL);
	memcpy(s, *field, had);
	memcpy(s + had, piece, len);
	s[had + len] = '\0';
	freezero(*field, had);
	*field = s;
	return 0;
}

static int
take_number(uint32_t *field, struct record_reader *r,
    const struct config_field *f)
{
	*field = record_get_u32(r);
	return *field < f->min || *field > f->max ? -1 : 0;
}

static int
take_entry(struct string_list *list, struct record_reader *r, size_t max)
{
	char	*s, **v;

	if (list->n == CONF_LIST_MAX ||
	    (s = record_get_string(r, max)) == NULL)
		return -1;
	if ((v = reallocarray(list->v, list->n + 1, sizeof(*v))) == NULL)
		fatal(NULL);
	list->v = v;
	list->v[list->n++] = s;
	return 0;
}

int
config_take(const struct config_table *t, void *conf, const void *data,
    size_t len)
{
	const struct config_field	*f;
	struct record_reader		 r;
	uint16_t			 id;
	int				 error = 0;

	record_read(&r, data, len);
	id = record_get_u16(&r);
	if (id >= t->count || t->fields[id].name == NULL)
		return -1;
	f = &t->fields[id];
	switch (f->type) {
	case CONFIG_STRING:
	case CONFIG_TEXT:
		error = take_string(string_of(conf, f), &r, f->max);
		break;
	case CONFIG_FILE:
		error = take_piece(string_of(conf, f), &r, f->max);
		break;
	case CONFIG_NUMBER:
		error = take_number(number_of(conf, f), &r, f);
		break;
	case CONFIG_LIST:
		error = take_entry(list_of(conf, f), &r, f->max);
		break;
	}
	return error == -1 ? -1 : record_end(&r);
}

void
config_list_clear(struct string_list *list)
{
	while (list->n > 0)
		free(list->v[--list->n]);
	free(list->v);
	list->v = NULL;
}

void
config_free(const struct config_table *t, void *conf)
{
	const struct config_field	*f;
	char				**s;

	if (conf == NULL)
		return;
	for (f = t->fields; f < t->fields + t->count; f++) {
		if (f->name == NULL)
			continue;
		if (is_text(f)) {
			s = string_of(conf, f);
			if (*s != NULL)
				freezero(*s, strlen(*s));
		} else if (f->type == CONFIG_LIST)
			config_list_clear(list_of(conf, f));
	}
	freezero(conf, t->size);
}

/*
 * Used before the event loop: reads exactly len bytes, so that the rest stays
 * in the socket for the later peer.  -1 if the other end is closed.
 */
static int
read_exactly(int fd, void *buf, size_t len)
{
	u_char	*p = buf;
	ssize_t	 n;

	while (len > 0) {
		if ((n = read(fd, p, len)) == -1) {
			if (errno == EINTR)
				continue;
			fatal("configuration from kopd");
		}
		if (n == 0)
			return -1;
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

/* The first message shows whether kopd has the same messages. */
static void
check_version(uint32_t version)
{
	if (version != MESSAGES_VERSION)
		fatalx("kopd has message version %u, but this process has "
		    "message version %u; install all programs of one version",
		    version, MESSAGES_VERSION);
}

void *
config_receive(int fd, const struct config_table *t)
{
	struct msg_header	 h;
	u_char			*payload;
	void			*conf = config_blank(t);
	int			 begun = 0;

	if ((payload = malloc(MSG_PAYLOAD_MAX)) == NULL)
		fatal(NULL);
	for (;;) {
		if (read_exactly(fd, &h, sizeof(h)) == -1)
			goto closed;
		if (h.len > MSG_PAYLOAD_MAX)
			fatalx("configuration from kopd: too long");
		if (read_exactly(fd, payload, h.len) == -1)
			goto closed;
		if (h.type == PARENT_CONF_BEGIN && h.len == 0 && !begun) {
			check_version(h.peer);
			begun = 1;
		} else if (h.type == PARENT_STOP && h.len == 0 && !begun)
			exit(0);
		else if (h.type == PARENT_FAIL && h.len == 0 && !begun)
			exit(1);
		else if (h.type == PARENT_CONF_END && h.len == 0 && begun)
			break;
		else if (h.type != PARENT_CONF_ITEM || !begun ||
		    config_take(t, conf, payload, h.len) == -1)
			fatalx("configuration from kopd: unexpected message "
			    "%#x of %u bytes", h.type, h.len);
	}
	freezero(payload, MSG_PAYLOAD_MAX);
	return conf;
closed:
	freezero(payload, MSG_PAYLOAD_MAX);
	config_free(t, conf);
	return NULL;
}

/* An entry is "26379:host", or a string of permit.h. */
static int
list_has_names(const struct string_list *list, int permits)
{
	struct permit	 p;
	const char	*colon;
	size_t		 i;

	for (i = 0; i < list->n; i++) {
		if (permits) {
			if (permit_parse(&p, list->v[i]) == 0 &&
			    p.family == AF_UNSPEC)
				return 1;
		} else if ((colon = strchr(list->v[i], ':')) == NULL ||
		    !hostaddr_is_address(colon + 1))
			return 1;
	}
	return 0;
}

int
config_has_names(const struct redis_writer_conf *conf)
{
	if (*conf->socket != '\0')
		return 0;
	if (conf->sentinels.n == 0)
		return !hostaddr_is_address(conf->address);
	return conf->sentinel_masters.n == 0 ||
	    list_has_names(&conf->sentinels, 0) ||
	    list_has_names(&conf->sentinel_masters, 1);
}
