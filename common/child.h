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
 * The common part of the three children: options, the first configuration, and
 * the answers to kopd that are the same in all of them.
 */

#ifndef COMMON_CHILD_H
#define COMMON_CHILD_H

#include "common/config.h"
#include "common/item.h"
#include "common/metric.h"
#include "common/peer.h"

/*
 * child_init: reads the options from kopd, opens the log, checks that the
 * descriptors below nfds (FD_PARENT and up) are sockets, and waits for the
 * first configuration.  If the program was not started by kopd, it reports this
 * and exits 1; if kopd has ended, it exits 1 as child_parent_closed() does.
 */
void	*child_init(int argc, char *argv[], enum role, int nfds,
	    const struct config_table *);

/* CHILD_READY; confinement is the string of confine(). */
void	 child_ready(struct peer *, const char *confinement);

/* CHILD_CONFINED: the same, when more was achieved later. */
void	 child_confined(struct peer *, const char *confinement);

/*
 * One item of a status answer, and its end; id is that of the request.
 * child_status() and child_number() send an item at the top, whose name may
 * occur more than once (a list), child_detail() a string below it.
 * child_word() sends the word of a documented set for the string that
 * child_status() has sent with that name just before: see PARENT_STATUS in
 * messages.h.  An item that does not fit into the queue is dropped, and
 * child_status_end() reports that.
 */
void	 child_item(struct peer *, uint32_t id, const struct item *);
void	 child_status(struct peer *, uint32_t id, const char *name,
	    const char *fmt, ...) __attribute__((__format__ (printf, 4, 5)));
void	 child_number(struct peer *, uint32_t id, const char *name, int64_t);
void	 child_word(struct peer *, uint32_t id, const char *name,
	    const char *word);
void	 child_detail(struct peer *, uint32_t id, const char *name,
	    const char *value);
void	 child_status_end(struct peer *, uint32_t id, const char *error);

/* Where the metrics of an answer go: see metric.h. */
struct metric_sink child_metrics(struct peer *, uint32_t id);

/*
 * child_conf: a later configuration, complete, which on_conf_end() takes and
 * later frees by config_free(); NULL if none was begun.
 */
void	*child_conf(void);

/*
 * For struct peer_callbacks, when kopd has closed its end: exits 1.  One of
 * the processes logs this.  After a PARENT_FAIL no process logs it, because
 * kopd has logged the reason.
 */
void	 child_parent_closed(struct peer *);

/*
 * A neighbour has disconnected.  Usually it has ended, and kopd ends this
 * process, too.  If kopd does not within ALONE_SECONDS, the neighbour still
 * runs, and nothing would be published any more without a line in the log:
 * therefore it is fatalx() then, and kopd ends.
 */
void	 child_neighbour_closed(struct event_base *, const struct peer *);

/*
 * Rows that every child's table for ROLE_PARENT has.  The including file
 * provides on_conf_end(), on_status(), on_metrics(), on_stop().  child.c
 * receives the configuration, and how it logs.
 */
int	 child_on_conf_begin(struct peer *, struct msg *);
int	 child_on_conf_item(struct peer *, struct msg *);
int	 child_on_log(struct peer *, struct msg *);
int	 child_on_fail(struct peer *, struct msg *);

#define CHILD_DISPATCH							\
	{ PARENT_CONF_BEGIN, ROLE_PARENT, 0, 0,				\
	    child_on_conf_begin, "conf begin" },			\
	{ PARENT_CONF_ITEM, ROLE_PARENT, 2, MSG_PAYLOAD_MAX,		\
	    child_on_conf_item, "conf item" },			\
	{ PARENT_CONF_END, ROLE_PARENT, 0, 0, on_conf_end, "conf end" },	\
	{ PARENT_STATUS, ROLE_PARENT, 0, 0, on_status, "status" },	\
	{ PARENT_METRICS, ROLE_PARENT, 0, 0, on_metrics, "metrics" },	\
	{ PARENT_LOG, ROLE_PARENT, 2, 2, child_on_log, "log" },		\
	{ PARENT_FAIL, ROLE_PARENT, 0, 0, child_on_fail, "fail" },	\
	{ PARENT_STOP, ROLE_PARENT, 0, 0, on_stop, "stop" }

#endif
