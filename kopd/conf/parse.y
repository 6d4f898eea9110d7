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

%{
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "common/port.h"
#include "common/xmalloc.h"
#include "kopd/conf/complain.h"
#include "kopd/conf/entry_point.h"
#include "kopd/conf/file.h"
#include "kopd/conf/keyword.h"
#include "kopd/conf/macro.h"
#include "kopd/conf/mask.h"
#include "kopd/conf/parse.h"
#include "kopd/conf/provider.h"
#include "kopd/conf/reader.h"
#include "kopd/conf/rules.h"
#include "kopd/conf/value.h"

/* Of the stack of the parser, which names a lack of memory an overflow. */
#define realloc(p, size)	xrealloc(p, size)

typedef struct {
	union {
		long long	 number;
		char		*string;
	} v;
	int	lineno;
} YYSTYPE;

static struct kopd_conf		*conf;
static struct conf_report	*report;
static struct reader		 reader;
static const char		*macro_name;	/* a word that starts a line */
static enum lexeme		 macro_kind;	/* as it was written */
static char			**texts;	/* copies of the lexer */
static size_t			 ntexts;

static const struct conf_place	*here(void);
static void	 set_string(enum setting, const char *);
static void	 set_version(const char *);
static void	 set_password(enum setting, const char *);
static void	 set_path(enum setting, const char *);
static void	 set_provider(const char *);
static void	 set_bind(enum bind_kind, const char *);
static void	 add_namespace(const char *);
static void	 add_entry_point(const char *, const char *, int, const char *);
static void	 set_macro(const char *, const char *);
static void	 include(const char *);
static void	 set_number(enum setting, long long);
static long long quantity(long long (*)(const char *, const char **),
		    const char *, long long);
static char	*number_text(long long);
static char	*keep(char *);
static int	 yyerror(const char *), yylex(void);
int		 yyparse(void);
%}

%token	ALL ALLOW AUTO BIND BLOCK BY BYTES CA CERTIFICATE CONFIG CONSTRAINTS
%token	CONTAINER DATABASE DEFAULT DOCKER DOMAIN EMPTY ENTRY EQUAL ERROR EXIT
%token	EXPIRE EXPOSED FILENAME FROM HEARTBEAT HOST HOSTNAME IMPLICIT INCLUDE
%token	INSECURE INTERFACE INTERNAL IP IS JSON KEY KEYS LABELS LENIENT LIMIT LOG
%token	LOSSY MASTER MASTERS MERGE MINIMUM NAME NAMES NAMESPACE NETWORK NEVER NO
%token	NONE NOTIFY OBJECTS ON PASS PASSWORD PAUSE POINT POINTS POLL PORT PORTS
%token	PREFIX PROJECT PROVIDER QUIET REDIS REFUSE REGISTRATOR RESERVE RESOLVER
%token	ROOT RULE SANDBOX SCOPE SENTINEL SERVER SERVICES SHARE SOCKET STRICT
%token	TIMEOUT TLS TRAEFIK TTL UNPUBLISHED USE USER V1 VERSION WARN WITHDRAW
%token	WITHIN YES
%token	<v.string>	STRING
%token	<v.number>	NUMBER
%type	<v.number>	yesno way seconds interval pause
%type	<v.string>	name text texts
%%

grammar	: /* empty */
	| grammar '\n'
	| grammar include '\n'
	| grammar macro '\n'
	| grammar main
	| grammar PASS		/* with the rest of the rule, see yylex() */
	| grammar BLOCK
	| grammar LIMIT FROM
	| grammar DOCKER '{' docker '}'
	| grammar DOCKER '{' docker error '}'	{ yyerrok; }
	| grammar REDIS '{' redis '}'
	| grammar REDIS '{' redis error '}'	{ yyerrok; }
	| grammar SENTINEL '{' sentinel '}'
	| grammar SENTINEL '{' sentinel error '}' { yyerrok; }
	| grammar v1 '{' v1opts '}'
	| grammar v1 '{' v1opts error '}'	{ yyerrok; }
	| grammar registrator '{' registratoropts '}'
	| grammar registrator '{' registratoropts error '}' { yyerrok; }
	| grammar error '\n'	{ yyerrok; }
	;

include	: INCLUDE STRING	{ include($2); }
	;

macro	: name '=' texts	{
		set_macro($1, $3);
		macro_name = NULL;
	}
	;

/* Kept, because a word here is the name of a macro, or unknown. */
name	: STRING		{
		macro_name = $$ = $1;
		macro_kind = reader.token.kind;
	}
	;

