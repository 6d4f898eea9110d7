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

#include "route-maker/template/collection.h"
#include "route-maker/template/evaluate.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/function.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/method.h"

/* The result of the preceding command, or NULL for the first command. */
typedef const struct datum	*piped;

static struct datum	eval_operand(struct exec *, const struct datum *,
			    const struct tmpl_syntax *);

void
exec_push(struct exec *x, const char *name, struct datum value)
{
	struct tmpl_variable	*vars;

	if (x->nvars == x->room) {
		x->room = x->room == 0 ? 16 : x->room * 2;
		vars = exec_alloc(x, x->room, sizeof(*vars));
		if (x->nvars > 0)
			memcpy(vars, x->vars, x->nvars * sizeof(*vars));
		x->vars = vars;
	}
	x->vars[x->nvars].name = name;
	x->vars[x->nvars++].value = value;
}

struct datum *
exec_variable(struct exec *x, const char *name)
{
	size_t	 i;

	for (i = x->nvars; i > x->frame; i--)
		if (x->vars[i - 1].name == name)
			return &x->vars[i - 1].value;
	exec_fail(x, "undefined variable: %s", name);
}

/* A number for a parameter of any type. */
static struct datum
eval_number(const struct tmpl_number *n)
{
	return n->by_point || !n->is_int ? datum_float(n->f) : datum_int(n->i);
}

/* The type of a parameter, by its letter in the table of functions. */
static enum tmpl_type
parameter_type(int letter)
{
	switch (letter) {
	case 's':
		return TYPE_STRING;
	case 'i':
		return TYPE_INT;
	case 'b':
		return TYPE_BOOL;
	case 'f':
		return TYPE_FLOAT;
	case 'm':
		return TYPE_MAP;
	default:
		return TYPE_TIME;
	}
}

static const char *
parameter_name(int letter)
{
	if (letter == 'a' || letter == 'v')
		return "interface {}";
	return type_name(parameter_type(letter));
}

static struct datum
nil_map(struct exec *x)
{
	struct tmpl_map	*m = map_new(x, 0);

	m->nil = 1;
	return datum_map(m);
}

static struct datum
check_type(struct exec *x, struct datum d, int letter)
{
	if (letter == 'v')
		return d;
	if (letter == 'a')
		return d.type == TYPE_NONE ? datum_nil() : d;
	if (d.type == parameter_type(letter))
		return d;
	if (d.type == TYPE_NONE && letter == 'm')
		return nil_map(x);
	if (d.type == TYPE_NONE)
		exec_fail(x, "invalid value; expected %s",
		    parameter_name(letter));
	exec_fail(x, "wrong type for value; expected %s; got %s",
	    parameter_name(letter),
	    d.type == TYPE_NIL ? "interface {}" : datum_type(&d));
}

static void __attribute__((__noreturn__))
expected(struct exec *x, const char *what, const struct tmpl_syntax *n)
{
	exec_fail(x, "expected %s; found %.*s", what,
	    n->end - n->pos > 60 ? 60 : (int)(n->end - n->pos),
	    x->template->text + n->pos);
}

/* A literal as an argument, of the type of the parameter. */
static struct datum
eval_literal(struct exec *x, const struct tmpl_syntax *n, int letter)
{
	switch (letter) {
	case 's':
		if (n->type != SYNTAX_STRING)
			expected(x, "string", n);
		return datum_string(n->text);
	case 'i':
		if (n->type != SYNTAX_NUMBER || !n->number.is_int)
			expected(x, "integer", n);
		return datum_int(n->number.i);
	case 'f':
		if (n->type != SYNTAX_NUMBER)
			expected(x, "float", n);
		return datum_float(n->number.f);
	case 'b':
		if (n->type != SYNTAX_BOOL)
			expected(x, "bool", n);
		return datum_bool(n->b);
	case 'm':
	case 't':
		exec_fail(x, "can't handle it for arg of type %s",
		    parameter_name(letter));
	}
	if (n->type == SYNTAX_STRING)
		return datum_string(n->text);
	if (n->type == SYNTAX_BOOL)
		return datum_bool(n->b);
	return eval_number(&n->number);
}

