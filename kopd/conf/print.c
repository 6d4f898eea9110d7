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

#include <string.h>

#include "common/visible.h"
#include "go/utf8.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/mask.h"

enum section {
	SECTION_MAIN,
	SECTION_DOCKER,
	SECTION_REDIS,
	SECTION_SENTINEL
};

struct printer {
	FILE			*out;
	const struct kopd_conf	*conf;
	const char		*indent;
	const char		*secret;	/* conf_print_given(); or NULL */
	int			 given;		/* only what was given */
};

struct line {
	enum section	 section;
	enum setting	 set;
	const char	*words;
	void		(*print)(const struct printer *, const struct line *);
};

static void
put_quoted(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

/* Where it was given, in a comment. */
static void
put_end(const struct printer *p, enum setting set)
{
	const char	*s;
	uint32_t	 c;
	size_t		 n;

	if (p->given) {
		fputs("\t# ", p->out);
		for (s = p->conf->origin[set]; *s != '\0'; s += n) {
			if ((n = rune_read(s, &c)) > 0 && c != '\\' &&
			    !visible_control(c))
				fwrite(s, 1, n, p->out);
			else
				fputc('?', p->out);
			n += n == 0;
		}
	}
	fputc('\n', p->out);
}

static void
print_quoted(const struct printer *p, const struct line *l, const char *words,
    const char *text)
{
	if (text[0] == '\0')
		return;
	fprintf(p->out, "%s%s ", p->indent, words);
	put_quoted(p->out, text);
	put_end(p, l->set);
}

static void
print_text(const struct printer *p, const struct line *l)
{
	print_quoted(p, l, l->words, conf_text(p->conf, l->set));
}

static void
print_yes_no(const struct printer *p, const struct line *l)
{
	fprintf(p->out, "%s%s %s", p->indent, l->words,
	    conf_value(p->conf, l->set) ? "yes" : "no");
	put_end(p, l->set);
}

static void
print_flag(const struct printer *p, const struct line *l)
{
	if (!conf_value(p->conf, l->set))
		return;
	fprintf(p->out, "%s%s", p->indent, l->words);
	put_end(p, l->set);
}

static void
print_number(const struct printer *p, const struct line *l)
{
	fprintf(p->out, "%s%s %u", p->indent, l->words,
	    conf_value(p->conf, l->set));
	put_end(p, l->set);
}

static void
print_size(const struct printer *p, const struct line *l)
{
	static const char	 units[] = "KMG";
	uint32_t		 n = conf_value(p->conf, l->set);
	int			 i;

	for (i = 0; units[i] != '\0' && n % 1024 == 0; i++)
		n /= 1024;
	fprintf(p->out, "%s%s %u%.*s", p->indent, l->words, n, i > 0,
	    &units[i > 0 ? i - 1 : 0]);
	put_end(p, l->set);
}

static void
print_seconds(const struct printer *p, const struct line *l)
{
	uint32_t	 n = conf_value(p->conf, l->set);

	if (n == 0)
		fprintf(p->out, "%s%s never", p->indent, l->words);
	else
		fprintf(p->out, "%s%s %us", p->indent, l->words, n);
	put_end(p, l->set);
}

/* Where 0 means none. */
static void
print_delay(const struct printer *p, const struct line *l)
{
	fprintf(p->out, "%s%s %us", p->indent, l->words,
	    conf_value(p->conf, l->set));
	put_end(p, l->set);
}

static void
print_version(const struct printer *p, const struct line *l)
{
	uint32_t	 v = conf_value(p->conf, l->set);

	fprintf(p->out, "%s%s %u.%u.%u", p->indent, l->words, v / 10000,
	    v / 100 % 100, v % 100);
	put_end(p, l->set);
}

static void
print_bind(const struct printer *p, const struct line *l)
{
	switch (p->conf->bind) {
	case BIND_IP:
		print_quoted(p, l, "bind ip", p->conf->bind_value);
		return;
	case BIND_INTERFACE:
		print_quoted(p, l, "bind interface", p->conf->bind_value);
		return;
	case BIND_DEFAULT:
		fputs("bind default", p->out);
		break;
	case BIND_NONE:
		fputs("bind none", p->out);
		break;
	}
	put_end(p, l->set);
}

static void
print_list(const struct printer *p, const struct line *l,
    const struct string_list *list)
{
	size_t	 i;

	if (list->n == 0)
		return;
	fprintf(p->out, "%s%s {", p->indent, l->words);
	put_end(p, l->set);
	for (i = 0; i < list->n; i++) {
		fprintf(p->out, "%s\t", p->indent);
		put_quoted(p->out, list->v[i]);
		fputc('\n', p->out);
	}
	fprintf(p->out, "%s}\n", p->indent);
}

static void
print_namespaces(const struct printer *p, const struct line *l)
{
	print_list(p, l, &p->conf->namespaces);
}

static void
print_masters(const struct printer *p, const struct line *l)
{
	print_list(p, l, &p->conf->sentinel_masters);
}

static void
print_ports(const struct printer *p, const struct line *l)
{
	const struct string_list	*list = &p->conf->sentinel_ports;
	size_t				 i;

	if (list->n == 0)
		return;
	fprintf(p->out, "%s%s {", p->indent, l->words);
	for (i = 0; i < list->n; i++)
		fprintf(p->out, " %s", list->v[i]);
	fputs(" }", p->out);
	put_end(p, l->set);
}

/* "26379:host". */
static void
print_sentinels(const struct printer *p, const struct line *l)
{
	const struct string_list	*list = &p->conf->sentinels;
	const char			*host;
	size_t				 i;

	for (i = 0; i < list->n; i++) {
		host = strchr(list->v[i], ':') + 1;
		fprintf(p->out, "%s%s ", p->indent, l->words);
		put_quoted(p->out, host);
		fprintf(p->out, " port %.*s", (int)(host - 1 - list->v[i]),
		    list->v[i]);
		put_end(p, l->set);
	}
}

static void
print_sandbox(const struct printer *p, const struct line *l)
{
	if (p->conf->sandbox == SANDBOX_DEFAULT)
		return;
	fprintf(p->out, "%s%s %s", p->indent, l->words,
	    p->conf->sandbox == SANDBOX_STRICT ? "strict" : "lenient");
	put_end(p, l->set);
}

static void
print_unpublished(const struct printer *p, const struct line *l)
{
	static const char *const	 words[] = {
		[UNPUBLISHED_WARN] = "warn",
		[UNPUBLISHED_REFUSE] = "refuse",
		[UNPUBLISHED_CONTAINER] = "container"
	};

	fprintf(p->out, "%s%s %s", p->indent, l->words,
	    words[p->conf->unpublished_ports]);
	put_end(p, l->set);
}

/* A socket has no port, and a master's is for sentinels to say. */
static void
print_port(const struct printer *p, const struct line *l)
{
	if (p->conf->redis_socket[0] == '\0' && p->conf->sentinels.n == 0)
		print_number(p, l);
}

static void
print_docker_port(const struct printer *p, const struct line *l)
{
	if (p->conf->docker_address[0] != '\0')
		print_number(p, l);
}

/* It is never shown. */
static void
print_secret(const struct printer *p, const struct line *l,
    const char *password, const char *file)
{
	if (password[0] == '\0' || file[0] != '\0')
		return;
	if (p->secret != NULL)
		print_quoted(p, l, "password file", p->secret);
	else
		print_quoted(p, l, l->words, CONF_MASK);
}

static void
print_password(const struct printer *p, const struct line *l)
{
	print_secret(p, l, p->conf->password, p->conf->password_file);
}

static void
print_sentinel_password(const struct printer *p, const struct line *l)
{
	print_secret(p, l, p->conf->sentinel_password,
	    p->conf->sentinel_password_file);
}

static void
print_tls_text(const struct printer *p, const struct line *l)
{
	if (p->conf->tls)
		print_text(p, l);
}

static void
print_tls_version(const struct printer *p, const struct line *l)
{
	if (!p->conf->tls)
		return;
	fprintf(p->out, "%s%s 1.%u", p->indent, l->words,
	    p->conf->tls_version - 10);
	put_end(p, l->set);
}

static void
print_tls_flag(const struct printer *p, const struct line *l)
{
	if (p->conf->tls)
		print_flag(p, l);
}

static const struct line lines[] = {
	{ SECTION_MAIN, SET_HOSTNAME, "hostname", print_text },
	{ SECTION_MAIN, SET_TRAEFIK_VERSION, "traefik version",
	    print_version },
	{ SECTION_MAIN, SET_BIND, "bind", print_bind },
	{ SECTION_MAIN, SET_UNPUBLISHED_PORTS, "unpublished ports",
	    print_unpublished },
	{ SECTION_MAIN, SET_TTL, "ttl", print_seconds },
	{ SECTION_MAIN, SET_HEARTBEAT, "heartbeat", print_seconds },
	{ SECTION_MAIN, SET_MERGE_EQUAL, "merge equal", print_yes_no },
	{ SECTION_MAIN, SET_LOSSY_LABELS, "lossy labels", print_yes_no },
	{ SECTION_MAIN, SET_WITHDRAW_ON_EXIT, "withdraw on exit",
	    print_yes_no },
	{ SECTION_MAIN, SET_EXPIRE_KEYS, "expire keys", print_yes_no },
	{ SECTION_MAIN, SET_RESERVE_NAMES, "reserve names", print_delay },
	{ SECTION_MAIN, SET_LIMIT_OBJECTS, "limit objects", print_number },
	{ SECTION_MAIN, SET_LIMIT_BYTES, "limit bytes", print_size },
	{ SECTION_MAIN, SET_SANDBOX, "sandbox", print_sandbox },

	{ SECTION_DOCKER, SET_DOCKER_SOCKET, "socket", print_text },
	{ SECTION_DOCKER, SET_DOCKER_ADDRESS, "host", print_text },
	{ SECTION_DOCKER, SET_DOCKER_PORT, "port", print_docker_port },
	{ SECTION_DOCKER, SET_POLL, "poll", print_seconds },
	{ SECTION_DOCKER, SET_TIMEOUT, "timeout", print_seconds },
	{ SECTION_DOCKER, SET_EXPOSED_BY_DEFAULT, "exposed by default",
	    print_yes_no },
	{ SECTION_DOCKER, SET_ALLOW_EMPTY_SERVICES, "allow empty services",
	    print_yes_no },
	{ SECTION_DOCKER, SET_USE_BIND_PORT_IP, "use bind port ip",
	    print_yes_no },
	{ SECTION_DOCKER, SET_NETWORK, "network", print_text },
	{ SECTION_DOCKER, SET_PREFIX, "prefix", print_text },
	{ SECTION_DOCKER, SET_NAMESPACES, "namespace", print_namespaces },
	{ SECTION_DOCKER, SET_DEFAULT_RULE, "default rule", print_text },
	{ SECTION_DOCKER, SET_CONSTRAINTS, "constraints", print_text },

	{ SECTION_REDIS, SET_REDIS_SOCKET, "socket", print_text },
	{ SECTION_REDIS, SET_REDIS_ADDRESS, "host", print_text },
	{ SECTION_REDIS, SET_REDIS_PORT, "port", print_port },
	{ SECTION_REDIS, SET_USER, "user", print_text },
	{ SECTION_REDIS, SET_PASSWORD_FILE, "password file", print_text },
	{ SECTION_REDIS, SET_PASSWORD, "password", print_password },
	{ SECTION_REDIS, SET_DATABASE, "database", print_number },
	{ SECTION_REDIS, SET_NOTIFY_QUIET, "notify quiet", print_yes_no },
	{ SECTION_REDIS, SET_ROOT, "root", print_text },
	{ SECTION_REDIS, SET_TLS, "tls yes", print_flag },
	{ SECTION_REDIS, SET_TLS_CA, "tls ca", print_tls_text },
	{ SECTION_REDIS, SET_TLS_CERTIFICATE, "tls certificate",
	    print_tls_text },
	{ SECTION_REDIS, SET_TLS_KEY, "tls key", print_tls_text },
	{ SECTION_REDIS, SET_TLS_SERVER_NAME, "tls server name",
	    print_tls_text },
	{ SECTION_REDIS, SET_TLS_VERSION, "tls minimum version",
	    print_tls_version },
	{ SECTION_REDIS, SET_TLS_INSECURE, "tls insecure", print_tls_flag },

	{ SECTION_SENTINEL, SET_SENTINEL_MASTER, "master", print_text },
	{ SECTION_SENTINEL, SET_SENTINELS, "host", print_sentinels },
	{ SECTION_SENTINEL, SET_SENTINEL_USER, "user", print_text },
	{ SECTION_SENTINEL, SET_SENTINEL_PASSWORD_FILE, "password file",
	    print_text },
	{ SECTION_SENTINEL, SET_SENTINEL_PASSWORD, "password",
	    print_sentinel_password },
	{ SECTION_SENTINEL, SET_SENTINEL_PORTS, "ports", print_ports },
	{ SECTION_SENTINEL, SET_SENTINEL_MASTERS, "masters", print_masters },
};
#define NLINES	(sizeof(lines) / sizeof(lines[0]))

static int
is_shown(const struct printer *p, const struct line *l)
{
	return !p->given || p->conf->origin[l->set] != NULL;
}

static void
print_section(struct printer *p, enum section section, const char *name)
{
	const struct line	*l;
	int			 any = 0;

	p->indent = name != NULL ? "\t" : "";
	for (l = lines; l < lines + NLINES; l++) {
		if (l->section != section || !is_shown(p, l))
			continue;
		if (!any++) {
			if (name != NULL || p->given)
				fputc('\n', p->out);
			if (name != NULL)
				fprintf(p->out, "%s {\n", name);
		}
		l->print(p, l);
	}
	if (any && name != NULL)
		fputs("}\n", p->out);
}

static void
print_all(struct printer *p)
{
	print_section(p, SECTION_MAIN, NULL);
	print_section(p, SECTION_DOCKER, "docker");
	print_section(p, SECTION_REDIS, "redis");
	if (p->conf->sentinels.n > 0)
		print_section(p, SECTION_SENTINEL, "sentinel");
}

void
conf_print(const struct kopd_conf *conf, FILE *out)
{
	struct printer	 p = { .out = out, .conf = conf };

	print_all(&p);
}

void
conf_print_given(const struct kopd_conf *conf, const char *secret, FILE *out)
{
	struct printer	 p = { .out = out, .conf = conf, .secret = secret,
			    .given = 1 };

	print_all(&p);
}
