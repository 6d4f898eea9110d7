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
 * kopd.conf(5) as a structure: what may be set, where it was set, what it
 * must be.  The grammar (parse.y), the environment and the long options
 * (environment.c) all set through the same table.
 */

#ifndef KOPD_CONF_CONF_H
#define KOPD_CONF_CONF_H

#include <stdint.h>
#include <stdio.h>

#include "common/config.h"
#include "kopd/conf/report.h"

enum setting {
	SET_HOSTNAME,
	SET_TRAEFIK_VERSION,
	SET_BIND,
	SET_UNPUBLISHED_PORTS,
	SET_TTL,
	SET_HEARTBEAT,
	SET_MERGE_EQUAL,
	SET_LOSSY_LABELS,
	SET_WITHDRAW_ON_EXIT,
	SET_EXPIRE_KEYS,
	SET_RESERVE_NAMES,
	SET_LIMIT_OBJECTS,
	SET_LIMIT_BYTES,
	SET_SANDBOX,

	SET_DOCKER_SOCKET,
	SET_DOCKER_ADDRESS,
	SET_DOCKER_PORT,
	SET_DOCKER_TLS,		/* this, and the next two: only where it was
				   asked for in vain; see conf_note() */
	SET_DOCKER_USER,
	SET_DOCKER_PASSWORD,
	SET_POLL,
	SET_TIMEOUT,
	SET_EXPOSED_BY_DEFAULT,
	SET_ALLOW_EMPTY_SERVICES,
	SET_USE_BIND_PORT_IP,
	SET_NETWORK,
	SET_PREFIX,
	SET_NAMESPACES,
	SET_DEFAULT_RULE,
	SET_CONSTRAINTS,
	SET_PROVIDER_CONFIG,

	SET_REDIS_ADDRESS,
	SET_REDIS_PORT,
	SET_REDIS_SOCKET,
	SET_USER,
	SET_PASSWORD,
	SET_PASSWORD_FILE,
	SET_DATABASE,
	SET_NOTIFY_QUIET,
	SET_ROOT,
	SET_TLS,
	SET_TLS_CA,
	SET_TLS_CERTIFICATE,
	SET_TLS_KEY,
	SET_TLS_SERVER_NAME,
	SET_TLS_VERSION,
	SET_TLS_INSECURE,

	SET_SENTINELS,
	SET_SENTINEL_MASTER,
	SET_SENTINEL_USER,
	SET_SENTINEL_PASSWORD,
	SET_SENTINEL_PASSWORD_FILE,
	SET_SENTINEL_PORTS,
	SET_SENTINEL_MASTERS,

	SET_MAX
};

enum bind_kind {
	BIND_DEFAULT,		/* the address that the default route has */
	BIND_IP,
	BIND_INTERFACE,
	BIND_NONE		/* addresses and ports as Docker has them */
};

/* Durations are in seconds; 0 is `never' where that is allowed. */
struct kopd_conf {
	char		*hostname;		/* "": the engine's own name */
	uint32_t	 traefik_version;	/* TRAEFIK_VERSION() */
	enum bind_kind	 bind;
	char		*bind_value;		/* address or interface; "" */
	uint32_t	 unpublished_ports;	/* enum unpublished_ports */
	uint32_t	 ttl;
	uint32_t	 heartbeat;
	uint32_t	 merge_equal;
	uint32_t	 lossy_labels;
	uint32_t	 withdraw_on_exit;
	uint32_t	 expire_keys;
	uint32_t	 reserve_names;		/* 0: not at all */
	uint32_t	 limit_objects;		/* see bounds.h */
	uint32_t	 limit_bytes;
	uint32_t	 sandbox;		/* enum sandbox */

	char		*docker_socket;		/* "" with an address */
	char		*docker_address;	/* "" with a socket */
	uint32_t	 docker_port;
	char		*docker_place;		/* after conf_check(): the socket,
						   or "host:port" */
	uint32_t	 poll;
	uint32_t	 timeout;
	uint32_t	 exposed_by_default;
	uint32_t	 allow_empty_services;
	uint32_t	 use_bind_port_ip;
	char		*network;
	char		*prefix;
	struct string_list namespaces;
	char		*default_rule;		/* a template; "" none */
	char		*constraints;		/* an expression; "" none */
	char		*provider_config;	/* where more of it was read */

	char		*redis_address;
	uint32_t	 redis_port;
	char		*redis_socket;		/* "" with an address */
	char		*user;
	char		*password;
	uint32_t	 password_kept;		/* see conf_keep_secret() */
	char		*password_file;		/* where password was read */
	uint32_t	 database;
	uint32_t	 notify_quiet;
	char		*root;
	uint32_t	 tls;
	char		*tls_ca;		/* paths; "": the system's */
	char		*tls_certificate;	/* "" none */
	char		*tls_key;
	char		*tls_server_name;	/* "": redis_address */
	uint32_t	 tls_version;		/* the least: 12, 13 */
	uint32_t	 tls_insecure;
	struct string_list sentinels;		/* "26379:host" */
	struct string_list sentinel_ports;	/* none: any */
	struct string_list sentinel_masters;	/* none: any */
	char		*sentinel_master;
	char		*sentinel_user;
	char		*sentinel_password;
	uint32_t	 sentinel_password_kept;
	char		*sentinel_password_file;
	struct tls_texts {			/* what is in the files */
		char	*ca;
		char	*certificate;
		char	*key;
	} tls_texts;

