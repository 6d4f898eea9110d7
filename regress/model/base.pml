/*
 * What all models share: the hosts, the faults that are left, and the lines
 * that replay.pl reads.  A script is one d_step, because Redis runs a script
 * as a whole.
 */

#define HOSTS	3

#define NOW	0	/* what Redis has */
#define OLD	1	/* what its replica has: some earlier state */

#ifndef FAULTS
#define FAULTS	2	/* faults of a run, of any kind */
#endif
#ifndef CHANGES
#define CHANGES	2	/* changes of what a host wants, in a run */
#endif

byte faults = FAULTS;

/* An assertion with the number of its invariant in ARCHITECTURE. */
#ifdef TRACE
#define invariant(n, e)	skip
#else
#define invariant(n, e)	assert((e) || n == 0)
#endif

/* Simulations print each step; see replay.pl.  Verifications do not. */
#ifdef TRACE
#define SAY(text)			printf(text)
#define SAY1(text, a)			printf(text, a)
#define SAY2(text, a, b)		printf(text, a, b)
#define SAY3(text, a, b, c)		printf(text, a, b, c)
#define SAY4(text, a, b, c, d)		printf(text, a, b, c, d)
#define SAY5(text, a, b, c, d, e)	printf(text, a, b, c, d, e)
#define SAY6(text, a, b, c, d, e, f)	printf(text, a, b, c, d, e, f)
#else
#define SAY(text)			skip
#define SAY1(text, a)			skip
#define SAY2(text, a, b)		skip
#define SAY3(text, a, b, c)		skip
#define SAY4(text, a, b, c, d)		skip
#define SAY5(text, a, b, c, d, e)	skip
#define SAY6(text, a, b, c, d, e, f)	skip
#endif
