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
#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/backoff.h"
#include "common/log.h"

static char	 said[65536];

/* What fn() writes to stderr, through a pipe. */
static const char *
capture(void (*fn)(void))
{
	int	 fds[2], saved;
	ssize_t	 n;

	assert_int_equal(pipe(fds), 0);
	assert_int_not_equal(saved = dup(STDERR_FILENO), -1);
	assert_int_not_equal(dup2(fds[1], STDERR_FILENO), -1);
	(void)close(fds[1]);
	fn();
	assert_int_not_equal(dup2(saved, STDERR_FILENO), -1);
	(void)close(saved);
	assert_true((n = read(fds[0], said, sizeof(said) - 1)) >= 0);
	said[n] = '\0';
	(void)close(fds[0]);
	return said;
}

static void
foreign(void)
{
	log_info("label %s", "a\nfake: line\033[31m\001\377");
}

static void
test_vis(void **state)
{
	(void)state;
	assert_string_equal(capture(foreign),
	    "test: label a\\nfake: line\\^[[31m\\^A\\M^?\n");
}

/* C1 controls and what turns text around, as UTF-8 and alone. */
static void
foreign_utf8(void)
{
	log_info("%s", "\302\233a\342\200\256b\342\201\246\233\330\234");
}

static void
test_vis_utf8(void **state)
{
	const char	*s;

	(void)state;
	for (s = capture(foreign_utf8); *s != '\0'; s++)
		assert_true(*s == '\n' || (*s >= ' ' && *s < 0x7f));
	assert_string_equal(said, "test: \\M-B\\M^[a\\M-b\\M^@\\M-.b"
	    "\\M-b\\M^A\\M-&\\M^[\\M-X\\M^\\\n");
}

/* Whether stderr is the journal is decided by log_init(). */
static void
journal_set(ino_t inode)
{
	struct stat	 st;
	char		 stream[64];

	assert_int_equal(fstat(STDERR_FILENO, &st), 0);
	(void)snprintf(stream, sizeof(stream), "%ju:%ju", (uintmax_t)st.st_dev,
	    (uintmax_t)(inode != 0 ? inode : st.st_ino));
	assert_int_equal(setenv("JOURNAL_STREAM", stream, 1), 0);
	log_init("test", LOG_TO_STDERR, 1);
}

static void
to_journal(void)
{
	journal_set(0);
	log_errorx("one");
	log_warnx("two\nlines");
	log_info("three");
	log_debug("four");
	log_set_json(1);
	log_info("five");
	log_set_json(0);
	journal_set(1);
	log_warnx("of another stderr");
	assert_int_equal(unsetenv("JOURNAL_STREAM"), 0);
	log_init("test", LOG_TO_STDERR, 0);
	log_warnx("no journal");
}

static void
test_journal(void **state)
{
	char	*json;

	(void)state;
	capture(to_journal);
	assert_non_null(json = strstr(said, "<6>{\"time\":\""));
	assert_string_equal(strchr(json, '\n'),
	    "\ntest: of another stderr\ntest: no journal\n");
	*json = '\0';
	assert_string_equal(said, "<3>test: one\n<4>test: two\\nlines\n"
	    "<6>test: three\n<7>test: four\n");
}

static void
as_json(void)
{
	const struct log_subject	 about = { .container = "web",
					    .object = "http/routers/a\"b" };
	int				 i;

	log_set_json(1);
	log_about(LOG_WARNING, &about, "not published");
	for (i = 0; i < 3; i++)
		log_repeat_about("again", &about, "%d", i);
	(void)log_repeat_over("again");
	log_info("no subject");
	log_set_json(0);
}

/* Cuts the time out of each object. */
static void
cut_times(char *s)
{
	const char	*end;

	while ((s = strstr(s, "\"time\":\"")) != NULL) {
		assert_non_null(end = strstr(s, "Z\","));
		memmove(s, end + 3, strlen(end + 3) + 1);
	}
}

static void
test_json(void **state)
{
#define ABOUT	"\"container\":\"web\",\"object\":\"http/routers/a\\\"b\","

	(void)state;
	capture(as_json);
	cut_times(said);
	assert_string_equal(said,
	    "{\"level\":\"warning\",\"process\":\"test\"," ABOUT
	    "\"message\":\"not published\"}\n"
	    "{\"level\":\"warning\",\"process\":\"test\"," ABOUT
	    "\"message\":\"0\"}\n"
	    "{\"level\":\"warning\",\"process\":\"test\"," ABOUT
	    "\"message\":\"2 (2 more times)\"}\n"
	    "{\"level\":\"info\",\"process\":\"test\","
	    "\"message\":\"no subject\"}\n");
}

static void
with_error(void)
{
	errno = ENOENT;
	log_warn("open %s", "x");
}

static void
test_errno(void **state)
{
	(void)state;
	assert_string_equal(capture(with_error),
	    "test: open x: No such file or directory\n");
}

static void
long_line(void)
{
	char	*s;

	assert_non_null(s = malloc(100001));
	memset(s, '\001', 100000);
	s[100000] = '\0';
	log_info("%s", s);
	free(s);
}

