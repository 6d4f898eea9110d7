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

#include "route-maker/template/buffer.h"
#include "route-maker/template/evaluate.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/format.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/walk.h"

/* How the execution of a list of nodes ended. */
enum flow {
	FLOW_ON,
	FLOW_BREAK,
	FLOW_CONTINUE
};

static enum flow	walk_list(struct exec *, const struct datum *,
			    const struct tmpl_syntax *);

static void
walk_action(struct exec *x, const struct datum *dot,
    const struct tmpl_syntax *n)
{
	struct datum	 d;

	d = eval_pipe(x, dot, n->control.pipe);
	if (n->control.pipe->pipe.nnames > 0)
		return;
	x->at = n->control.pipe;
	if (d.type == TYPE_STRING)
		buffer_add(x, x->out, d.s.s, d.s.len);
	else if (d.type == TYPE_NONE)
		buffer_puts(x, x->out, "<no value>");
	else
		format_value(x, x->out, &d);
}

static enum flow
walk_condition(struct exec *x, const struct datum *dot,
    const struct tmpl_syntax *n)
{
	struct datum	 d;
	size_t		 mark = x->nvars;
	enum flow	 flow;

	d = eval_pipe(x, dot, n->control.pipe);
	if (!datum_truth(&d))
		flow = walk_list(x, dot, n->control.otherwise);
	else
		flow = walk_list(x, n->type == SYNTAX_WITH ? &d : dot,
		    n->control.list);
	x->nvars = mark;
	return flow;
}

/* Executes the body of range once.  Returns 1 if break ended it. */
static int
walk_turn(struct exec *x, const struct tmpl_syntax *n, struct datum index,
    struct datum item)
{
	const struct tmpl_pipe	*p = &n->control.pipe->pipe;
	size_t			 mark = x->nvars;
	enum flow		 flow;

	exec_step(x, 1);
	x->at = n;
	if (p->nnames > 0 && p->assign) {
		*exec_variable(x, p->names[0]) = p->nnames > 1 ? index : item;
		if (p->nnames > 1)
			*exec_variable(x, p->names[1]) = item;
	} else if (p->nnames > 0) {
		x->vars[mark - 1].value = item;
		if (p->nnames > 1)
			x->vars[mark - 2].value = index;
	}
	flow = walk_list(x, &item, n->control.list);
	x->nvars = mark;
	return flow == FLOW_BREAK;
}

static void
walk_integers(struct exec *x, const struct tmpl_syntax *n, struct datum last)
{
	struct datum	 d = last;

	if (n->control.pipe->pipe.nnames > 1)
		exec_fail(x, "can't use an integer to iterate over more than "
		    "one variable");
	for (d.i = 0; d.i < last.i; d.i++)
		if (walk_turn(x, n, datum_none(), d))
			return;
}

/* Ranges over a copy, because the body may change the map. */
static void
walk_map(struct exec *x, const struct tmpl_syntax *n, const struct tmpl_map *m)
{
	struct tmpl_entry	*entries;
	size_t			 count = m->count, i;

	entries = exec_alloc(x, count, sizeof(*entries));
	memcpy(entries, m->entries, count * sizeof(*entries));
	for (i = 0; i < count; i++)
		if (walk_turn(x, n, datum_string(entries[i].key),
		    entries[i].value))
			return;
}

static void
walk_items(struct exec *x, const struct tmpl_syntax *n,
    const struct tmpl_list *l)
{
	size_t	 i;

	for (i = 0; i < l->count; i++)
		if (walk_turn(x, n, datum_int((int64_t)i), l->items[i]))
			return;
}

static enum flow
walk_range(struct exec *x, const struct datum *dot, const struct tmpl_syntax *n)
{
	struct datum	 d;
	size_t		 mark = x->nvars;
	enum flow	 flow = FLOW_ON;

	d = eval_pipe(x, dot, n->control.pipe);
	x->at = n->control.pipe;
	if (!datum_is_list(&d) && !datum_is_map(&d) && !datum_is_int(&d) &&
	    d.type != TYPE_NONE)
		exec_fail(x, "range can't iterate over a %s", datum_type(&d));
	if (datum_is_int(&d) && d.i > 0)
		walk_integers(x, n, d);
	else if (datum_length(&d) == 0)
		flow = walk_list(x, dot, n->control.otherwise);
	else if (datum_is_map(&d))
		walk_map(x, n, d.map);
	else
		walk_items(x, n, d.list);
	x->nvars = mark;
	return flow;
}

static void
walk_call(struct exec *x, const struct datum *dot,
    const struct tmpl_syntax *n)
{
	const struct tmpl_definition	*t;
	struct datum			 d = datum_none();
	size_t				 frame = x->frame, mark;

	x->at = n;
	if ((t = template_find(x->template, n->call.name)) == NULL)
		exec_fail(x, "template \"%s\" not defined", n->call.name.s);
	if (n->call.pipe != NULL)
		d = eval_pipe(x, dot, n->call.pipe);
	mark = x->nvars;
	x->frame = mark;
	exec_push(x, template_dollar, d);
	walk_list(x, &d, t->list);
	x->nvars = mark;
	x->frame = frame;
}

static enum flow
walk_node(struct exec *x, const struct datum *dot, const struct tmpl_syntax *n)
{
	exec_step(x, 1);
	switch (n->type) {
	case SYNTAX_TEXT:
		x->at = n;
		buffer_add(x, x->out, n->text.s, n->text.len);
		return FLOW_ON;
	case SYNTAX_ACTION:
		walk_action(x, dot, n);
		return FLOW_ON;
	case SYNTAX_IF:
	case SYNTAX_WITH:
		return walk_condition(x, dot, n);
	case SYNTAX_RANGE:
		return walk_range(x, dot, n);
	case SYNTAX_TEMPLATE:
		walk_call(x, dot, n);
		return FLOW_ON;
	case SYNTAX_BREAK:
		return FLOW_BREAK;
	default:
		return FLOW_CONTINUE;
	}
}

static enum flow
walk_list(struct exec *x, const struct datum *dot, const struct tmpl_syntax *n)
{
	enum flow	 flow = FLOW_ON;

	exec_enter(x);
	for (; n != NULL && flow == FLOW_ON; n = n->next)
		flow = walk_node(x, dot, n);
	exec_leave(x);
	return flow;
}

void
walk_template(struct exec *x)
{
	struct datum	 dot = { .type = TYPE_DATA };

	exec_push(x, template_dollar, dot);
	walk_list(x, &dot, x->template->start->list);
	x->at = NULL;
	if (x->out->len > 0 && memchr(x->out->s, '\0', x->out->len) != NULL)
		exec_fail(x, "the result has a NUL byte");
}
