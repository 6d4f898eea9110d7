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
 * One takeover, by the parts of takeover/: who asked for it, how far it is, and
 * what was found.
 */

#ifndef REDIS_WRITER_TAKEOVER_ATTEMPT_H
#define REDIS_WRITER_TAKEOVER_ATTEMPT_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <hiredis/hiredis.h>

struct legacy;
struct writer;

/* Hosts of traefik-kops that are known. */
#define NAMES_MAX	64

enum stage {
	STAGE_LISTING,		/* what its sets have */
	STAGE_LOOKING,		/* at all keys */
	STAGE_MATCHING,		/* its servers with ours */
	STAGE_NOTING,		/* in Redis, what there is */
	STAGE_NOTED,		/* removed when our routes are there */
	STAGE_SWEEPING
};

struct attempt {
	enum stage	  stage;
	char		 *kop;		/* its host */
	int		  own;		/* which is ours, too */
	int		  recheck;	/* a look at who is there, no more */
	int		  candidate;	/* was it ours? */
	uint32_t	  asker;	/* status id; 0: nobody asks */
	struct legacy	 *legacy;
	size_t		  lists;	/* replies had */
	size_t		  unfit;	/* names that are left alone */
	int		  full;
	char		 *names[NAMES_MAX];
	size_t		  n;
	char		 *at;		/* cursor; id noted or swept last */
	int		  ended;	/* the sets were removed */
	void		(*found)(struct writer *);	/* see search.h */
};

struct takeover {
	struct attempt	*now;		/* NULL: none */
	int		 looked;	/* for traefik-kop; -1: in vain */
	unsigned int	 look_failures;
	time_t		 rechecked;	/* 0: not yet */
	char		 others[512];	/* hosts that were last logged */
	char		 candidates[NAMES_MAX][16];
	size_t		 ncandidates;
};

/* Begins one, which becomes w->takeover->now.  Out of memory is fatal(). */
struct attempt	*attempt_new(struct writer *, const char *kop);
void		 attempt_free(struct writer *);
/* A host that has a traefik-kop.  attempt_knows: true if it was added. */
void		 attempt_name(struct attempt *, const char *name);
int		 attempt_knows(const struct attempt *, const char *name);

/* Ends it, with an error or "": who asked for it is told. */
void		 attempt_answer(struct writer *, const char *error);
/* The same; where a comparison waits for it, that is next. */
void		 attempt_end(struct writer *, const char *error);
/* Returns 1, and ends it, when Redis did not do what it should. */
int		 attempt_failed(struct writer *, const redisReply *);

#endif
