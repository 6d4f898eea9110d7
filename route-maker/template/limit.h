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

/* Limits of a template and of its execution. */

#ifndef ROUTE_MAKER_TEMPLATE_LIMIT_H
#define ROUTE_MAKER_TEMPLATE_LIMIT_H

#include <stddef.h>

struct exec;

/* The maximum of bytes of a template.  A default rule has some hundred. */
#define TEMPLATE_TEXT_MAX	(64 * 1024)

/*
 * The maximum of nested parentheses and actions of a template: each is a call
 * of the parser and of the interpreter.
 */
#define TEMPLATE_NEST_MAX	100

/*
 * The maximum of nested calls of the interpreter, also for templates that call
 * themselves and for lists in lists.  Each takes some 300 bytes of stack.
 */
#define TEMPLATE_DEPTH_MAX	1000

/*
 * The maximum of steps of one execution.  A node, an item, or 256 bytes that a
 * function reads are a step.  A rule over 100 labels takes some thousand steps.
 * The limit takes some milliseconds.
 */
#define TEMPLATE_STEPS_MAX	200000

/*
 * The maximum of bytes of memory of one execution: some labels of the maximum
 * length.
 */
#define TEMPLATE_MEMORY_MAX	(4 * 1024 * 1024)

/*
 * The maximum of bytes that regular expressions take beside it.  One that
 * matches at once takes some 25 kB, and one that reads a long string 2 MB.
 */
#define TEMPLATE_REGEX_MAX	(32 * 1024 * 1024)

/*
 * The maximum of bytes of the result.  It must fit into a message, with its
 * key.
 */
#define TEMPLATE_OUTPUT_MAX	(120 * 1024)

/* exec_step: counts steps; past TEMPLATE_STEPS_MAX the execution fails. */
void	 exec_step(struct exec *, size_t);

/*
 * exec_alloc: returns memory of the arena for count members, not zeroed.  Past
 * TEMPLATE_MEMORY_MAX the execution fails.
 */
void	*exec_alloc(struct exec *, size_t count, size_t size);

/*
 * exec_enter, exec_leave: one call deeper, and back.  Past TEMPLATE_DEPTH_MAX
 * the execution fails.
 */
void	 exec_enter(struct exec *);
void	 exec_leave(struct exec *);

/* limit_exceeded: fails with "more than <limit> <what>". */
void	 limit_exceeded(struct exec *, const char *what, size_t limit)
	    __attribute__((__noreturn__));

#endif
