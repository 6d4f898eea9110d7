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

#include "common/bounds.h"
#include "common/unit.h"
#include "common/visible.h"
#include "go/utf8.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/entry_point.h"
#include "kopd/conf/mask.h"
#include "kopd/conf/row.h"

struct printer {
	FILE			*out;
	const struct kopd_conf	*conf;
	const char		*indent;
	const char		*secret;	/* see conf_print_given() */
	int			 given;		/* only given settings */
};

typedef void	print_fn(const struct printer *, enum setting);

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

/* Ends the line, with the origin of the setting in a comment. */
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

/* The words of the statement. */
static void
put_words(const struct printer *p, enum setting set)
{
	fprintf(p->out, "%s%s", p->indent, setting_get(set)->words);
}

static void
print_quoted(const struct printer *p, enum setting set, const char *words,
    const char *text)
{
	if (text[0] == '\0')
		return;
	fprintf(p->out, "%s%s ", p->indent, words);
	put_quoted(p->out, text);
	put_end(p, set);
}

static void
print_string(const struct printer *p, enum setting set)
{
	print_quoted(p, set, setting_get(set)->words,
	    setting_string(p->conf, set));
}

static void
print_yes_no(const struct printer *p, enum setting set)
{
	put_words(p, set);
	fputs(setting_number(p->conf, set) ? " yes" : " no", p->out);
	put_end(p, set);
}

static void
print_switch(const struct printer *p, enum setting set)
{
	if (setting_number(p->conf, set))
		print_yes_no(p, set);
}

static void
print_flag(const struct printer *p, enum setting set)
{
	if (!setting_number(p->conf, set))
		return;
	put_words(p, set);
	put_end(p, set);
}

static void
print_number(const struct printer *p, enum setting set)
{
	put_words(p, set);
	fprintf(p->out, " %u", setting_number(p->conf, set));
	put_end(p, set);
}

static void
print_size(const struct printer *p, enum setting set)
{
	char	 text[UNIT_SIZE_TEXT];

	unit_size_text(text, setting_number(p->conf, set));
	put_words(p, set);
	fprintf(p->out, " %s", text);
	put_end(p, set);
}

static void
print_seconds(const struct printer *p, enum setting set)
{
	put_words(p, set);
	fprintf(p->out, " %us", setting_number(p->conf, set));
	put_end(p, set);
}

static void
print_interval(const struct printer *p, enum setting set)
{
	if (setting_number(p->conf, set) != 0) {
		print_seconds(p, set);
		return;
	}
	put_words(p, set);
	fputs(" never", p->out);
	put_end(p, set);
}

static void
print_pause(const struct printer *p, enum setting set)
{
	if (setting_number(p->conf, set) != NOTIFY_PAUSE_AUTO) {
		print_interval(p, set);
		return;
	}
	put_words(p, set);
	fputs(" auto", p->out);
	put_end(p, set);
}

static void
print_version(const struct printer *p, enum setting set)
{
	uint32_t	 v = setting_number(p->conf, set);

	put_words(p, set);
	fprintf(p->out, " %u.%u.%u", v / 10000, v / 100 % 100, v % 100);
	put_end(p, set);
}

static void
print_tls_version(const struct printer *p, enum setting set)
{
	put_words(p, set);
	fprintf(p->out, " 1.%u", setting_number(p->conf, set) - 10);
	put_end(p, set);
}

static void
print_bind(const struct printer *p, enum setting set)
{
	switch (p->conf->bind) {
	case BIND_IP:
		print_quoted(p, set, "bind ip", p->conf->bind_value);
		return;
	case BIND_INTERFACE:
		print_quoted(p, set, "bind interface", p->conf->bind_value);
		return;
	case BIND_DEFAULT:
		fputs("bind default", p->out);
		break;
	case BIND_NONE:
		fputs("bind none", p->out);
		break;
	}
	put_end(p, set);
}

