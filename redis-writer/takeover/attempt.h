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
 * One takeover, shared by the files of takeover/: its status id, its stage,
 * and the legacy keys that were found.
 */

#ifndef REDIS_WRITER_TAKEOVER_ATTEMPT_H
#define REDIS_WRITER_TAKEOVER_ATTEMPT_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <hiredis/hiredis.h>

struct legacy;
struct writer;

/* Limit of known hosts with a traefik-kop. */
#define NAMES_MAX	64

enum stage {
	STAGE_LISTING,		/* reading its sets */
	STAGE_LOOKING,		/* searching all keys */
	STAGE_MATCHING,		/* comparing its servers with ours */
	STAGE_NOTING,		/* noting the keys in Redis */
	STAGE_NOTED,		/* waits until our routes are published */
	STAGE_SWEEPING
};

struct attempt {
	enum stage	  stage;
	char		 *kop;		/* hostname of traefik-kop */
	int		  own;		/* it is our hostname, too */
	int		  recheck;	/* only lists the hosts */
	int		  candidate;	/* it may have been ours */
	uint32_t	  asker;	/* status id; 0: kopctl did not ask */
	struct legacy	 *legacy;
	size_t		  lists;	/* replies received */
	size_t		  pages;	/* of keys, received */
	size_t		  unfit;	/* names that are ignored */
	int		  full;
	char		 *names[NAMES_MAX];
	size_t		  n;
	char		 *at;		/* cursor; last id noted or swept */
	int		  ended;	/* the sets were removed */
	void		(*found)(struct writer *);	/* see search.h */
};

struct takeover {
	struct attempt	*now;		/* NULL: none */
	int		 looked;	/* 1: searched; -1: cannot search */
	unsigned int	 look_failures;
	time_t		 rechecked;	/* 0: not yet */
	char		 others[512];	/* hosts that were last logged */
	char		 candidates[NAMES_MAX][16];
	size_t		 ncandidates;
};

/*
 * Starts a takeover, which becomes w->takeover->now.  Out of memory is
 * fatal().
 */
struct attempt	*attempt_new(struct writer *, const char *kop);
void		 attempt_free(struct writer *);
/*
 * attempt_name: adds a host that has a traefik-kop.  attempt_knows: true if it
 * was added.
 */
void		 attempt_name(struct attempt *, const char *name);
int		 attempt_knows(const struct attempt *, const char *name);

/* Ends the takeover, with an error or "", and answers kopctl if it asked. */
void		 attempt_answer(struct writer *, const char *error);
/* The same, and starts the comparison if it waits for the takeover. */
void		 attempt_end(struct writer *, const char *error);
/* Returns 1, and ends the takeover, if Redis failed or rejected a command. */
int		 attempt_failed(struct writer *, const redisReply *);

#endif
