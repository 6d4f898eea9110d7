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
 * Checks of strings of kopd.conf.  Each returns NULL, or why the string is
 * rejected, which follows the name of the setting in a message; static.
 */

#ifndef KOPD_CONF_TEXT_H
#define KOPD_CONF_TEXT_H

const char	*text_filled(const char *);
/* Has no bytes that kopd.conf cannot have; lines: it may have several. */
const char	*text_plain(const char *, int lines);
/* An item of a list with commas, in labels of containers. */
const char	*text_namespace(const char *);
/* The address or name of Redis or of a sentinel; no URL. */
const char	*text_host(const char *);
/* The same for Docker. */
const char	*text_docker_host(const char *);
/* The number of a TCP port. */
const char	*text_port(const char *);
/* What permit.h accepts. */
const char	*text_permit(const char *);
/* The absolute path of a unix socket: of Docker, of Redis. */
const char	*text_docker_socket(const char *);
const char	*text_redis_socket(const char *);
/* The end of host names. */
const char	*text_domain(const char *);
/* A name without blanks and commas. */
const char	*text_word(const char *);
/* The prefix of labels: without dots around it. */
const char	*text_prefix(const char *);

#endif