static void
print_sandbox(const struct printer *p, enum setting set)
{
	uint32_t	 level = setting_number(p->conf, set);

	if (level == SANDBOX_DEFAULT)
		return;
	put_words(p, set);
	fputs(level == SANDBOX_STRICT ? " strict" : " lenient", p->out);
	put_end(p, set);
}

static void
print_share(const struct printer *p, enum setting set)
{
	static const char *const	 words[] = {
		[SHARE_HOST] = "host",
		[SHARE_PROJECT] = "project",
		[SHARE_ALL] = "all"
	};

	put_words(p, set);
	fprintf(p->out, " %s", words[setting_number(p->conf, set)]);
	put_end(p, set);
}

static void
print_unpublished(const struct printer *p, enum setting set)
{
	static const char *const	 words[] = {
		[UNPUBLISHED_WARN] = "warn",
		[UNPUBLISHED_REFUSE] = "refuse",
		[UNPUBLISHED_CONTAINER] = "container"
	};

	put_words(p, set);
	fprintf(p->out, " %s", words[setting_number(p->conf, set)]);
	put_end(p, set);
}

/* A secret is never printed. */
static void
print_secret(const struct printer *p, enum setting set)
{
	enum setting	 file = set == SET_PASSWORD ? SET_PASSWORD_FILE :
			    SET_SENTINEL_PASSWORD_FILE;

	if (setting_string(p->conf, set)[0] == '\0' ||
	    setting_string(p->conf, file)[0] != '\0')
		return;
	if (p->secret != NULL)
		print_quoted(p, set, "password file", p->secret);
	else
		print_quoted(p, set, setting_get(set)->words, CONF_MASK);
}

/* Writes the words and the brace.  Returns the list; NULL: nothing to print. */
static const struct string_list *
begin_list(const struct printer *p, enum setting set)
{
	const struct string_list	*list = setting_list(p->conf, set);

	if (list->n == 0)
		return NULL;
	put_words(p, set);
	fputs(" {", p->out);
	return list;
}

static void
print_list(const struct printer *p, enum setting set)
{
	const struct string_list	*list;
	size_t				 i;

	if ((list = begin_list(p, set)) == NULL)
		return;
	put_end(p, set);
	for (i = 0; i < list->n; i++) {
		fprintf(p->out, "%s\t", p->indent);
		put_quoted(p->out, list->v[i]);
		fputc('\n', p->out);
	}
	fprintf(p->out, "%s}\n", p->indent);
}

static void
print_ports(const struct printer *p, enum setting set)
{
	const struct string_list	*list;
	size_t				 i;

	if ((list = begin_list(p, set)) == NULL)
		return;
	for (i = 0; i < list->n; i++)
		fprintf(p->out, " %s", list->v[i]);
	fputs(" }", p->out);
	put_end(p, set);
}

/* "26379:host". */
static void
print_hosts(const struct printer *p, enum setting set)
{
	const struct string_list	*list = setting_list(p->conf, set);
	const char			*host;
	size_t				 i;

	for (i = 0; i < list->n; i++) {
		host = strchr(list->v[i], ':') + 1;
		put_words(p, set);
		fputc(' ', p->out);
		put_quoted(p->out, host);
		fprintf(p->out, " port %.*s", (int)(host - 1 - list->v[i]),
		    list->v[i]);
		put_end(p, set);
	}
}

/* See entry_point.h. */
static void
print_entries(const struct printer *p, enum setting set)
{
	const struct string_list	*list = setting_list(p->conf, set);
	struct entry_point		 e;
	char				 room[CONF_STRING_MAX + 1];
	size_t				 i;

	for (i = 0; i < list->n; i++) {
		entry_point_read(&e, list->v[i], room, sizeof(room));
		put_words(p, set);
		fputc(' ', p->out);
		put_quoted(p->out, e.from);
		fputs(" is ", p->out);
		put_quoted(p->out, e.to);
		if (e.tls)
			fputs(" tls", p->out);
		if (e.resolver[0] != '\0') {
			fputs(" certificate resolver ", p->out);
			put_quoted(p->out, e.resolver);
		}
		put_end(p, set);
	}
}