	/* "file:line", variable or option that set it; NULL: default */
	char		*origin[SET_MAX];
	/* file_meant() of a path, while it may be wrong; NULL: "" */
	char		*meant[SET_MAX];
};

/* All defaults.  Out of memory is fatal() here and below. */
struct kopd_conf *conf_new(void);
/* Frees it, strings wiped; NULL is allowed. */
void	 conf_free(struct kopd_conf *);

/*
 * Setting something: origin is copied.  With over, a value that was set
 * before (by the file) is replaced; without, it is an error that names
 * both places.  A value that the setting does not allow is an error.
 */
struct conf_place {
	struct conf_report	*report;
	const char		*origin;
	int			 over;
};

void	 conf_set_string(struct kopd_conf *, enum setting,
	    const struct conf_place *, const char *);
/* A path, and file_meant() of it. */
void	 conf_set_path(struct kopd_conf *, enum setting,
	    const struct conf_place *, const char *path, const char *meant);
void	 conf_set_number(struct kopd_conf *, enum setting,
	    const struct conf_place *, long long);
/* "1.2" or "1.3". */
void	 conf_set_tls_version(struct kopd_conf *, const struct conf_place *,
	    const char *);
void	 conf_set_bind(struct kopd_conf *, const struct conf_place *,
	    enum bind_kind, const char *);
/* A list: begun where it stands, then its entries. */
void	 conf_begin_list(struct kopd_conf *, enum setting,
	    const struct conf_place *);
void	 conf_add_entry(struct kopd_conf *, enum setting,
	    const struct conf_place *, const char *);
/* A sentinel, the next one; its place is the list's. */
void	 conf_add_sentinel(struct kopd_conf *, const struct conf_place *,
	    const char *host, long long port);

/* As errors call it: "password file". */
const char *conf_setting_name(enum setting);

/*
 * conf_keep_secret: SET_PASSWORD or SET_SENTINEL_PASSWORD was given at the
 * start by something that has been wiped since: redis-writer keeps what it has.
 */
void	 conf_keep_secret(struct kopd_conf *, enum setting,
	    const struct conf_place *);

/* conf_note: what kopd cannot do was asked for, there first. */
void	 conf_note(struct kopd_conf *, enum setting, const char *origin);

/* Wipes passwords and key: whoever needs them has them. */
void	 conf_forget_secrets(struct kopd_conf *);

/* Forgets what the file set, before something excludes it. */
void	 conf_unset(struct kopd_conf *, enum setting);

/*
 * check.c: what no single setting shows, and what a reload cannot do.
 */

/* Checks what no single setting shows: what excludes or needs what. */
void	 conf_check(struct kopd_conf *, struct conf_report *);

/* True where a master may have any port: sentinels, and no `ports'. */
int	 conf_any_port(const struct kopd_conf *);

/* Checks that hold for a kopd that starts, not for kopd -n. */
void	 conf_start_check(struct kopd_conf *, struct conf_report *);

/*
 * conf_rejected: an error of a setting, by its name in errors ("default
 * rule"), where conf has it.  -1 when no setting is called so.
 */
int	 conf_rejected(const struct kopd_conf *, struct conf_report *,
	    const char *name, const char *why);

/*
 * What a running kopd cannot take over, since confinement is one-way:
 * an error for each.  Returns their number.
 */
unsigned int conf_compare(const struct kopd_conf *old,
	    const struct kopd_conf *new, struct conf_report *);

/*
 * conf_file_error: a setting's file could not be read, for this reason; found
 * is 0 when it is not there.
 */
void	 conf_file_error(const struct kopd_conf *, struct conf_report *,
	    enum setting, const char *why, int found);

/* What a setting has that is a text, or a number. */
const char *conf_text(const struct kopd_conf *, enum setting);
uint32_t conf_value(const struct kopd_conf *, enum setting);

/* print.c: as kopd.conf that parses to the same, secrets as CONF_MASK. */
void	 conf_print(const struct kopd_conf *, FILE *);

/*
 * print.c: only what was given, each line with a comment that says where;
 * the password is said to be in the file `secret'.  A blank line goes first.
 */
void	 conf_print_given(const struct kopd_conf *, const char *secret,
	    FILE *);

/*
 * parts.c: each child's part.  The strings belong to the kopd_conf; users
 * are "" when uids do not change.
 */
void	 part_docker_reader(const struct kopd_conf *, const char *run_as,
	    struct docker_reader_conf *);
void	 part_route_maker(const struct kopd_conf *, const char *run_as,
	    const char *bind_address, struct route_maker_conf *);
void	 part_redis_writer(const struct kopd_conf *, const char *run_as,
	    struct redis_writer_conf *);

#endif
