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

#include <string.h>

#include "conf.h"

static void
print_text(FILE *out, const char *indent, const char *what, const char *text)
{
	if (text[0] == '\0')
		return;
	fprintf(out, "%s%s%s\"", indent, what, what[0] != '\0' ? " " : "");
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		fputc(*text, out);
	}
	fputs("\"\n", out);
}

static void
print_yes_no(FILE *out, const char *indent, const char *what, uint32_t yes)
{
	fprintf(out, "%s%s %s\n", indent, what, yes ? "yes" : "no");
}

static void
print_seconds(FILE *out, const char *indent, const char *what, uint32_t n)
{
	if (n == 0)
		fprintf(out, "%s%s never\n", indent, what);
	else
		fprintf(out, "%s%s %us\n", indent, what, n);
}

static void
print_version(FILE *out, uint32_t v)
{
	fprintf(out, "traefik version %u.%u.%u\n", v / 10000, v / 100 % 100,
	    v % 100);
}

static void
print_bind(FILE *out, const struct kopd_conf *conf)
{
	switch (conf->bind) {
	case BIND_DEFAULT:
		fputs("bind default\n", out);
		break;
	case BIND_IP:
		print_text(out, "", "bind ip", conf->bind_value);
		break;
	case BIND_INTERFACE:
		print_text(out, "", "bind interface", conf->bind_value);
		break;
	case BIND_NONE:
		fputs("bind none\n", out);
		break;
	}
}

static void
print_docker(FILE *out, const struct kopd_conf *conf)
{
	size_t	 i;

	fputs("\ndocker {\n", out);
	print_text(out, "\t", "socket", conf->docker_socket);
	print_seconds(out, "\t", "poll", conf->poll);
	print_seconds(out, "\t", "timeout", conf->timeout);
	print_yes_no(out, "\t", "exposed by default",
	    conf->exposed_by_default);
	print_yes_no(out, "\t", "allow empty services",
	    conf->allow_empty_services);
	print_yes_no(out, "\t", "use bind port ip", conf->use_bind_port_ip);
	print_text(out, "\t", "network", conf->network);
	print_text(out, "\t", "prefix", conf->prefix);
	if (conf->namespaces.n > 0) {
		fputs("\tnamespace {\n", out);
		for (i = 0; i < conf->namespaces.n; i++)
			print_text(out, "\t\t", "",
			    conf->namespaces.v[i]);
		fputs("\t}\n", out);
	}
	print_text(out, "\t", "default rule", conf->default_rule);
	print_text(out, "\t", "constraints", conf->constraints);
	fputs("}\n", out);
}

static void
print_tls(FILE *out, const struct kopd_conf *conf)
{
	fputs("\ttls yes\n", out);
	print_text(out, "\t", "tls ca", conf->tls_ca);
	print_text(out, "\t", "tls certificate", conf->tls_certificate);
	print_text(out, "\t", "tls key", conf->tls_key);
	print_text(out, "\t", "tls server name", conf->tls_server_name);
	fprintf(out, "\ttls minimum version 1.%u\n", conf->tls_version - 10);
	if (conf->tls_insecure)
		fputs("\ttls insecure\n", out);
}

static void
print_redis(FILE *out, const struct kopd_conf *conf)
{
	fputs("\nredis {\n", out);
	if (conf->redis_socket[0] != '\0')
		print_text(out, "\t", "socket", conf->redis_socket);
	else {
		print_text(out, "\t", "host", conf->redis_host);
		fprintf(out, "\tport %u\n", conf->redis_port);
	}
	print_text(out, "\t", "user", conf->user);
	if (conf->password_file[0] != '\0')
		print_text(out, "\t", "password file", conf->password_file);
	else if (conf->password[0] != '\0')
		print_text(out, "\t", "password", CONF_MASK);
	fprintf(out, "\tdatabase %u\n", conf->database);
	print_yes_no(out, "\t", "notify quiet", conf->notify_quiet);
	print_text(out, "\t", "root", conf->root);
	if (conf->tls)
		print_tls(out, conf);
	fputs("}\n", out);
}

void
conf_print(const struct kopd_conf *conf, FILE *out)
{
	print_text(out, "", "hostname", conf->hostname);
	print_version(out, conf->traefik_version);
	print_bind(out, conf);
	print_seconds(out, "", "ttl", conf->ttl);
	print_seconds(out, "", "heartbeat", conf->heartbeat);
	print_yes_no(out, "", "merge equal", conf->merge_equal);
	print_yes_no(out, "", "lossy labels", conf->lossy_labels);
	print_yes_no(out, "", "withdraw on exit", conf->withdraw_on_exit);
	print_yes_no(out, "", "expire keys", conf->expire_keys);
	if (conf->strict)
		fputs("sandbox strict\n", out);
	print_docker(out, conf);
	print_redis(out, conf);
}
