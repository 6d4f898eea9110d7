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
 * The part of the configuration that each child gets, and its messages:
 * PARENT_CONF_BEGIN, one item for each field (one for each entry of a list),
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

/* For a port that this host does not publish, at an address of this host. */
enum unpublished_ports {
	UNPUBLISHED_WARN,	/* publishes it with a warning */
	UNPUBLISHED_REFUSE,	/* an error of the container */
	UNPUBLISHED_CONTAINER	/* uses the container's address */
};

/* Which containers may join a service as a further server. */
enum share_services {
	SHARE_HOST,		/* containers of this host */
	SHARE_PROJECT,		/* on this host, only within a project */
	SHARE_ALL		/* as with `merge equal yes' */
};

struct route_maker_conf {
	char	*run_as;
	uint32_t sandbox;
	uint32_t poll;			/* seconds between full lists; 0: none */
	uint32_t traefik_version;	/* TRAEFIK_VERSION(3, 7, 9) */
	uint32_t traefik_assumed;	/* 1: it is not set */
	uint32_t exposed_by_default;
	uint32_t allow_empty_services;
	uint32_t use_bind_port_ip;
	uint32_t unpublished_ports;	/* enum unpublished_ports */
	uint32_t bind_none;		/* those of the containers */
	uint32_t merge_equal;		/* kop.merge-lbs for all */
	uint32_t share_services;	/* enum share_services */
	uint32_t name_scope;		/* names begin with the project */
	uint32_t lossy_labels;		/* publish without a label that Redis
					   cannot express */
	uint32_t reserve_names;		/* seconds for which a name is
					   reserved; 0: not at all */
	uint32_t limit_objects;		/* all containers together */
	uint32_t limit_bytes;		/* see budget.h; 0: no limit */
	char	*machine;		/* digits of this machine and endpoint
					   only; "" unknown */
	char	*endpoint;		/* address of the engine, as a string */
	char	*hostname;		/* as in redis_writer_conf */
	uint32_t bind_chosen;		/* bind_address is that of an interface
					   or of the default route */
	char	*bind_address;		/* published address; "" with bind_none */
	char	*network;		/* default for traefik.docker.network; "" */
	char	*prefix;		/* of labels, "<prefix>."; "" none */
	char	*default_rule;		/* a template; "" none */
	char	*constraints;		/* an expression; "" none */
	char	*policy;		/* rules, see policy/ruleset.h */
	uint32_t policy_number;		/* grows when the policy changes, or
					   the scope of names */
	struct string_list namespaces;
	uint32_t v1;			/* reads labels of Traefik 1 */
	uint32_t v1_exposed;		/* exposed_by_default for these */
	char	*v1_domain;		/* for default rules; "" none */
	struct string_list v1_entry_points; /* "http web",
					   "https websecure tls [resolver]" */
	struct string_list v1_default_entry_points; /* of Traefik 1 */
	uint32_t registrator;		/* reads labels of registrator */
	uint32_t registrator_exposed;	/* exposed_by_default for these */
	uint32_t registrator_internal;	/* all ports, not only published ones */
	uint32_t registrator_implicit;	/* also by the name of the image */
	char	*registrator_domain;	/* for default rules; "" none */
	char	*registrator_prefix;	/* of tags for Traefik: "traefik" */
	struct string_list left_out;	/* ids of containers: see crashes.h */
};

/* The pause between messages to Traefik, in seconds. */
#define NOTIFY_PAUSE_AUTO	UINT32_MAX	/* by the number of keys */
#define NOTIFY_PAUSE_MAX	60

struct redis_writer_conf {
	char	*run_as;
	uint32_t sandbox;
	char	*hostname;		/* identity; "": the engine's */
	char	*address;		/* or a name; "" with socket */
	uint32_t port;
	char	*socket;		/* absolute path; "" with address */
	char	*user;			/* ACL user; "" the default one */
	char	*password;		/* "" none */
	uint32_t db;
	char	*root;			/* "traefik" */
	uint32_t ttl;			/* seconds; 0: no expiry */
	uint32_t heartbeat;		/* seconds */
	uint32_t poll;			/* seconds in which all is verified */
	uint32_t notify_quiet;
	uint32_t notify_pause;		/* 0: none; see NOTIFY_PAUSE_AUTO */
	uint32_t expire_keys;
	uint32_t reserve_names;		/* seconds, as in route_maker_conf */
	uint32_t limit_objects;		/* all of route-maker; see */
	uint32_t limit_bytes;		/* budget.h; 0: no limit */
	uint32_t withdraw_on_exit;
	uint32_t tls;
	uint32_t tls_version;		/* minimum: 12 or 13 */
	uint32_t tls_insecure;		/* accepts any certificate */
	char	*tls_server_name;	/* "": address */
	char	*tls_ca;		/* CA certificates, in PEM */
	char	*tls_certificate;	/* the client's chain, in PEM; "" */
	char	*tls_key;		/* its key, in PEM; "": no certificate,
					   or the key does not change */
	struct string_list sentinels;	/* "26379:host"; none: address or
					   socket */
	struct string_list sentinel_ports; /* ports of a master;
					   none: any */
	struct string_list sentinel_masters; /* masters, as in permit.h;
					   none: any */
	char	*sentinel_master;
	char	*sentinel_user;
	char	*sentinel_password;
	uint32_t traefik_version;	/* for its keys; 0: newest */
	char	*policy;		/* as in route_maker_conf */
	uint32_t policy_number;
	/* 1: the password does not change; kopd has wiped it. */
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
	const char		*name;		/* NULL: not for this child */
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
 * config_test: the same with TEST instead of END; the child only validates
 * them.  Both ignore the limit of the peer's queue.  At most two large
 * configurations wait there, because the child answers one before the next is
 * sent.  The structure is that of the table.
 */
void	 config_send(struct peer *, const struct config_table *, const void *);
void	 config_test(struct peer *, const struct config_table *, const void *);

/*
 * config_has_names: true if Redis, sentinels or masters can be names, which
 * have to be resolved; without `masters', any is permitted.
 */
int	 config_has_names(const struct redis_writer_conf *);

/*
 * config_blank: all strings "", all lists empty, and all numbers 0 or, if that
 * is below the minimum, the default.  Out of memory is fatal().
 */
void	*config_blank(const struct config_table *);

/*
 * config_take: stores the payload of a PARENT_CONF_ITEM in a structure of
 * config_blank().  Returns 0; -1 if it is malformed, not for that child, or
 * exceeds the limits of its row in settings.h or CONF_LIST_MAX.
 */
int	 config_take(const struct config_table *, void *, const void *, size_t);

/* config_list_clear: empties a list and frees its entries. */
void	 config_list_clear(struct string_list *);

/* Wipes the strings of a config_blank() structure and frees it. */
void	 config_free(const struct config_table *, void *);

/*
 * config_receive: reads BEGIN ... END from a blocking socket, before the event
 * loop and before confinement.  kopd is the only process at the other end.
 * Another MESSAGES_VERSION there is fatal(), before any item is read.  A
 * PARENT_STOP instead ends the process with status 0, a PARENT_FAIL with status
 * 1, any other message is fatal().  NULL if kopd has disconnected.  Leaves
 * later messages unread.
 */
void	*config_receive(int fd, const struct config_table *);

#endif
