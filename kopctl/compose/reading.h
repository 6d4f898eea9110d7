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
 * Compose files that are being read: where, with which variables, and what was
 * found.  For any bytes, time and memory are bounded: see kopd/conf/yaml.h,
 * expand.h and entries.h.
 */

#ifndef KOPCTL_COMPOSE_READING_H
#define KOPCTL_COMPOSE_READING_H

#include <sys/types.h>

#include "kopctl/annotate.h"
#include "kopctl/compose/beside.h"
#include "kopctl/compose/entries.h"
#include "kopctl/compose/variables.h"
#include "kopd/conf/yaml.h"

/* A compose file.  Relative paths in it are relative to the file `base'. */
struct source {
	char		*path;
	char		*base;
	struct yaml	*yaml;
};

/*
 * Files of env_file and label_file that are read for all services together, and
 * their bytes: a service that others extend names its files again for each of
 * them.
 */
#define READING_FILES_MAX	1000
#define READING_BYTES_MAX	(4 * 1024 * 1024)

struct reading {
	struct annotate		*out;
	struct variables	 beside;	/* .env */
	struct variables	 inside;	/* env_file of the service */
	struct variables	 said;		/* the names are reports */
	struct expand		 expand;
	const char		*project;	/* its name, or NULL */
	const struct source	*source;
	const struct yaml_node	*at;		/* what is expanded, or NULL */
	struct quota		 quota;
	size_t			 files;		/* that were to be read */
	off_t			 bytes;		/* of these */
};

/*
 * reading_init: sets up the variables: those of the process and of the file
 * .env beside the first compose file.
 */
void	 reading_init(struct reading *, struct annotate *, const char *first);
void	 reading_free(struct reading *);

struct place reading_place(const struct reading *, const struct yaml_node *);

/* Report an error or a warning at a node of the source, once. */
void	 reading_fault(struct reading *, const struct yaml_node *,
	    const char *, ...) __attribute__((__format__ (printf, 3, 4)));
void	 reading_warn(struct reading *, const struct yaml_node *,
	    const char *, ...) __attribute__((__format__ (printf, 3, 4)));

/*
 * reading_text: the string of a scalar, expanded, to be freed; NULL after an
 * error was reported, or if the quota is exceeded.  what names it in errors.
 */
char	*reading_text(struct reading *, const struct yaml_node *,
	    const char *what);

/*
 * reading_file: one more file of env_file or label_file is to be read.  Returns
 * -1 if there are too many, or if they are too large together.
 */
int	 reading_file(struct reading *, const char *path);

/* Calls read for each item of a list, or for the only value. */
void	 reading_each(struct reading *, void *, const struct yaml_node *,
	    void (*read)(struct reading *, void *, const struct yaml_node *));

/* True for the tags !reset and !override. */
int	 reading_is_reset(const struct yaml_node *);
int	 reading_is_override(const struct yaml_node *);

#endif
