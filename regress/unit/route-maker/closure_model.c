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
 * Containers that come, go and change their minds at random, against a model
 * that is computed anew each time.  SEED and STEPS in the environment make
 * another run and a longer one.
 */

#include "regress/unit/route-maker/claims.h"

#define OBJECTS	7

/* What a container wants of an object; equal wishes are equal definitions. */
struct wish {
	int		present;
	int		version;
	unsigned int	refs;		/* a bit an object */
};

static struct wish	wishes[CONTAINERS][OBJECTS];
static uint64_t		seed;

static unsigned int
any(unsigned int n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned int)(seed >> 33) % n;
}

static long
setting(const char *name, long fallback)
{
	const char	*value = getenv(name);

	return value == NULL ? fallback : strtol(value, NULL, 10);
}

static const char *
name_of(int x)
{
	static const char *const	names[OBJECTS] = {
		"http/middlewares/m0", "http/middlewares/m1",
		"http/middlewares/m2", "http/middlewares/m3",
		"http/middlewares/m4", "http/middlewares/m5",
		"http/middlewares/m6"
	};

	return names[x];
}

static struct object *
object_of(int x)
{
	return object_find(&objects, name_of(x));
}

static void
apply(int n, int x)
{
	const struct wish	*w = &wishes[n][x];
	char			 version[64], chain[64] = "";
	int			 t;

	if (!w->present) {
		if (claim_of(n, name_of(x)) != NULL)
			drop(n, name_of(x));
		return;
	}
	for (t = 0; t < OBJECTS; t++)
		if (w->refs & 1U << t)
			(void)snprintf(chain + strlen(chain), sizeof(chain) -
			    strlen(chain), "%sm%d", *chain == '\0' ?
			    "chain/middlewares=" : ",", t);
	(void)snprintf(version, sizeof(version), "addPrefix/prefix=%d", w->version);
	if (*chain == '\0')
		WANT(n, name_of(x), version);
	else
		WANT(n, name_of(x), version, chain);
}

static void
wish(int n, int x)
{
	struct wish	*w = &wishes[n][x];
	int		 t;

	memset(w, 0, sizeof(*w));
	w->present = any(2) == 0;
	w->version = (int)any(2);
	for (t = 0; t < OBJECTS; t++)
		if (any(5) == 0)
			w->refs |= 1U << t;
}

/* No circle: Traefik has no use for one, and who is left out then may differ. */
static void
wish_straight(int n, int x)
{
	int	t;

	wish(n, x);
	for (t = 0; t < OBJECTS; t++)
		if ((t + n) % OBJECTS <= (x + n) % OBJECTS)
			wishes[n][x].refs &= ~(1U << t);
}

static int
equal(const struct wish *a, const struct wish *b)
{
	return a->version == b->version && a->refs == b->refs;
}

/* Whose claim is the owner; -1 for none. */
static int
owner_of(int x)
{
	struct object	*o = object_of(x);

	return o == NULL || object_owner(o) == NULL ? -1 :
	    (int)(object_owner(o)->claimant - claimants);
}

static int
is_displaced(int n, int x)
{
	struct object			*o = object_of(x);
	const struct reservation	*r;
	int				 of = owner_of(x);

	if (of != -1)
		return !equal(&wishes[n][x], &wishes[of][x]);
	if ((r = reserve_find(&objects.reservations, o)) == NULL)
		return 0;
	return r->meaning != claim_of(n, name_of(x))->meaning &&
	    strcmp(r->name, claimants[n].name) != 0;
}

/* What the container claims of what its objects in the set refer to. */
static unsigned int
referred(int n, unsigned int set)
{
	unsigned int	result = 0;
	int		x;

	for (x = 0; x < OBJECTS; x++)
		if (set & 1U << x)
			result |= wishes[n][x].refs;
	for (x = 0; x < OBJECTS; x++)
		if (!wishes[n][x].present)
			result &= ~(1U << x);
	return result;
}