texts	: text
	| texts text		{
		if (asprintf(&$$, "%s %s", $1, $2) == -1)
			fatal(NULL);
		keep($$);
	}
	;

text	: STRING
	| NUMBER		{ $$ = number_text($1); }
	;

main	: HOSTNAME text		{ set_string(SET_HOSTNAME, $2); }
	| TRAEFIK VERSION text	{ set_version($3); }
	| BIND IP STRING	{ set_bind(BIND_IP, $3); }
	| BIND INTERFACE STRING	{ set_bind(BIND_INTERFACE, $3); }
	| BIND NONE		{ set_bind(BIND_NONE, ""); }
	| BIND DEFAULT		{ set_bind(BIND_DEFAULT, ""); }
	| UNPUBLISHED PORTS way { set_number(SET_UNPUBLISHED_PORTS, $3); }
	| TTL interval		{ set_number(SET_TTL, $2); }
	| HEARTBEAT seconds	{ set_number(SET_HEARTBEAT, $2); }
	| MERGE EQUAL yesno	{ set_number(SET_MERGE_EQUAL, $3); }
	| SHARE SERVICES WITHIN PROJECT {
		set_number(SET_SHARE_SERVICES, SHARE_PROJECT);
	}
	| SHARE SERVICES WITHIN HOST {
		set_number(SET_SHARE_SERVICES, SHARE_HOST);
	}
	| SHARE SERVICES WITHIN ALL {
		set_number(SET_SHARE_SERVICES, SHARE_ALL);
	}
	| NAME SCOPE PROJECT	{ set_number(SET_NAME_SCOPE, 1); }
	| LOSSY LABELS yesno	{ set_number(SET_LOSSY_LABELS, $3); }
	| WITHDRAW ON EXIT yesno { set_number(SET_WITHDRAW_ON_EXIT, $4); }
	| EXPIRE KEYS yesno	{ set_number(SET_EXPIRE_KEYS, $3); }
	| RESERVE NAMES seconds	{ set_number(SET_RESERVE_NAMES, $3); }
	| LIMIT OBJECTS NUMBER	{ set_number(SET_LIMIT_OBJECTS, $3); }
	| LIMIT BYTES text	{
		conf_set_number(conf, SET_LIMIT_BYTES, here(),
		    quantity(conf_size, $3, conf->maker.limit_bytes));
	}
	| SANDBOX STRICT	{ set_number(SET_SANDBOX, SANDBOX_STRICT); }
	| SANDBOX LENIENT	{ set_number(SET_SANDBOX, SANDBOX_LENIENT); }
	| LOG JSON yesno	{ set_number(SET_LOG_JSON, $3); }
	;

docker	: /* empty */
	| docker '\n'
	| docker dockeropt
	| docker error '\n'	{ yyerrok; }
	;

dockeropt : SOCKET STRING	{ set_string(SET_DOCKER_SOCKET, $2); }
	| HOST STRING		{ set_string(SET_DOCKER_ADDRESS, $2); }
	| PORT NUMBER		{ set_number(SET_DOCKER_PORT, $2); }
	| POLL interval		{ set_number(SET_POLL, $2); }
	| TIMEOUT seconds	{ set_number(SET_TIMEOUT, $2); }
	| EXPOSED BY DEFAULT yesno { set_number(SET_EXPOSED_BY_DEFAULT, $4); }
	| ALLOW EMPTY SERVICES yesno {
		conf_set_number(conf, SET_ALLOW_EMPTY_SERVICES, here(), $4);
	}
	| USE BIND PORT IP yesno { set_number(SET_USE_BIND_PORT_IP, $5); }
	| NETWORK text		{ set_string(SET_NETWORK, $2); }
	| PREFIX text		{ set_string(SET_PREFIX, $2); }
	| DEFAULT RULE STRING	{ set_string(SET_DEFAULT_RULE, $3); }
	| CONSTRAINTS STRING	{ set_string(SET_CONSTRAINTS, $2); }
	| PROVIDER CONFIG STRING { set_provider($3); }
	| namespace text	{ add_namespace($2); }
	| namespace '{' optnl names '}'
	| namespace '{' error '}'	{ yyerrok; }
	;

namespace : NAMESPACE		{
		conf_begin_list(conf, SET_NAMESPACES, here());
	}
	;

names	: nametext optcomma
	| names nametext optcomma
	;

nametext : text			{ add_namespace($1); }
	;

redis	: /* empty */
	| redis '\n'
	| redis redisopt
	| redis error '\n'	{ yyerrok; }
	;

