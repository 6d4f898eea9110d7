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
 * The part of the configuration that each child gets, and how it travels:
 * PARENT_CONF_BEGIN, an item a field (a list: an item an entry),
 * PARENT_CONF_END.  The ids of the items are enum setting.
 */

#ifndef COMMON_CONFIG_H
#define COMMON_CONFIG_H

#include <stddef.h>
#include <stdint.h>

#include "common/confine/confine.h"
#include "common/peer.h"
#include "common/traefik.h"

struct string_list {
	char	**v;
	size_t	  n;
};

struct docker_reader_conf {
	char	*socket;		/* absolute path; "" with address */
	char	*address;		/* or a name; "" with socket */
	uint32_t port;
	char	*run_as;		/* user to become; "" stays */
	uint32_t timeout;		/* seconds without a byte, not for events */
	uint32_t sandbox;		/* enum sandbox */
};

/* Of a port that this host does not publish, at an address of this host. */
enum unpublished_ports {
	UNPUBLISHED_WARN,	/* it is published, with a warning */
	UNPUBLISHED_REFUSE,	/* an error of the container */
	UNPUBLISHED_CONTAINER	/* the container's own address is taken */
};

struct route_maker_conf {
	char	*run_as;
	uint32_t sandbox;
	uint32_t poll;			/* seconds between full lists; 0: none */
	uint32_t traefik_version;	/* TRAEFIK_VERSION(3, 7, 9) */
	uint32_t traefik_assumed;	/* it is not set */
	uint32_t exposed_by_default;
	uint32_t allow_empty_services;
	uint32_t use_bind_port_ip;
	uint32_t unpublished_ports;	/* enum unpublished_ports */
	uint32_t bind_none;		/* addresses and ports as Docker has them */
	uint32_t merge_equal;		/* as if all had kop.merge-lbs */
	uint32_t lossy_labels;		/* publish what is left without a label
					   that Redis cannot say */
	uint32_t reserve_names;		/* seconds that a name is kept for its
					   owner's return; 0: not at all */
	uint32_t limit_objects;		/* what this host's containers may want */
	uint32_t limit_bytes;		/* in sum: see budget.h; 0: no limit */
	char	*machine;		/* digits that no other machine and
					   endpoint have; "" not known */
	char	*endpoint;		/* where the engine is, as a string */
	char	*hostname;		/* as redis_writer_conf has it */
	uint32_t bind_chosen;		/* kopd took bind_address from an interface
					   or the default route */
	char	*bind_address;		/* published address; "" with bind_none */
	char	*network;		/* default for traefik.docker.network; "" */
	char	*prefix;		/* labels live under "<prefix>."; "" none */
	char	*default_rule;		/* a template; "" none */
	char	*constraints;		/* an expression; "" none */
	struct string_list namespaces;
	struct string_list left_out;	/* ids of containers: see crashes.h */
};

struct redis_writer_conf {
	char	*run_as;
	uint32_t sandbox;
	char	*hostname;		/* identity; "" asks for the engine's */
	char	*address;		/* or a name; "" with socket */
	uint32_t port;
	char	*socket;		/* absolute path; "" with address */
	char	*user;			/* ACL user; "" the default one */
	char	*password;		/* "" none */
	uint32_t db;
	char	*root;			/* "traefik" */
	uint32_t ttl;			/* seconds; 0: never */
	uint32_t heartbeat;		/* seconds */
	uint32_t poll;			/* seconds to verify all objects in */
	uint32_t notify_quiet;
	uint32_t expire_keys;
	uint32_t reserve_names;		/* seconds, as route_maker_conf has it */
	uint32_t limit_objects;		/* what route-maker may want in sum: see */
	uint32_t limit_bytes;		/* budget.h; 0: no limit */
	uint32_t withdraw_on_exit;
	uint32_t tls;
	uint32_t tls_version;		/* the least: 12 or 13 */
	uint32_t tls_insecure;		/* whoever answers is believed */
	char	*tls_server_name;	/* "": address */
	char	*tls_ca;		/* CA certificates, in PEM */
	char	*tls_certificate;	/* the client's chain, in PEM; "" */
	char	*tls_key;		/* its key, in PEM; "": no certificate,
					   or the key as it was */
	struct string_list sentinels;	/* "26379:host"; none: address or
					   socket */
	struct string_list sentinel_ports; /* that a master may have;
					   none: any */
	struct string_list sentinel_masters; /* that there may be: permit.h;
					   none: any */
	char	*sentinel_master;
	char	*sentinel_user;
	char	*sentinel_password;
	uint32_t traefik_version;	/* whose keys may be written; 0: newest */
	/* Later ones: the password as it was, which kopd has wiped. */
	uint32_t password_kept;
	uint32_t sentinel_password_kept;
};

enum config_type {
	CONFIG_STRING,
	CONFIG_TEXT,
	CONFIG_FILE,		/* in several items */
	CONFIG_NUMBER,
	CONFIG_LIST
};

/* A member of a child's structure; see settings.h. */
struct config_field {
	const char		*name;		/* NULL: the child has none */
	enum config_type	 type;
	size_t			 offset;
	uint32_t		 min;
	uint32_t		 max;		/* of a string: its bytes */
	uint32_t		 number;	/* the default of a number */
};

struct config_table {
	const struct config_field	*fields;	/* by enum setting */
	size_t				 count;
	size_t				 size;		/* of the structure */
};

extern const struct config_table docker_reader_table;
extern const struct config_table route_maker_table;
extern const struct config_table redis_writer_table;

/*
 * config_send: sends BEGIN, all fields, and END, by which they take effect.
 * config_test: the same with TEST in place of END, which lets the child
 * validate them only.  Both ignore the limit of the peer's queue: at most two
 * large configurations wait there, because the child answers one before the
 * next is sent.  The structure belongs to the table.
 */
void	 config_send(struct peer *, const struct config_table *, const void *);
void	 config_test(struct peer *, const struct config_table *, const void *);

/*
 * config_has_names: true where Redis, sentinels or masters may be names, which
 * have to be resolved: no `masters' permits any.
 */
int	 config_has_names(const struct redis_writer_conf *);

/*
 * config_blank: all strings "", all lists empty, and all numbers 0 or, where
 * that is below the minimum, the default.  Out of memory is fatal().
 */
void	*config_blank(const struct config_table *);

/*
 * config_take: one PARENT_CONF_ITEM payload into a config_blank() structure.
 * Returns 0; -1 when it is malformed, not of that child, or out of the bounds
 * of its row in settings.h or of CONF_LIST_MAX.
 */
int	 config_take(const struct config_table *, void *, const void *, size_t);

/* config_list_clear: empties a list and frees its entries. */
void	 config_list_clear(struct string_list *);

/* Frees what config_blank() made, its strings wiped. */
void	 config_free(const struct config_table *, void *);

/*
 * config_receive: reads BEGIN ... END from a blocking socket, before the event
 * loop and before confinement.  kopd is the only one at the other end.  Another
 * MESSAGES_VERSION there is fatal(), before any item is read.  A
 * PARENT_STOP in its place ends the process in order, a PARENT_FAIL with
 * status 1, anything else is fatal().  NULL if kopd has disconnected.  Leaves
 * later messages unread.
 */
void	*config_receive(int fd, const struct config_table *);

#endif
