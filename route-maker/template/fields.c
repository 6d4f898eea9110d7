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

#include <setjmp.h>
#include <string.h>

#include "common/nearest.h"
#include "go/position.h"
#include "route-maker/template/data.h"
#include "route-maker/template/fields.h"
#include "route-maker/template/limit.h"

/* The knowledge about the fields of a value. */
enum known {
	KNOWN_NOTHING,
	KNOWN_DATA,
	KNOWN_STRING
};

struct seen {
	const char	*name;
	enum known	 known;
};

struct check {
	struct template	*template;
	struct arena	 arena;
	struct seen	*vars;
	size_t		 nvars;
	size_t		 room;
	size_t		 frame;		/* the first visible variable */
	int		 depth;		/* of templates that call each other */
	char		*error;
	size_t		 size;
	jmp_buf		 failed;
};

static void		check_list(struct check *, enum known,
			    const struct tmpl_syntax *);
static enum known	check_pipe(struct check *, enum known,
			    const struct tmpl_syntax *);

static const char *
field_name(const void *arg, size_t i)
{
	(void)arg;
	return data_name(i);
}

static void __attribute__((__noreturn__))
unknown_field(struct check *c, const struct tmpl_syntax *n, const char *name,
    const char *why)
{
	const char	*known = why == NULL ? nearest(name, DATA_FIELDS,
			    field_name, NULL) : NULL;

	if (known != NULL)
		go_position_error(c->error, c->size, c->template->text, n->pos,
		    "unknown field .%.80s: did you mean .%s?", name, known);
	else
		go_position_error(c->error, c->size, c->template->text, n->pos,
		    "unknown field .%.80s: %s", name, why != NULL ? why :
		    "there are .Name, .ContainerName and .Labels");
	longjmp(c->failed, 1);
}

/*
 * Returns what is known about a field of the data.  An unknown field is an
 * error.
 */
static enum known
check_field(struct check *c, const struct tmpl_syntax *n,
    struct tmpl_string name)
{
	size_t	 i = data_find(name);

	if (i < DATA_FIELDS)
		return data_type(i) == TYPE_STRING ? KNOWN_STRING :
		    KNOWN_NOTHING;
	unknown_field(c, n, name.s, NULL);
}

static enum known
check_fields(struct check *c, enum known of, const struct tmpl_syntax *n)
{
	size_t	 i;

	for (i = 0; i < n->chain.nfields; i++) {
		if (of == KNOWN_STRING)
			unknown_field(c, n, n->chain.fields[i].s,
			    "a string has no fields");
		of = of == KNOWN_DATA ? check_field(c, n,
		    n->chain.fields[i]) : KNOWN_NOTHING;
	}
	return of;
}

static struct seen *
variable(struct check *c, const char *name)
{
	static struct seen	 none;
	size_t			 i;

	for (i = c->nvars; i > c->frame; i--) {
		if (c->vars[i - 1].name == name)
			return &c->vars[i - 1];
	}
	none.known = KNOWN_NOTHING;
	return &none;
}

static void
declare(struct check *c, const char *name, enum known known)
{
	struct seen	*more;

	if (c->nvars == c->room) {
		c->room = c->room == 0 ? 16 : c->room * 2;
		more = arena_alloc(&c->arena, c->room * sizeof(*more));
		if (c->nvars > 0)
			memcpy(more, c->vars, c->nvars * sizeof(*more));
		c->vars = more;
	}
	c->vars[c->nvars].name = name;
	c->vars[c->nvars++].known = known;
}

static enum known
check_operand(struct check *c, enum known dot, const struct tmpl_syntax *n)
{
	switch (n->type) {
	case SYNTAX_DOT:
		return dot;
	case SYNTAX_STRING:
		return KNOWN_STRING;
	case SYNTAX_PIPE:
		return check_pipe(c, dot, n);
	case SYNTAX_FIELD:
		return check_fields(c, dot, n);
	case SYNTAX_VARIABLE:
		return check_fields(c, variable(c, n->chain.variable)->known,
		    n);
	case SYNTAX_CHAIN:
		return check_fields(c, check_operand(c, dot, n->chain.of), n);
	default:
		return KNOWN_NOTHING;
	}
}