static struct datum
eval_argument(struct exec *x, const struct datum *dot,
    const struct tmpl_syntax *n, int letter)
{
	struct datum	 d;

	x->at = n;
	switch (n->type) {
	case SYNTAX_NIL:
		if (strchr("avm", letter) == NULL)
			exec_fail(x, "cannot assign nil to %s",
			    parameter_name(letter));
		d = letter == 'v' ? datum_nil() : datum_none();
		return check_type(x, d, letter);
	case SYNTAX_STRING:
	case SYNTAX_BOOL:
	case SYNTAX_NUMBER:
		return eval_literal(x, n, letter);
	default:
		d = eval_operand(x, dot, n);
		x->at = n;
		return check_type(x, d, letter);
	}
}

/* Returns the first argument that decides, or the last one. */
static struct datum
eval_lazy(struct exec *x, const struct datum *dot,
    const struct tmpl_function *f, const struct tmpl_syntax *args, piped final)
{
	struct datum	 d = datum_none();

	for (; args != NULL; args = args->next) {
		d = eval_argument(x, dot, args, 'v');
		if (datum_truth(&d) == function_is_or(f))
			return d;
	}
	return final != NULL ? *final : d;
}

static int
parameter_letter(const char *parameters, size_t i)
{
	size_t	 n = strlen(parameters);

	if (n > 1 && parameters[n - 1] == '*' && i >= n - 2)
		return parameters[n - 2];
	return parameters[i];
}

static void
check_count(struct exec *x, const struct tmpl_function *f, size_t given)
{
	size_t	 n = strlen(f->parameters);

	if (n > 0 && f->parameters[n - 1] == '*') {
		if (given < n - 2)
			exec_fail(x, "wrong number of args for %s: want at "
			    "least %zu got %zu", f->name, n - 2, given);
	} else if (given != n)
		exec_fail(x, "wrong number of args for %s: want %zu got %zu",
		    f->name, n, given);
}

/* Functions read their arguments, so long strings count as more steps. */
static void
count_arguments(struct exec *x, const struct datum *args, size_t n)
{
	size_t	 i, cost = 1;

	for (i = 0; i < n; i++)
		cost += datum_length(&args[i]) / 256;
	exec_step(x, cost);
}

static struct datum
eval_function(struct exec *x, const struct datum *dot,
    const struct tmpl_function *f, const struct tmpl_syntax *node,
    const struct tmpl_syntax *args, size_t nargs, piped final)
{
	struct datum	 few[4], *argv = few, result;
	size_t		 i, n = nargs + (final != NULL);

	x->at = node;
	check_count(x, f, n);
	if (function_is_lazy(f))
		return eval_lazy(x, dot, f, args, final);
	if (n > sizeof(few) / sizeof(few[0]))
		argv = exec_alloc(x, n, sizeof(*argv));
	for (i = 0; args != NULL; args = args->next, i++)
		argv[i] = eval_argument(x, dot, args,
		    parameter_letter(f->parameters, i));
	if (final != NULL)
		argv[i] = check_type(x, *final,
		    parameter_letter(f->parameters, i));
	count_arguments(x, argv, n);
	x->at = node;
	x->function = f->name;
	result = f->call(x, argv, n);
	x->function = NULL;
	return result;
}

