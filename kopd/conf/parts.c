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

#include <string.h>

#include "kopd/conf/conf.h"

/* The tables send strings; none of them is changed on the way. */
static char *
text(const char *s)
{
	union {
		const char	*from;
		char		*to;
	} u = { s };

	return u.to;
}

void
part_docker_reader(const struct kopd_conf *conf, const char *run_as,
    struct docker_reader_conf *part)
{
	memset(part, 0, sizeof(*part));
	part->run_as = text(run_as);
	part->sandbox = conf->sandbox;
	part->socket = conf->docker_socket;
	part->address = conf->docker_address;
	part->port = conf->docker_port;
	part->timeout = conf->timeout;
}

void
part_route_maker(const struct kopd_conf *conf, const char *run_as,
    const char *bind_address, struct route_maker_conf *part)
{
	memset(part, 0, sizeof(*part));
	part->run_as = text(run_as);
	part->sandbox = conf->sandbox;
	part->poll = conf->poll;
	part->traefik_version = conf->traefik_version;
	part->traefik_assumed = conf->origin[SET_TRAEFIK_VERSION] == NULL;
	part->exposed_by_default = conf->exposed_by_default;
	part->allow_empty_services = conf->allow_empty_services;
	part->use_bind_port_ip = conf->use_bind_port_ip;
	part->bind_none = conf->bind == BIND_NONE;
	part->unpublished_ports = conf->unpublished_ports;
	part->bind_chosen = conf->bind == BIND_DEFAULT ||
	    conf->bind == BIND_INTERFACE;
	part->merge_equal = conf->merge_equal;
	part->lossy_labels = conf->lossy_labels;
	part->reserve_names = conf->reserve_names;
	part->limit_objects = conf->limit_objects;
	part->limit_bytes = conf->limit_bytes;
	part->bind_address = text(bind_address);
	part->machine = text("");	/* see machine.h */
	part->endpoint = conf->docker_place;
	part->hostname = conf->hostname;
	part->network = conf->network;
	part->prefix = conf->prefix;
	part->namespaces = conf->namespaces;
	part->default_rule = conf->default_rule;
	part->constraints = conf->constraints;
}

void
part_redis_writer(const struct kopd_conf *conf, const char *run_as,
    struct redis_writer_conf *part)
{
	memset(part, 0, sizeof(*part));
	part->run_as = text(run_as);
	part->sandbox = conf->sandbox;
	part->hostname = conf->hostname;
	part->address = conf->redis_address;
	part->port = conf->redis_port;
	part->socket = conf->redis_socket;
	part->user = conf->user;
	part->password = conf->password;
	part->db = conf->database;
	part->root = conf->root;
	part->ttl = conf->ttl;
	part->heartbeat = conf->heartbeat;
	part->poll = conf->poll;
	part->notify_quiet = conf->notify_quiet;
	part->expire_keys = conf->expire_keys;
	part->reserve_names = conf->reserve_names;
	part->limit_objects = conf->limit_objects;
	part->limit_bytes = conf->limit_bytes;
	part->withdraw_on_exit = conf->withdraw_on_exit;
	part->tls = conf->tls;
	part->tls_version = conf->tls_version;
	part->tls_insecure = conf->tls_insecure;
	part->tls_server_name = conf->tls_server_name;
	part->tls_ca = conf->tls_texts.ca;
	part->tls_certificate = conf->tls_texts.certificate;
	part->tls_key = conf->tls_texts.key;
	part->sentinels = conf->sentinels;
	part->sentinel_ports = conf->sentinel_ports;
	part->sentinel_masters = conf->sentinel_masters;
	part->sentinel_master = conf->sentinel_master;
	part->sentinel_user = conf->sentinel_user;
	part->sentinel_password = conf->sentinel_password;
	part->traefik_version = conf->traefik_version;
	part->password_kept = conf->password_kept;
	part->sentinel_password_kept = conf->sentinel_password_kept;
}