/* Nothing is known about the result of a call. */
static enum known
check_command(struct check *c, enum known dot,
    const struct tmpl_syntax *command)
{
	const struct tmpl_syntax	*n;
	enum known			 known = KNOWN_NOTHING;

	for (n = command->command.operands; n != NULL; n = n->next)
		known = check_operand(c, dot, n);
	return command->command.count == 1 ? known : KNOWN_NOTHING;
}

static void
check_variables(struct check *c, const struct tmpl_pipe *p, enum known known)
{
	struct seen	*v;
	int		 i;

	for (i = 0; i < p->nnames; i++) {
		if (!p->assign) {
			declare(c, p->names[i], known);
			continue;
		}
		/* The branch with the assignment may not be executed. */
		v = variable(c, p->names[i]);
		if (v->known != known)
			v->known = KNOWN_NOTHING;
	}
}

/* Returns what is known about the value of a pipeline. */
static enum known
check_stages(struct check *c, enum known dot, const struct tmpl_syntax *n)
{
	const struct tmpl_syntax	*command;
	enum known			 known = KNOWN_NOTHING;

	for (command = n->pipe.commands; command != NULL;
	    command = command->next)
		known = check_command(c, dot, command);
	/* A piped value is an argument of the next command. */
	return n->pipe.commands != NULL && n->pipe.commands->next == NULL ?
	    known : KNOWN_NOTHING;
}

static enum known
check_pipe(struct check *c, enum known dot, const struct tmpl_syntax *n)
{
	enum known	 known = check_stages(c, dot, n);

	check_variables(c, &n->pipe, known);
	return known;
}

static void
check_control(struct check *c, enum known dot, const struct tmpl_syntax *n)
{
	size_t		 mark = c->nvars;
	enum known	 inner = dot;

	if (n->type == SYNTAX_RANGE) {
		(void)check_stages(c, dot, n->control.pipe);
		check_variables(c, &n->control.pipe->pipe, KNOWN_NOTHING);
		inner = KNOWN_NOTHING;
	} else if (n->type == SYNTAX_WITH)
		inner = check_pipe(c, dot, n->control.pipe);
	else
		(void)check_pipe(c, dot, n->control.pipe);
	check_list(c, inner, n->control.list);
	check_list(c, dot, n->control.otherwise);
	c->nvars = mark;
}

/* Checks a template that is called with the data, once. */
static void
check_template(struct check *c, struct tmpl_string name)
{
	struct tmpl_definition	*d;
	size_t			 frame = c->frame, mark = c->nvars;

	for (d = c->template->definitions; d != NULL; d = d->next) {
		if (string_compare(d->name, name) == 0)
			break;
	}
	/* The execution reports deeper nesting. */
	if (d == NULL || d->checked || c->depth == TEMPLATE_NEST_MAX)
		return;
	d->checked = 1;
	c->depth++;
	c->frame = c->nvars;
	declare(c, template_dollar, KNOWN_DATA);
	check_list(c, KNOWN_DATA, d->list);
	c->nvars = mark;
	c->frame = frame;
	c->depth--;
}

static void
check_call(struct check *c, enum known dot, const struct tmpl_syntax *n)
{
	if (n->call.pipe != NULL &&
	    check_pipe(c, dot, n->call.pipe) == KNOWN_DATA)
		check_template(c, n->call.name);
}

static void
check_list(struct check *c, enum known dot, const struct tmpl_syntax *n)
{
	for (; n != NULL; n = n->next) {
		switch (n->type) {
		case SYNTAX_ACTION:
			(void)check_pipe(c, dot, n->control.pipe);
			break;
		case SYNTAX_IF:
		case SYNTAX_WITH:
		case SYNTAX_RANGE:
			check_control(c, dot, n);
			break;
		case SYNTAX_TEMPLATE:
			check_call(c, dot, n);
			break;
		default:
			break;
		}
	}
}

int
template_check(struct template *t, char *error, size_t size)
{
	struct arena	 fresh = ARENA_INITIALIZER;
	struct check	 c;
	int		 failed;

	memset(&c, 0, sizeof(c));
	c.template = t;
	c.arena = fresh;
	c.error = error;
	c.size = size;
	if ((failed = setjmp(c.failed)) == 0)
		check_template(&c, string_of(TEMPLATE_NAME));
	arena_free(&c.arena);
	return failed ? -1 : 0;
}