redisopt : HOST STRING		{ set_string(SET_REDIS_ADDRESS, $2); }
	| PORT NUMBER		{ set_number(SET_REDIS_PORT, $2); }
	| SOCKET STRING		{ set_string(SET_REDIS_SOCKET, $2); }
	| USER text		{ set_string(SET_USER, $2); }
	| PASSWORD text		{ set_password(SET_PASSWORD, $2); }
	| PASSWORD FILENAME STRING { set_path(SET_PASSWORD_FILE, $3); }
	| DATABASE NUMBER	{ set_number(SET_DATABASE, $2); }
	| NOTIFY QUIET yesno	{ set_number(SET_NOTIFY_QUIET, $3); }
	| NOTIFY PAUSE pause	{ set_number(SET_NOTIFY_PAUSE, $3); }
	| ROOT text		{ set_string(SET_ROOT, $2); }
	| TLS tls
	;

tls	: yesno			{
		conf_set_number(conf, SET_TLS, here(), $1);
	}
	| CA STRING		{ set_path(SET_TLS_CA, $2); }
	| CERTIFICATE STRING	{ set_path(SET_TLS_CERTIFICATE, $2); }
	| KEY STRING		{ set_path(SET_TLS_KEY, $2); }
	| SERVER NAME text	{ set_string(SET_TLS_SERVER_NAME, $3); }
	| MINIMUM VERSION text	{ conf_set_tls_version(conf, here(), $3); }
	| INSECURE		{ set_number(SET_TLS_INSECURE, 1); }
	;

sentinel : /* empty */
	| sentinel '\n'
	| sentinel sentinelopt
	| sentinel error '\n'	{ yyerrok; }
	;

sentinelopt : MASTER text	{ set_string(SET_SENTINEL_MASTER, $2); }
	| HOST STRING		{
		conf_add_sentinel(conf, here(), $2, SENTINEL_PORT);
	}
	| HOST STRING PORT NUMBER {
		conf_add_sentinel(conf, here(), $2, $4);
	}
	| USER text		{ set_string(SET_SENTINEL_USER, $2); }
	| PASSWORD text		{ set_password(SET_SENTINEL_PASSWORD, $2); }
	| PASSWORD FILENAME STRING {
		set_path(SET_SENTINEL_PASSWORD_FILE, $3);
	}
	| ports '{' optnl portlist '}'
	| ports '{' error '}'		{ yyerrok; }
	| masters '{' optnl masterlist '}'
	| masters '{' error '}'		{ yyerrok; }
	;

v1	: LABELS V1		{ set_number(SET_V1, 1); }
	;

v1opts	: /* empty */
	| v1opts '\n'
	| v1opts v1opt
	| v1opts error '\n'	{ yyerrok; }
	;

v1opt	: DOMAIN text		{ set_string(SET_V1_DOMAIN, $2); }
	| EXPOSED BY DEFAULT yesno { set_number(SET_V1_EXPOSED, $4); }
	| ENTRY POINT text IS text { add_entry_point($3, $5, 0, ""); }
	| ENTRY POINT text IS text TLS { add_entry_point($3, $5, 1, ""); }
	| ENTRY POINT text IS text TLS CERTIFICATE RESOLVER text {
		add_entry_point($3, $5, 1, $9);
	}
	| points '{' optnl pointlist '}'
	| points '{' error '}'		{ yyerrok; }
	;

points	: DEFAULT ENTRY POINTS	{
		conf_begin_list(conf, SET_V1_DEFAULT_ENTRY_POINTS, here());
	}
	;

pointlist : point optcomma
	| pointlist point optcomma
	;

point	: text			{
		conf_add_entry(conf, SET_V1_DEFAULT_ENTRY_POINTS, here(), $1);
	}
	;

registrator : LABELS REGISTRATOR { set_number(SET_REGISTRATOR, 1); }
	;

registratoropts : /* empty */
	| registratoropts '\n'
	| registratoropts registratoropt
	| registratoropts error '\n'	{ yyerrok; }
	;

registratoropt : DOMAIN text	{ set_string(SET_REGISTRATOR_DOMAIN, $2); }
	| PREFIX text		{ set_string(SET_REGISTRATOR_PREFIX, $2); }
	| INTERNAL yesno	{ set_number(SET_REGISTRATOR_INTERNAL, $2); }
	| IMPLICIT yesno	{ set_number(SET_REGISTRATOR_IMPLICIT, $2); }
	| EXPOSED BY DEFAULT yesno {
		set_number(SET_REGISTRATOR_EXPOSED, $4);
	}
	;

ports	: PORTS			{
		conf_begin_list(conf, SET_SENTINEL_PORTS, here());
	}
	;