static void
test_long(void **state)
{
	(void)state;
	capture(long_line);
	assert_int_equal(strlen(said), LOGLINE_MAX);
	assert_string_equal(said + LOGLINE_MAX - 4, "...\n");
}

/* What the logger got last. */
static void
assert_logged(int fd, int priority, const char *text)
{
	char	 wanted[256], got[256];
	ssize_t	 n;

	(void)snprintf(wanted, sizeof(wanted), "<%d>test[%ld]: %s\n", priority,
	    (long)getpid(), text);
	assert_true((n = read(fd, got, sizeof(got) - 1)) > 0);
	got[n] = '\0';
	assert_string_equal(got, wanted);
}

/* With syslog: one message for each line, with the priority of its level. */
static void
test_logger(void **state)
{
	char	 wanted[256], got[256];
	int	 fds[2];
	ssize_t	 n;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), 0);
	log_set_logger(fds[0]);
	log_init("test", LOG_TO_SYSLOG, 1);
	log_errorx("one\n<0>two");
	errno = ENOENT;
	log_warn("three");
	log_warnx("four");
	log_repeat("key", "five");
	log_info("six");
	log_debug("seven");
	log_init("test", LOG_TO_STDERR, 0);
	(void)log_repeat_over("key");
	assert_logged(fds[1], LOG_ERR, "one\\n<0>two");
	assert_logged(fds[1], LOG_WARNING, "three: No such file or directory");
	assert_logged(fds[1], LOG_WARNING, "four");
	assert_logged(fds[1], LOG_WARNING, "five");
	assert_logged(fds[1], LOG_INFO, "six");
	assert_logged(fds[1], LOG_DEBUG, "seven");
	log_init("test", LOG_TO_SYSLOG, 0);
	log_set_json(1);
	log_info("eight");
	log_set_json(0);
	log_init("test", LOG_TO_STDERR, 0);
	assert_true((n = read(fds[1], got, sizeof(got) - 1)) > 0);
	got[n] = '\0';
	cut_times(got);
	(void)snprintf(wanted, sizeof(wanted), "<%d>test[%ld]: {\"level\":"
	    "\"info\",\"process\":\"test\",\"message\":\"eight\"}\n",
	    LOG_INFO, (long)getpid());
	assert_string_equal(got, wanted);
	(void)close(fds[0]);
	(void)close(fds[1]);
}

/* A full pipe takes what it takes; the rest is counted, and said later. */
static void
test_nobody_reads(void **state)
{
	char	 buf[4096];
	int	 fds[2], saved, i;
	ssize_t	 n;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_not_equal(saved = dup(STDERR_FILENO), -1);
	assert_int_not_equal(dup2(fds[1], STDERR_FILENO), -1);
	for (i = 0; i < 100000; i++)
		log_info("line %d", i);
	while ((n = read(fds[0], buf, sizeof(buf))) == (ssize_t)sizeof(buf))
		continue;
	log_info("and on");
	assert_int_not_equal(dup2(saved, STDERR_FILENO), -1);
	(void)close(saved);
	(void)close(fds[1]);
	assert_true((n = read(fds[0], buf, sizeof(buf) - 1)) > 0);
	buf[n] = '\0';
	assert_non_null(strstr(buf, " lines were lost: the log was not read\n"
	    "test: and on\n"));
	(void)close(fds[0]);
}

static void
quiet_and_verbose(void)
{
	log_debug("not said");
	log_set_verbose(1);
	log_debug("said");
	log_set_verbose(-1);
	log_warnx("not said");
	log_set_verbose(0);
}

static void
test_levels(void **state)
{
	(void)state;
	assert_string_equal(capture(quiet_and_verbose), "test: said\n");
}

static void
repeated(void)
{
	int	 i;

	for (i = 0; i < 1000; i++) {
		log_repeat("redis", "redis: try %d", i);
		log_repeat("docker", "docker: try %d", i);
	}
	assert_true(log_repeat_over("redis"));
	assert_false(log_repeat_over("redis"));
	log_repeat("redis", "redis: again");
}

static void
test_repeat(void **state)
{
	(void)state;
	assert_string_equal(capture(repeated),
	    "test: redis: try 0\n"
	    "test: docker: try 0\n"
	    "test: redis: try 999 (999 more times)\n"
	    "test: redis: again\n");
}

static void
test_backoff(void **state)
{
	struct backoff	 b = BACKOFF_INITIALIZER(100, 5000);
	struct timeval	 tv;
	unsigned int	 bound = 100, ms;
	int		 i;

	(void)state;
	for (i = 0; i < 100; i++) {
		tv = backoff_next(&b);
		ms = (unsigned int)(tv.tv_sec * 1000 + tv.tv_usec / 1000);
		assert_in_range(ms, bound / 2, bound);
		bound = bound * 2 > 5000 ? 5000 : bound * 2;
	}
	backoff_reset(&b);
	tv = backoff_next(&b);
	assert_true(tv.tv_sec == 0 && tv.tv_usec <= 100000);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_vis),
		cmocka_unit_test(test_vis_utf8),
		cmocka_unit_test(test_journal),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_logger),
		cmocka_unit_test(test_errno),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_nobody_reads),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_repeat),
		cmocka_unit_test(test_backoff),
	};

	log_init("test", LOG_TO_STDERR, 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