/* Only the last name of a chain may be a method with arguments. */
static struct datum
eval_fields(struct exec *x, const struct datum *dot, struct datum receiver,
    const struct tmpl_syntax *node, const struct tmpl_syntax *args,
    size_t nargs, piped final)
{
	const struct tmpl_chain	*c = &node->chain;
	struct datum		*argv;
	size_t			 i, n = nargs + (final != NULL);

	x->at = node;
	for (i = 0; i + 1 < c->nfields; i++)
		receiver = eval_field(x, &receiver, c->fields[i], NULL, 0);
	if (n == 0)
		return eval_field(x, &receiver, c->fields[i], NULL, 0);
	argv = exec_alloc(x, n, sizeof(*argv));
	for (n = 0; args != NULL; args = args->next)
		argv[n++] = eval_argument(x, dot, args, 'a');
	if (final != NULL)
		argv[n++] = *final;
	x->at = node;
	return eval_field(x, &receiver, c->fields[i], argv, n);
}

static struct datum
eval_chained(struct exec *x, const struct datum *dot,
    const struct tmpl_syntax *n, const struct tmpl_syntax *args, size_t nargs,
    piped final)
{
	struct datum	 d;

	x->at = n;
	if (n->type == SYNTAX_FIELD)
		return eval_fields(x, dot, *dot, n, args, nargs, final);
	if (n->type == SYNTAX_CHAIN) {
		d = eval_operand(x, dot, n->chain.of);
		return eval_fields(x, dot, d, n, args, nargs, final);
	}
	d = *exec_variable(x, n->chain.variable);
	if (n->chain.nfields > 0)
		return eval_fields(x, dot, d, n, args, nargs, final);
	if (nargs > 0 || final != NULL)
		exec_fail(x, "can't give argument to non-function");
	return d;
}

/* The value of an operand without arguments. */
static struct datum
eval_operand(struct exec *x, const struct datum *dot,
    const struct tmpl_syntax *n)
{
	switch (n->type) {
	case SYNTAX_FUNCTION:
		return eval_function(x, dot, n->function, n, NULL, 0, NULL);
	case SYNTAX_PIPE:
		return eval_pipe(x, dot, n);
	case SYNTAX_DOT:
		return *dot;
	case SYNTAX_BOOL:
		return datum_bool(n->b);
	case SYNTAX_STRING:
		return datum_string(n->text);
	case SYNTAX_NUMBER:
		return eval_number(&n->number);
	case SYNTAX_NIL:
		x->at = n;
		exec_fail(x, "nil is not a command");
	default:
		return eval_chained(x, dot, n, NULL, 0, NULL);
	}
}

static struct datum
eval_command(struct exec *x, const struct datum *dot,
    const struct tmpl_syntax *c, piped final)
{
	const struct tmpl_syntax	*first = c->command.operands;
	size_t				 nargs = c->command.count - 1;

	exec_step(x, 1);
	switch (first->type) {
	case SYNTAX_FUNCTION:
		return eval_function(x, dot, first->function, c, first->next,
		    nargs, final);
	case SYNTAX_FIELD:
	case SYNTAX_CHAIN:
	case SYNTAX_VARIABLE:
		return eval_chained(x, dot, first, first->next, nargs, final);
	default:
		x->at = first;
		if (nargs > 0 || final != NULL)
			exec_fail(x, "can't give argument to non-function");
		return eval_operand(x, dot, first);
	}
}

struct datum
eval_pipe(struct exec *x, const struct datum *dot, const struct tmpl_syntax *n)
{
	const struct tmpl_syntax	*c;
	struct datum			 d = datum_none(), previous;
	piped				 final = NULL;
	int				 i;

	exec_enter(x);
	x->at = n;
	for (c = n->pipe.commands; c != NULL; c = c->next) {
		d = eval_command(x, dot, c, final);
		if (d.type == TYPE_NIL)
			d = datum_none();
		previous = d;
		final = &previous;
	}
	for (i = 0; i < n->pipe.nnames; i++) {
		x->at = n;
		if (n->pipe.assign)
			*exec_variable(x, n->pipe.names[i]) = d;
		else
			exec_push(x, n->pipe.names[i], d);
	}
	exec_leave(x);
	return d;
}
