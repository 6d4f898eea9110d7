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
#include "common/record.h"

#define STRING(id, s, m)	{ id, #m, CONFIG_STRING, offsetof(struct s, m) }
#define TEXT(id, s, m)	{ id, #m, CONFIG_TEXT, offsetof(struct s, m) }
#define WHOLE(id, s, m)	{ id, #m, CONFIG_FILE, offsetof(struct s, m) }
#define NUMBER(id, s, m)	{ id, #m, CONFIG_NUMBER, offsetof(struct s, m) }
#define LIST(id, s, m)		{ id, #m, CONFIG_LIST, offsetof(struct s, m) }
#define TABLE(f, s)							\
	{ f, sizeof(f) / sizeof(f[0]), sizeof(struct s) }

static const struct config_field docker_reader_fields[] = {
	STRING(1, docker_reader_conf, run_as),
	NUMBER(2, docker_reader_conf, sandbox),
	STRING(3, docker_reader_conf, socket),
	NUMBER(4, docker_reader_conf, timeout),
	STRING(5, docker_reader_conf, address),
	NUMBER(6, docker_reader_conf, port),
};

static const struct config_field route_maker_fields[] = {
	STRING(1, route_maker_conf, run_as),
	NUMBER(2, route_maker_conf, sandbox),
	NUMBER(3, route_maker_conf, poll),
	NUMBER(4, route_maker_conf, traefik_version),
	NUMBER(5, route_maker_conf, exposed_by_default),
	NUMBER(6, route_maker_conf, allow_empty_services),
	NUMBER(7, route_maker_conf, use_bind_port_ip),
	NUMBER(8, route_maker_conf, bind_none),
	NUMBER(9, route_maker_conf, merge_equal),
	STRING(10, route_maker_conf, bind_address),
	STRING(11, route_maker_conf, network),
	STRING(12, route_maker_conf, prefix),
	LIST(13, route_maker_conf, namespaces),
	NUMBER(14, route_maker_conf, lossy_labels),
	TEXT(15, route_maker_conf, default_rule),
	TEXT(16, route_maker_conf, constraints),
	NUMBER(17, route_maker_conf, reserve_names),
	NUMBER(18, route_maker_conf, limit_objects),
	NUMBER(19, route_maker_conf, limit_bytes),
	LIST(20, route_maker_conf, left_out),
	NUMBER(21, route_maker_conf, unpublished_ports),
	NUMBER(23, route_maker_conf, traefik_assumed),
	NUMBER(22, route_maker_conf, bind_chosen),
	STRING(30, route_maker_conf, machine),
	STRING(31, route_maker_conf, endpoint),
	STRING(32, route_maker_conf, hostname),
};

static const struct config_field redis_writer_fields[] = {
	STRING(1, redis_writer_conf, run_as),
	NUMBER(2, redis_writer_conf, sandbox),
	STRING(3, redis_writer_conf, hostname),
	STRING(4, redis_writer_conf, address),
	NUMBER(5, redis_writer_conf, port),
	STRING(6, redis_writer_conf, socket),
	STRING(7, redis_writer_conf, user),
	STRING(8, redis_writer_conf, password),
	NUMBER(9, redis_writer_conf, db),
	STRING(10, redis_writer_conf, root),
	NUMBER(11, redis_writer_conf, ttl),
	NUMBER(12, redis_writer_conf, heartbeat),
	NUMBER(13, redis_writer_conf, poll),
	NUMBER(14, redis_writer_conf, notify_quiet),
	NUMBER(15, redis_writer_conf, expire_keys),
	NUMBER(16, redis_writer_conf, withdraw_on_exit),
	NUMBER(17, redis_writer_conf, tls),
	NUMBER(18, redis_writer_conf, tls_version),
	NUMBER(19, redis_writer_conf, tls_insecure),
	STRING(20, redis_writer_conf, tls_server_name),
	WHOLE(21, redis_writer_conf, tls_ca),
	TEXT(22, redis_writer_conf, tls_certificate),
	TEXT(23, redis_writer_conf, tls_key),
	LIST(24, redis_writer_conf, sentinels),
	LIST(25, redis_writer_conf, sentinel_ports),
	STRING(26, redis_writer_conf, sentinel_master),
	STRING(27, redis_writer_conf, sentinel_user),
	STRING(28, redis_writer_conf, sentinel_password),
	NUMBER(29, redis_writer_conf, reserve_names),
	NUMBER(30, redis_writer_conf, traefik_version),
	LIST(31, redis_writer_conf, sentinel_masters),
	NUMBER(40, redis_writer_conf, password_kept),
	NUMBER(41, redis_writer_conf, sentinel_password_kept),
	NUMBER(50, redis_writer_conf, limit_objects),
	NUMBER(51, redis_writer_conf, limit_bytes),
};

const struct config_table docker_reader_table =
    TABLE(docker_reader_fields, docker_reader_conf);