/* All that it refers to, directly and through others. */
static unsigned int
closure_of(int n, int x)
{
	unsigned int	set = referred(n, 1U << x), more;

	while ((more = set | referred(n, set)) != set)
		set = more;
	return set;
}

static int
is_blocked(int n, int x)
{
	unsigned int	set = closure_of(n, x);
	int		t;

	for (t = 0; t < OBJECTS; t++)
		if (set & 1U << t && is_displaced(n, t))
			return 1;
	return 0;
}

/* The rule itself: all that it refers to is published as it means it. */
static void
check_published(int n, int x)
{
	unsigned int	set = closure_of(n, x) | 1U << x;
	int		t;

	for (t = 0; t < OBJECTS; t++) {
		if (!(set & 1U << t))
			continue;
		assert_int_not_equal(owner_of(t), -1);
		assert_true(equal(&wishes[n][t], &wishes[owner_of(t)][t]));
	}
}

/* Nobody has the name who might. */
static void
check_unowned(int n, int x)
{
	if (!is_displaced(n, x))
		assert_true(is_blocked(n, x));
	else
		assert_true(object_of(x)->reserved);
}

static size_t
check_claim(int n, int x)
{
	const struct claim	*c = claim_of(n, name_of(x));

	if (!wishes[n][x].present) {
		assert_null(c);
		return 0;
	}
	assert_non_null(c);
	assert_int_equal(c->displaced, is_displaced(n, x));
	assert_int_equal(c->blocked, is_blocked(n, x));
	assert_false(c->noted);
	assert_int_equal(c->said, claim_waits(c));
	if (!claim_waits(c))
		check_published(n, x);
	else
		assert_int_not_equal(owner_of(x), n);
	if (owner_of(x) == -1)
		check_unowned(n, x);
	return claim_waits(c) != 0;
}

static void
check_all(void)
{
	size_t	waiting = 0;
	int	n, x;

	assert_true(TAILQ_EMPTY(&objects.changed));
	assert_true(TAILQ_EMPTY(&objects.decided));
	assert_int_equal(objects.claimants.n, 0);
	for (n = 0; n < CONTAINERS; n++)
		for (x = 0; x < OBJECTS; x++)
			waiting += check_claim(n, x);
	assert_int_equal(objects.waiting, waiting);
}

/* What was published, of containers that have not changed since. */
struct before {
	int		owner;		/* -1: nobody's, or it has changed */
	struct wish	wish;
};

static void
check_stays(const struct before *before)
{
	int	x, n;

	for (x = 0; x < OBJECTS; x++) {
		n = before[x].owner;
		if (n == -1 || !wishes[n][x].present || is_blocked(n, x))
			continue;
		assert_int_not_equal(owner_of(x), -1);
		assert_true(equal(&wishes[owner_of(x)][x], &before[x].wish));
	}
}

static void
send_some(unsigned int n)
{
	struct pack	 keys = PACK_INITIALIZER;
	struct object	*o;

	while (n-- > 0 && (o = TAILQ_FIRST(&objects.unsent)) != NULL) {
		resolve_keys(&objects, o, &keys);
		resolve_sent(&objects, o, &keys);
	}
	pack_free(&keys);
}

/* It has changed something, which may cost it more than that. */
static void
forget(struct before *before, int n)
{
	int	x;

	for (x = 0; x < OBJECTS; x++)
		if (before[x].owner == n)
			before[x].owner = -1;
}

static void
change(struct before *before, int n, int x)
{
	wish(n, x);
	apply(n, x);
	forget(before, n);
}

static void
redeploy(struct before *before, int n, int back)
{
	int	x;

	for (x = 0; x < OBJECTS; x++) {
		wishes[n][x].present = 0;
		apply(n, x);
	}
	forget(before, n);
	for (x = 0; x < OBJECTS && back; x++)
		change(before, n, x);
}

static void
rename_one(int n)
{
	struct claim	*c;
	char		 name[] = { (char)('a' + any(CONTAINERS)), '\0' };

	LIST_FOREACH(c, &claimants[n].claims, of_claimant)
		claim_detach(&objects, c);
	memcpy(claimants[n].name, name, sizeof(name));
	LIST_FOREACH(c, &claimants[n].claims, of_claimant)
		claim_attach(&objects, c);
}

