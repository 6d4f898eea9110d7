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
 * A process of kopd that was taken over: speaks on that process' own
 * descriptor, while the process itself is stopped.  Most messages are
 * well-formed, with odd meaning; some are odd byte by byte.
 */

#ifndef REGRESS_SYSTEM_HOSTILE_HOSTILE_H
#define REGRESS_SYSTEM_HOSTILE_HOSTILE_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "common/record.h"
#include "regress/property/lib/chance.h"
#include "regress/property/lib/table.h"

#define ASKED_MAX	8

#define ODD_NAME	0x01	/* of objects, containers, engines */
#define ODD_ID		0x02	/* another object's */
#define ODD_KEY		0x04	/* and the syntax of answers */
#define ODD_VALUE	0x08
#define ODD_NUMBER	0x10
#define ODD_ORDER	0x20	/* of messages, or one too many */
#define ODD_TYPE	0x40	/* of messages, and their flags */
#define ODD_ALL		0x7f

/* A message that came: its payload is good until the next one. */
struct heard {
	uint32_t	 type;
	uint32_t	 id;
	const u_char	*data;
	size_t		 len;
};

/* What the other end has asked and has not been told all of. */
struct asked {
	uint32_t	 id;
	uint8_t		 kind;
	int		 begun;
};

struct channel {
	const struct voice *voice;
	pid_t		 pid;		/* the process that is stopped; 0: none */
	int		 fd;
	int		 closed;	/* by the other end */
	int		 over;		/* there is nobody to talk to */
	int		 astray;	/* what comes cannot be told apart */
	unsigned int	 about;		/* ODD_: what may be odd */
	unsigned int	 odd;		/* percent of that */
	unsigned int	 spoilt;	/* percent of messages, byte by byte */
	int		 large;		/* values as long as they may be */
	const struct row *fields;	/* of Traefik */
	const char	*socket;	/* kopd's, for clients */
	u_char		*in;		/* the message at hand */
	struct asked	 asked[ASKED_MAX];
	size_t		 nasked;
	uint64_t	 number;	/* of the last routes */
	int		 open;		/* they are begun and not ended */
	unsigned long	 sent;		/* messages */
	unsigned long	 bytes;
	unsigned long	 came;		/* messages */
};

/* Who speaks to whom, on which descriptor. */
struct voice {
	const char	*name;
	int		 fd;		/* -1: a client of the control socket */
	void		(*speak)(struct channel *);
	void		(*hear)(struct channel *, const struct heard *);
};

/*
 * channel.c.  channel_open: stops the process, and takes its descriptor; exits
 * where that fails.
 */
void		 channel_open(struct channel *);
/* Lets the process go on. */
void		 channel_close(struct channel *);
/*
 * Sends a message, and frees the record.  What comes meanwhile is heard.
 * Exits where the other end takes nothing for 20 seconds.
 */
void		 channel_send(struct channel *, uint32_t type, uint32_t id,
		    struct record *);
/* Waits so many milliseconds for messages, and hears those that come. */
void		 channel_listen(struct channel *, int ms);
/* Whether this is to be odd: in percent of what is said about that. */
int		 odd(const struct channel *, unsigned int about);

/* words.c: the same buffers are used again after some calls. */
const char	*word_name(struct channel *);	/* of an object, a container */
const char	*word_host(void);
const char	*word_text(struct channel *);	/* may be long */
uint64_t	 word_number(struct channel *, uint64_t near);
uint32_t	 word_id(struct channel *);	/* asked, or not */

/*
 * fields.c: field_object chooses a kind of object, field_choose a field below
 * it, as a key ("loadBalancer/servers/0/url", by '/') or as a label's name
 * ("loadBalancer.server.url", by '.'), and a value for it; field_value
 * is a value of that type.
 */
struct field_choice {
	const char	*family;	/* http */
	const char	*kind;		/* routers */
	const struct row *object;
	char		 path[2048];
	const char	*value;		/* good until the next one */
};
const char	*field_value(struct channel *, const char *type);
void		 field_object(struct channel *, struct field_choice *);
void		 field_choose(struct channel *, char by,
		    struct field_choice *);

/* routes.c, docker.c, children.c, control.c */
void		 speak_routes(struct channel *);
void		 speak_done(struct channel *);
void		 speak_answers(struct channel *);
void		 hear_requests(struct channel *, const struct heard *);
void		 speak_requests(struct channel *);
void		 hear_answers(struct channel *, const struct heard *);
void		 speak_child(struct channel *);
void		 hear_parent(struct channel *, const struct heard *);
void		 speak_client(struct channel *);
void		 hear_kopd(struct channel *, const struct heard *);

#endif
