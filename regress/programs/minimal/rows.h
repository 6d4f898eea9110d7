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

/*
 * The rows of each role, as the sources have them: with the name of each call,
 * and with the reason of those that no test uses.  rows_*.c include the sources
 * of these rows; other objects have a smaller struct confine_syscall.
 */

#ifndef REGRESS_PROGRAMS_MINIMAL_ROWS_H
#define REGRESS_PROGRAMS_MINIMAL_ROWS_H

#define CONFINE_WHY
#include "common/confine/syscalls_linux.h"

struct confine;
struct sandbox_needs;

/* Each ends with NULL; each list of rows with {0}. */
extern const struct confine_syscall *const	rows_base[];
extern const struct confine_syscall *const	rows_docker_reader[];
extern const struct confine_syscall *const	rows_kopctl[];
extern const struct confine_syscall *const	rows_kopd[];
extern const struct confine_syscall *const	rows_logger[];
extern const struct confine_syscall *const	rows_redis_writer[];
extern const struct confine_syscall *const	rows_route_maker[];

#endif
