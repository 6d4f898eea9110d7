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

/* What redis-writer takes is what kopd.conf takes. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include "common/hostaddr.h"
#include "common/permit.h"
#include "redis-writer/connection/tls.h"
#include "redis-writer/redis-writer.h"
#include "regress/unit/rules.h"

static struct redis_writer_conf	*conf;

static int
setup(void **state)
{
	(void)state;
	conf = config_blank(&redis_writer_table);
	free(conf->root);
	conf->root = strdup("traefik");
	conf->tls = conf->tls_insecure = 1;
	conf->tls_version = 12;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	config_free(&redis_writer_table, conf);
	return 0;
}

static int
takes_hostname(char *value)
{
	char	*before = conf->hostname;
	int	 fine;

	conf->hostname = value;
	fine = config_fault(conf) == NULL;
	conf->hostname = before;
	return fine;
}

static int
takes_root(char *value)
{
	char	*before = conf->root;
	int	 fine;

	conf->root = value;
	fine = config_fault(conf) == NULL;
	conf->root = before;
	return fine;
}

/* A master that is permitted may be named, as a host and port. */
static int
takes_master(char *value)
{
	struct permit	 p;

	return permit_parse(&p, value) == 0;
}

/* What a sentinel may name as the master's host. */
static int
takes_host(char *value)
{
	return hostaddr_connect_fault(value) == NULL;
}

/* OpenSSL takes more than a certificate can be for, but nothing less. */
static int
takes_server_name(char *value)
{
	char		*before = conf->tls_server_name;
	const char	*setting;
	char		 why[256];
	struct tls	*tls;
	SSL		*ssl;
	int		 taken;

	conf->tls_server_name = value;
	assert_non_null(tls = tls_new(conf, &setting, why, sizeof(why)));
	conf->tls_server_name = before;
	taken = (ssl = tls_session(tls, "host.test")) != NULL;
	SSL_free(ssl);
	tls_free(tls);
	if (hostaddr_certificate_fault(value) == NULL)
		assert_true(taken);
	return hostaddr_certificate_fault(value) == NULL;
}

static void
test_hostname(void **state)
{
	(void)state;
	rules_check("hostname", takes_hostname);
}

static void
test_root(void **state)
{
	(void)state;
	rules_check("root", takes_root);
}

static void
test_masters(void **state)
{
	(void)state;
	rules_check("masters", takes_master);
}

static void
test_host(void **state)
{
	(void)state;
	rules_check("host", takes_host);
}

static void
test_server_name(void **state)
{
	(void)state;
	rules_check("server name", takes_server_name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hostname),
		cmocka_unit_test(test_root),
		cmocka_unit_test(test_masters),
		cmocka_unit_test(test_host),
		cmocka_unit_test(test_server_name),
	};

	tls_init();
	return cmocka_run_group_tests(tests, setup, teardown);
}
