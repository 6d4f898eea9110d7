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
 * What the texts of kopd.conf may be: each returns NULL, or why the text
 * cannot be one, as what follows its name.
 */

#ifndef KOPD_CONF_TEXT_H
#define KOPD_CONF_TEXT_H

const char	*text_filled(const char *);
/* Without bytes that no kopd.conf can hold; lines: it may have several. */
const char	*text_plain(const char *, int lines);
/* Of containers: what a list with commas may have. */
const char	*text_namespace(const char *);
/* What Redis or a sentinel is connected at; no URL. */
const char	*text_host(const char *);
/* The same for Docker. */
const char	*text_docker_host(const char *);
/* A number of TCP. */
const char	*text_port(const char *);
/* What permit.h takes. */
const char	*text_permit(const char *);
/* The absolute path of a unix socket: of Docker, of Redis. */
const char	*text_docker_socket(const char *);
const char	*text_redis_socket(const char *);
/* Of labels: without dots around it. */
const char	*text_prefix(const char *);

#endif
