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
 * Names that FNV-1a, a hash without a key, takes for one: of two blocks each
 * that lead from one state to the same next one, every choice does.
 */

#ifndef REGRESS_UNIT_COLLIDE_H
#define REGRESS_UNIT_COLLIDE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define COLLIDE_BLOCK	8	/* letters: of fewer, it takes hardly any for one */
#define COLLIDE_STAGES	12
#define COLLIDE_NAMES	((size_t)1 << COLLIDE_STAGES)
#define COLLIDE_LENGTH	1000	/* bytes of a name, with its NUL */
#define COLLIDE_SLOTS	((size_t)1 << 19)

static char	collide_blocks[COLLIDE_STAGES][2][COLLIDE_BLOCK];

static uint32_t
collide_hash(uint32_t h, const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h;
}

static void
collide_block(uint64_t n, char *block)
{
	int	i;

	n *= UINT64_C(0x9e3779b97f4a7c15);
	for (i = 0; i < COLLIDE_BLOCK; i++, n >>= 8)
		block[i] = (char)('a' + (n & 15));
}

/* Two blocks that lead from h to the state that is returned. */
static uint32_t
collide_stage(uint32_t h, char blocks[2][COLLIDE_BLOCK])
{
	static struct {
		uint32_t hash, n;
	} slots[COLLIDE_SLOTS];
	uint32_t	 n, to = 0;
	size_t		 at;

	memset(slots, 0, sizeof(slots));
	for (n = 1; n < COLLIDE_SLOTS / 2; n++) {
		collide_block(n, blocks[1]);
		to = collide_hash(h, blocks[1], COLLIDE_BLOCK);
		for (at = to % COLLIDE_SLOTS; slots[at].n != 0 &&
		    slots[at].hash != to; at = (at + 1) % COLLIDE_SLOTS)
			continue;
		if (slots[at].n != 0)
			break;
		slots[at].hash = to;
		slots[at].n = n;
	}
	if (n == COLLIDE_SLOTS / 2)
		abort();
	collide_block(slots[at].n, blocks[0]);
	return to;
}

/* Before the first name, all of which begin with this text. */
static void
collide_init(const char *prefix)
{
	uint32_t	h = collide_hash(2166136261u, prefix, strlen(prefix));
	int		i;

	for (i = 0; i < COLLIDE_STAGES; i++)
		h = collide_stage(h, collide_blocks[i]);
}

/* The nth of COLLIDE_NAMES, with the prefix, as long as names may be. */
static void
collide_name(size_t n, const char *prefix, char name[COLLIDE_LENGTH])
{
	size_t	len = strlen(prefix), i;

	memset(name, 'x', COLLIDE_LENGTH - 1);
	name[COLLIDE_LENGTH - 1] = '\0';
	memcpy(name, prefix, len);
	for (i = 0; i < COLLIDE_STAGES; i++)
		memcpy(name + len + i * COLLIDE_BLOCK,
		    collide_blocks[i][n >> i & 1], COLLIDE_BLOCK);
}

#endif
