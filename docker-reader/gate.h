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
 * docker-reader -g: reads one request of a client that must not have the
 * Docker socket, compares it with the requests of kopd, and sends the answer of
 * the engine.
 */

#ifndef DOCKER_READER_GATE_H
#define DOCKER_READER_GATE_H

#include "common/confine/confine.h"
#include "docker-reader/endpoint.h"

/*
 * main() with the options of the gate.  Returns the exit status: 0 if the
 * request was permitted, 1 if it was rejected or not answered.
 */
int	 gate_main(int argc, char *argv[]);

/* True if argv asks for the gate, or for help. */
int	 gate_is_meant(int argc, char *argv[]);

/*
 * Looks up the socket at path (absolute), and confines the process with
 * docker-reader's own table.  As root it becomes _kopdd, if that user exists.
 * Returns the endpoint of the engine.
 */
struct endpoint	*gate_confine(const char *path, enum sandbox);

#endif
