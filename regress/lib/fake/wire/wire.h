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
 * A wire between a program and Redis that misbehaves on command: a proxy
 * on a free port of 127.0.0.1 before a server on a unix socket or a port.
 * What is set holds for all connections, those to come too.  Out of memory,
 * and what cannot be, end the program.
 */

#ifndef REGRESS_LIB_FAKE_WIRE_WIRE_H
#define REGRESS_LIB_FAKE_WIRE_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include <event2/event.h>

enum wire_way {
	WIRE_UP,		/* to the server */
	WIRE_DOWN		/* to the client */
};

struct wire;

/*
 * wire_new: say, or NULL, is told "open", "closed", "cut" and "held up",
 * "held down": bytes have come that may not pass.
 */
struct wire	*wire_new(struct event_base *, const char *server,
		    void (*say)(const char *));
void		 wire_free(struct wire *);
/* Where it listens. */
uint16_t	 wire_port(const struct wire *);
/* The server, a path or a port of 127.0.0.1, for connections from now on. */
void		 wire_server(struct wire *, const char *);

/* Bytes that passed since wire_new(). */
uint64_t	 wire_passed(const struct wire *, enum wire_way);

/*
 * wire_allow: that many bytes may pass and no more, ends of connections
 * neither; a client's own end is always heeded.  -1: all.
 */
void		 wire_allow(struct wire *, enum wire_way, int64_t bytes);
/* And each time so many milliseconds have gone by, so many more. */
void		 wire_trickle(struct wire *, enum wire_way, int64_t bytes,
		    unsigned int ms);
/* Both sides are cut when so many more have passed; reset: with a RST. */
void		 wire_cut(struct wire *, enum wire_way, int64_t bytes,
		    int reset);
/*
 * wire_cut_after: both sides are cut when so many commands, counted from now,
 * have passed to the server; of a command under way the rest is one.  late:
 * not before another one comes.
 */
void		 wire_cut_after(struct wire *, int64_t commands, int late);
/* The byte after so many more arrives as another one. */
void		 wire_corrupt(struct wire *, enum wire_way, int64_t bytes);
/* These bytes come from the server, as it seems, on every connection. */
void		 wire_inject(struct wire *, const void *, size_t);
/* Forgets what is held back. */
void		 wire_drop(struct wire *, enum wire_way);
/* Ends all connections now. */
void		 wire_end(struct wire *, int reset);

#endif