/* Each line begins with the place of its rule, in quotes. */
static void
print_rules(const struct printer *p, enum setting set)
{
	const char	*line = setting_string(p->conf, set), *rule;

	for (; *line != '\0'; line = strchr(line, '\n') + 1) {
		rule = strchr(line + 1, '"') + 2;
		fprintf(p->out, "%.*s", (int)strcspn(rule, "\n"), rule);
		put_end(p, set);
	}
}

static print_fn	*const	 prints[KIND_MAX] = {
	[KIND_NAME] = print_string,
	[KIND_ADDRESS] = print_string,
	[KIND_SERVER_NAME] = print_string,
	[KIND_SOCKET] = print_string,
	[KIND_PATH] = print_string,
	[KIND_PROGRAM] = print_string,
	[KIND_SECRET] = print_secret,
	[KIND_YES_NO] = print_yes_no,
	[KIND_SWITCH] = print_switch,
	[KIND_FLAG] = print_flag,
	[KIND_NUMBER] = print_number,
	[KIND_SIZE] = print_size,
	[KIND_SECONDS] = print_seconds,
	[KIND_INTERVAL] = print_interval,
	[KIND_PAUSE] = print_pause,
	[KIND_VERSION] = print_version,
	[KIND_TLS_VERSION] = print_tls_version,
	[KIND_SANDBOX] = print_sandbox,
	[KIND_UNPUBLISHED] = print_unpublished,
	[KIND_SHARE] = print_share,
	[KIND_BIND] = print_bind,
	[KIND_NAMES] = print_list,
	[KIND_HOSTS] = print_hosts,
	[KIND_PORTS] = print_ports,
	[KIND_PERMITS] = print_list,
	[KIND_ENTRIES] = print_entries,
	[KIND_LIST] = print_list,
	[KIND_RULES] = print_rules,
};

/*
 * True if the value has an effect: a socket has no port, sentinels report the
 * port of a master, and without TLS its settings are not used.
 */
static int
is_used(const struct kopd_conf *conf, enum setting set)
{
	if (set == SET_DOCKER_PORT)
		return conf->reader.address[0] != '\0';
	if (set == SET_REDIS_PORT)
		return conf->writer.socket[0] == '\0' &&
		    conf->writer.sentinels.n == 0;
	return set < SET_TLS_CA || set > SET_TLS_INSECURE ||
	    conf->writer.tls;
}

static int
is_shown(const struct printer *p, enum setting set)
{
	return prints[setting_get(set)->kind] != NULL &&
	    (!p->given || p->conf->origin[set] != NULL);
}

static void
print_block(struct printer *p, enum block block, const char *name)
{
	enum setting	 set;
	int		 any = 0;

	p->indent = name != NULL ? "\t" : "";
	for (set = 0; set < SET_MAX; set++) {
		if (setting_get(set)->block != block || !is_shown(p, set))
			continue;
		if (!any++) {
			if (name != NULL || p->given)
				fputc('\n', p->out);
			if (name != NULL)
				fprintf(p->out, "%s {\n", name);
		}
		if (is_used(p->conf, set))
			prints[setting_get(set)->kind](p, set);
	}
	if (any && name != NULL)
		fputs("}\n", p->out);
}

static void
print_all(struct printer *p)
{
	print_block(p, BLOCK_MAIN, NULL);
	print_block(p, BLOCK_DOCKER, "docker");
	print_block(p, BLOCK_REDIS, "redis");
	if (p->conf->writer.sentinels.n > 0)
		print_block(p, BLOCK_SENTINEL, "sentinel");
	if (p->conf->maker.v1)
		print_block(p, BLOCK_V1, "labels v1");
	if (p->conf->maker.registrator)
		print_block(p, BLOCK_REGISTRATOR, "labels registrator");
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