portlist : port optcomma
	| portlist port optcomma
	;

masters	: MASTERS		{
		conf_begin_list(conf, SET_SENTINEL_MASTERS, here());
	}
	;

masterlist : mastertext optcomma
	| masterlist mastertext optcomma
	;

mastertext : text		{
		conf_add_entry(conf, SET_SENTINEL_MASTERS, here(), $1);
	}
	;

port	: NUMBER		{
		conf_add_entry(conf, SET_SENTINEL_PORTS, here(),
		    number_text($1));
	}
	;

way	: WARN			{ $$ = UNPUBLISHED_WARN; }
	| REFUSE		{ $$ = UNPUBLISHED_REFUSE; }
	| CONTAINER		{ $$ = UNPUBLISHED_CONTAINER; }
	;

yesno	: YES			{ $$ = 1; }
	| NO			{ $$ = 0; }
	;

seconds	: NUMBER
	| STRING		{ $$ = quantity(conf_duration, $1, 60); }
	;

interval : seconds
	| NEVER			{ $$ = 0; }
	;

pause	: interval
	| AUTO			{ $$ = NOTIFY_PAUSE_AUTO; }
	;

optnl	: /* empty */
	| optnl '\n'
	;

optcomma : optnl
	| optnl ',' optnl
	;

%%

/* The token of each keyword, by its number. */
static const int	 tokens[] = {
#define KEYWORD(word, token)	token,
#include "kopd/conf/keywords.h"
#undef KEYWORD
};

/* The place of the current statement. */
static const struct conf_place *
here(void)
{
	static struct conf_place	 place;
	static char			*origin;

	free(origin);
	if (asprintf(&origin, "%s:%d", reader.source->name,
	    yylval.lineno) == -1)
		fatal(NULL);
	place.report = report;
	place.origin = origin;
	return &place;
}

static void
set_string(enum setting set, const char *value)
{
	conf_set_string(conf, set, here(), value);
}

static void
set_version(const char *value)
{
	const char	*why;
	long long	 version;

	if ((version = conf_version(value, &why)) == -1)
		conf_error(report, here()->origin, "traefik version \"%s\" %s",
		    value, why);
	else
		conf_set_number(conf, SET_TRAEFIK_VERSION, here(), version);
}

/* The file is secret then, unless the value is the mask of kopd -nv. */
static void
set_password(enum setting set, const char *value)
{
	if (strcmp(value, CONF_KEPT) == 0) {
		conf_keep_secret(conf, set, here());
		return;
	}
	if (reader.source->mode & 07 && strcmp(value, CONF_MASK) != 0)
		conf_error(report, here()->origin, "a password in a file that "
		    "others can read; run chmod o=, or use `password file'");
	conf_set_string(conf, set, here(), value);
}

/* The path is relative to the directory of the file that has it. */
static void
set_path(enum setting set, const char *value)
{
	const char	*from = reader.source->name;
	char		*beside = file_beside(from, value);
	char		*path = file_absolute(beside);
	char		*meant = file_meant(from, value);

	conf_set_path(conf, set, here(), path, meant);
	free(meant);
	free(path);
	free(beside);
}

static void
set_provider(const char *value)
{
	const char	*from = reader.source->name;
	char		*beside = file_beside(from, value);
	char		*meant = file_meant(from, value);

	provider_file(conf, here(), beside, meant);
	free(meant);
	free(beside);
}

static void
set_bind(enum bind_kind kind, const char *value)
{
	conf_set_bind(conf, here(), kind, value);
}

static void
add_namespace(const char *value)
{
	conf_add_entry(conf, SET_NAMESPACES, here(), value);
}

static void
add_entry_point(const char *from, const char *to, int tls,
    const char *resolver)
{
	conf_add_entry_point(conf, here(), &(struct entry_point){ from, to,
	    tls, resolver });
}

/* Returns 0 if a macro can have that name. */
static int
check_name(const char *origin, const char *name)
{
	const char	*p;

	for (p = name; isalnum((unsigned char)*p) || *p == '_'; p++)
		continue;
	if (*p != '\0')
		conf_error(report, origin, "\"%s\" cannot be the name of a "
		    "macro: it has characters other than letters, digits and "
		    "`_'", name);
	else if (keyword_find(name) != -1)
		complain_macro(report, origin, name);
	else
		return 0;
	return -1;
}

static void
set_macro(const char *name, const char *value)
{
	if (check_name(here()->origin, name) == 0)
		macro_set(name, value, here()->origin);
}