static void
step(struct before *before)
{
	int	n = (int)any(CONTAINERS);

	switch (any(8)) {
	case 0:
		redeploy(before, n, 1);
		break;
	case 1:
		redeploy(before, n, 0);
		break;
	case 2:
		now += any(4000);
		break;
	case 3:
		rename_one(n);
		break;
	case 4:
		objects.reserve = any(3) * 3;
		break;
	default:
		change(before, n, (int)any(OBJECTS));
	}
}

static void
look(struct before *before)
{
	int	x;

	for (x = 0; x < OBJECTS; x++) {
		before[x].owner = owner_of(x);
		if (before[x].owner != -1)
			before[x].wish = wishes[before[x].owner][x];
	}
}

static void
test_changes(void **state)
{
	struct before	before[OBJECTS];
	long		steps = setting("STEPS", 20000), i;

	(void)state;
	memset(wishes, 0, sizeof(wishes));
	look(before);
	for (i = 0; i < steps; i++) {
		step(before);
		if (any(3) == 0)
			continue;
		resolve_settle(&objects);
		check_all();
		check_stays(before);
		send_some(any(2) == 0 ? any(4) : 2 * OBJECTS);
		look(before);
	}
}

/*
 * From nothing: container by container in the order of their creation, each
 * gets what nobody before it has in another way, without what refers to
 * something that it does not get.
 */
static void
model(int owners[OBJECTS], unsigned int good[CONTAINERS])
{
	int	n, x, more;

	for (x = 0; x < OBJECTS; x++)
		owners[x] = -1;
	for (n = 0; n < CONTAINERS; n++) {
		for (good[n] = 0, x = 0; x < OBJECTS; x++)
			if (wishes[n][x].present && (owners[x] == -1 ||
			    equal(&wishes[n][x], &wishes[owners[x]][x])))
				good[n] |= 1U << x;
		do {
			for (more = 0, x = 0; x < OBJECTS; x++)
				if (good[n] & 1U << x && referred(n, 1U << x) &
				    ~good[n]) {
					good[n] &= ~(1U << x);
					more = 1;
				}
		} while (more);
		for (x = 0; x < OBJECTS; x++)
			if (good[n] & 1U << x && owners[x] == -1)
				owners[x] = n;
	}
}

static void
check_model(void)
{
	const struct claim	*c;
	unsigned int		 good[CONTAINERS];
	int			 owners[OBJECTS], n, x;

	model(owners, good);
	for (x = 0; x < OBJECTS; x++)
		assert_int_equal(owner_of(x), owners[x]);
	for (n = 0; n < CONTAINERS; n++)
		for (x = 0; x < OBJECTS; x++) {
			c = claim_of(n, name_of(x));
			assert_int_equal(c != NULL && !claim_waits(c),
			    (good[n] >> x) & 1);
		}
}

/* All at once, in any order. */
static void
test_start(void **state)
{
	long	rounds = setting("STEPS", 20000) / 10, i;
	int	k, n, x;

	(void)state;
	objects.live = 0;
	for (i = 0; i < rounds; i++) {
		for (k = 0; k < CONTAINERS * OBJECTS; k++)
			wish_straight(k / OBJECTS, k % OBJECTS);
		for (k = 0; k < 4 * CONTAINERS; k++) {
			n = (int)any(CONTAINERS);
			for (x = 0; x < OBJECTS; x++)
				apply(n, x);
		}
		for (k = 0; k < CONTAINERS * OBJECTS; k++)
			apply(k / OBJECTS, k % OBJECTS);
		resolve_settle(&objects);
		check_all();
		check_model();
		for (n = 0; n < CONTAINERS; n++)
			drop_all(n);
		resolve_settle(&objects);
	}
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest	tests[] = {
		TEST(test_changes),
		TEST(test_start)
	};

	seed = (uint64_t)setting("SEED", 1);
	log_init("closure", LOG_TO_STDERR, -1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
