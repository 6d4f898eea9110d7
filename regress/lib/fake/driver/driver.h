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
 * What the drivers of one program have in common: a driver starts it as
 * kopd does, plays its neighbours, and does what standard input says, a
 * command a line.  Out of memory, and what cannot be, end the driver.
 */

#ifndef REGRESS_LIB_FAKE_DRIVER_DRIVER_H
#define REGRESS_LIB_FAKE_DRIVER_DRIVER_H

#include <sys/types.h>

#include <event2/event.h>

#include "common/config.h"
#include "common/messages.h"
#include "common/peer.h"
#include "regress/lib/fake/driver/input.h"

/* driver.c */
struct driver {
	const char			*program;	/* its path */
	enum role			 role;
	int				 peers;		/* kopd and others */
	const struct config_table	*table;
	void				*conf;		/* of that table */
	/* closed is driver_closed(); the rows below are in it. */
	const struct peer_callbacks	*callbacks;
	/*
	 * Says an item of status.  NULL: the driver says "pid NUMBER", "ready
	 * CONFINEMENT", "status NAME VALUE" and "status-end ERROR".
	 */
	void				(*item)(uint32_t id, const char *name,
					    const char *value);
};

/* Rows of the table: what every child says to kopd. */
int	 driver_on_ready(struct peer *, struct msg *);
int	 driver_on_taken(struct peer *, struct msg *);
int	 driver_on_refused(struct peer *, struct msg *);
int	 driver_on_item(struct peer *, struct msg *);
int	 driver_on_item_end(struct peer *, struct msg *);
#define DRIVER_DISPATCH(role)						\
	{ CHILD_READY, role, 0, 4096, driver_on_ready, "ready" },	\
	{ CHILD_ACCEPTED, role, 0, 0, driver_on_taken, "taken" },		\
	{ CHILD_REJECTED, role, 8, MSG_PAYLOAD_MAX, driver_on_refused,	\
	    "refused" },						\
	{ CHILD_STATUS_ITEM, role, 0, MSG_PAYLOAD_MAX, driver_on_item,	\
	    "item" },							\
	{ CHILD_STATUS_END, role, 0, 4096, driver_on_item_end, "item end" }

/* Both stay with the caller. */
void	 driver_init(struct event_base *, const struct driver *);
void	 driver_closed(struct peer *);		/* says how it ended */
void	 driver_end(void);			/* kills what still runs */

/*
 * The commands that all drivers have:
 *	conf NAME VALUE		a field of the configuration; "-" is "", and
 *				a list without entries
 *	start			the program, with that configuration
 *	reload			sends the configuration again
 *	status [NAME]		asks for it; all items, or those of a name
 *	await NAME TEXT		asks until TEXT is in NAME: "awaited NAME TEXT",
 *				or "late NAME TEXT"
 *	say TEXT		"TEXT"
 *	stop			ends the program: "exit STATUS"
 *	exit			waits for its end
 * -1 when it is none of them.
 */
int	 driver_command(const struct command *);

/* The program's neighbour at a descriptor of role.h. */
struct peer *driver_peer(int fd);
int	 driver_gone(void);	/* the program has ended */

/* Asks kopd's end and waits for the answer's end. */
void	 driver_ask(uint32_t type, uint32_t id, const void *data, size_t len);

/* Tells the program something as kopd; the record stays the caller's. */
struct record;
void	 driver_tell(uint32_t type, const struct record *);

/*
 * One round of the event loop; when nothing happens for 30 seconds, or the
 * program ends meanwhile, the driver ends and names what it waited for.
 */
void	 driver_turn(const char *what);

/* conf.c: fatalx() when the table has no such field. */
void	 conf_set(const struct config_table *, void *conf, const char *name,
	    const char *value);

#endif
