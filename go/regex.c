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

#define PCRE2_CODE_UNIT_WIDTH	8
#include <pcre2.h>

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "go/regex.h"

struct regex {
	struct arena		*arena;
	size_t			 memory;	/* that PCRE has taken */
	pcre2_code		*code;
	pcre2_match_data	*match;
	pcre2_match_context	*limits;
	size_t			 steps;		/* of the current match */
	size_t			 last;		/* offset of the last step */
};

/* The translation of an expression from RE2's syntax to PCRE's. */
struct translation {
	const char	*s;
	size_t		 len;
	size_t		 at;
	char		*out;
	size_t		 n;
	size_t		 in_class;	/* at + 1 of its first member, or 0 */
	const char	*why;		/* the error, or NULL */
};

static void *
take(size_t size, void *regex)
{
	struct regex	*re = regex;

	re->memory += size;
	return arena_alloc(re->arena, size);
}

static void
give(void *p, void *regex)
{
	(void)p;
	(void)regex;
}

static int
byte_at(const struct translation *t, size_t ahead)
{
	return t->at + ahead < t->len ? (unsigned char)t->s[t->at + ahead] : -1;
}

static void
put(struct translation *t, const char *s)
{
	size_t	 n = strlen(s);

	memcpy(t->out + t->n, s, n);
	t->n += n;
}

static void
copy(struct translation *t, size_t n)
{
	memcpy(t->out + t->n, t->s + t->at, n);
	t->n += n;
	t->at += n;
}

/* From \Q to \E each character is literal. */
static void
copy_literal(struct translation *t)
{
	for (t->at += 2; t->at < t->len; ) {
		if (byte_at(t, 0) == '\\' && byte_at(t, 1) == 'E') {
			t->at += 2;
			return;
		}
		if (byte_at(t, 0) < 0x80 && strchr("\\^$.|?*+()[]{}-",
		    byte_at(t, 0)) != NULL)
			put(t, "\\");
		copy(t, 1);
	}
}

static void
copy_octal(struct translation *t)
{
	char	 s[16];
	int	 c, digits = 0, value = 0;

	if (byte_at(t, 1) != '0' &&
	    (byte_at(t, 2) < '0' || byte_at(t, 2) > '7')) {
		t->why = "back references are not in Go's syntax";
		return;
	}
	for (t->at++; digits < 3 && (c = byte_at(t, 0)) >= '0' && c <= '7';
	    digits++, t->at++)
		value = value * 8 + c - '0';
	(void)snprintf(s, sizeof(s), "\\x{%x}", (unsigned int)value);
	put(t, s);
}

/* The length of {n}, {n,} or {n,m}; 0 for anything else, which is literal. */
static size_t
counted(struct translation *t)
{
	size_t	 i = 1;
	int	 c, n = 0, comma = 0, digits = 0;

	for (; (c = byte_at(t, i)) != '}'; i++) {
		if (c == ',' && !comma && digits > 0) {
			comma = 1;
			n = 0;
		} else if (c >= '0' && c <= '9') {
			digits++;
			n = n * 10 + c - '0';
		} else
			return 0;
		if (n > 1000) {
			t->why = "invalid repeat count";
			return 0;
		}
	}
	return digits > 0 ? i + 1 : 0;
}

/* Copies up to the closing brace.  The braces are not a repetition. */
static void
copy_braced(struct translation *t)
{
	const char	*end;

	end = memchr(t->s + t->at, '}', t->len - t->at);
	if (end == NULL)
		t->why = "a brace is not closed";
	else
		copy(t, (size_t)(end - (t->s + t->at)) + 1);
}

/* \x{1f600}, or exactly two digits.  PCRE accepts fewer digits. */
static void
copy_hexadecimal(struct translation *t)
{
	if (byte_at(t, 2) == '{' && isxdigit(byte_at(t, 3)))
		copy_braced(t);
	else if (isxdigit(byte_at(t, 2)) && isxdigit(byte_at(t, 3)))
		copy(t, 4);
	else
		t->why = "invalid escape sequence";
}

/* In a class, a hyphen after a set of characters does not form a range. */
static void
copy_hyphen(struct translation *t)
{
	if (t->in_class > 0 && byte_at(t, 0) == '-') {
		put(t, "\\");
		copy(t, 1);
	}
}

/* \d and similar sets, \pL and \p{Greek}. */
static void
copy_set(struct translation *t)
{
	int	 c = byte_at(t, 1);

	if ((c == 'p' || c == 'P') && byte_at(t, 2) == '{')
		copy_braced(t);
	else
		copy(t, (c == 'p' || c == 'P') && byte_at(t, 2) != -1 ? 3 : 2);
	copy_hyphen(t);
}