static void
include(const char *value)
{
	struct source	*next;

	if ((next = source_include(reader.source, value, here()->origin,
	    report)) != NULL)
		reader_include(&reader, next);
}

static void
set_number(enum setting set, long long n)
{
	conf_set_number(conf, set, here(), n);
}

/* A number with a unit; reports an error, and then returns the old value. */
static long long
quantity(long long (*read)(const char *, const char **), const char *value,
    long long before)
{
	const char	*why;
	long long	 n;

	if ((n = read(value, &why)) != -1)
		return n;
	conf_error(report, here()->origin, "\"%s\" %s", value, why);
	return before;
}

static char *
number_text(long long n)
{
	char	*p;

	if (asprintf(&p, "%lld", n) == -1)
		fatal(NULL);
	return keep(p);
}

/* The word after the statement was taken for the name of a macro. */
static void
complain_name(const struct complaint *c)
{
	static struct token	 word;

	word.kind = macro_kind;
	(void)strlcpy(word.text, macro_name, sizeof(word.text));
	complain(&(struct complaint){ c->report, c->origin, c->before,
	    &word, c->opened, c->rest });
	explicit_bzero(&word, sizeof(word));
}

static int
yyerror(const char *msg)
{
	char			*rest = source_rest(reader.source);
	struct complaint	 c = {
		.report = report, .origin = here()->origin,
		.before = &reader.before, .token = &reader.token,
		.opened = reader_opened(&reader), .rest = rest
	};

	if (strcmp(msg, "syntax error") != 0)
		conf_error(report, c.origin, "%s", msg);
	else if (reader.token.kind == LEX_BAD)
		;	/* already reported */
	else if (macro_name != NULL)
		complain_name(&c);
	else
		complain(&c);
	macro_name = NULL;
	freezero(rest, strlen(rest));
	reader_skip(&reader);
	return 0;
}

/* Strings live as long as the parser, which drops some of them on errors. */
static char *
keep(char *text)
{
	if ((texts = reallocarray(texts, ntexts + 1, sizeof(*texts))) == NULL)
		fatal(NULL);
	return texts[ntexts++] = text;
}

static void
forget_texts(void)
{
	while (ntexts > 0) {
		ntexts--;
		freezero(texts[ntexts], strlen(texts[ntexts]));
	}
	free(texts);
	texts = NULL;
}

static int
lex_string(const char *text)
{
	char	*p;

	if ((p = strdup(text)) == NULL)
		fatal(NULL);
	yylval.v.string = keep(p);
	return STRING;
}

/* A rule of a policy has words of its own. */
static int
lex_keyword(int token)
{
	if ((token == PASS || token == BLOCK) &&
	    reader.before.block == BLOCK_MAIN &&
	    statement_complete(&reader.before))
		rules_read(&reader, NULL);
	else if (token == FROM && reader.before.block == BLOCK_MAIN &&
	    strcmp(reader.before.words, "limit") == 0)
		rules_read(&reader, "limit");
	return token;
}

/* Programs may have several lines. */
static int
yylex(void)
{
	static int	 last;
	struct token	*t = &reader.token;

	reader_next(&reader, last == RULE || last == CONSTRAINTS);
	yylval.lineno = t->lineno;
	switch (t->kind) {
	case LEX_END:
		return last = 0;
	case LEX_NEWLINE:
		return last = '\n';
	case LEX_KEYWORD:
		return last = lex_keyword(tokens[keyword_find(t->text)]);
	case LEX_WORD:
	case LEX_QUOTED:
		return last = lex_string(t->text);
	case LEX_NUMBER:
		yylval.v.number = t->number;
		return last = NUMBER;
	case LEX_OTHER:
		return last = (unsigned char)t->text[0];
	default:
		return last = ERROR;
	}
}

static void
check_given(const char *origin, const char *name, int used)
{
	(void)used;
	(void)check_name(origin, name);
}

static void
check_used(const char *origin, const char *name, int used)
{
	if (!used)
		complain_unused(report, origin, name);
}

int
parse_config(struct kopd_conf *into, const char *path,
    struct conf_report *errors)
{
	struct source	*source;
	unsigned int	 before = errors->errors;

	conf = into;
	report = errors;
	if ((source = source_open(path, report)) == NULL)
		return -1;
	macro_each(check_given);
	rules_begin();
	reader_start(&reader, source, report);
	(void)yyparse();
	reader_end(&reader);
	rules_end(conf);
	macro_name = NULL;
	if (errors->errors == before)
		macro_each(check_used);
	macro_forget(0);
	forget_texts();
	explicit_bzero(&yylval, sizeof(yylval));
	return errors->errors == before ? 0 : -1;
}