const struct config_table route_maker_table =
    TABLE(route_maker_fields, route_maker_conf);
const struct config_table redis_writer_table =
    TABLE(redis_writer_fields, redis_writer_conf);

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

/* Whole, whatever waits: half a configuration is none. */
static void
send_item(struct peer *peer, struct record *r)
{
	if (r->failed)
		fatalx("configuration for %s: an item does not fit",
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

/* In pieces: a message has no room for all of it. */
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
send_fields(struct peer *peer, const struct config_table *t, const void *conf)
{
	const struct config_field	*f;
	const char			*base = conf;
	const struct string_list	*list;
	const void			*field;
	size_t				 i, j;

	peer_send_always(peer, PARENT_CONF_BEGIN, 0, NULL, 0);
	for (i = 0; i < t->count; i++) {
		f = &t->fields[i];
		field = base + f->offset;
		switch (f->type) {
		case CONFIG_STRING:
		case CONFIG_TEXT:
			send_string(peer, f->id, *(char *const *)field);
			break;
		case CONFIG_FILE:
			send_file(peer, f->id, *(char *const *)field);
			break;
		case CONFIG_NUMBER:
			send_number(peer, f->id, *(const uint32_t *)field);
			break;
		case CONFIG_LIST:
			list = field;
			for (j = 0; j < list->n; j++)
				send_string(peer, f->id, list->v[j]);
			break;
		}
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
	void	*conf;
	size_t	 i;

	if ((conf = calloc(1, t->size)) == NULL)
		fatal(NULL);
	for (i = 0; i < t->count; i++) {
		if (is_text(&t->fields[i]) &&
		    (*string_of(conf, &t->fields[i]) = strdup("")) == NULL)
			fatal(NULL);
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

/* One more piece of it. */
static int
take_piece(char **field, struct record_reader *r)
{
	const void	*piece;
	size_t		 had = strlen(*field), len;
	char		*s;

	if ((piece = record_get_bytes(r, &len, CONF_FILE_MAX - had)) == NULL ||
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
take_entry(struct string_list *list, struct record_reader *r)
{
	char	*s, **v;

	if (list->n == CONF_LIST_MAX ||
	    (s = record_get_string(r, CONF_STRING_MAX)) == NULL)
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
	size_t				 i;
	int				 error = 0;

	record_read(&r, data, len);
	id = record_get_u16(&r);
	for (i = 0; i < t->count && t->fields[i].id != id; i++)
		continue;
	if (i == t->count)
		return -1;
	f = &t->fields[i];
	switch (f->type) {
	case CONFIG_STRING:
		error = take_string(string_of(conf, f), &r, CONF_STRING_MAX);
		break;
	case CONFIG_TEXT:
		error = take_string(string_of(conf, f), &r, CONF_TEXT_MAX);
		break;
	case CONFIG_FILE:
		error = take_piece(string_of(conf, f), &r);
		break;
	case CONFIG_NUMBER:
		*number_of(conf, f) = record_get_u32(&r);
		break;
	case CONFIG_LIST:
		error = take_entry(list_of(conf, f), &r);
		break;
	}
	return error == -1 ? -1 : record_end(&r);
}

void
config_free(const struct config_table *t, void *conf)
{
	const struct config_field	*f;
	struct string_list		*list;
	char				**s;
	size_t				 i;

	if (conf == NULL)
		return;
	for (i = 0; i < t->count; i++) {
		f = &t->fields[i];
		if (is_text(f)) {
			s = string_of(conf, f);
			if (*s != NULL)
				freezero(*s, strlen(*s));
		} else if (f->type == CONFIG_LIST) {
			list = list_of(conf, f);
			while (list->n > 0)
				free(list->v[--list->n]);
			free(list->v);
		}
	}
	freezero(conf, t->size);
}

/*
 * Before there is an event loop: exactly len bytes, so that what follows
 * stays in the socket for the peer that will be made of it.  -1 where the other
 * end is closed.
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
			return NULL;
		if (h.len > MSG_PAYLOAD_MAX)
			fatalx("configuration from kopd: too long");
		if (read_exactly(fd, payload, h.len) == -1)
			return NULL;
		if (h.type == PARENT_CONF_BEGIN && h.len == 0 && !begun)
			begun = 1;
		else if (h.type == PARENT_STOP && h.len == 0 && !begun)
			exit(0);
		else if (h.type == PARENT_FAIL && h.len == 0 && !begun)
			exit(1);
		else if (h.type == PARENT_CONF_END && h.len == 0 && begun)
			break;
		else if (h.type != PARENT_CONF_ITEM || !begun ||
		    config_take(t, conf, payload, h.len) == -1)
			fatalx("configuration from kopd: message %#x of %u "
			    "bytes", h.type, h.len);
	}
	freezero(payload, MSG_PAYLOAD_MAX);
	return conf;
}

/* "26379:host", or what permit.h takes. */
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