/* White space without the vertical tab, which PCRE includes. */
static void
copy_space(struct translation *t)
{
	int	 c = byte_at(t, 1);

	if (t->in_class > 0)
		put(t, c == 's' ? "\\t\\n\\f\\r " : "\\x0b\\S");
	else
		put(t, c == 's' ? "[\\t\\n\\f\\r ]" : "[^\\t\\n\\f\\r ]");
	t->at += 2;
	copy_hyphen(t);
}

static int
repeats(struct translation *t, size_t at)
{
	int	 c;

	t->at += at;
	c = byte_at(t, 0);
	if (c == '{' && counted(t) == 0)
		c = 0;
	t->at -= at;
	return c > 0 && strchr("*+?{", c) != NULL;
}

/* An assertion matches no character.  PCRE repeats it only in a group. */
static void
copy_assertion(struct translation *t, size_t len)
{
	int	 repeated = repeats(t, len);

	if (repeated)
		put(t, "(?:");
	copy(t, len);
	if (repeated)
		put(t, ")");
}

/* The escapes of Go that are not sets. */
static int
is_escape(int c)
{
	if (c >= 0x80)
		return 0;
	return !isalnum(c) || strchr("afnrt", c) != NULL;
}

static void
copy_escape(struct translation *t)
{
	int	 c = byte_at(t, 1);

	if (c == -1)
		t->why = "trailing backslash at end of expression";
	else if (c == 'Q' && t->in_class == 0)
		copy_literal(t);
	else if (c == 's' || c == 'S')
		copy_space(t);
	else if (c == 'v') {
		put(t, "\\x0b");
		t->at += 2;
	} else if (c >= '0' && c <= '7')
		copy_octal(t);
	else if (c == 'x')
		copy_hexadecimal(t);
	else if (c > 0 && c < 0x80 && strchr("dDwWpP", c) != NULL)
		copy_set(t);
	else if (c > 0 && c < 0x80 && strchr("AbBz", c) != NULL &&
	    t->in_class == 0)
		copy_assertion(t, 2);
	else if (is_escape(c))
		copy(t, 2);
	else
		t->why = "invalid escape sequence";
}

/* Copies the name of a group up to its end. */
static void
copy_name(struct translation *t, size_t i)
{
	size_t	 start = i;
	int	 c;

	while ((c = byte_at(t, i)) == '_' || (c > 0 && c < 0x80 && isalnum(c)))
		i++;
	if (c != '>' || i == start)
		t->why = "invalid name of a group";
	else
		copy(t, i + 1);
}

/* Flags after "(?".  After a hyphen there is at least one. */
static void
copy_flags(struct translation *t)
{
	size_t	 i;
	int	 c, last = 0, minus = 0;

	for (i = 2; (c = byte_at(t, i)) != ')' && c != ':'; i++) {
		minus += c == '-';
		if (c <= 0 || strchr("imsU-", c) == NULL || minus > 1)
			break;
		last = c;
	}
	if ((c != ')' && c != ':') || last == '-')
		t->why = "invalid or unsupported Perl syntax after (?";
	else
		copy(t, i + 1);
}

/* Copies "(?" with flags or a name.  RE2 has nothing else there. */
static void
copy_group(struct translation *t)
{
	if (byte_at(t, 1) == '*') {
		t->why = "missing argument to repetition operator: *";
		return;
	}
	if (byte_at(t, 1) != '?') {
		copy(t, 1);
		return;
	}
	if (byte_at(t, 2) == '<')
		copy_name(t, 3);
	else if (byte_at(t, 2) == 'P' && byte_at(t, 3) == '<')
		copy_name(t, 4);
	else
		copy_flags(t);
}

/*
 * Copies a repetition with its `?'.  After that RE2 rejects another repetition,
 * and PCRE makes it possessive.
 */
static void
copy_repetition(struct translation *t)
{
	size_t	 n = 1;
	int	 c;

	if (byte_at(t, 0) == '{' && (n = counted(t)) == 0) {
		if (t->why == NULL) {
			put(t, "\\");
			copy(t, 1);
		}
		return;
	}
	copy(t, n);
	if (byte_at(t, 0) == '?')
		copy(t, 1);
	c = byte_at(t, 0);
	if (c == '*' || c == '+' || c == '?' || (c == '{' && counted(t) > 0))
		t->why = "invalid nested repetition operator";
}

static void
copy_in_class(struct translation *t)
{
	const char	*end;

	if (byte_at(t, 0) == ']' && t->at + 1 > t->in_class) {
		t->in_class = 0;
		copy(t, 1);
	} else if (byte_at(t, 0) == '[' && byte_at(t, 1) == ':' &&
	    (end = memmem(t->s + t->at, t->len - t->at, ":]", 2)) != NULL) {
		copy(t, (size_t)(end - (t->s + t->at)) + 2);
		copy_hyphen(t);
	} else if (byte_at(t, 0) == '[') {
		put(t, "\\");
		copy(t, 1);
	} else if (byte_at(t, 0) == '\\')
		copy_escape(t);
	else
		copy(t, 1);
}

static void
translate(struct translation *t)
{
	while (t->at < t->len && t->why == NULL) {
		if (t->in_class > 0) {
			copy_in_class(t);
			continue;
		}
		switch (byte_at(t, 0)) {
		case '\\':
			copy_escape(t);
			break;
		case '(':
			copy_group(t);
			break;
		case '[':
			copy(t, byte_at(t, 1) == '^' ? 2 : 1);
			t->in_class = t->at + 1;
			if (byte_at(t, 0) == ']')
				copy(t, 1);
			else if (byte_at(t, 0) == ':')
				put(t, "\\");
			break;
		case '^':
		case '$':
			copy_assertion(t, 1);
			break;
		case '*':
		case '+':
		case '?':
		case '{':
			copy_repetition(t);
			break;
		default:
			copy(t, 1);
		}
	}
}

/*
 * PCRE calls this before each item of the expression.  Its own limit begins
 * again at each character of the string, so it bounds no match of a long one.
 */
static int
count_step(pcre2_callout_block *block, void *arg)
{
	struct regex	*re = arg;
	size_t		 at = block->current_position;

	re->steps += 1 + (at > re->last ? at - re->last : re->last - at) /
	    REGEX_STEP_BYTES;
	re->last = at;
	return re->steps > REGEX_STEPS_MAX ? PCRE2_ERROR_CALLOUT : 0;
}

static struct regex *
compile(struct arena *a, const char *s, size_t len, char *error, size_t size)
{
	struct regex		*re;
	pcre2_general_context	*memory;
	pcre2_compile_context	*options;
	size_t			 where;
	int			 why;

	re = arena_alloc(a, sizeof(*re));
	re->arena = a;
	re->memory = 0;
	memory = pcre2_general_context_create(take, give, re);
	options = pcre2_compile_context_create(memory);
	pcre2_set_newline(options, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(options, REGEX_NEST_MAX);
	re->code = pcre2_compile((PCRE2_SPTR)s, len, PCRE2_UTF |
	    PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY |
	    PCRE2_NEVER_BACKSLASH_C | PCRE2_ALT_CIRCUMFLEX |
	    PCRE2_DUPNAMES | PCRE2_AUTO_CALLOUT, &why, &where, options);
	if (re->code == NULL) {
		pcre2_get_error_message(why, (PCRE2_UCHAR *)error, size);
		return NULL;
	}
	re->match = pcre2_match_data_create_from_pattern(re->code, memory);
	re->limits = pcre2_match_context_create(memory);
	pcre2_set_match_limit(re->limits, REGEX_STEPS_MAX);
	pcre2_set_heap_limit(re->limits, REGEX_HEAP_MAX);
	pcre2_set_callout(re->limits, count_step, re);
	return re;
}

struct regex *
regex_compile(struct arena *a, const char *s, size_t len, char *error,
    size_t size)
{
	struct translation	 t = { s, len, 0, NULL, 0, 0, NULL };

	if (len > REGEX_LENGTH_MAX) {
		(void)strlcpy(error, "the expression is too long", size);
		return NULL;
	}
	/* A byte becomes at most the 13 bytes "[^\t\n\f\r ]" of "\S". */
	t.out = arena_alloc(a, len * 8 + 16);
	translate(&t);
	if (t.why != NULL) {
		(void)strlcpy(error, t.why, size);
		return NULL;
	}
	return compile(a, t.out, t.n, error, size);
}

int
regex_match(struct regex *re, const char *s, size_t len, size_t from,
    size_t where[2])
{
	const PCRE2_SIZE	*found;
	int			 n;

	re->steps = 0;
	re->last = from;
	n = pcre2_match(re->code, (PCRE2_SPTR)s, len, from, 0, re->match,
	    re->limits);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n < 0)
		return -1;
	found = pcre2_get_ovector_pointer(re->match);
	where[0] = found[0];
	where[1] = found[1];
	return 1;
}

size_t
regex_steps(const struct regex *re)
{
	return re->steps;
}

size_t
regex_memory(const struct regex *re)
{
	return re->memory;
}

int
regex_group(struct regex *re, size_t number, size_t where[2])
{
	const PCRE2_SIZE	*found;

	if (number >= pcre2_get_ovector_count(re->match))
		return 0;
	found = pcre2_get_ovector_pointer(re->match);
	where[0] = found[number * 2];
	where[1] = found[number * 2 + 1];
	return where[0] != PCRE2_UNSET;
}

int
regex_group_number(struct regex *re, const char *name)
{
	return pcre2_substring_number_from_name(re->code, (PCRE2_SPTR)name);
}
